"""Text in lines: any script, no word lost, no line wider than allowed."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.render.fonts import FAMILY, font, load_fonts
from argmap.render.text import TextBlock, TextStyle, Typesetter, runs_leftwards, shown

STYLE = TextStyle(14.0)
HEBREW = "שלום עולם, זה טקסט בעברית ארוך מספיק כדי לעטוף שורה"
ARABIC = "روسيا والصين ليستا حليفتين رسميتين ولا يزال هناك قدر من عدم الثقة"
CHINESE = "俄罗斯与中国并非正式盟友，双方之间仍然存在一定程度的不信任，尤其是在莫斯科方面。"


@pytest.fixture
def type_(qapp):
    return Typesetter()


def test_fonts_are_ours_and_have_their_weights(qapp):
    from PySide6.QtGui import QFontInfo, QFontMetricsF

    load_fonts()
    assert QFontInfo(font(14)).family() == FAMILY
    widths = [
        QFontMetricsF(font(14, weight)).horizontalAdvance("Word") for weight in (400, 600, 700)
    ]
    assert widths == sorted(set(widths))
    assert QFontInfo(font(14, italic=True)).italic()


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Mn", "Me", "Cf"]),
        max_size=120,
    ),
    st.integers(40, 300),
)
def test_no_word_is_lost_and_no_line_too_wide(qapp, text, width):
    type_ = Typesetter()
    text = shown(text)
    block = type_.in_lines(text, STYLE, float(width), 19.0)
    assert "".join("".join(line.text.split()) for line in block.lines) == "".join(text.split())
    for line in block.lines:
        assert line.width <= width + 0.1 or len(line.text) <= 2
        assert line.x >= -0.1 or len(line.text) <= 2


def test_lines_stand_at_even_distances(type_):
    block = type_.in_lines("one two three four five six seven eight", STYLE, 60.0, 19.0)
    baselines = [line.baseline for line in block.lines]
    assert {b - a for a, b in pairwise(baselines)} == {19}
    assert block.height == 19 * len(block.lines)


@pytest.mark.parametrize("text", [HEBREW, ARABIC])
def test_what_runs_leftwards_ends_at_the_right(type_, text):
    block = type_.in_lines(text, STYLE, 150.0, 19.0)
    assert len(block.lines) > 1
    for line in block.lines:
        assert line.leftwards
        assert line.x + line.width == pytest.approx(150.0)


def test_each_paragraph_has_its_own_direction(type_):
    block = type_.in_lines(f"English.\n{HEBREW[:10]}\n123 ({HEBREW[:4]})", STYLE, 300.0, 19.0)
    assert [line.leftwards for line in block.lines] == [False, True, True]


def test_glyphs_stand_where_the_lines_say(type_):
    block = type_.in_lines(f"Some words.\n{HEBREW}", STYLE, 150.0, 19.0).moved(10.0, 20.0)
    for line in block.lines:
        single = block.__class__(block.style, (line,))
        runs = type_.glyph_runs(single)
        left = min(point.x() for run in runs for point in run.positions())
        right = max(run.boundingRect().right() for run in runs)
        assert left == pytest.approx(line.x, abs=1.0)
        assert right <= line.x + line.width + 1.5
        assert {round(p.y()) for run in runs for p in run.positions()} == {line.baseline}


def test_a_line_of_one_font_is_one_run(type_):
    block = type_.in_lines("one two three four five six seven eight", STYLE, 60.0, 19.0)
    assert len(type_.glyph_runs(block)) == 1


def test_text_without_blanks_breaks_where_its_script_allows(type_):
    block = type_.in_lines(CHINESE, STYLE, 100.0, 19.0)
    assert len(block.lines) > 3
    assert "".join(line.text for line in block.lines) == CHINESE


def test_letters_beyond_the_first_plane_are_not_torn(type_):
    text = "🙂" * 30 + " 𝔄𝔅ℭ " + "👩‍👩‍👧" * 5
    block = type_.in_lines(text, STYLE, 90.0, 19.0)
    assert "".join(line.text for line in block.lines).replace(" ", "") == text.replace(" ", "")
    assert "�" not in "".join(line.text for line in block.lines)


def test_too_many_lines_end_with_an_ellipsis(type_):
    block = type_.in_lines("word " * 200, STYLE, 100.0, 19.0, most=3)
    assert len(block.lines) == 3
    assert block.lines[-1].text.endswith("…")
    assert block.lines[-1].width <= 100.0


def test_one_line_is_cut_to_fit(type_):
    block = type_.in_one_line("a very long title indeed\nwith two lines", STYLE, 80.0, 20.0)
    assert len(block.lines) == 1
    assert block.lines[0].text.endswith("…")
    assert block.right <= 80.0


def test_shown_leaves_nothing_that_cannot_be_drawn():
    assert shown("a\tb\x00c\r\nd\u2028e\ud800f") == "a b c\nd\ne f"
    assert shown("plain") == "plain"


def test_direction_is_that_of_the_first_strong_letter():
    assert runs_leftwards("1. (שלום) English")
    assert not runs_leftwards("English שלום")
    assert not runs_leftwards("123 …")


WORDS = st.text("aé√ßЖfi—“”.- 1", max_size=12)


@example(["a", "-Ж"])
@given(st.lists(WORDS | st.sampled_from(["", HEBREW[:9], CHINESE[:5], "12 (א) 34"]), max_size=5))
def test_lines_that_are_set_together_stand_as_each_would_alone(qapp, texts):
    type_ = Typesetter()
    lines = type_.in_lines(shown("\n".join(texts)), STYLE, 90.0, 19.0).lines
    together = type_.glyph_runs(TextBlock(STYLE, lines))
    alone = type_.glyph_runs(*(TextBlock(STYLE, (line,)) for line in lines))
    assert standing(together) == standing(alone)


def standing(runs):
    """Which glyph of which font stands where."""
    return sorted(
        (run.rawFont().familyName(), index, position.x(), position.y())
        for run in runs
        for index, position in zip(run.glyphIndexes(), run.positions(), strict=True)
    )
