"""PDF: text that can be searched, pages of the right size, posters, the map attached."""

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QPageLayout, QPageSize

from argmap.io.embed import embedded_map
from argmap.model.errors import UserError
from argmap.model.records import Meta
from argmap.render.pages import MILLIMETRE, Pages, page_layout, plan_pages
from argmap.render.pdf import pdf_bytes
from argmap.render.picture import PictureOptions, image
from tests.pictures.comparing import difference
from tests.pictures.gallery import GALLERY

MAP_BYTES = "argmap: 1\ntitle: ünïcode\n".encode()


@pytest.fixture
def roles(qapp):
    return GALLERY["roles"]()


def pages_of(data):
    with pypdfium2.PdfDocument(data) as document:
        found = []
        for page in document:
            text = page.get_textpage()
            found.append((page.get_size(), text.get_text_bounded()))
            text.close()
            page.close()
        return found


def test_the_page_is_as_large_as_the_map_and_text_is_text(roles):
    ((size, text),) = pages_of(pdf_bytes(roles.map, roles.placement))
    width, height = roles.placement.size
    assert size == pytest.approx((width * 0.75, height * 0.75), abs=1)
    assert "Undercuts the support." in text
    assert "Counterpoint" in text


def test_title_and_authors_are_in_it(roles):
    titled = roles.map.replaced(meta=Meta(title="Ünïcode & more", authors=("A. Reader", "B")))
    with pypdfium2.PdfDocument(pdf_bytes(titled, roles.placement)) as document:
        told = document.get_metadata_dict()
    assert told["Title"] == "Ünïcode & more"
    assert told["Author"] == "A. Reader, B"
    assert told["Creator"] == "argmap"


def test_the_map_is_in_it_byte_for_byte(roles):
    data = pdf_bytes(roles.map, roles.placement, PictureOptions(), MAP_BYTES)
    assert embedded_map(data) == MAP_BYTES
    without = pdf_bytes(roles.map, roles.placement, PictureOptions(embed=False), MAP_BYTES)
    assert embedded_map(without) is None


def test_it_looks_as_the_png(roles):
    data = pdf_bytes(roles.map, roles.placement)
    ours = image(roles.map, roles.placement)
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        bitmap = page.render(scale=96 / 72, rev_byteorder=False).to_pil().convert("RGB")
        page.close()
    from PySide6.QtGui import QImage

    assert abs(bitmap.width - ours.width()) <= 2
    assert abs(bitmap.height - ours.height()) <= 2
    bitmap = bitmap.crop((0, 0, ours.width(), ours.height()))
    raw = bitmap.tobytes()
    theirs = QImage(raw, bitmap.width, bitmap.height, 3 * bitmap.width, QImage.Format.Format_RGB888)
    found, _ = difference(ours, theirs)
    assert found.mean < 2.5


@pytest.mark.parametrize(
    ("pages", "millimetres"),
    [
        (Pages("a4", landscape=False), (210, 297)),
        (Pages("A4", landscape=True), (297, 210)),
        (Pages("a4"), (297, 210)),
        (Pages("letter", landscape=False), (216, 279)),
    ],
)
def test_paper_is_the_size_it_is_called(roles, pages, millimetres):
    ((size, text),) = pages_of(pdf_bytes(roles.map, roles.placement, PictureOptions(pages=pages)))
    assert [side / 72 * 25.4 for side in size] == pytest.approx(millimetres, abs=0.5)
    assert "Undercuts the support." in text


def test_a_poster_has_its_pages_and_every_word(roles):
    pages = Pages("a4", across=3, down=2)
    found = pages_of(pdf_bytes(roles.map, roles.placement, PictureOptions(pages=pages)))
    assert len(found) == 6
    words = "\n".join(text for _, text in found)
    for statement in roles.map.statements.values():
        assert statement.text.split()[-1] in words
    assert "Row 2 of 2, column 3 of 3" in found[5][1]


def test_what_cannot_be_printed_is_told(qapp):
    with pytest.raises(UserError, match="a4"):
        page_layout((100.0, 100.0), Pages("papyrus"))
    for pages in (Pages("a4", across=0), Pages("a4", across=100, down=100)):
        with pytest.raises(UserError, match="pages"):
            plan_pages((100.0, 100.0), (700.0, 1000.0), pages)
    with pytest.raises(UserError, match="overlap"):
        plan_pages((100.0, 100.0), (70.0, 100.0), Pages("a4", across=2, overlap=50))


def test_a_refusal_while_painting_leaves_the_process_alive(python):
    said = python("""
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
from argmap.model.errors import UserError
from argmap.render.export import picture_bytes
from argmap.render.pages import Pages
from argmap.render.picture import PictureOptions
from argmap.io.files import new_document
for _ in range(20):
    try:
        picture_bytes("pdf", new_document(), PictureOptions(pages=Pages("a4", across=0)))
    except UserError as error:
        print(error)
""")
    assert said.count("a poster has") == 20


@pytest.mark.parametrize("size", [(300.0, 1e14), (1e14, 300.0), (1.0, 1.0)])
def test_every_shape_has_a_page_with_two_sides(qapp, size):
    width, height = page_layout(size, Pages()).fullRect(QPageLayout.Unit.Point).size().toTuple()
    assert 1 <= min(width, height) <= max(width, height) <= 14_401


def test_a_map_beyond_all_paper_is_shrunk_to_the_largest_page(qapp):
    layout = page_layout((100_000.0, 1_000.0), Pages())
    width, height = layout.fullRect(QPageLayout.Unit.Point).size().toTuple()
    assert width == pytest.approx(14_400, abs=1)
    assert height == pytest.approx(144, abs=1)


def test_orientation_follows_the_shape(qapp):
    for size, landscape in (((300.0, 100.0), True), ((100.0, 300.0), False)):
        layout = page_layout(size, Pages("a3"))
        assert (layout.orientation() is QPageLayout.Orientation.Landscape) is landscape
        assert layout.pageSize().id() is QPageSize.PageSizeId.A3


sides = st.floats(50, 20_000)


@given(sides, sides, st.integers(1, 6), st.integers(1, 6), st.floats(0, 30))
def test_pages_cover_the_sheet_and_overlap(width, height, across, down, overlap):
    pages = Pages("a4", across=across, down=down, overlap=overlap)
    page = 190 * MILLIMETRE, 277 * MILLIMETRE
    plan = plan_pages((width, height), page, pages)
    parts = [tile.part for tile in plan.tiles]
    assert len(parts) == across * down
    slack = 1e-6 * max(width, height)
    assert min(part.x for part in parts) <= slack
    assert min(part.y for part in parts) <= slack
    assert max(part.right for part in parts) >= width - slack
    assert max(part.bottom for part in parts) >= height - slack
    if across > 1:
        shared = (parts[0].right - parts[1].x) * plan.scale
        assert shared == pytest.approx(overlap * MILLIMETRE, abs=1e-3 + 1e-6 * width)
