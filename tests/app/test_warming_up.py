"""What the first edit after a layout needs can be made before; the answer is the same."""

import pytest

from argmap.app.arrangers import InlineArranger, Wish
from argmap.edit import statements
from argmap.edit.transaction import Transaction
from argmap.layout.live import live_layout
from argmap.layout.placement import LayoutOptions
from argmap.model.records import Direction
from bench.maps import made_up

SIZE = (180.0, 84.0)
OPTIONS = LayoutOptions(direction=Direction.DOWN)


@pytest.fixture
def made(monkeypatch):
    """Every time that it was made ready to follow edits."""
    made = []
    live_map = live_layout.LiveMap
    monkeypatch.setattr(live_layout, "LiveMap", lambda *given: made.append(1) or live_map(*given))
    return made


def wish(map, *, onward=False):
    return Wish(map, dict.fromkeys(map.statements, SIZE), OPTIONS, onward)


def edited(map):
    tx = Transaction(map)
    statements.add_supporting(tx, next(reversed(map.statements)), "It is so.")
    return tx.map


def asked(arranger, wish):
    answers = []
    arranger.ask(wish, answers.append)
    [placement] = answers
    return placement


def test_what_was_warmed_up_answers_the_first_edit_alike(made):
    map = made_up(40, cross_links=0.1)
    warm, cold = InlineArranger(), InlineArranger()
    assert asked(warm, wish(map)) == asked(cold, wish(map))
    assert not made
    warm.warm_up()
    warm.warm_up()
    assert len(made) == 1
    made.clear()
    after = asked(warm, wish(edited(map), onward=True))
    assert not made
    other = asked(cold, wish(edited(map), onward=True))
    assert len(made) == 1
    assert (after.boxes, after.routes) == (other.boxes, other.routes)


def test_there_may_be_nothing_to_warm_up(made):
    arranger = InlineArranger()
    arranger.warm_up()
    asked(arranger, wish(made_up(10)))
    arranger.close()
    arranger.warm_up()
    assert not made
