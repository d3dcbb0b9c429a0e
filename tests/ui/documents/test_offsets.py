"""Places in a text and on its page agree, whatever characters the text has."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from argmap.documents.extracted import Content, extracted, paragraphs_of
from argmap.model.records import Source
from argmap.render.style import DARK, LIGHT
from argmap.ui.documents.offsets import Offsets
from argmap.ui.documents.page import PlainDocument, Type, page_of, parts_of

letters = st.text(alphabet="ab \n😀𝒳é\u2028\u2029\x0b\ufdd0\ufffc-", max_size=80)


def text_of(text):
    return extracted(Content(text, tuple(paragraphs_of(text))), text.encode())


@given(letters, st.integers(0, 20))
def test_a_place_goes_to_the_page_and_back(text, lead):
    offsets = Offsets(text, lead=lead)
    for place in range(len(text) + 1):
        position = offsets.to_page(place)
        assert position == lead + len(text[:place].encode("utf-16-le")) // 2
        assert offsets.to_text(position) == place


@given(letters)
def test_a_position_inside_a_wide_character_is_its_beginning(text):
    offsets = Offsets(text)
    units = len(text.encode("utf-16-le")) // 2
    places = [offsets.to_text(position) for position in range(units + 1)]
    assert places == sorted(places)
    assert set(places) == set(range(len(text) + 1))


@given(letters, st.data())
def test_a_part_of_a_text_keeps_its_places(text, data):
    first = data.draw(st.integers(0, len(text)))
    last = data.draw(st.integers(first, len(text)))
    offsets = Offsets(text, first, last, lead=3)
    assert [offsets.to_text(offsets.to_page(place)) for place in range(first, last + 1)] == list(
        range(first, last + 1)
    )
    assert offsets.to_page(last + 5) == offsets.to_page(last)


@given(letters)
def test_every_character_has_its_place_on_the_page(qapp, text):
    for title in ("", "A title"):
        page = page_of(text_of(text), Source("s", title), (0, len(text)), Type(15, LIGHT))
        units = len(text.encode("utf-16-le")) // 2
        assert page.document.characterCount() - 1 == page.offsets.lead + units
        for place, letter in enumerate(text):
            if letter in "ab😀𝒳é-":
                at = page.offsets.to_page(place)
                shown = page.document.characterAt(at)
                assert shown == letter or letter in "😀𝒳"


def test_a_text_that_says_its_title_gets_no_second_heading(qapp):
    text = text_of("31 August 2019\n\nOn Tea\n\nby Ann Other\n\nIt is warm.")
    source = Source("s", "On tea", ("Ann Other",), "2019-08-31")
    page = page_of(text, source, (0, len(text.text)), Type(15, LIGHT))
    assert page.offsets.lead == 0
    sizes = {
        block.text(): block.begin().fragment().charFormat().font().pixelSize()
        for block in blocks(page.document)
        if block.text()
    }
    assert sizes["On Tea"] > sizes["It is warm."] > sizes["by Ann Other"]
    other = page_of(text, Source("s", "Another"), (0, len(text.text)), Type(15, LIGHT))
    assert other.document.begin().text() == "Another"
    assert other.offsets.lead > 0


def blocks(document):
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def test_line_ends_of_the_layout_read_as_blanks_and_lists_stay_lists(qapp):
    long = "A line of the layout that goes on and on until it\nis broken somewhere in its middle."
    listed = "Three things matter here, and each of them in its way:\n- one\n- two"
    text = text_of(f"{long}\n\n{listed}")
    page = page_of(text, Source("s"), (0, len(text.text)), Type(15, LIGHT))
    shown = [block.text() for block in blocks(page.document)]
    assert long.replace("\n", " ") in shown
    assert listed.replace("\n", "\u2028") in shown


def test_long_texts_are_cut_where_paragraphs_end():
    text = text_of("\n\n".join("word " * 40 for _ in range(60)))
    parts = parts_of(text, 3000)
    assert parts[0][0] == 0
    assert parts[-1][1] == len(text.text)
    assert all(one[1] == other[0] for one, other in pairwise(parts))
    assert all(end - start <= 3000 for start, end in parts)
    ends = {end for _, end in text.paragraphs}
    assert all(end in ends for _, end in parts[:-1])
    assert parts_of(text_of("x" * 9000), 4000) == [(0, 4000), (4000, 8000), (8000, 9000)]


def test_nothing_is_taken_for_markup_and_nothing_is_loaded(qapp):
    before = PlainDocument.asked
    words = '<img src="file:///etc/passwd"><b>bold</b> &amp; <a href="http://x.y">z</a>'
    text = text_of(words)
    page = page_of(text, Source("s", "<i>title</i>"), (0, len(words)), Type(15, DARK))
    assert words in page.document.toPlainText()
    assert "<i>title</i>" in page.document.toPlainText()
    page.document.setTextWidth(300)
    assert page.document.size().height() > 0
    assert PlainDocument.asked == before
