"""Shapes of a slide as DrawingML: outlines, fills, lines, connectors. No words stand in them here.

Lengths come in units of the slide and are written as EMU, of which a unit has 9,525. Names and ids
are given by the caller; both stay the same for one thing on all slides.
"""

from collections.abc import Iterable

from argmap.layout.geometry import Box, Point
from argmap.model.light_dataclass import dataclass
from argmap.render.deck.bends import STRAIGHT, Bent
from argmap.render.deck.joints import Glue
from argmap.render.shapes import Shape
from argmap.render.style import LinkRole
from argmap.render.svg_text import attributes

UNIT = 9525
"""EMU in a unit of the slide, of which 96 are an inch."""

_WHOLE = 100_000
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
DASHES = {
    LinkRole.OPPOSES: "dash",
    LinkRole.CONTRADICTS: "lgDashDot",
    LinkRole.UNDERCUTS: "sysDot",
}
"""The presets of dashed lines; the other roles are solid."""
HEADS = {
    LinkRole.SUPPORTS: "triangle",
    LinkRole.OPPOSES: "arrow",
    LinkRole.CONTRADICTS: "arrow",
    LinkRole.RESTATES: "stealth",
    LinkRole.ANSWERS: "oval",
}
"""The ends of lines; what bears on a link ends on a dot instead."""


@dataclass(frozen=True, slots=True)
class Named:
    """What a shape is called: its number and name, and what it says to those who do not see it.

    A shape without words is marked as decoration.
    """

    id: int
    name: str
    words: str = ""

    def xml(self) -> str:
        """Return the element that every shape begins with."""
        said = attributes(id=str(self.id), name=self.name, descr=self.words)
        if self.words:
            return f"<p:cNvPr{said}/>"
        return f"<p:cNvPr{said}>{_DECORATIVE}</p:cNvPr>"


@dataclass(frozen=True, slots=True)
class Line:
    """How an outline or a connector is drawn; the width in units, no colour for none."""

    colour: str = ""
    width: float = 1.0
    dash: str = ""
    round: bool = False
    head: str = ""
    tail: str = ""

    def xml(self) -> str:
        """Return the line's element."""
        if not self.colour:
            return "<a:ln><a:noFill/></a:ln>"
        cap = ' cap="rnd"' if self.round else ""
        dash = f'<a:prstDash val="{self.dash}"/>' if self.dash else ""
        ends = "".join(
            f'<a:{tag} type="{kind}" w="med" len="med"/>'
            for tag, kind in (("headEnd", self.head), ("tailEnd", self.tail))
            if kind
        )
        return f'<a:ln w="{emu(self.width)}"{cap}>{solid(self.colour)}{dash}<a:round/>{ends}</a:ln>'


NO_LINE = Line()


def emu(units: float) -> int:
    """Return a length as EMU."""
    return round(units * UNIT)


def solid(colour: str) -> str:
    """Return a fill of a colour `#RRGGBB`, or none."""
    if not colour:
        return "<a:noFill/>"
    return f'<a:solidFill><a:srgbClr val="{colour.removeprefix("#")}"/></a:solidFill>'


def shape(named: Named, box: Box, geometry: str, fill: str, line: Line, body: str = "") -> str:
    """Return a shape, with the words in it."""
    return (
        f"<p:sp><p:nvSpPr>{named.xml()}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>"
        f"{_frame(box)}{geometry}{solid(fill)}{line.xml()}</p:spPr>{body}</p:sp>"
    )


def group(named: Named, box: Box, parts: Iterable[str]) -> str:
    """Return shapes that move together."""
    inner = _corner("a:off", box) + _side("a:ext", box)
    inner += _corner("a:chOff", box) + _side("a:chExt", box)
    return (
        f"<p:grpSp><p:nvGrpSpPr>{named.xml()}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{inner}</a:xfrm></p:grpSpPr>{''.join(parts)}</p:grpSp>"
    )


