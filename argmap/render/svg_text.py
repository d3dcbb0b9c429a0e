"""The words of our SVG: escaping, elements, ids, lines of text, and the style sheet of a theme."""

import re

from argmap.model.records import StatementKind
from argmap.render.fonts import CSS_FAMILIES
from argmap.render.shapes import decimal
from argmap.render.style import UNSTATED, LinkRole, Theme
from argmap.render.text import TextBlock, TextLine

# What XML 1.0 has no place for, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Attributes whose names Python cannot write as they are.
_NAMES = {"cls": "class", "view_box": "viewBox", "xml_space": "xml:space"}
_SHORT = 24.0
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def plain(text: str) -> str:
    """Return text for XML: escaped, without characters that XML forbids."""
    return _FORBIDDEN.sub("", text).translate(_ESCAPES)


def attributes(**said: str) -> str:
    """Return attributes as they stand in a tag, empty ones left out."""
    return "".join(
        f' {_NAMES.get(name) or name.replace("_", "-")}="{plain(value)}"'
        for name, value in said.items()
        if value
    )


def element(tag: str, **said: str) -> str:
    """Return an element without content."""
    return f"<{tag}{attributes(**said)}/>"


class Ids:
    """Gives every record an id that XML allows and that occurs once."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._known: dict[tuple[str, str], str] = {}

    def of(self, prefix: str, id_: str) -> str:
        """Return an id: a letter for what it is, then the record's own id; always the same one."""
        known = self._known.get((prefix, id_))
        if known is not None:
            return known
        base = prefix + "-" + re.sub(r"[^\w.-]+", "_", id_)
        given, number = base, 2
        while given in self._given:
            given, number = f"{base}.{number}", number + 1
        self._given.add(given)
        self._known[prefix, id_] = given
        return given


def text_element(block: TextBlock, cls: str) -> str:
    """Return lines of text, each at its place; what runs leftwards starts at its right end."""
    style = block.style
    said = attributes(
        cls=cls,
        xml_space="preserve",
        font_size=decimal(style.size),
        font_weight="" if style.weight == 400 else str(style.weight),
        font_style="italic" if style.italic else "",
    )
    written: list[str] = []
    rightwards = [line for line in block.lines if line.text and not line.leftwards]
    if len(rightwards) == 1:
        written.append(f"<text{said}{_at(rightwards[0])}>{plain(rightwards[0].text)}</text>")
    elif rightwards:
        spans = "".join(f"<tspan{_at(line)}>{plain(line.text)}</tspan>" for line in rightwards)
        written.append(f"<text{said}>{spans}</text>")
    written.extend(
        f'<text{said} direction="rtl"{_at(line)}>{plain(line.text)}</text>'
        for line in block.lines
        if line.text and line.leftwards
    )
    return "".join(written)


def _at(line: TextLine) -> str:
    x = line.x + line.width if line.leftwards else line.x
    said = f' x="{decimal(x)}" y="{decimal(line.baseline)}"'
    if line.width < _SHORT:
        return said
    # Where Inter is missing, another font takes the same room instead of running over the edge.
    return f'{said} textLength="{decimal(line.width)}" lengthAdjust="spacingAndGlyphs"'


def style_sheet(theme: Theme) -> str:
    """Return the classes of a theme: fills, bars and icons by kind and colour, lines by role."""
    dashes = " ".join(decimal(dash) for dash in UNSTATED.dashes)
    rules = [
        f"text{{font-family:{CSS_FAMILIES}}}",
        f".ground{{fill:{theme.canvas}}}",
        f".text{{fill:{theme.text}}}",
        f".muted{{fill:{theme.muted}}}",
        f".card,.frame{{stroke:{theme.hairline};stroke-width:1;stroke-linejoin:round}}",
        f".unstated{{stroke:{theme.muted};stroke-dasharray:{dashes}}}",
        f".tag{{fill:none;stroke:{theme.hairline};stroke-width:1}}",
        ".line{fill:none;stroke-linejoin:round}",
        ".stroke{fill:none;stroke-linecap:round;stroke-linejoin:round}",
        ".sign{stroke-width:1.5}",
        ".icon{fill:none;stroke-width:1.3;stroke-linecap:round;stroke-linejoin:round}",
        f".chip-icon{{fill:none;stroke:{theme.muted};stroke-width:1.1;"
        "stroke-linecap:round;stroke-linejoin:round}",
        f".group{{fill:{theme.frame.fill}}}",
        f".group-title{{fill:{theme.frame.bar}}}",
    ]
    tones = {kind.value: theme.kinds[kind] for kind in StatementKind} | dict(theme.palette)
    for name, tone in tones.items():
        rules.append(f".{name}-fill{{fill:{tone.fill}}}")
        rules.append(f".{name}-bar{{fill:{tone.bar}}}")
        rules.append(f".{name}-icon{{stroke:{tone.bar}}}")
    for name, tone in theme.palette.items():
        rules.append(f".group-{name}{{fill:{tone.fill}}}")
        rules.append(f".group-{name}-title{{fill:{tone.bar}}}")
    for role in LinkRole:
        rules.append(f".{role}-line{{stroke:{theme.links[role]}}}")
        rules.append(f".{role}-mark{{fill:{theme.links[role]}}}")
    return "\n".join(rules) + "\n"
