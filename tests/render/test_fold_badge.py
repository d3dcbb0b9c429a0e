"""The badge of a folded branch: what it counts, where it lies, and that pictures carry it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.edit import links, statements
from argmap.edit.transaction import Transaction
from argmap.io.yaml_read import read_text
from argmap.layout.arrange import arrange
from argmap.layout.geometry import Box
from argmap.layout.placement import LayoutOptions
from argmap.model.errors import UserError
from argmap.model.records import Direction, LinkKind, StatementKind
from argmap.render.export import drawn
from argmap.render.fold_badge import HEIGHT, Bearing, Folded, Folds, badge_of, badge_seen, folded_of
from argmap.render.measure import Measure
from argmap.render.picture import PictureOptions, image
from argmap.render.text import Typesetter
from tests.app.conftest import SMALL
from tests.strategies import maps

MAP = read_text(SMALL).map
MANY = Folded(((Bearing.FOR, 8), (Bearing.AGAINST, 3), (Bearing.ASKING, 1)))


def test_what_is_hidden_is_told_by_how_it_bears():
    assert folded_of(MAP, "tea").bearings == ((Bearing.FOR, 3), (Bearing.AGAINST, 2))
    assert folded_of(MAP, "tea").words() == "5 hidden, 3 for, 2 against"
    assert folded_of(MAP, "cost").count == 0


def test_questions_and_answers_are_told_apart():
    text = """\
argmap: 1
statements:
  - {id: top, kind: question, text: Why?}
  - {id: answer, text: Because.}
  - {id: why, kind: question, text: And why that?}
links:
  - {id: one, from: [answer], to: top, kind: answers}
  - {id: two, from: [why], to: answer}
"""
    found = folded_of(read_text(text).map, "top")
    assert found.bearings == ((Bearing.ASKING, 1), (Bearing.ANSWERING, 1))


def test_what_bears_on_a_link_is_counted_where_the_link_is_hidden():
    text = SMALL.replace(
        "groups:",
        "  - {id: study-to-cost, from: [study], to: cost}\n"
        "  - {id: cost-doubt, from: [far], to: study-to-cost}\ngroups:",
    ).replace("links:", "  - {id: far, text: Cost is another matter.}\nlinks:")
    map_ = read_text(text).map
    assert folded_of(map_, "calm").count == folded_of(MAP, "calm").count + 1
    assert folded_of(map_, "cost").count == 0


def test_folds_that_hide_nothing_have_no_badge_and_are_counted_once():
    folds = Folds()
    folded = frozenset({"calm", "cost", "gone"})
    found = folds.of(MAP, folded)
    assert set(found) == {"calm"}
    assert folds.of(MAP, folded) is found


@given(maps(), st.data())
@settings(max_examples=60)
def test_what_was_counted_follows_every_edit(map, data):
    folds = Folds()
    ids = sorted(map.statements)
    for _ in range(4):
        folded = frozenset(data.draw(st.lists(st.sampled_from(ids), max_size=4)) if ids else [])
        assert folds.of(map, folded) == Folds().of(map, folded)
        map = data.draw(edited(map))


@st.composite
def edited(draw, map):
    """The map after a link came or went, or a statement became another kind."""
    tx = Transaction(map)
    ids = sorted(map.statements)
    deed = draw(st.sampled_from(["link", "unlink", "kind", "remove"]))
    try:
        if deed == "link" and len(ids) > 1:
            premise, target = draw(st.permutations(ids))[:2]
            links.connect(tx, premise, target, draw(st.sampled_from(list(LinkKind)[:2])))
        elif deed == "unlink" and map.links:
            statements.remove(tx, [draw(st.sampled_from(sorted(map.links)))])
        elif deed == "kind" and ids:
            id_ = draw(st.sampled_from(ids))
            tx.put(replace(map.statements[id_], kind=draw(st.sampled_from(list(StatementKind)))))
        elif ids:
            statements.remove(tx, [draw(st.sampled_from(ids))])
    except UserError:
        return map
    return tx.map


def test_an_edit_elsewhere_counts_nothing_anew(monkeypatch):
    text = SMALL.replace("It costs more.", "It costs much more.")
    other = read_text(text).map
    after = MAP.replaced(statements={**MAP.statements, "cost": other.statements["cost"]})
    folds, counted = Folds(), []
    folds.of(MAP, frozenset({"calm"}))
    monkeypatch.setattr("argmap.render.fold_badge.folded_of", lambda *of: counted.append(of))
    folds.of(after, frozenset({"calm"}))
    assert not counted


@pytest.mark.parametrize("direction", list(Direction))
def test_a_badge_lies_over_the_edge_and_leaves_the_words_free(qapp, direction):
    card = Box(100, 100, 200, 80)
    badge = badge_of(MANY, card, direction, Typesetter())
    assert badge.box.meets(card)
    beyond = badge.box.y < card.y - 10 if direction is Direction.UP else badge.box.bottom > 190
    assert beyond
    assert badge.box.height == HEIGHT
    assert [block.lines[0].text for _, block in badge.words] == ["12", "+8", "−3", "?1"]
    assert badge.words[-1][1].right < badge.box.right
    widths = [piece.width for _, piece in badge.bar]
    assert widths == pytest.approx([sum(widths) * share / 12 for share in (8, 3, 1)])


def test_a_fold_that_hides_one_sort_says_no_total(qapp):
    badge = badge_of(Folded(((Bearing.FOR, 4),)), Box(0, 0, 200, 80), Direction.DOWN, Typesetter())
    assert [block.lines[0].text for _, block in badge.words] == ["+4"]


def test_pictures_of_what_is_shown_carry_the_badges(qapp):
    measure, folded = Measure(), frozenset({"calm"})
    placement = arrange(MAP, measure.sizes(MAP), LayoutOptions(folded=folded))
    options, plain = PictureOptions(folded=Folds().of(MAP, folded)), PictureOptions()
    assert image(MAP, placement, options, measure) != image(MAP, placement, plain, measure)
    svg = drawn("svg", MAP, placement, options, None, measure).decode()
    assert 'aria-label="3 hidden, 2 for, 1 against"' in svg
    assert ">+2<" in svg
    assert "hidden," not in drawn("svg", MAP, placement, plain, None, measure).decode()
    assert drawn("pdf", MAP, placement, options, None, measure).startswith(b"%PDF")


@pytest.mark.parametrize("direction", Direction)
def test_a_badge_that_grows_hardly_reaches_further_into_its_card_and_not_to_the_next(direction):
    card, typesetter = Box(100.0, 100.0, 240.0, 60.0), Typesetter()
    near = badge_seen(MANY, card, direction, typesetter, 1.0)
    far = badge_seen(MANY, card, direction, typesetter, 0.45)
    assert near == badge_of(MANY, card, direction, typesetter).box
    assert far.height > 1.4 * near.height

    def overlap(badge):
        return min(badge.bottom, card.bottom) - max(badge.y, card.y)

    assert overlap(far) <= overlap(near) + 2
    assert far.height - overlap(far) < LayoutOptions().sibling_gap
