"""How a map looks, as plain values: colours by role and kind for each theme, lengths, lines.

Nothing here knows Qt. Every pair of colours that must be told apart is held to its contrast ratio
by a test. Colour never carries meaning alone: shapes, icons, line styles and signs say the same.
"""

import dataclasses
from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from argmap.model.light_dataclass import dataclass
from argmap.model.records import Link, LinkId, LinkKind, StatementKind

if TYPE_CHECKING:
    from argmap.model.argmap import ArgumentMap


class LinkRole(StrEnum):
    """What a link does, as it is drawn: its kind, and whether it bears on another link."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    CONTRADICTS = "contradicts"
    RESTATES = "restates"
    ANSWERS = "answers"
    BACKS = "backs"
    UNDERCUTS = "undercuts"


def link_role(map: "ArgumentMap", link: Link) -> LinkRole:
    """Return the role of a link: support of a link is backing, opposition undercutting."""
    if LinkId(link.target) in map.links:
        if link.kind is LinkKind.SUPPORTS:
            return LinkRole.BACKS
        if link.kind is LinkKind.OPPOSES:
            return LinkRole.UNDERCUTS
    return LinkRole(link.kind.value)


@dataclass(frozen=True, slots=True)
class Tone:
    """The two colours of a card: its bar (also icon and kind word) and its fill."""

    bar: str
    fill: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by role, as `#RRGGBB`.

    `window` lies behind text of panels and of pictures, `canvas` behind the map on the screen.
    `accent` marks selection and focus, `selection` lies behind selected text. `palette` holds the
    named colours that statements and groups may ask for.
    """

    name: str
    dark: bool
    window: str
    canvas: str
    text: str
    muted: str
    hairline: str
    accent: str
    selection: str
    error: str
    warning: str
    success: str
    kinds: Mapping[StatementKind, Tone]
    links: Mapping[LinkRole, str]
    frame: Tone
    palette: Mapping[str, Tone]

    def tone(self, kind: StatementKind, color: str = "") -> Tone:
        """Return the tone of a statement: of its named colour if there is one, else of its kind."""
        return self.palette.get(color, self.kinds[kind])

    def for_pictures(self) -> "Theme":
        """Return the theme as pictures are made: a light one on the white of panels, and back."""
        if self.dark:
            return self
        frame = dataclasses.replace(self.frame, fill=self.canvas)
        return dataclasses.replace(self, canvas=self.window, window=self.canvas, frame=frame)


@dataclass(frozen=True, slots=True)
class Metrics:
    """Lengths in pixels at zoom 1."""

    narrowest: float = 180.0
    widest: float = 320.0
    widest_of_long: float = 480.0
    bar: float = 6.0
    left: float = 18.0
    right: float = 14.0
    top: float = 9.0
    bottom: float = 10.0
    radius: float = 6.0
    question_radius: float = 16.0
    fold: float = 12.0
    icon: float = 14.0
    icon_gap: float = 6.0
    header_height: float = 16.0
    header_size: float = 11.0
    header_gap: float = 4.0
    text_size: float = 14.0
    text_pitch: float = 19.0
    chips_gap: float = 7.0
    chip_size: float = 11.0
    chip_height: float = 17.0
    chip_gap: float = 6.0
    label_size: float = 11.0
    label_pitch: float = 15.0
    label_width: float = 150.0

    def scaled(self, by: float) -> "Metrics":
        """Return the metrics for a text scale: every length grows with the text, but the bar."""
        if by == 1.0:
            return self
        lengths = {f.name: getattr(self, f.name) * by for f in dataclasses.fields(self)}
        return Metrics(**lengths | {"bar": self.bar, "radius": self.radius})


@dataclass(frozen=True, slots=True)
class LineStyle:
    """How a link's line is drawn; the dashes are in units of the line's width, empty is solid."""

    dashes: tuple[float, ...] = ()
    round_ends: bool = False


LINE_STYLES: Mapping[LinkRole, LineStyle] = {
    LinkRole.SUPPORTS: LineStyle(),
    LinkRole.BACKS: LineStyle(),
    LinkRole.OPPOSES: LineStyle((4.5, 2.8)),
    LinkRole.CONTRADICTS: LineStyle((7.5, 2.2, 1.6, 2.2)),
    LinkRole.UNDERCUTS: LineStyle((0.1, 2.8), round_ends=True),
    LinkRole.RESTATES: LineStyle(),
    LinkRole.ANSWERS: LineStyle(),
}

SOLID = LineStyle()
ROUND = LineStyle(round_ends=True)
"""Solid, with round ends: marks, signs, icons."""

UNSTATED = LineStyle((3.5, 2.5))
"""The outline of a statement that nobody wrote, and of the sign of a step left unsaid."""

PLAIN_WIDTH = 1.6
THINNEST, THICKEST = 1.0, 3.6


def line_width(link: Link, role: LinkRole) -> float:
    """Return the width of a link's line: by its weight, if it has one."""
    if link.weight is not None:
        return THINNEST + (THICKEST - THINNEST) * min(max(link.weight, 0.0), 1.0)
    return 1.3 if role is LinkRole.RESTATES else PLAIN_WIDTH


def _kinds(
    claim: Tone, evidence: Tone, counterpoint: Tone, question: Tone
) -> Mapping[StatementKind, Tone]:
    return {
        StatementKind.CLAIM: claim,
        StatementKind.EVIDENCE: evidence,
        StatementKind.COUNTERPOINT: counterpoint,
        StatementKind.QUESTION: question,
    }


