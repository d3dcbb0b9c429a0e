"""The words of a deck as paragraphs of DrawingML, in sizes that leave a fall-back font room.

Boxes are measured with Inter. Where it is not installed, another font takes its place: so letters
are written smaller than what was measured by the slack.
"""

import re
from collections.abc import Iterable

from argmap.model.light_dataclass import dataclass
from argmap.render.deck.drawing import UNIT
from argmap.render.fonts import SEMIBOLD
from argmap.render.svg_text import attributes, plain
from argmap.render.text import TextStyle, runs_leftwards, shown

SLACK = 1.08
"""How much wider a fall-back font may run before a line no longer fits."""

TIGHT = 1.12
"""How much closer lines stand than they were measured, so that one more finds room."""

FONT = 'typeface="Inter" panose="020B0502030000000004" pitchFamily="34" charset="0"'
"""The font, with the marks by which programs choose another: sans serif, of varying width."""

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_POINTS = 0.75  # in a unit, of which 96 are an inch


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one style; `link` is the id of a relation to a web address."""

    words: str
    style: TextStyle
    colour: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs on lines of one pitch, in units of the map; `before` is the room above."""

    runs: tuple[Run, ...]
    pitch: float
    before: float = 0.0
    indent: float = 0.0
    centred: bool = False


def body(
    paragraphs: Iterable[Paragraph],
    scale: float,
    insets: tuple[float, ...],
    *,
    middle: bool = False,
    wrap: bool = True,
) -> str:
    """Return the words of a shape; insets are left, top, right, bottom in units of the slide."""
    left, top, right, bottom = (round(inset * UNIT) for inset in insets)
    anchor, within = "ctr" if middle else "t", "square" if wrap else "none"
    written = "".join(_paragraph(one, scale) for one in paragraphs)
    return (
        f'<p:txBody><a:bodyPr wrap="{within}" lIns="{left}" tIns="{top}" rIns="{right}" '
        f'bIns="{bottom}" rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/>'
        f"{written or '<a:p/>'}</p:txBody>"
    )


def hundredths(units: float) -> int:
    """Return a length in units of the slide as hundredths of a point."""
    return max(round(units * _POINTS * 100), 0)


def font_size(style: TextStyle, scale: float) -> int:
    """Return the size that letters are written in, in hundredths of a point; one at least."""
    return max(int(style.size * scale / SLACK * _POINTS * 100), 100)


def _paragraph(one: Paragraph, scale: float) -> str:
    leftwards = runs_leftwards("".join(run.words for run in one.runs))
    align = "ctr" if one.centred else "r" if leftwards else "l"
    said = attributes(
        marL=str(round(one.indent * scale * UNIT)),
        indent="0",
        algn=align,
        rtl="1" if leftwards else "",
    )
    pitch, before = hundredths(one.pitch * scale / TIGHT), hundredths(one.before * scale)
    spacing = (
        f'<a:lnSpc><a:spcPts val="{pitch}"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="{before}"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>'
        "<a:buNone/>"
    )
    runs = "".join(_run(run, scale) for run in one.runs)
    return f"<a:p><a:pPr{said}>{spacing}</a:pPr>{runs}</a:p>"


def _run(run: Run, scale: float) -> str:
    said = attributes(
        sz=str(font_size(run.style, scale)),
        b="1" if run.style.weight >= SEMIBOLD else "0",
        i="1" if run.style.italic else "0",
        dirty="0",
    )
    link = f'<a:hlinkClick r:id="{run.link}"/>' if run.link else ""
    colour = run.colour.removeprefix("#")
    return (
        f'<a:r><a:rPr{said}><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        f"<a:latin {FONT}/>{link}</a:rPr><a:t>{plain(run.words)}</a:t></a:r>"
    )


def sound(text: str) -> str:
    """Return text as it may stand in a file: without what XML has no place for."""
    return _FORBIDDEN.sub("", shown(text))
