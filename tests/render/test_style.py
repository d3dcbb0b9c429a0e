"""Colours can be told apart: text 4.5:1, what is not text 3:1, in every theme."""

import pytest

from argmap.model.argmap import ArgumentMap
from argmap.model.records import Link, LinkKind, Statement, StatementKind
from argmap.render.style import (
    LINE_STYLES,
    PALETTE_NAMES,
    THEMES,
    LinkRole,
    Metrics,
    line_width,
    link_role,
)

BOTH = [*THEMES.values(), *(theme.for_pictures() for theme in THEMES.values())]
themes = pytest.mark.parametrize("theme", BOTH, ids=lambda theme: theme.name)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@themes
def test_text_can_be_read_on_every_ground(theme):
    fills = [tone.fill for tone in (*theme.kinds.values(), *theme.palette.values())]
    for ground in (theme.window, theme.canvas, theme.frame.fill, theme.selection, *fills):
        assert contrast(theme.text, ground) >= 4.5, ground
    for ground in (theme.window, theme.canvas, *fills):
        assert contrast(theme.muted, ground) >= 4.5, ground


@themes
def test_kind_words_can_be_read_on_their_cards(theme):
    for tone in (*theme.kinds.values(), *theme.palette.values()):
        assert contrast(tone.bar, tone.fill) >= 4.5, tone
    assert contrast(theme.frame.bar, theme.frame.fill) >= 4.5


@themes
def test_messages_and_labels_can_be_read(theme):
    for ground in (theme.window, theme.canvas):
        for colour in (theme.error, theme.warning, theme.success, *theme.links.values()):
            assert contrast(colour, ground) >= 4.5, (colour, ground)


@themes
def test_lines_bars_and_rings_stand_out(theme):
    bars = [tone.bar for tone in (*theme.kinds.values(), *theme.palette.values())]
    for ground in (theme.window, theme.canvas):
        for colour in (theme.hairline, theme.accent, *bars):
            assert contrast(colour, ground) >= 3, (colour, ground)
    for line in theme.links.values():
        assert contrast(line, theme.frame.fill) >= 3


def test_contrast_is_that_of_wcag():
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)
    assert contrast("#0063A6", "#FFFFFF") == pytest.approx(6.3, abs=0.05)


@themes
def test_themes_are_complete(theme):
    assert set(theme.kinds) == set(StatementKind)
    assert set(theme.links) == set(LinkRole)
    assert set(theme.palette) == set(PALETTE_NAMES)


def test_named_colours_take_the_place_of_the_kinds():
    theme = THEMES["light"]
    assert theme.tone(StatementKind.CLAIM, "red") == theme.palette["red"]
    assert theme.tone(StatementKind.CLAIM, "mauve") == theme.kinds[StatementKind.CLAIM]


def test_roles_differ_without_colour():
    solid = {role for role, style in LINE_STYLES.items() if not style.dashes}
    assert LinkRole.OPPOSES not in solid
    assert LinkRole.SUPPORTS in solid
    assert LINE_STYLES[LinkRole.UNDERCUTS] != LINE_STYLES[LinkRole.OPPOSES]


def test_a_link_on_a_link_has_a_role_of_its_own():
    statements = {name: Statement(name) for name in "abc"}
    first = Link("l", ("a",), "b")
    links = {"l": first}
    for kind, role in (
        (LinkKind.SUPPORTS, LinkRole.BACKS),
        (LinkKind.OPPOSES, LinkRole.UNDERCUTS),
        (LinkKind.RESTATES, LinkRole.RESTATES),
    ):
        onto = Link("m", ("c",), "l", kind)
        map_ = ArgumentMap(statements=statements, links=links | {"m": onto})
        assert link_role(map_, onto) is role
        assert link_role(map_, first) is LinkRole.SUPPORTS


def test_weight_is_width():
    widths = [
        line_width(Link("l", ("a",), "b", weight=weight), LinkRole.SUPPORTS)
        for weight in (-1, 0, 0.5, 1, 7)
    ]
    assert widths == sorted(widths)
    assert widths[0] == widths[1]
    assert widths[3] == widths[4]


def test_metrics_grow_with_the_text():
    assert Metrics().scaled(1.0) == Metrics()
    assert Metrics().scaled(2.0).text_size == 2 * Metrics().text_size
    assert Metrics().scaled(2.0).bar == Metrics().bar