def _links(
    support: str, oppose: str, undercut: str, answer: str, restate: str
) -> Mapping[LinkRole, str]:
    return {
        LinkRole.SUPPORTS: support,
        LinkRole.BACKS: support,
        LinkRole.OPPOSES: oppose,
        LinkRole.CONTRADICTS: oppose,
        LinkRole.UNDERCUTS: undercut,
        LinkRole.ANSWERS: answer,
        LinkRole.RESTATES: restate,
    }


PALETTE_NAMES = (
    "grey", "red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "brown"
)  # fmt: skip

_LIGHT_PALETTE = {
    "grey": Tone("#4B5563", "#EEF0F3"),
    "red": Tone("#B42318", "#FDECEA"),
    "orange": Tone("#B3470B", "#FCEBDD"),
    "yellow": Tone("#8A6100", "#FBF1D6"),
    "green": Tone("#2B6E2F", "#E6F4E6"),
    "teal": Tone("#0B7265", "#E0F4EF"),
    "blue": Tone("#0063A6", "#E6F1FA"),
    "purple": Tone("#6B3FA0", "#F3E8F8"),
    "pink": Tone("#A72A6B", "#FBE8F1"),
    "brown": Tone("#75502B", "#F4ECE3"),
}

_DARK_PALETTE = {
    "grey": Tone("#B6BFCA", "#2A2F37"),
    "red": Tone("#F59A90", "#43201D"),
    "orange": Tone("#F2A25C", "#3D2614"),
    "yellow": Tone("#E3C15A", "#3A3112"),
    "green": Tone("#8CCB8F", "#1C3A1E"),
    "teal": Tone("#4FC9B0", "#0F352F"),
    "blue": Tone("#6BB8F0", "#12303F"),
    "purple": Tone("#D9B3F2", "#33244A"),
    "pink": Tone("#F3A1C6", "#421F31"),
    "brown": Tone("#D4B08C", "#382A1D"),
}

LIGHT = Theme(
    name="light",
    dark=False,
    window="#FFFFFF",
    canvas="#F6F7F9",
    text="#1B1F24",
    muted="#57606A",
    hairline="#878F99",
    accent="#0B57D0",
    selection="#CFE4FA",
    error="#B42318",
    warning="#8A6100",
    success="#0B7265",
    kinds=_kinds(
        Tone("#4B5563", "#EEF0F3"),
        Tone("#0B7265", "#E0F4EF"),
        Tone("#B3470B", "#FCEBDD"),
        Tone("#8A6100", "#FBF1D6"),
    ),
    links=_links("#0063A6", "#B3470B", "#4A2070", "#8A6100", "#57606A"),
    frame=Tone("#57606A", "#FDFDFE"),
    palette=_LIGHT_PALETTE,
)

DARK = Theme(
    name="dark",
    dark=True,
    window="#20242B",
    canvas="#16181D",
    text="#E8EAED",
    muted="#A3ADBA",
    hairline="#727D8B",
    accent="#8AB4F8",
    selection="#24476B",
    error="#F59A90",
    warning="#E3C15A",
    success="#4FC9B0",
    kinds=_kinds(
        Tone("#B6BFCA", "#2A2F37"),
        Tone("#4FC9B0", "#0F352F"),
        Tone("#F2A25C", "#3D2614"),
        Tone("#E3C15A", "#3A3112"),
    ),
    links=_links("#6BB8F0", "#F2A25C", "#D9B3F2", "#E3C15A", "#A3ADBA"),
    frame=Tone("#A3ADBA", "#1B1E24"),
    palette=_DARK_PALETTE,
)

PRINT = Theme(
    name="print",
    dark=False,
    window="#FFFFFF",
    canvas="#FFFFFF",
    text="#000000",
    muted="#444444",
    hairline="#808080",
    accent="#000000",
    selection="#D9D9D9",
    error="#000000",
    warning="#333333",
    success="#333333",
    kinds=_kinds(
        Tone("#444444", "#FFFFFF"),
        Tone("#666666", "#F4F4F4"),
        Tone("#000000", "#E4E4E4"),
        Tone("#555555", "#FAFAFA"),
    ),
    links=_links("#222222", "#222222", "#222222", "#444444", "#555555"),
    frame=Tone("#444444", "#FAFAFA"),
    palette=dict.fromkeys(PALETTE_NAMES, Tone("#444444", "#F4F4F4")),
)

CONTRAST = Theme(
    name="contrast",
    dark=True,
    window="#000000",
    canvas="#000000",
    text="#FFFFFF",
    muted="#FFFFFF",
    hairline="#FFFFFF",
    accent="#FFE100",
    selection="#00449E",
    error="#FF9C94",
    warning="#FFE100",
    success="#7CFFB2",
    kinds=_kinds(
        Tone("#FFFFFF", "#000000"),
        Tone("#5CF2D0", "#000000"),
        Tone("#FFB36B", "#000000"),
        Tone("#FFE45C", "#000000"),
    ),
    links=_links("#7CC8FF", "#FFB36B", "#E5BFFF", "#FFE45C", "#FFFFFF"),
    frame=Tone("#FFFFFF", "#0E0E0E"),
    palette={name: Tone(tone.bar, "#000000") for name, tone in _DARK_PALETTE.items()},
)

CLASSIC = dataclasses.replace(
    LIGHT,
    name="classic",
    kinds=_kinds(
        Tone("#4B5563", "#EEF0F3"),
        Tone("#0063A6", "#E6F1FA"),
        Tone("#B42318", "#FDECEA"),
        Tone("#8A6100", "#FBF1D6"),
    ),
    links=_links("#1F7A33", "#B42318", "#4A2070", "#8A6100", "#57606A"),
)

THEMES: Mapping[str, Theme] = {
    theme.name: theme for theme in (LIGHT, DARK, PRINT, CONTRAST, CLASSIC)
}
"""The themes by name, in the order in which they are offered."""
