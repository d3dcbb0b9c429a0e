"""Pictures are compared with stored ones: SVG as text on any platform, PNG with a tolerance."""

import difflib
import re
from dataclasses import replace

import pytest
from PySide6.QtGui import QImage

from argmap.render.picture import image
from argmap.render.svg import svg_text
from tests.pictures.comparing import Difference, difference
from tests.pictures.gallery import GALLERY

THEMED = [("roles", "dark"), ("roles", "print"), ("kinds", "contrast"), ("kinds", "classic")]
PAINTED = ["kinds", "chips", "roles", "linked-premises", "groups", "sheet"]

# Another release of FreeType or Qt shades edges a little differently; a moved line differs more.
MOST = Difference(mean=0.6, patch=40.0)


@pytest.mark.parametrize(("name", "theme"), [*((name, "light") for name in GALLERY), *THEMED])
def test_svg_is_as_stored(qapp, name, theme, expected, failed, updating):
    drawing = GALLERY[name]()
    options = replace(drawing.options, theme=theme)
    drawn = svg_text(drawing.map, drawing.placement, options)
    stored = expected / (f"{name}.svg" if theme == "light" else f"{name}-{theme}.svg")
    if updating:
        stored.write_text(drawn, encoding="utf-8")
    if normal(stored.read_text(encoding="utf-8")) != normal(drawn):
        (failed / stored.name).write_text(drawn, encoding="utf-8")
        told = difflib.unified_diff(
            stored.read_text(encoding="utf-8").splitlines(), drawn.splitlines(), lineterm="", n=0
        )
        pytest.fail("\n".join([f"{failed / stored.name} differs:", *list(told)[:40]]))


@pytest.mark.parametrize("name", PAINTED)
def test_png_is_as_stored(qapp, name, expected, failed, updating):
    drawing = GALLERY[name]()
    drawn = image(drawing.map, drawing.placement, drawing.options)
    stored = expected / f"{name}.png"
    if updating:
        drawn.save(str(stored))
    kept = QImage(str(stored))
    assert kept.size() == drawn.size()
    found, picture = difference(kept, drawn)
    if found.mean > MOST.mean or found.patch > MOST.patch:
        drawn.save(str(failed / f"{name}-actual.png"))
        kept.save(str(failed / f"{name}-expected.png"))
        picture.save(str(failed / f"{name}-diff.png"))
        pytest.fail(f"{name}.png: {found}; see {failed}")


def test_nothing_stored_is_left_over(expected):
    names = {f"{name}.svg" for name in GALLERY} | {f"{name}-{theme}.svg" for name, theme in THEMED}
    assert {path.name for path in expected.iterdir()} == names | {f"{n}.png" for n in PAINTED}


def test_a_moved_line_is_a_difference(qapp):
    drawing = GALLERY["roles"]()
    boxes = dict(drawing.placement.boxes)
    boxes["pro"] = replace(boxes["pro"], x=boxes["pro"].x + 3)
    one = image(drawing.map, drawing.placement)
    other = image(drawing.map, replace(drawing.placement, boxes=boxes))
    found, _ = difference(one, other)
    assert found.patch > MOST.patch
    assert difference(one, one)[0] == Difference(0.0, 0.0)


def test_svg_does_not_depend_on_the_hash_seed(qapp, python, expected):
    code = (
        "from argmap.render.headless import gui_application; app = gui_application()\n"
        "from argmap.render.svg import svg_text\n"
        "from tests.pictures.gallery import GALLERY\n"
        "drawing = GALLERY['roles']()\n"
        "print(svg_text(drawing.map, drawing.placement), end='')\n"
    )
    assert normal(python(code)) == normal((expected / "roles.svg").read_text(encoding="utf-8"))


def normal(svg: str) -> str:
    """Return an SVG without what may differ by a hair: numbers to whole units."""
    return re.sub(r"-?\d+\.\d+", lambda number: str(round(float(number.group()))), svg)
