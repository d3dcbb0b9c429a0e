import pytest

from argmap.edit import capture, polls, stories
from argmap.edit.capture import Contribution, Said
from argmap.edit.statements import set_text
from argmap.model import polling
from argmap.model.errors import UserError
from argmap.model.records import LinkKind, StatementKind
from argmap.model.story_words import Scale, counts_of
from tests.builders import a_map, edited
from tests.edit.test_stories import told as a_story

MAP = a_map("b supports a; question q; b answers q")
WHAT = Contribution


@pytest.mark.parametrize(
    ("what", "target", "kind", "bearing", "onto"),
    [
        (WHAT.OBJECTION, "a", StatementKind.COUNTERPOINT, LinkKind.OPPOSES, "a"),
        (WHAT.SUPPORT, "b", StatementKind.CLAIM, LinkKind.SUPPORTS, "b"),
        (WHAT.UNDERCUT, "b", StatementKind.COUNTERPOINT, LinkKind.OPPOSES, "b-to-a"),
        (WHAT.UNDERCUT, "b-to-a", StatementKind.COUNTERPOINT, LinkKind.OPPOSES, "b-to-a"),
        (WHAT.QUESTION, "a", StatementKind.QUESTION, LinkKind.OPPOSES, "a"),
        (WHAT.OBJECTION, "q", StatementKind.CLAIM, LinkKind.ANSWERS, "q"),
    ],
)
def test_what_is_said_becomes_a_statement_that_bears_on_its_target(
    what, target, kind, bearing, onto
):
    map, id_ = edited(MAP, capture.capture, Said(what, target, " Says who? ", "K. L."))
    statement, link = map.statements[id_], map.links[map.primary_links[id_]]
    assert (statement.text, statement.speaker, statement.kind) == ("Says who?", "K. L.", kind)
    assert (link.kind, link.target) == (bearing, onto)


def test_what_is_said_joins_the_step():
    said = Said(WHAT.OBJECTION, "a", "Hardly.")
    map, id_ = edited(a_story("a", "b"), capture.capture, said, "talk", 1)
    assert map.stories["talk"].steps[1].reveal == ("b", id_)
    map, _ = edited(map, stories.set_step_field, "talk", 1, "focus", ["a"])
    map, other = edited(map, capture.capture, Said(WHAT.SUPPORT, "a", "Indeed."), "talk", 1)
    assert map.stories["talk"].steps[1].focus == ("a", other)


def test_a_root_has_no_link_to_undercut():
    with pytest.raises(UserError):
        edited(MAP, capture.capture, Said(WHAT.UNDERCUT, "a", "No."))


def test_parking_and_giving_a_place():
    map, id_ = edited(MAP, capture.park, "Later, please.", "M.")
    assert map.parked[id_].speaker == "M."
    map, link = edited(map, capture.unpark, id_, "a", LinkKind.OPPOSES)
    assert (map.links[link].kind, map.parked) == (LinkKind.OPPOSES, {})
    map, _ = edited(map, capture.park_statements, ["b"])
    assert list(map.parked) == ["b"]
    map, link = edited(map, capture.unpark, "b")
    assert link is None
    assert "b" in map.statements
    map, _ = edited(map, capture.park_statements, ["b"])
    map, _ = edited(map, capture.drop_parked, "b")
    assert not map.parked
    with pytest.raises(UserError):
        edited(map, capture.unpark, "a")


def test_a_poll_keeps_counts_date_and_wording():
    counts = {"agree": 12, "unsure": 3, "disagree": 4}
    map, id_ = edited(MAP, polls.add_poll, "a", counts, Scale.AGREE, "before", "2026-11-21")
    poll = map.polls[id_]
    assert (id_, poll.text, poll.when, poll.date) == ("a-before", "A.", "before", "2026-11-21")
    assert counts_of(poll) == counts
    assert not polling.is_stale(map, poll)
    reworded, _ = edited(map, set_text, "a", "A after all.")
    assert polling.is_stale(reworded, poll)
    map, _ = edited(map, polls.set_counts, id_, {"agree": 1})
    assert counts_of(map.polls[id_]) == {"agree": 1}
    map, _ = edited(map, polls.remove_poll, id_)
    assert not map.polls


def test_the_strength_of_a_link_is_asked_by_both_its_ends():
    map, id_ = edited(MAP, polls.add_poll, "b-to-a", {"60": 1, "80": 2}, Scale.PERCENT)
    assert map.polls[id_].text == "B. → A."
    reworded, _ = edited(map, set_text, "b", "B now.")
    assert polling.is_stale(reworded, map.polls[id_])


@pytest.mark.parametrize(
    ("counts", "scale"),
    [({"agree": -1}, Scale.AGREE), ({"perhaps": 1}, Scale.AGREE), ({"101": 1}, Scale.PERCENT),
     ({"much": 1}, Scale.PERCENT)],
)  # fmt: skip
def test_counts_that_cannot_be_are_refused(counts, scale):
    with pytest.raises(UserError):
        edited(MAP, polls.add_poll, "a", counts, scale)
