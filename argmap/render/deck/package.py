"""The presentation around the slides: size, theme, layouts, properties, and bytes without a clock.

It begins as the template of python-pptx, made wide, in our colours and fonts, and without what it
says about itself. The same deck is the same bytes at every time.
"""

import io
import re
import zipfile
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from argmap.io.deck_maps import ITEM, deck_item
from argmap.io.embed import SVG_NAMESPACE
from argmap.layout.geometry import Box
from argmap.model.argmap import ArgumentMap
from argmap.model.records import StatementKind, Story
from argmap.render.deck.drawing import UNIT, emu
from argmap.render.deck.words import FONT, sound
from argmap.render.slides import SLIDE
from argmap.render.style import LinkRole, Theme
from argmap.render.words import map_words

if TYPE_CHECKING:
    from pptx.presentation import Presentation

LAYOUTS = ("Title Slide", "Title and Content", "Title Only", "Blank")
"""The layouts that are kept: what is needed here, and what somebody adds slides by."""
TITLE = Box(28.0, 18.0, SLIDE[0] - 56.0, 76.0)
NUMBER = Box(SLIDE[0] - 128.0, SLIDE[1] - 32.0, 100.0, 24.0)
"""Where titles and numbers of slides stand."""
TITLE_SIZE = 2000
"""The size of a step's title, in hundredths of a point."""
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_SPACES = {"a": _A, "p": "http://schemas.openxmlformats.org/presentationml/2006/main"}
_TEMPLATE_WIDTH = 9_144_000
_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_APP = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'extended-properties"><Application>argmap</Application></Properties>'
)

_LONGEST = 255
"""Letters of a property; the standard allows no more."""


def new_presentation(theme: Theme) -> "Presentation":
    """Return an empty wide presentation in the colours of a theme."""
    from pptx import Presentation
    from pptx.opc.constants import RELATIONSHIP_TYPE as KIND
    from pptx.util import Emu

    made = Presentation()
    made.slide_width, made.slide_height = (Emu(emu(side)) for side in SLIDE)
    for layout in list(made.slide_layouts):
        if layout.name not in LAYOUTS:
            made.slide_layouts.remove(layout)
    for shapes in (made.slide_master.shapes, *(one.shapes for one in made.slide_layouts)):
        for element in shapes.element.iter(f"{{{_A}}}off", f"{{{_A}}}ext"):
            for side in ("x", "cx"):
                if element.get(side):
                    wide = int(element.get(side)) * SLIDE[0] * UNIT / _TEMPLATE_WIDTH
                    element.set(side, str(round(wide)))
    _set_titles(made)
    colours = made.slide_master.part.part_related_by(KIND.THEME)
    colours.blob = _themed(colours.blob, theme)
    _drop_leftovers(made)
    return made


def describe(made: "Presentation", map: ArgumentMap, story: Story) -> None:
    """Write what the presentation says of itself; its times are the map's date, or none."""
    about = made.core_properties
    about.title = _short(story.title or map.meta.title)
    about.author = _short(", ".join(map.meta.authors))
    about.subject = _short(map.meta.title)
    about.comments = _short(map_words(map))
    about.language = _short(map.meta.language)
    about.last_modified_by = "argmap"
    about.revision = 1
    about.created = about.modified = _date(map.meta.date)


def _short(text: str) -> str:
    """Return text as a property may hold it: cut after so many letters."""
    words = sound(text)
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def carry(made: "Presentation", map_bytes: bytes) -> None:
    """Put a map into the presentation, so that it opens again as the map."""
    from pptx.opc.constants import RELATIONSHIP_TYPE as KIND
    from pptx.opc.package import Part
    from pptx.opc.packuri import PackURI

    item = deck_item(map_bytes, SVG_NAMESPACE)
    part = Part(PackURI(ITEM), "application/xml", made.part.package, item)
    made.part.relate_to(part, KIND.CUSTOM_XML)


def packed(made: "Presentation") -> bytes:
    """Return the bytes of a presentation, the same at every time."""
    written = io.BytesIO()
    made.save(written)
    fixed = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(fixed, "w") as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(part), compresslevel=6)
    return fixed.getvalue()


def _set_titles(made: "Presentation") -> None:
    """Let titles stand at the upper left, where those of our other slides stand."""
    master = made.slide_master.element
    style = master.find(".//p:titleStyle/a:lvl1pPr", _SPACES)
    style.set("algn", "l")
    letters = style.find("a:defRPr", _SPACES)
    letters.set("sz", str(TITLE_SIZE))
    letters.set("b", "1")
    frame = _place(master, "title", TITLE).find(".//a:bodyPr", _SPACES)
    for side in ("lIns", "tIns", "rIns", "bIns"):
        frame.set(side, "0")
    frame.set("anchor", "t")
    _place(master, "sldNum", NUMBER)


def _place(master: Any, kind: str, box: Box) -> Any:  # noqa: ANN401 - lxml has no types
    """Put a placeholder of the master into a box, and return it."""
    area = master.find(f".//p:ph[@type='{kind}']/../../..", _SPACES)
    for tag, sides in (
        ("a:off", {"x": box.x, "y": box.y}),
        ("a:ext", {"cx": box.width, "cy": box.height}),
    ):
        element = area.find(f"p:spPr/a:xfrm/{tag}", _SPACES)
        for key, side in sides.items():
            element.set(key, str(emu(side)))
    return area


def _themed(blob: bytes, theme: Theme) -> bytes:
    """Return the template's theme with our colours and font."""
    kinds, links = theme.kinds, theme.links
    colours = {
        "dk1": theme.text,
        "lt1": theme.canvas,
        "dk2": theme.muted,
        "lt2": theme.frame.fill,
        "accent1": links[LinkRole.SUPPORTS],
        "accent2": links[LinkRole.OPPOSES],
        "accent3": kinds[StatementKind.EVIDENCE].bar,
        "accent4": links[LinkRole.UNDERCUTS],
        "accent5": kinds[StatementKind.QUESTION].bar,
        "accent6": kinds[StatementKind.CLAIM].bar,
        "hlink": theme.muted,
        "folHlink": theme.muted,
    }
    scheme = "".join(
        f'<a:{name}><a:srgbClr val="{colour.removeprefix("#")}"/></a:{name}>'
        for name, colour in colours.items()
    )
    text = blob.decode("utf-8")
    text = re.sub(
        r"<a:clrScheme .*?</a:clrScheme>",
        f'<a:clrScheme name="argmap">{scheme}</a:clrScheme>',
        text,
        flags=re.DOTALL,
    )
    text = text.replace('name="Office Theme"', 'name="argmap"')
    return text.replace('<a:latin typeface="Calibri"/>', f"<a:latin {FONT}/>").encode("utf-8")


def _drop_leftovers(made: "Presentation") -> None:
    """Drop what the template says of the one who made it: thumbnail, printer, program."""
    from pptx.opc.constants import RELATIONSHIP_TYPE as KIND

    package = made.part.package
    for relation in list(package.iter_rels()):
        if relation.reltype == KIND.THUMBNAIL:
            package.drop_rel(relation.rId)
        elif relation.reltype == KIND.PRINTER_SETTINGS:
            made.part.drop_rel(relation.rId)
    package.part_related_by(KIND.EXTENDED_PROPERTIES).blob = _APP


def _date(said: str) -> datetime:
    try:
        return datetime.combine(date.fromisoformat(said), time(), UTC)
    except ValueError:
        return _NO_TIME
