"""Lines by the widths of words are those that Qt breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.io.files import open_document
from argmap.render.card import CardSetter
from argmap.render.fonts import SEMIBOLD
from argmap.render.references import quote_references
from argmap.render.style import Metrics
from argmap.render.text import TextStyle, Typesetter
from argmap.resources import example_maps
from bench.maps import made_up

STYLES = [TextStyle(14), TextStyle(14, italic=True), TextStyle(11), TextStyle(18.2)]
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZäöüßéèçñØ"

words = st.one_of(
    st.text(LETTERS, min_size=1, max_size=12),
    st.integers(0, 9999).map(str),
    st.sampled_from(["I", "x", "X,", "To", "AV", "Beijing’s", "don't", "f", "Wj", "j", "Tä"]),
)
signed = st.builds(str.__add__, words, st.sampled_from(["", "", "", ",", ".", ";", ":", "!"]))
texts = st.lists(signed, min_size=1, max_size=24).map(" ".join)


@pytest.fixture(scope="module")
def typesetter(qapp):
    return Typesetter()


@pytest.mark.parametrize("style", STYLES)
@given(text=texts, width=st.sampled_from([90.0, 148.0, 168.0, 204.333, 288.0]))
def test_plain_words_break_as_qt_breaks_them(typesetter, style, text, width):
    widths = typesetter._words_of(style)
    lines = widths.broken(text, width)
    if lines is None:
        assert widths.extent(text, width) is None
        return
    by_qt = list(typesetter._broken_by_qt(text, style, width, leftwards=False))
    assert [(*line, typesetter._heights[style]) for line in lines] == by_qt
    assert widths.extent(text, width) == (len(lines), max(wide for _, wide in lines))
    assert widths.natural(text) == typesetter._font(style)[1].horizontalAdvance(text)


@pytest.mark.parametrize(
    "text",
    ["well-known", "a  b", "tab\there", "5 x 4", "one: two", "e.g. 1,000", "（中文）", ""],
)
def test_what_only_qt_can_tell_is_left_to_it(typesetter, text):
    widths = typesetter._words_of(TextStyle(14))
    assert widths.broken(text, 200.0) is None
    assert widths.natural(text) is None


def test_a_word_wider_than_the_line_is_left_to_qt(typesetter):
    widths = typesetter._words_of(TextStyle(14))
    for text in ("Donaudampfschifffahrt", "a Donaudampfschifffahrt", "Donaudampfschifffahrt a"):
        assert widths.broken(text, 60.0) is None
        assert widths.extent(text, 60.0) is None


def test_blanks_of_bold_cuts_are_kerned_and_left_to_qt(typesetter):
    assert typesetter._words_of(TextStyle(11, SEMIBOLD)) is None


def test_a_size_is_that_of_the_look(typesetter):
    for scale in (1.0, 1.3):
        setter = CardSetter(typesetter, Metrics().scaled(scale))
        maps = [*(open_document(path).map for path in example_maps()), made_up(200)]
        for map_ in maps:
            for statement in map_.statements.values():
                references = quote_references(statement.quotes, map_.sources)
                look = setter.look(statement, references)
                assert setter.size(statement, references) == look.size


def test_an_extent_is_that_of_the_lines(typesetter):
    style = STYLES[0]
    for text in ("One line", "Two\nparagraphs", "שלום", "word " * 300, "well-known " * 20):
        for most in (3, 1000):
            block = typesetter.in_lines(text.strip(), style, 150.0, 19.0, most)
            extent = typesetter.extent(text.strip(), style, 150.0, 19.0, most)
            assert extent.lines == len(block.lines)
            assert extent.widest == max(line.width for line in block.lines)
            assert extent.height == block.height
