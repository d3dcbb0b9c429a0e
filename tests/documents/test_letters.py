"""Where words of a PDF stand on the picture of their page, and which words are at a point of it."""

import io

import pypdfium2
import pytest
from PIL import Image

from argmap.documents.letters import PageLine, areas_of, offset_at, placed
from argmap.documents.pages import page_letters, page_picture
from argmap.model.errors import UserError
from tests.documents.extracting import extract
from tests.documents.written import picture_pdf, plain_pdf, write_pdf

HEAD = "A running head of the journal"
PAGES = [
    [
        (40, 580, HEAD),
        (40, 500, f"Here begins page {number} of a text"),
        (40, 486, "and goes on with a word"),
        (40, 100, f"until the end of page {number}."),
    ]
    for number in range(1, 5)
]


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(plain_pdf(PAGES))
    return path


def lines_of(path, page):
    text = extract(path)
    stretch = text.pages[page], [*text.pages[1:], len(text.text)][page]
    return text.text, placed(page_letters(path, page), text.text, stretch)


def darkest(path, page, area, wide=800):
    image = Image.open(io.BytesIO(page_picture(path, page, wide))).convert("L")
    left, top, right, bottom = area
    box = (left * image.width, top * image.height, right * image.width, bottom * image.height)
    return image.crop(tuple(round(side) for side in box)).getextrema()[0]


def test_lines_of_a_page_have_their_place_in_the_text_and_furniture_has_none(document):
    text, lines = lines_of(document, 2)
    assert [line.line.text for line in lines] == [said for _, _, said in PAGES[2][1:]]
    assert all(text[line.start : line.end] == line.line.text for line in lines)
    assert HEAD in {line.text for line in page_letters(document, 2)}


def test_the_area_of_words_holds_them_on_the_picture(document):
    text, lines = lines_of(document, 1)
    start = text.index("begins page 2")
    (area,) = areas_of(lines, start, start + len("begins page 2"))
    assert darkest(document, 1, area) < 100
    left, top, right, bottom = area
    assert 0.1 < left < right < 0.6
    assert (top, bottom) == (
        pytest.approx(1 - 510 / 600, abs=0.02),
        pytest.approx(1 - 497 / 600, abs=0.02),
    )
    assert darkest(document, 1, (0, top, left - 0.15, bottom)) == 255
    over = areas_of(lines, start, text.index("with a word", start))
    assert len(over) == 2


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_on_a_turned_page_too(document, turned):
    pdf = pypdfium2.PdfDocument(document.read_bytes())
    for page in pdf:
        page.set_rotation(turned)
    pdf.save(document)
    page = page_letters(document, 0)
    line = next(line for line in page if line.text.startswith("Here begins"))
    (area,) = areas_of(placed([line], line.text, (0, len(line.text))), 0, len(line.text))
    assert darkest(document, 0, area) < 100
    assert (area[2] - area[0] > area[3] - area[1]) is (turned == 180)


def test_a_point_of_the_page_is_a_place_in_the_text(document):
    text, lines = lines_of(document, 0)
    start = text.index("goes on")
    (left, top, right, bottom) = areas_of(lines, start, start + 4)[0]
    middle = (top + bottom) / 2
    assert offset_at(lines, left + 0.001, middle) == start
    assert offset_at(lines, right - 0.001, middle) == start + 4
    assert offset_at(lines, 0.99, middle) == text.index("a word") + len("a word")
    assert offset_at(lines, 0.5, 0.999) is not None
    assert offset_at([], 0.5, 0.5) is None


def test_every_word_of_a_printed_document_has_a_place(tmp_path):
    path = tmp_path / "a.pdf"
    write_pdf(
        path, "\n\n".join(f"Paragraph {n} of “many” words’ of it, “said” twice." for n in range(90))
    )
    text = extract(path)
    covered = 0
    for page in range(len(text.pages)):
        covered += sum(len("".join(line.line.text.split())) for line in lines_of(path, page)[1])
    assert covered == len("".join(text.text.split()))


def test_pages_of_pictures_have_no_letters_and_broken_ones_say_so(tmp_path):
    picture_pdf(tmp_path / "a.pdf", pages=1)
    assert page_letters(tmp_path / "a.pdf", 0) == ()
    with pytest.raises(UserError, match="has no page 9"):
        page_letters(tmp_path / "a.pdf", 8)
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4\nbroken")
    with pytest.raises(UserError, match="damaged"):
        page_letters(tmp_path / "b.pdf", 0)


def test_a_line_that_is_not_in_the_text_is_passed_over():
    letters = ((0.0, 0.0, 0.1, 0.1),) * 3
    lines = [PageLine(words, letters) for words in ("one", "two", "six")]
    assert [line.start for line in placed(lines, "one\n six", (0, 8))] == [0, 5]
