"""On which side of whom those stand who bear on links, so that arcs cross no line of the tree.

Who bear on the link that a box hangs by stand on either side of it, beyond all that it is linked
with. Who bear on another of its links stand all on one side: away from what the box itself bears
on, and from those that it is linked with. Who hang by one link stand together, each with its own.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from argmap.layout.web import Web
from argmap.model.light_dataclass import dataclass

Side = int
"""-1 for left, 1 for right; 0 for who stands beside nobody."""


@dataclass(slots=True)
class _Unit:
    """Boxes of a block that hang by one link, and on which side of their host they stand."""

    boxes: list[int]
    side: Side = 0
    guests: list["_Unit"] = field(default_factory=list)
    row: list[int] = field(default_factory=list)


def host_of(web: Web, box: int) -> int:
    """Return the premise of the link that a box bears on beside which it stands, or -1."""
    link = web.hung[box]
    if link < 0 or not web.strands[link].onto_link:
        return -1
    return premise_beside(web, web.target(link))


def premise_beside(web: Web, link: int) -> int:
    """Return beside which premise of a link those stand who bear on it: the last to hang by it."""
    premises = web.premises(link)
    return ([p for p in premises if web.hung[p] == link] or premises)[-1]


def hangs_any(web: Web, link: int) -> bool:
    """Tell whether a link is of the tree: whether any of its premises hangs by it."""
    return any(web.hung[premise] == link for premise in web.premises(link))


def hosts_in(web: Web, block: Iterable[int]) -> dict[int, int]:
    """Return, of the boxes of a block that stand beside another of it, beside whom they do.

    Those who would stand beside each other, by way of others perhaps, stand beside nobody.
    """
    members = list(block)
    found = {box: host for box in members if (host := host_of(web, box)) in members}
    for box in list(found):
        here, passed = found.get(box), set[int]()
        while here in found and here not in passed:
            passed.add(here)
            here = found[here]
        if box in passed:
            del found[box]
    return found


def bundle_of(web: Web, box: int, host: int) -> int:
    """Return by what link those are told apart who stand beside one box and may part.

    They may not who bear on a link that their host does not hang by.
    """
    on = web.target(web.hung[box])
    return web.hung[box] if on == web.hung[host] else on


def flanked(web: Web, block: list[int], known: Container[int] = ()) -> list[int]:
    """Return a block with everybody on a side where they may stand, else in the order it has.

    Where some must stand together those say where that are `known`, then those that come first in
    the file.
    """
    hosts = hosts_in(web, block)
    if not hosts:
        return block
    slot = {box: number for number, box in enumerate(block)}
    units = _units(web, block, hosts)
    order = list(_sided(web, units, hosts, slot, known))
    for unit in reversed(order):
        unit.row = _row(web, unit, hosts, slot)
    return [box for unit in order if unit.side == 0 for box in unit.row]


def _units(web: Web, block: Sequence[int], hosts: Mapping[int, int]) -> list[_Unit]:
    """Return the units of a block in the order of their first boxes, each with its guests."""
    units: dict[tuple[int, int], _Unit] = {}
    of: dict[int, _Unit] = {}
    for box in block:
        link = web.hung[box]
        key = (link, hosts.get(box, -1)) if link >= 0 else (-1, box)
        of[box] = units.setdefault(key, _Unit([]))
        of[box].boxes.append(box)
    for unit in units.values():
        if (host := hosts.get(unit.boxes[0])) is not None:
            of[host].guests.append(unit)
    return list(units.values())


def _sided(
    web: Web,
    units: Iterable[_Unit],
    hosts: Mapping[int, int],
    slot: Mapping[int, int],
    known: Container[int],
) -> Iterator[_Unit]:
    """Yield all units with their sides, each before its guests."""
    pending = [unit for unit in units if unit.boxes[0] not in hosts][::-1]
    while pending:
        unit = pending.pop()
        yield unit
        bundles: dict[int, list[_Unit]] = {}
        for guest in unit.guests:
            box = guest.boxes[0]
            bundles.setdefault(bundle_of(web, box, hosts[box]), []).append(guest)
        for bundle in bundles.values():
            side = _side(web, unit, bundle, hosts, slot, known)
            for guest in bundle:
                guest.side = side
                pending.append(guest)


def _side(
    web: Web,
    unit: _Unit,
    bundle: Sequence[_Unit],
    hosts: Mapping[int, int],
    slot: Mapping[int, int],
    known: Container[int],
) -> Side:
    """Return the side on which some stand who may not part."""

    def turn(box: int) -> tuple[bool, float, int]:
        link = web.hung[box]
        return box not in known, web.turn[link], web.premises(link).index(box)

    first = min((box for guest in bundle for box in guest.boxes), key=turn)
    host = hosts[first]
    if web.target(web.hung[first]) != web.hung[host]:
        if len(unit.boxes) > 1 and host in (unit.boxes[0], unit.boxes[-1]):
            return -1 if host == unit.boxes[0] else 1
        if len(unit.boxes) == 1 and unit.side:
            return unit.side
    return 1 if slot[first] > slot[host] else -1


def _row(web: Web, unit: _Unit, hosts: Mapping[int, int], slot: Mapping[int, int]) -> list[int]:
    """Return a unit with all who stand beside its boxes, those nearer who stood nearer."""
    outer: tuple[list[_Unit], list[_Unit]] = [], []
    about: dict[int, tuple[list[_Unit], list[_Unit]]] = {box: ([], []) for box in unit.boxes}
    for guest in sorted(unit.guests, key=lambda g: abs(slot[g.boxes[0]] - slot[hosts[g.boxes[0]]])):
        box = guest.boxes[0]
        own = web.target(web.hung[box]) == web.hung[hosts[box]]
        sides = outer if own and len(unit.boxes) > 1 else about[hosts[box]]
        sides[guest.side > 0].append(guest)
    found = [box for guest in reversed(outer[0]) for box in guest.row]
    for box, (left, right) in about.items():
        found.extend(other for guest in reversed(left) for other in guest.row)
        found.append(box)
        found.extend(other for guest in right for other in guest.row)
    found.extend(box for guest in outer[1] for box in guest.row)
    return found


def flank(web: Web) -> None:
    """Put everybody on a side where they may stand."""
    for blocks in web.rows.values():
        flank_family(web, blocks)


def flank_family(web: Web, blocks: list[list[int]]) -> None:
    """Put everybody in the blocks of a family on a side where they may stand."""
    for number, block in enumerate(blocks):
        if len(block) > 1:
            blocks[number] = flanked(web, block)
