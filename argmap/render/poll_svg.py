"""What shows of hands found, as bars in the picture of a web page: the same as `poll_paint` paints.

Each pill is a group of its own, which the script of the page shows with the steps that want it.
"""

from collections.abc import Iterator

from argmap.layout.geometry import Box, Point
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.polling import all_spoken
from argmap.model.story_words import Scale
from argmap.render.measure import Measure
from argmap.render.poll_paint import (
    BAR,
    EDGE,
    GAP,
    ROW,
    WORDS,
    Findings,
    PollRow,
    columns_of,
    corner_of,
    pill_size,
    rows_of,
)
from argmap.render.shapes import decimal, rounded, svg_path
from argmap.render.svg_text import Ids, attributes, element, text_element

_ANSWERS = ("agreed", "unsure", "disagreed")
_RADIUS = 6.0


def poll_parts(
    map: ArgumentMap, placement: Placement, found: Findings, measure: Measure, ids: Ids
) -> Iterator[str]:
    """Yield the bars of everything that a placement holds; groups have the ids `p`."""
    for target, findings in found.items():
        corner = corner_of(map, placement, target)
        if corner is None:
            continue
        rows = rows_of(findings)
        width, height = pill_size(findings, measure.type)
        if target in map.statements:
            pill = Box(corner[0] - width, corner[1] - height, width, height)
        else:
            pill = Box(corner[0], corner[1] - height / 2, width, height)
        said = f"Show of hands: {all_spoken(findings)}"
        name = attributes(id=ids.of("p", target), cls="poll", role="img", aria_label=said)
        yield f"<g{name}>"
        yield element("path", cls="pill", d=svg_path(rounded(pill, _RADIUS)))
        for number, row in enumerate(rows):
            yield from _row(row, (pill.x + EDGE, pill.y + 2.5 + number * ROW), rows, measure)
        yield "</g>"


def _row(row: PollRow, at: Point, rows: list[PollRow], measure: Measure) -> Iterator[str]:
    """Yield when it was asked, the bar, and the counts."""
    label, _, room = columns_of(rows, measure.type)
    left, top = at
    if row.label:
        yield _words(row.label, at, label, measure, "muted")
    finding = row.finding
    shares = finding.shares
    if finding.scale is Scale.PERCENT:
        shares = (shares[0], 0.0, 1 - shares[0])
    x, y = left + label, top + (ROW - BAR[1]) / 2
    bar = Box(x, y, *BAR)
    for share, cls in zip(shares, _ANSWERS, strict=True):
        part = Box(x, y, BAR[0] * share, BAR[1])
        x = part.right
        if share:
            yield _rectangle(part, f"{cls} stale" if finding.stale else cls)
    yield _rectangle(bar, "rim")
    ink = "muted" if finding.stale else "text"
    yield _words(row.words, (bar.right + GAP, top), room, measure, ink)


def _rectangle(box: Box, cls: str) -> str:
    x, y, width, height = map(decimal, (box.x, box.y, box.width, box.height))
    return element("rect", cls=cls, x=x, y=y, width=width, height=height)


def _words(words: str, at: Point, room: float, measure: Measure, cls: str) -> str:
    block = measure.type.in_one_line(words, WORDS, room + 4, ROW)
    return text_element(block.moved(*at), cls)
