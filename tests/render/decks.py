"""Reads slide decks for tests: shapes by their numbers, where connectors begin and end."""

from io import BytesIO
from math import cos, radians, sin

from pptx import Presentation
from pptx.oxml.ns import qn

UNIT = 9525
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def opened(data):
    return Presentation(BytesIO(data))


def elements(slide):
    """All shapes of a slide by their numbers, those in groups included."""
    found = {}
    for named in slide.shapes.element.iter(qn("p:cNvPr")):
        number = int(named.get("id"))
        if named.getparent().getparent() is not slide.shapes.element:
            assert number not in found, f"{number} is given twice"
            found[number] = named.getparent().getparent()
    return found


def name_of(element):
    return element.find(".//" + qn("p:cNvPr")).get("name")


def words_of(element):
    return element.find(".//" + qn("p:cNvPr")).get("descr", "")


def is_decorative(element):
    return element.find("./*[1]/" + qn("p:cNvPr")).find(".//" + DECORATIVE) is not None


def connectors(slide):
    return list(slide.shapes.element.iter(qn("p:cxnSp")))


def glue_of(connector):
    """The number of the shape and the site at either end."""
    ends = [connector.find(".//" + qn(tag)) for tag in ("a:stCxn", "a:endCxn")]
    return [(int(end.get("id")), int(end.get("idx"))) for end in ends]


def box_of(element):
    frame = element.find(qn("p:spPr")).find(qn("a:xfrm"))
    off, ext = frame.find(qn("a:off")), frame.find(qn("a:ext"))
    return tuple(int(side) for side in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy")))


def sites_of(element):
    """Where lines can be glued to a shape, in EMU."""
    x, y, width, height = box_of(element)
    own = element.find(".//" + qn("a:cxnLst"))
    if own is not None:
        spots = (site.find(qn("a:pos")) for site in own)
        return [(x + int(spot.get("x")), y + int(spot.get("y"))) for spot in spots]
    preset = element.find(".//" + qn("a:prstGeom")).get("prst")
    across, down = x + width / 2, y + height / 2
    if preset == "roundRect":
        return [(across, y), (x, down), (across, y + height), (x + width, down)]
    assert preset == "ellipse"
    turns = [radians(angle) for angle in (270, 225, 180, 135, 90, 45, 0, 315)]
    return [(across + width / 2 * cos(turn), down + height / 2 * sin(turn)) for turn in turns]


def ends_of(connector):
    """Where a connector begins and ends, in EMU, as its frame is flipped and turned."""
    x, y, width, height = box_of(connector)
    frame = connector.find(qn("p:spPr")).find(qn("a:xfrm"))
    across, down = x + width / 2, y + height / 2
    turn = radians(int(frame.get("rot", 0)) / 60_000)
    found = []
    for dx, dy in ((-width / 2, -height / 2), (width / 2, height / 2)):
        dx, dy = dx * (-1 if frame.get("flipH") else 1), dy * (-1 if frame.get("flipV") else 1)
        found.append(
            (across + dx * cos(turn) - dy * sin(turn), down + dx * sin(turn) + dy * cos(turn))
        )
    return found