def connector(
    named: Named, bent: Bent, start: tuple[int, Glue], end: tuple[int, Glue], line: Line
) -> str:
    """Return a connector glued to two shapes, each told by its number."""
    ends = "".join(
        f'<a:{tag} id="{number}" idx="{glue.site}"/>'
        for tag, (number, glue) in (("stCxn", start), ("endCxn", end))
    )
    along, aside = bent.flips()
    straight = bent.preset == STRAIGHT
    box = _upright(bent.box()) if straight and bent.upright else bent.box()
    turn = attributes(
        rot="5400000" if bent.upright and not straight else "",
        flipH="1" if (_leftwards(bent) if straight else along) else "",
        flipV="1" if (_upwards(bent) if straight else aside) else "",
    )
    bends = "".join(
        f'<a:gd name="adj{n}" fmla="val {round(share * _WHOLE)}"/>'
        for n, share in enumerate(bent.shares, 1)
    )
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{named.xml()}<p:cNvCxnSpPr>{ends}</p:cNvCxnSpPr><p:nvPr/>"
        f"</p:nvCxnSpPr><p:spPr>{_frame(box, turn)}"
        f'<a:prstGeom prst="{bent.preset}"><a:avLst>{bends}</a:avLst></a:prstGeom>'
        f"{line.xml()}</p:spPr></p:cxnSp>"
    )


def preset(name: str, **adjust: float) -> str:
    """Return the geometry of a preset shape, its handles told in shares."""
    guides = "".join(
        f'<a:gd name="{key}" fmla="val {round(share * _WHOLE)}"/>' for key, share in adjust.items()
    )
    return f'<a:prstGeom prst="{name}"><a:avLst>{guides}</a:avLst></a:prstGeom>'


def rounded_rectangle(box: Box, radius: float) -> str:
    """Return the preset geometry of a rounded rectangle with corners of a radius."""
    return preset("roundRect", adj=min(radius / max(min(box.width, box.height), 1e-6), 0.5))


def freeform(outlines: Iterable[Shape], box: Box, sites: Iterable[Point] = ()) -> str:
    """Return a geometry of own outlines, in units of the slide, with the sites it can be glued at.

    Closed outlines are filled, open ones are strokes.
    """
    width, height = emu(box.width), emu(box.height)

    def spot(x: float, y: float) -> str:
        return f'x="{emu(x - box.x)}" y="{emu(y - box.y)}"'

    glued = "".join(f'<a:cxn ang="0"><a:pos {spot(*site)}/></a:cxn>' for site in sites)
    paths = "".join(
        f'<a:path w="{width}" h="{height}"{_filled(outline)}>{_path(outline, box)}</a:path>'
        for outline in outlines
    )
    return (
        f"<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst>{glued}</a:cxnLst>"
        f'<a:rect l="l" t="t" r="r" b="b"/><a:pathLst>{paths}</a:pathLst></a:custGeom>'
    )


_COMMANDS = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo"}


def _path(outline: Shape, box: Box) -> str:
    written = []
    for letter, numbers in outline:
        if letter == "Z":
            written.append("<a:close/>")
            continue
        spots = zip(numbers[::2], numbers[1::2], strict=True)
        points = "".join(f'<a:pt x="{emu(x - box.x)}" y="{emu(y - box.y)}"/>' for x, y in spots)
        written.append(f"<a:{_COMMANDS[letter]}>{points}</a:{_COMMANDS[letter]}>")
    return "".join(written)


def _filled(outline: Shape) -> str:
    return "" if outline[-1][0] == "Z" else ' fill="none"'


def _frame(box: Box, turn: str = "") -> str:
    return f"<a:xfrm{turn}>{_corner('a:off', box)}{_side('a:ext', box)}</a:xfrm>"


def _corner(tag: str, box: Box) -> str:
    return f'<{tag} x="{emu(box.x)}" y="{emu(box.y)}"/>'


def _side(tag: str, box: Box) -> str:
    return f'<{tag} cx="{max(emu(box.width), 0)}" cy="{max(emu(box.height), 0)}"/>'


def _upright(box: Box) -> Box:
    """Return a frame turned by a quarter about its middle."""
    x, y = box.centre
    return Box(x - box.height / 2, y - box.width / 2, box.height, box.width)


def _leftwards(bent: Bent) -> bool:
    return bent.end[0] < bent.start[0]


def _upwards(bent: Bent) -> bool:
    return bent.end[1] < bent.start[1]
