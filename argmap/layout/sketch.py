"""A first picture of a big map, in a few hundredths of a second: a plain tree, lines of one bend.

It stands in until the layout is there. Cross links, links on links and linked premises have no
lines yet, groups no frames; there is no warmth to go on from.
"""

from collections.abc import Iterable, Mapping

from argmap.layout.geometry import Bend, Box, Curve
from argmap.layout.placement import LayoutOptions, LinkRoute, Placement, Sizes
from argmap.layout.tidy import Tree, tidy
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Direction, LinkId, StatementId

MARGIN = 16.0
REACH = 4000.0
"""Only so far from the first root lines are drawn: what is read next is there when it is seen."""
GAPS = LayoutOptions()


def sketch(map: ArgumentMap, sizes: Sizes) -> Placement:
    """Return where the statements of a big map may stand, in the direction it will run."""
    direction = map.meta.view.direction or Direction.RIGHT
    sideways = direction in (Direction.RIGHT, Direction.LEFT)
    ids = list(map.statements)
    number = {id_: place for place, id_ in enumerate(ids)}
    children = _children(map, number)
    across = [sizes[id_][1 if sideways else 0] + GAPS.sibling_gap for id_ in ids]
    deep = [sizes[id_][0 if sideways else 1] for id_ in ids]
    roots = [number[id_] for id_ in map.roots]
    ranks, steps = _ranks(children, roots, deep)
    top = len(ids)  # what holds the roots together
    depth = [steps[rank] if rank >= 0 else 0.0 for rank in ranks]
    tree = Tree([*children, roots], [*across, 0.0], [*depth, 0.0])
    lefts, tops = tidy(tree, top)
    shown = [place for place, rank in enumerate(ranks) if rank >= 0]
    first = min((lefts[place] for place in shown), default=0.0) - MARGIN
    last = max((tops[place] + depth[place] for place in shown), default=0.0) + MARGIN
    boxes: dict[StatementId, Box] = {}
    for place in shown:
        id_ = ids[place]
        width, height = sizes[id_]
        along, down = lefts[place] - first, tops[place] + MARGIN
        match direction:
            case Direction.RIGHT:
                boxes[id_] = Box(down, along, width, height)
            case Direction.LEFT:
                boxes[id_] = Box(last - down - width, along, width, height)
            case Direction.DOWN:
                boxes[id_] = Box(along, down, width, height)
            case _:
                boxes[id_] = Box(along, last - down - height, width, height)
    wide = max((lefts[place] + across[place] for place in shown), default=0.0) - first + MARGIN
    size = (last + MARGIN, wide) if sideways else (wide, last + MARGIN)
    return Placement(boxes, _routes(map, boxes, direction), size=size, direction=direction)


def _near(root: Box | None, boxes: Mapping[StatementId, Box]) -> set[str]:
    """Return the statements that a first view may show: it begins at the first root."""
    if root is None:
        return set()
    (x, y), reach = root.centre, REACH
    return {id_ for id_, box in boxes.items() if abs(box.x - x) < reach and abs(box.y - y) < reach}


def _children(map: ArgumentMap, number: Mapping[StatementId, int]) -> list[list[int]]:
    """Return who stands below whom; what bears on a link stands below its first premise."""
    children: list[list[int]] = [[] for _ in number]
    for above, below in map.children.items():
        link = map.links.get(LinkId(above))
        host = StatementId(above) if link is None else link.premises[0]
        if host in number:
            children[number[host]] += [number[id_] for id_ in below if id_ != host]
    return children


def _ranks(
    children: list[list[int]], roots: Iterable[int], deep: list[float]
) -> tuple[list[int], list[float]]:
    """Return the rank of each statement, -1 for those in circles, and how far ranks are apart."""
    ranks = [-1] * len(children)
    steps: list[float] = []
    row = list(roots)
    while row:
        for place in row:
            ranks[place] = len(steps)
        steps.append(max(deep[place] for place in row) + GAPS.rank_gap)
        row = [below for place in row for below in children[place] if ranks[below] < 0]
    return ranks, steps


def _routes(
    map: ArgumentMap, boxes: Mapping[StatementId, Box], direction: Direction
) -> dict[LinkId, LinkRoute]:
    """Return lines for the links by which statements hang that a first view may show."""
    near = _near(boxes.get(map.roots[0]) if map.roots else None, boxes)
    routes: dict[LinkId, LinkRoute] = {}
    sideways = direction in (Direction.RIGHT, Direction.LEFT)
    onward = direction in (Direction.RIGHT, Direction.DOWN)
    along = {
        Direction.RIGHT: (-1.0, 0.0),
        Direction.LEFT: (1.0, 0.0),
        Direction.DOWN: (0.0, -1.0),
        Direction.UP: (0.0, 1.0),
    }[direction]
    for premise, id_ in map.primary_links.items():
        link = map.links[id_]
        if premise not in near and link.target not in near:
            continue
        lower, upper = boxes.get(premise), boxes.get(StatementId(link.target))
        if lower is None or upper is None or len(link.premises) > 1:
            continue
        if sideways:
            x0, y0 = (lower.x if onward else lower.x + lower.width), lower.y + lower.height / 2
            x1, y1 = (upper.x + upper.width if onward else upper.x), upper.y + upper.height / 2
            middle = ((x0 + x1) / 2, (y0 + y1) / 2)
            bend = Bend((middle[0], y0), (middle[0], y1), (x1, y1))
        else:
            x0, y0 = lower.x + lower.width / 2, (lower.y if onward else lower.y + lower.height)
            x1, y1 = upper.x + upper.width / 2, (upper.y + upper.height if onward else upper.y)
            middle = ((x0 + x1) / 2, (y0 + y1) / 2)
            bend = Bend((x0, middle[1]), (x1, middle[1]), (x1, y1))
        curve = Curve((x0, y0), (bend,))
        routes[id_] = LinkRoute((curve,), None, None, middle, middle, along)
    return routes
