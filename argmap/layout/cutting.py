"""What is left of a placement when branches are folded: all the rest, where it was.

Layout would move no box either, and lead few lines otherwise, where plain links alone join what is
hidden to the rest. There nobody has to ask it, and what is unfolded again is just as it was.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import chain, islice

from argmap.layout.packing import MARGIN
from argmap.layout.patched import patched
from argmap.layout.placement import SETTLED, LinkRoute, Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.hiding import hidden_by
from argmap.model.records import LayoutKind, Link, LinkId, Ranks, StatementId

Hidden = Mapping[StatementId, None]
"""What folds hide of a placement, in an order that is always the same."""


def hidden_in(placement: Placement, map: ArgumentMap, folded: Iterable[StatementId]) -> Hidden:
    """Return the statements of a placement that folds hide."""
    return dict.fromkeys(sorted(hidden_by(map, folded) & placement.boxes.keys()))


def cut(placement: Placement, map: ArgumentMap, hidden: Hidden) -> Placement:
    """Return what is left of a placement without what folds hide; the very same where all is.

    A link of several premises keeps the legs of those that are shown. Frames, `origin` and `size`
    are those of the placement (see `tightened`).
    """
    if not hidden:
        return placement
    lines = _cut_lines(placement.routes, map, hidden)
    left = {id_: route for id_, route in lines.items() if route is not None}
    return replace(
        placement,
        boxes=patched(placement.boxes, {}, hidden),
        routes=patched(placement.routes, left, [id_ for id_ in lines if id_ not in left]),
    )


def _cut_lines(
    routes: Mapping[LinkId, LinkRoute], map: ArgumentMap, hidden: Collection[StatementId]
) -> dict[LinkId, LinkRoute | None]:
    """Return the links at what is hidden with what is left of their routes, and those on them."""
    pending = [link for id_ in hidden for link in links_at(map, id_)]
    found: dict[LinkId, LinkRoute | None] = {}
    while pending:
        id_ = pending.pop()
        if id_ not in routes or (id_ in found and found[id_] is None):
            continue
        link, route = map.links[id_], routes[id_]
        aimless = link.target in hidden or found.get(LinkId(link.target), route) is None
        found[id_] = None if aimless else _with_legs(link, route, hidden)
        if found[id_] is None:  # those on it may have been looked at before
            pending.extend(map.links_into.get(id_, ()))
    return found


def links_at(map: ArgumentMap, id_: StatementId) -> tuple[LinkId, ...]:
    """Return the links from a statement, and those into it."""
    return (*map.links_from.get(id_, ()), *map.links_into.get(id_, ()))


def _with_legs(link: Link, route: LinkRoute, hidden: Collection[StatementId]) -> LinkRoute | None:
    """Return a route without the legs of premises that are hidden; None where no leg is left."""
    premises = list(dict.fromkeys(link.premises))
    if len(premises) != len(route.legs):
        return None
    legs = [leg for id_, leg in zip(premises, route.legs, strict=True) if id_ not in hidden]
    return replace(route, legs=tuple(legs)) if legs else None


def tightened(placement: Placement) -> Placement:
    """Return a placement with the `origin` and `size` of what is left in it."""
    # Imported here: the lines of a layout are not needed to show one.
    from argmap.layout.finish import bounds

    routes = placement.routes.values()
    curves = chain.from_iterable((*r.legs, *((r.trunk,) if r.trunk else ())) for r in routes)
    whole = bounds(curves, [*placement.boxes.values(), *placement.frames.values()]).grown(MARGIN)
    return replace(placement, origin=(whole.x, whole.y), size=(whole.width, whole.height))


# ------------------------------------------------------------------------------- what layout does


def leaves_all_standing(placement: Placement, map: ArgumentMap, hidden: Hidden) -> bool:
    """Tell whether layout would surely move no box where folds hide these; else it may or may not.

    It may for pins, groups and ranks by the longest path, where what is left of a tree is placed
    anew or falls apart, and where others bear on the links that are cut or premises are linked.
    """
    view = map.meta.view
    if view.layout is not LayoutKind.LAYERED or view.ranks is not Ranks.TREE:
        return False
    if view.pins or map.groups:
        return False
    known: dict[str, StatementId | None] = {}
    roots = {_root(map, id_, known) for id_ in hidden}
    for link in {id_: None for each in hidden for id_ in links_at(map, each)}:
        cut_one = map.links[link]
        if not _is_plainly_cut(map, cut_one, hidden):
            return False
        ends = [end for end in (*cut_one.premises, cut_one.target) if end not in hidden]
        if any(_root(map, end, known) not in roots for end in ends):
            return False
    return None not in roots and all(_is_settled(placement, map, r, hidden) for r in roots if r)


def _is_plainly_cut(map: ArgumentMap, link: Link, hidden: Hidden) -> bool:
    """Tell whether a link at something hidden goes without a trace on other links."""
    on_it = map.links_into.get(link.id, ())
    if any(premise not in hidden for other in on_it for premise in map.links[other].premises):
        return False
    shown = [premise for premise in link.premises if premise not in hidden]
    if shown:  # it leads from what is shown to what is hidden
        return len(link.premises) == 1 and not on_it
    target = map.links.get(LinkId(link.target))
    return target is None or all(premise in hidden for premise in target.premises)


def _root(map: ArgumentMap, place: str, known: dict[str, StatementId | None]) -> StatementId | None:
    """Return the root of the tree that a statement or link belongs to; None where there is none."""
    passed: list[str] = []
    while place not in known:
        passed.append(place)
        known[place] = None
        above: str | None = None
        if place in map.links:
            above = map.links[LinkId(place)].target
        elif place in map.statements:
            above = map.primary_parent(StatementId(place))
            known[place] = StatementId(place) if above is None else None
        if above is None:
            break
        place = above
    root = known[place]
    known.update(dict.fromkeys(passed, root))
    return root


def _is_settled(placement: Placement, map: ArgumentMap, root: StatementId, hidden: Hidden) -> bool:
    """Tell whether enough is shown of a tree for it to hold still."""
    left = (id_ for id_ in map.branch(root) if id_ in placement.boxes and id_ not in hidden)
    return len(list(islice(left, SETTLED))) == SETTLED
