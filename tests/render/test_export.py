"""From a file to a picture and back, for every example map; nothing is cut off, nothing lost."""

from pathlib import Path

import pytest

from argmap.io.embed import embedded_map
from argmap.io.files import open_document
from argmap.io.yaml_read import read_text
from argmap.layout.arrange import arrange
from argmap.layout.geometry import Box
from argmap.model.errors import UserError
from argmap.render.export import picture_bytes
from argmap.render.link_look import link_look
from argmap.render.measure import Measure
from argmap.render.picture import PictureOptions
from argmap.render.sheet import map_region
from argmap.render.style import link_role
from argmap.resources import example_maps

MARRIAGE = next(path for path in example_maps() if path.name.startswith("strategic"))


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "html"])
def test_a_picture_opens_again_as_the_map(qapp, tmp_path, kind):
    document = open_document(MARRIAGE)
    picture = tmp_path / f"map.{kind}"
    picture.write_bytes(picture_bytes(kind, document, PictureOptions(title=True, legend=True)))
    assert embedded_map(picture.read_bytes()) == MARRIAGE.read_bytes()
    assert open_document(picture).map == document.map


@pytest.mark.parametrize("path", example_maps(), ids=lambda path: path.name)
def test_everything_of_an_example_is_within_its_picture(qapp, path: Path):
    map_, measure = open_document(path).map, Measure()
    placement = arrange(map_, measure.sizes(map_))
    region = map_region(map_, placement, measure)
    assert region == Box(0, 0, *placement.size)
    assert set(placement.boxes) == set(map_.statements)
    for id_, route in placement.routes.items():
        link = map_.links[id_]
        look = link_look(link, link_role(map_, link), route, measure.type, measure.metrics)
        assert region.united(look.box) == region or not look.label


def test_a_part_embeds_just_that_part(qapp):
    document = open_document(MARRIAGE)
    root = document.map.roots[0]
    top = next(iter(document.map.children[root]))
    options = PictureOptions(only=top, depth=1)
    part = read_text(embedded_map(picture_bytes("svg", document, options)).decode()).map
    assert top in part.statements
    assert root not in part.statements
    assert len(part.statements) == 1 + len(document.map.children[top])
    assert (
        embedded_map(picture_bytes("png", document, PictureOptions(only=top, embed=False))) is None
    )


def test_the_same_file_is_the_same_picture(qapp):
    document = open_document(MARRIAGE)
    for kind in ("svg", "png"):
        one, two = (picture_bytes(kind, document, PictureOptions()) for _ in range(2))
        assert one == two


def test_an_unknown_format_is_told(qapp):
    with pytest.raises(UserError, match="png, svg, pdf and html"):
        picture_bytes("bmp", open_document(MARRIAGE), PictureOptions())


def test_no_screen_is_needed(python):
    code = (
        "import sys; from pathlib import Path\n"
        "from argmap.render.headless import gui_application; app = gui_application()\n"
        "from argmap.io.files import open_document\n"
        "from argmap.render.export import picture_bytes\n"
        "from argmap.render.picture import PictureOptions\n"
        "data = picture_bytes('png', open_document(Path(sys.argv[1])), PictureOptions(scale=0.2))\n"
        "print(app.platformName(), data[1:4].decode(), 'PySide6.QtWidgets' in sys.modules)\n"
    )
    assert python(code, str(MARRIAGE)).split() == ["offscreen", "PNG", "False"]
