import pypdfium2
import pytest
from PySide6.QtGui import QImage

from argmap.layout.arrange import arrange
from argmap.model.errors import UserError
from argmap.model.records import Source, Step, Story
from argmap.render.handout import HandoutOptions, handout_pdf, slides_pdf
from argmap.render.measure import Measure
from argmap.render.slides import SlidePainter, slide_pngs, slides_of
from argmap.render.style import LIGHT
from tests.builders import a_map

MAP = a_map("tea supports peace; cake supports tea; cost opposes peace; u opposes cost-to-peace")
STORY = Story(
    "talk",
    "All of it",
    steps=(
        Step(title="The claim", reveal=("peace",), notes="Begin slowly."),
        Step(title="Its reasons", reveal=("tea", "cake"), notes="Long. " * 400),
        Step(title="Against it", reveal=("cost", "u", "gone")),
        Step(camera={"fit": "stay"}, others="normal"),
        Step(title="Nothing there", hide=("peace", "tea", "cake", "cost", "u")),
    ),
)


@pytest.fixture
def painter(qapp):
    measure = Measure()
    return SlidePainter(arrange(MAP, measure.sizes(MAP)), LIGHT.for_pictures(), measure)


def pages(data):
    document = pypdfium2.PdfDocument(data)
    texts = [page.get_textpage().get_text_range() for page in document]
    sizes = [page.get_size() for page in document]
    document.close()
    return texts, sizes


def test_there_is_a_page_for_every_step_with_what_has_come_up(painter):
    texts, sizes = pages(slides_pdf(slides_of(MAP, STORY), painter, "All of it"))
    assert len(texts) == 5
    assert all(abs(width / height - 16 / 9) < 0.01 for width, height in sizes)
    assert "The claim" in texts[0]
    assert "Peace." in texts[0]
    assert "Tea." not in texts[0]
    assert "Cake." in texts[1]
    assert "Cost." in texts[2]
    assert "Cost." in texts[3]
    assert "Peace." not in texts[4]
    assert "Begin slowly" not in "".join(texts)


@pytest.mark.parametrize(("per_page", "count"), [(1, 5), (2, 3), (4, 2), (6, 1)])
def test_a_handout_has_notes_outline_and_sources(painter, per_page, count):
    quoting = MAP.replaced(sources={"s": Source("s", title="A book of tea")})
    slides = slides_of(quoting, STORY)
    options = HandoutOptions(per_page)
    texts, _ = pages(handout_pdf(quoting, slides, painter, "All of it", options))
    assert len(texts) == count + 1
    assert "Begin slowly." in texts[0]
    outline = texts[-1]
    assert "The argument" in outline
    for word in ("Peace.", "Tea.", "Cake.", "Cost.", "U."):
        assert word in outline
    assert "Sources" not in outline  # nothing is quoted


def test_a_handout_to_write_on_has_no_notes(painter):
    options = HandoutOptions(4, ruled=True)
    texts, _ = pages(handout_pdf(MAP, slides_of(MAP, STORY), painter, "", options))
    assert "Begin slowly." not in "".join(texts)


def test_so_many_steps_to_a_page_cannot_be(painter):
    with pytest.raises(UserError):
        handout_pdf(MAP, slides_of(MAP, STORY), painter, "", HandoutOptions(3))


def test_a_long_outline_goes_on_over_pages(qapp):
    map = a_map("; ".join(f"s{n} supports s0" for n in range(1, 130)))
    measure = Measure()
    painter = SlidePainter(arrange(map, measure.sizes(map)), LIGHT, measure)
    story = Story("s", steps=(Step(reveal=tuple(map.statements)),))
    texts, _ = pages(handout_pdf(map, slides_of(map, story), painter, "", HandoutOptions(1)))
    assert len(texts) > 3
    assert sum(text.count("S129.") for text in texts[1:]) == 1


def test_pictures_are_as_wide_as_asked_and_differ(painter):
    made = slide_pngs(slides_of(MAP, STORY), painter, 640)
    pictures = [QImage.fromData(data) for data in made]
    assert [picture.width() for picture in pictures] == [640] * 5
    assert pictures[0] != pictures[1]


def test_a_story_without_steps_cannot_be_shown(qapp):
    with pytest.raises(UserError, match="no step yet"):
        slides_of(MAP, Story("s", "Empty"))
