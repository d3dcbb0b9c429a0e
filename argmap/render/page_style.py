"""The looks of a page: colours of its themes as variables, our style sheet, letters of Inter.

Light and dark follow the reader's system, or a button, where the light theme is asked for; any
other theme stands alone. Of the fonts only the letters of the page are in it, as data.
"""

import base64
from io import BytesIO

from argmap.model.records import StatementKind
from argmap.render.fonts import FAMILY
from argmap.render.style import DARK, LIGHT, PALETTE_NAMES, THEMES, LinkRole, Theme, Tone
from argmap.render.svg_text import style_sheet
from argmap.resources import resource_path

_FACES = {"Regular": (400, "normal"), "SemiBold": (600, "normal"), "Italic": (400, "italic")}
_ALWAYS = "".join(chr(code) for code in range(0x20, 0x7F)) + "…−+⊘≠=“”‘’–—·×"
_SINGLE = (
    "window", "canvas", "text", "muted", "hairline", "accent", "selection",
    "error", "warning", "success",
)  # fmt: skip


def page_styles(theme: str, body: str, *, fonts: bool = True) -> str:
    """Return the style sheet of a page in a theme, for what stands in the page."""
    faces = _font_faces(body) if fonts else ""
    own = resource_path("page", "page.css").read_text("utf-8")
    signs = [f".{role}-sign{{color:var(--{role}-line)}}" for role in LinkRole]
    kinds = [f".{kind}-kind{{color:var(--{kind}-bar)}}" for kind in StatementKind]
    return "\n".join([faces + _themes(theme), style_sheet(_by_variables()), *signs, *kinds, own])


def _themes(name: str) -> str:
    chosen = THEMES[name]
    if chosen is not LIGHT:
        scheme = "dark" if chosen.dark else "light"
        return f":root{{color-scheme:{scheme};{_variables(chosen)}}}"
    light = f"color-scheme:light;{_variables(LIGHT)}"
    dark = f"color-scheme:dark;{_variables(DARK)}"
    return (
        f":root{{{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f":root[data-theme=dark]{{{dark}}}\n"
        # Paper is light whatever the screen is.
        f"@media print{{:root:root:root{{{light}}}}}"
    )


def _variables(theme: Theme) -> str:
    return ";".join(f"--{name}:{colour}" for name, colour in _colours(theme).items())


def _colours(theme: Theme) -> dict[str, str]:
    """Return every colour of a theme under the name that its variable has."""
    found = {name: getattr(theme, name) for name in _SINGLE}
    tones = {kind.value: tone for kind, tone in theme.kinds.items()}
    for name, tone in (tones | dict(theme.palette) | {"frame": theme.frame}).items():
        found[f"{name}-bar"], found[f"{name}-fill"] = tone.bar, tone.fill
    return found | {f"{role}-line": colour for role, colour in theme.links.items()}


def _by_variables() -> Theme:
    """Return a theme whose colours are variables, so that one sheet serves every theme."""

    def tone(name: str) -> Tone:
        return Tone(f"var(--{name}-bar)", f"var(--{name}-fill)")

    return Theme(
        name="page",
        dark=False,
        **{name: f"var(--{name})" for name in _SINGLE},
        kinds={kind: tone(kind.value) for kind in StatementKind},
        links={role: f"var(--{role}-line)" for role in LinkRole},
        frame=tone("frame"),
        palette={name: tone(name) for name in PALETTE_NAMES},
    )


# ------------------------------------------------------------------------------------------- fonts


def _font_faces(body: str) -> str:
    rules: list[str] = []
    letters = set(body) | set(_ALWAYS)
    for cut, (weight, slant) in _FACES.items():
        if slant == "italic" and 'font-style="italic"' not in body:
            continue
        data = base64.b64encode(_font(cut, letters)).decode("ascii")
        rules.append(
            f"@font-face{{font-family:{FAMILY};font-weight:{weight};font-style:{slant};"
            f"src:url(data:font/woff;base64,{data}) format('woff')}}\n"
        )
    return "".join(rules)


def _font(cut: str, letters: set[str]) -> bytes:
    """Return those letters of a cut that it has, with what sets them well, as WOFF."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(
        layout_features=["kern", "mark", "mkmk", "ccmp", "locl", "calt", "liga"],
        name_IDs=[],
        hinting=False,
        notdef_outline=True,
    )
    path = resource_path("fonts", f"Inter-{cut}.ttf")
    with TTFont(path, recalcTimestamp=False, recalcBBoxes=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[ord(letter) for letter in sorted(letters)])
        subsetter.subset(font)
        font.flavor = "woff"
        made = BytesIO()
        font.save(made, reorderTables=False)
    return made.getvalue()
