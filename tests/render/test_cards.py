"""Cards: two to six lines, no ribbons, nothing beyond the edge; measured once."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.layout.geometry import Box
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Basis, Fidelity, Quote, Source, Statement, StatementKind, Voice
from argmap.render.card import MOST_LINES, ChipKind, card_shapes
from argmap.render.measure import Measure
from argmap.render.style import Metrics

WORDS = (
    "Of course, China and Russia are not formal allies, and there remains a degree of distrust, "
    "especially on the part of Moscow, which is wary of the Belt and Road Initiative. "
)
SOURCE = Source("s", authors=("J. Berkshire Miller", "Benoit Hardy-Chartrand"), date="2019-08-31")


@pytest.fixture
def measure(qapp):
    return Measure()


def everything(look):
    """Every line of text on a card."""
    blocks = [look.kind, look.text, *(chip.text for chip in look.chips)]
    blocks += [look.aside] if look.aside else []
    return [line for block in blocks for line in block.lines]


statements = st.builds(
    Statement,
    id=st.just("x"),
    kind=st.sampled_from(StatementKind),
    basis=st.none() | st.sampled_from(Basis),
    text=st.text("abc dWM,\n", max_size=400),
    quotes=st.lists(st.just(Quote("s", "x")), max_size=2).map(tuple),
    credence=st.none() | st.floats(0, 1),
    tags=st.lists(st.text("xyz W", max_size=40), max_size=4).map(tuple),
    speaker=st.text("abc", max_size=30),
    voice=st.none() | st.sampled_from(Voice),
    implicit=st.booleans(),
)


@given(statements, st.sampled_from([1.0, 1.5, 2.0]))
def test_nothing_stands_beyond_the_edge(qapp, statement, scale):
    measure = Measure(scale)
    look, m = measure.look(statement, {"s": SOURCE}), measure.metrics
    width, height = look.size
    assert m.narrowest <= width <= m.widest_of_long
    for line in everything(look):
        assert line.x >= m.left - 0.1
        assert line.x + line.width <= width - 4
        assert line.baseline < height - 4
    boxes = [look.icon, look.text_box, *(chip.box for chip in look.chips)]
    for box in boxes:
        assert box.x >= m.left - 0.1
        assert box.right <= width - m.right + 0.1
        assert box.bottom <= height - m.bottom + 0.1
    for one, other in pairwise(boxes):
        assert not one.meets(other)


@pytest.mark.parametrize("length", range(30, 331, 20))
def test_cards_are_no_ribbons(measure, length):
    look = measure.look(Statement("x", text=(WORDS * 2)[:length]), {})
    assert 180 <= look.size[0] <= 320
    assert 1 <= len(look.text.lines) <= 8
    assert look.size[0] < 4 * look.size[1]
    if 60 <= length <= 200:
        assert 2 <= len(look.text.lines) <= 6


def test_long_texts_get_wider_and_end_somewhere(measure):
    long = measure.look(Statement("x", text=WORDS * 5), {})
    endless = measure.look(Statement("x", text=WORDS * 5000), {})
    assert 320 < long.size[0] <= 480
    assert len(endless.text.lines) == MOST_LINES
    assert endless.text.lines[-1].text.endswith("…")


def test_lines_are_about_even(measure):
    look = measure.look(Statement("x", text=WORDS[:110]), {})
    widths = [line.width for line in look.text.lines[:-1]]
    assert min(widths) > 0.75 * max(widths)
    assert look.size[0] - look.text.right <= 14 + 10


def test_an_empty_card_has_room_for_a_line(measure):
    empty, short = (measure.look(Statement("x", text=text), {}) for text in ("", "Yes."))
    assert empty.size == short.size


def test_text_scale_scales_the_card(qapp):
    statement = Statement("x", text=WORDS[:100])
    one, two = (Measure(scale).look(statement, {}) for scale in (1.0, 2.0))
    assert two.size[0] == pytest.approx(2 * one.size[0], rel=0.12)
    assert two.text.style.size == 28


def test_header_says_kind_and_what_it_rests_on(measure):
    look = measure.look(
        Statement("x", StatementKind.EVIDENCE, Basis.COMMON_KNOWLEDGE, "Text", implicit=True), {}
    )
    assert look.kind.lines[0].text == "Evidence"
    assert look.aside.lines[0].text == "common knowledge, unstated"


def test_chips_say_where_it_is_from_and_how_sure(measure):
    statement = Statement(
        "x",
        text="Text",
        quotes=(Quote("s", "a"),),
        speaker="Moscow",
        voice=Voice.REPORTED,
        credence=0.8,
        tags=("BRI",),
    )
    look = measure.look(statement, {"s": SOURCE})
    assert [(chip.kind, chip.text.lines[0].text) for chip in look.chips] == [
        (ChipKind.QUOTE, "Miller & Hardy-Chartrand 2019"),
        (ChipKind.VOICE, "Moscow (reported)"),
        (ChipKind.CREDENCE, "80 % sure"),
        (ChipKind.TAG, "BRI"),
    ]
    voiced = measure.look(replace(statement, speaker=""), {"s": SOURCE})
    assert voiced.chips[1].text.lines[0].text == "reported"
    close = measure.look(replace(statement, fidelity=Fidelity.PARAPHRASE), {"s": SOURCE})
    assert (close.chips[1].kind, close.chips[1].text.lines[0].text) == (
        ChipKind.FIDELITY,
        "paraphrase",
    )
    assert close.chips[1].icon is not None
    own_words = measure.look(replace(statement, fidelity=Fidelity.PARAPHRASE, quotes=()), {})
    assert own_words.chips[0].kind is ChipKind.VOICE


def test_a_look_is_made_once_for_a_statement(measure):
    statement = Statement("x", text="Text", quotes=(Quote("s", "a"),))
    sources = {"s": SOURCE}
    first = measure.look(statement, sources)
    assert measure.look(statement, sources) is first
    assert measure.look(statement, dict(sources)) is first, "the names of its sources are the same"
    assert measure.lines(statement) is first
    renamed = {"s": replace(SOURCE, authors=("Somebody Else",))}
    assert measure.look(statement, renamed) != first
    assert measure.look(replace(statement, text="Other"), sources) != first
    measure.forget(["x"])
    assert measure.look(statement, sources) == first


def test_lines_of_a_statement_never_measured_name_no_source(measure):
    look = measure.lines(Statement("x", text="Text", quotes=(Quote("s", "a"),)))
    assert look.chips[0].text.lines[0].text == "s"


def test_sizes_are_those_of_the_looks(measure):
    map_ = ArgumentMap(statements={i: Statement(i, text=i * 20) for i in "abc"})
    sizes = measure.sizes(map_)
    assert list(sizes) == list("abc")
    assert sizes["b"] == measure.look(map_.statements["b"], {}).size


@pytest.mark.parametrize("kind", StatementKind)
def test_every_kind_has_its_own_shape(kind):
    shapes = card_shapes(kind, (200.0, 100.0), Metrics())
    assert (shapes.flap is not None) is (kind is StatementKind.EVIDENCE)
    assert (shapes.radius > 10) is (kind is StatementKind.QUESTION)
    box = Box(0, 0, 200, 100)
    for letter, numbers in shapes.outline:
        assert letter in "MLCZ"
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            assert box.holds((x, y))
