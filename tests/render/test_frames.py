"""Titles of groups stand off the lines at their members, in every direction."""

import re

import pytest

from argmap.layout.arrange import arrange
from argmap.layout.placement import LayoutOptions
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Direction, Group, Link, Statement
from argmap.render.frames import frame_title, title_strip
from argmap.render.measure import Measure


@pytest.fixture
def measure(qapp):
    return Measure()


def grouped(title):
    """A claim, three reasons of one group, and one more below each."""
    ids = ["claim", *(f"reason-{k}" for k in range(3)), *(f"below-{k}" for k in range(3))]
    targets = {f"reason-{k}": "claim" for k in range(3)}
    targets |= {f"below-{k}": f"reason-{k}" for k in range(3)}
    group = Group("g", title, ("reason-0", "reason-1", "reason-2"))
    return ArgumentMap(
        statements={id_: Statement(id_, text=id_) for id_ in ids},
        links={f"by-{a}": Link(f"by-{a}", (a,), b) for a, b in targets.items()},
        groups={"g": group},
    )


def laid_out(map_, direction):
    sizes = dict.fromkeys(map_.statements, (240.0, 84.0))
    return arrange(map_, sizes, LayoutOptions(direction=direction))


@pytest.mark.parametrize("direction", list(Direction))
def test_no_line_runs_through_a_title(measure, direction):
    map_ = grouped("What follows from this")
    placement = laid_out(map_, direction)
    block = frame_title(map_, placement, map_.groups["g"], measure.type)
    assert block.lines[0].text == "What follows from this"
    strip = title_strip(placement.frames["g"])
    left, right = block.lines[0].x, block.right
    assert strip.x < left < right < strip.right
    for route in placement.routes.values():
        points = route.whole().flattened(40)
        crossing = [x for x, y in points if strip.y <= y <= strip.bottom]
        assert not [x for x in crossing if left - 1 < x < right + 1]


def test_a_title_that_fits_in_no_gap_is_cut_in_the_widest_or_crossed(measure):
    """Words are cut as long as most of them can be read; longer ones stand across the lines."""

    def shown(title):
        map_ = grouped(title)
        line = frame_title(map_, laid_out(map_, Direction.DOWN), map_.groups["g"], measure.type)
        return line.lines[0].text

    whole = "What follows from all of this for everybody who has read so far"
    titles = [*(whole[: at.start()] for at in re.finditer(" ", whole)), whole]
    cut = [title for title in titles if shown(title) != title]
    assert cut
    for title in cut:
        assert shown(title).endswith("…")
        assert len(shown(title)) > 0.6 * len(title)
    assert shown(titles[0]) == titles[0]
    assert shown(titles[-1]) == titles[-1]
