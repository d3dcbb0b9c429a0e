"""What a window and its layout process say to each other: values, none of them large.

Whatever is long goes in slices, so that neither side is held up by packing or unpacking it. A diff
is of the map that the process holds; revisions count the wishes of one window.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import compress, filterfalse, islice
from operator import is_not
from pathlib import Path
from typing import TypeVar

from argmap.app.kept import Kept
from argmap.app.placement_data import FlatBoxes, FlatRoutes, flat_boxes, flat_routes
from argmap.layout.geometry import Size
from argmap.layout.placement import LayoutOptions, Placement
from argmap.model.argmap import COLLECTIONS, ArgumentMap
from argmap.model.diff import Diff
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, Meta, Record, StatementId

SLICE = 400
"""So many records, sizes, boxes or routes cross at a time."""

Key = TypeVar("Key", bound=str)
Value = TypeVar("Value")

# ------------------------------------------------------------------------------- to the process


@dataclass(frozen=True, slots=True)
class Records:
    """Some records of the map that comes next."""

    collection: str
    records: Mapping[str, Record]


@dataclass(frozen=True, slots=True)
class Sized:
    """The sizes of some boxes, from now on."""

    sizes: Mapping[StatementId, Size]


@dataclass(frozen=True, slots=True)
class Adopt:
    """The map that came is to be laid out from now on."""

    meta: Meta


@dataclass(frozen=True, slots=True)
class Follow:
    """The map was edited."""

    diff: Diff


@dataclass(frozen=True, slots=True)
class Arrange:
    """A placement is wished for: `onward` from the last one, or begun anew from `previous`.

    `previous` is the revision of an earlier answer whose warmth is meant, or that warmth itself.
    """

    revision: int
    options: LayoutOptions
    onward: bool
    previous: int | Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class Expect:
    """Other branches are folded now, and nobody had to ask where all stands then.

    The next wish is likely to come with these options.
    """

    options: LayoutOptions


@dataclass(frozen=True, slots=True)
class Forget:
    """The warmth of an earlier answer will not be asked for any more."""

    revision: int


@dataclass(frozen=True, slots=True)
class TellWarmth:
    """The warmth of an earlier answer is wanted."""

    revision: int


@dataclass(frozen=True, slots=True)
class Keep:
    """What is kept of the map is to be written to a file, with the last placement in it."""

    path: Path
    kept: Kept


# --------------------------------------------------------------------------------- to the window


@dataclass(frozen=True, slots=True)
class Placed:
    """The end of an answer: what is gone, and the rest of the placement, without boxes and routes.

    Before it come FlatBoxes and FlatRoutes of what is new or stands elsewhere.
    """

    revision: int
    gone_boxes: tuple[StatementId, ...]
    gone_routes: tuple[LinkId, ...]
    rest: Placement


@dataclass(frozen=True, slots=True)
class Warm:
    """The warmth of an earlier answer; empty where it is not known any more."""

    revision: int
    warmth: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Failed:
    """A wish could not be granted, for a fault in the program; the process knows no map now."""

    revision: int
    trace: str


OfMap = Records | Sized | Adopt | Follow
"""What comes before a wish, to tell of which map it is."""

ToProcess = OfMap | Arrange | Expect | Forget | TellWarmth | Keep
ToWindow = FlatBoxes | FlatRoutes | Placed | Warm | Failed

# ------------------------------------------------------------------------------------- in slices


def whole_map(map: ArgumentMap) -> Iterator[ToProcess]:
    """Yield the messages that bring a whole map."""
    for name in COLLECTIONS:
        for some in slices(getattr(map, name)):
            yield Records(name, some)
    yield Adopt(map.meta)


def answer(revision: int, before: Placement, after: Placement) -> Iterator[ToWindow]:
    """Yield the messages that make the placement after of the one before."""
    for boxes in slices(_differing(before.boxes, after.boxes)):
        yield flat_boxes(boxes)
    for routes in slices(_differing(before.routes, after.routes)):
        yield flat_routes(routes)
    gone_boxes = tuple(filterfalse(after.boxes.__contains__, before.boxes))
    gone_routes = tuple(filterfalse(after.routes.__contains__, before.routes))
    rest = replace(after, boxes={}, routes={}, warmth={})
    yield Placed(revision, gone_boxes, gone_routes, rest)


def slices(values: Mapping[Key, Value]) -> Iterator[dict[Key, Value]]:
    """Yield a mapping in slices."""
    items = iter(values.items())
    while some := dict(islice(items, SLICE)):
        yield some


def _differing(before: Mapping[Key, Value], after: Mapping[Key, Value]) -> dict[Key, Value]:
    others = compress(after, map(is_not, after.values(), map(before.get, after)))
    return {id_: after[id_] for id_ in others if before.get(id_) != after[id_]}
