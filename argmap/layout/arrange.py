"""The one entry to layout: from a map and the sizes of its boxes to a placement.

It settles what is shown and which way the map runs, and puts the parts together. It reads no fonts,
no files and no clock: the same input gives the same placement everywhere.
"""

from collections.abc import Mapping

from argmap.layout.geometry import Bend, Box, Curve, point_on
from argmap.layout.placement import LayoutOptions, LinkRoute, Placement, Sizes
from argmap.layout.skeleton import Skeleton, skeleton_of
from argmap.layout.tidy import Tree, tidy
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Direction, LinkId, StatementId

DEFAULT_OPTIONS = LayoutOptions()


def arrange(
    map: ArgumentMap,
    sizes: Sizes,
    options: LayoutOptions = DEFAULT_OPTIONS,
    previous: Mapping[str, object] | None = None,
) -> Placement:
    """Return where everything of a map stands; `previous` is the warmth of an earlier placement."""
    del previous
    skeleton = skeleton_of(map, options.folded)
    boxes = _boxes(skeleton, sizes, options)
    width = max((box.right for box in boxes.values()), default=0.0)
    height = max((box.bottom for box in boxes.values()), default=0.0)
    routes = _routes(skeleton, boxes)
    return Placement(boxes, routes, {}, (width, height), Direction.DOWN)


def _boxes(skeleton: Skeleton, sizes: Sizes, options: LayoutOptions) -> dict[StatementId, Box]:
    index = {id_: number + 1 for number, id_ in enumerate(skeleton.shown)}
    children: list[list[int]] = [[] for _ in range(len(index) + 1)]
    for top, blocks in skeleton.families.items():
        place = 0 if top is None else index[top]
        children[place] = [index[id_] for block in blocks for id_ in block]
    wide = [0.0, *(sizes[id_][0] + options.sibling_gap for id_ in skeleton.shown)]
    deep = [-options.rank_gap, *(sizes[id_][1] + options.rank_gap for id_ in skeleton.shown)]
    left, top_ = tidy(Tree(children, wide, deep), 0)
    least = min((left[i] for i in index.values()), default=0.0)
    gap = options.rank_gap
    return {
        id_: Box(left[i] - least, top_[i] + gap, sizes[id_][0], sizes[id_][1])
        for id_, i in index.items()
    }


def _routes(skeleton: Skeleton, boxes: Mapping[StatementId, Box]) -> dict[LinkId, LinkRoute]:
    routes: dict[LinkId, LinkRoute] = {}
    for strand in skeleton.strands.values():
        chain = [strand]
        while chain[-1].onto_link and LinkId(chain[-1].target) not in routes:
            chain.append(skeleton.strands[LinkId(chain[-1].target)])
        for link in reversed(chain):
            if link.onto_link:
                end = routes[LinkId(link.target)].middle
            else:
                target = boxes[StatementId(link.target)]
                end = target.centre[0], target.bottom
            legs = []
            for premise in link.premises:
                start = boxes[premise].centre[0], boxes[premise].y
                half = (start[1] + end[1]) / 2
                legs.append(Curve(start, (Bend((start[0], half), (end[0], half), end),)))
            first = legs[0]
            middle = point_on(first.start, first.bends[0], 0.5)
            badge = point_on(first.start, first.bends[0], 0.8)
            routes[link.id] = LinkRoute(tuple(legs), None, None, middle, badge, (0.0, -1.0))
    return routes
