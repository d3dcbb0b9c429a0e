import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.edit import stories
from argmap.edit.statements import remove
from argmap.edit.story_plans import Plan, planned, step_by_step
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.records import Quote, Source, Statement, Step, Story
from argmap.model.story_words import Fit, camera_of
from tests.builders import a_map, edited
from tests.strategies import maps

MAP = a_map("b supports a; c supports a; o opposes a; r opposes o-to-a; d supports b")


def told(*steps):
    """The map with one story of these steps, each given as what it reveals."""
    story = Story("talk", "Talk", steps=tuple(Step(reveal=tuple(one.split())) for one in steps))
    return MAP.replaced(stories={"talk": story})


def reveals(map, story="talk"):
    return [" ".join(step.reveal) for step in map.stories[story].steps]


def test_stories_are_added_renamed_copied_ordered_and_removed():
    map, one = edited(MAP, stories.add_story, "Why a?", [Step(reveal=("a",))])
    assert one == "why-a"
    map, two = edited(map, stories.add_story, "Why a?")
    assert two == "why-a-2"
    map, _ = edited(map, stories.set_story_field, two, "title", " Because ")
    map, _ = edited(map, stories.set_story_field, two, "minutes", "12.5")
    assert (map.stories[two].title, map.stories[two].minutes) == ("Because", 12.5)
    map, copy = edited(map, stories.duplicate_story, one)
    assert list(map.stories) == [one, copy, two]
    assert map.stories[copy].steps == map.stories[one].steps
    map, _ = edited(map, stories.move_story, two, 0)
    assert list(map.stories) == [two, one, copy]
    map, _ = edited(map, stories.remove_story, one)
    assert list(map.stories) == [two, copy]


def test_steps_are_added_copied_moved_and_removed():
    map = told("a", "b c")
    map, at = edited(map, stories.add_step, "talk", 1, title="An objection", reveal=["o"])
    assert (at, reveals(map)) == (1, ["a", "o", "b c"])
    map, at = edited(map, stories.duplicate_step, "talk", 1)
    assert (at, reveals(map)) == (2, ["a", "o", "o", "b c"])
    map, at = edited(map, stories.move_step, "talk", 0, 9)
    assert (at, reveals(map)) == (3, ["o", "o", "b c", "a"])
    map, at = edited(map, stories.move_step, "talk", 2, 0)
    assert reveals(map) == ["b c", "o", "o", "a"]
    map, _ = edited(map, stories.remove_step, "talk", 3)
    assert reveals(map) == ["b c", "o", "o"]


def test_fields_of_a_step_take_what_suits_them():
    map = told("a")
    for name, value in (
        ("notes", "Say *this*.\nThen wait."), ("minutes", 2), ("others", "hide"),
        ("camera", Fit.VISIBLE), ("focus", ["a", "b-to-a"]), ("hide", ["b"]), ("title", "One"),
    ):  # fmt: skip
        map, _ = edited(map, stories.set_step_field, "talk", 0, name, value)
    (step,) = map.stories["talk"].steps
    assert step.notes == "Say *this*.\nThen wait."
    assert (step.minutes, step.others, step.focus) == (2.0, "hide", ("a", "b-to-a"))
    assert camera_of(step.camera).fit is Fit.VISIBLE
    map, _ = edited(map, stories.set_step_field, "talk", 0, "camera", "")
    assert map.stories["talk"].steps[0].camera is None
    for name, value in (("minutes", -1), ("others", "blur"), ("camera", "up"), ("reveal", ["z"])):
        with pytest.raises(UserError):
            edited(map, stories.set_step_field, "talk", 0, name, value)


def test_what_a_step_shows_is_toggled():
    map, _ = edited(told("a"), stories.toggle_in_step, "talk", 0, "reveal", ["b", "c"])
    assert reveals(map) == ["a b c"]
    map, _ = edited(map, stories.toggle_in_step, "talk", 0, "reveal", ["c", "o"])
    assert reveals(map) == ["a b c o"]
    map, _ = edited(map, stories.toggle_in_step, "talk", 0, "reveal", ["b", "o"])
    assert reveals(map) == ["a c"]


def test_a_step_keeps_the_names_of_what_was_removed():
    map, _ = edited(told("a b"), remove, ["b"], keep_branch=True)
    assert reveals(map) == ["a b"]
    map, _ = edited(map, stories.set_step_field, "talk", 0, "reveal", ["b", "a", "c"])
    assert reveals(map) == ["b a c"]


def test_what_is_not_there_is_refused_with_a_sentence():
    for verb, arguments in (
        (stories.remove_story, ("nowhere",)),
        (stories.remove_step, ("talk", 1)),
        (stories.set_step_field, ("talk", -1, "title", "x")),
        (stories.set_story_field, ("talk", "colour", "red")),
    ):
        with pytest.raises(UserError, match=r"\.$"):
            edited(told("a"), verb, *arguments)


def told_by(plan, map=MAP):
    return [" ".join(step.reveal) for step in planned(map, plan)]


def test_conclusion_first_goes_down_the_branches():
    assert told_by(Plan.CONCLUSION_FIRST) == ["a", "b c", "o", "d", "r"]


def test_premises_first_is_the_other_way_round():
    assert told_by(Plan.PREMISES_FIRST) == ["r", "d", "o", "b c", "a"]


def test_objections_come_after_the_case_with_what_answers_them():
    assert told_by(Plan.OBJECTIONS) == ["a", "b c", "d", "o r"]


def test_linked_premises_come_together_however_many():
    assert told_by(Plan.CONCLUSION_FIRST, a_map("p+q+r+s+t supports a")) == ["a", "p q r s t"]


def test_document_order_goes_by_source_and_place():
    def quoting(id_, source, start):
        return Statement(id_, text=id_, quotes=(Quote(source, "x", start=start),))

    held = [quoting("late", "s", 90), quoting("other", "t", 1), quoting("early", "s", 5)]
    map = ArgumentMap(
        sources={id_: Source(id_) for id_ in "st"},
        statements={one.id: one for one in [Statement("own", text="own"), *held]},
    )
    assert told_by(Plan.DOCUMENT_ORDER, map) == ["early late other", "own"]


def test_a_selection_is_told_in_its_order():
    assert [step.reveal for step in step_by_step(MAP, ["c", "a", "c"])] == [("c",), ("a",)]
    with pytest.raises(UserError):
        step_by_step(MAP, [])


@given(maps(), st.sampled_from(Plan))
def test_every_plan_tells_every_statement_once(map, plan):
    if not map.statements:
        with pytest.raises(UserError):
            planned(map, plan)
        return
    said = [id_ for step in planned(map, plan) for id_ in step.reveal]
    assert sorted(said) == sorted(map.statements)
    assert all(step.title and step.reveal for step in planned(map, plan))
