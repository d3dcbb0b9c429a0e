"""What the freely written parts of stories and polls mean: cameras, the rest, counts.

A file may hold anything under these keys, and it is kept as it is written. Here it is read for what
this version understands; what it does not understand counts as nothing.
"""

import math
from collections.abc import Mapping
from enum import StrEnum

from argmap.model.light_dataclass import dataclass
from argmap.model.records import Data, Plain, Poll, Step


class Others(StrEnum):
    """What becomes of that which is seen but not looked at."""

    DIM = "dim"
    HIDE = "hide"
    NORMAL = "normal"


class Fit(StrEnum):
    """What the camera shows whole."""

    FOCUS = "focus"
    VISIBLE = "visible"
    ALL = "all"
    STAY = "stay"


class Bars(StrEnum):
    """Whether the counts of shows of hands are drawn beside what was asked."""

    BARS = "bars"
    NONE = "none"


class Scale(StrEnum):
    """How a poll is answered."""

    AGREE = "agree3"
    PERCENT = "percent"


ANSWERS = ("agree", "unsure", "disagree")
"""The answers of an `agree3` poll, in the order in which they are asked for."""

PATH_TO_ROOT = "path-to-root"
"""The `highlight` of a step that brings out the line of argument up to the main claim."""

_HIGHEST = 100
_WIDEST_MARGIN = 0.4
_LONGEST_MOVE = 5.0


Place = tuple[float, float, float]
"""The middle of a view, and its width."""


@dataclass(frozen=True, slots=True)
class CameraWish:
    """What a step wants to be seen: one of the fits, or some statements and links by their ids.

    `place` is the way out for whoever insists on a place: the middle of the view and its width, in
    pixels of the map as it is laid out; nothing follows when the map changes.
    """

    fit: Fit | None = None
    ids: tuple[str, ...] = ()
    most_zoom: float | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class PollWish:
    """The show of hands that belongs to a step: about what, in which scale, before or after."""

    target: str
    scale: Scale = Scale.AGREE
    when: str = ""


def camera_of(data: Data | None) -> CameraWish:
    """Return the wish that the `camera` of a step stands for; an empty one where it says none."""
    if isinstance(data, str):
        return CameraWish(_fit(data))
    if not isinstance(data, Mapping):
        return CameraWish()
    fit, most = data.get("fit"), number(data.get("max_zoom"))
    if (place := _place(data.get("view"))) is not None:
        return CameraWish(place=place)
    if isinstance(fit, tuple):
        return CameraWish(None, _words(fit), most)
    return CameraWish(_fit(fit), (), most)


def camera_data(fit: Fit) -> Data:
    """Return how a fit is written in a file."""
    return {"fit": Plain(fit.value)}


def place_data(place: Place) -> Data:
    """Return how a place to look at is written in a file."""
    x, y, width = (Plain(f"{round(side)}") for side in place)
    return {"view": {"center": (x, y), "width": width}}


def bars_of(step: Step, defaults: Data | None) -> bool | None:
    """Tell whether a step, or its story's defaults, want counts drawn; None where none says."""
    said: object = step.polls
    if not said and isinstance(defaults, Mapping):
        said = defaults.get("polls", "")
    return {Bars.BARS.value: True, Bars.NONE.value: False}.get(str(said))


def margin_of(defaults: Data | None) -> float | None:
    """Return the share of the view that a story wants free around what is seen; None where unsaid.

    It is at least nothing and at most 0.4.
    """
    said = number(defaults.get("margin")) if isinstance(defaults, Mapping) else None
    return min(max(said, 0.0), _WIDEST_MARGIN) if said is not None else None


def move_seconds_of(defaults: Data | None) -> float | None:
    """Return how long a story wants the camera to move from step to step; None where unsaid.

    It is written `move: {seconds: 0.8}`; `move: {style: cut}` moves at once, which is 0.
    """
    move = defaults.get("move") if isinstance(defaults, Mapping) else None
    if not isinstance(move, Mapping):
        return None
    seconds = 0.0 if move.get("style") == "cut" else number(move.get("seconds"))
    return min(max(seconds, 0.0), _LONGEST_MOVE) if seconds is not None else None


def poll_of(step: Step) -> PollWish | None:
    """Return the show of hands that a step asks for, or None."""
    if not isinstance(step.poll, Mapping):
        return None
    target = step.poll.get("claim") or step.poll.get("target")
    if not isinstance(target, str):
        return None
    scale, when = step.poll.get("scale"), step.poll.get("when")
    wanted = Scale.PERCENT if scale == Scale.PERCENT else Scale.AGREE
    return PollWish(target, wanted, when if isinstance(when, str) else "")


def poll_data(wish: PollWish) -> Data:
    """Return how a wish for a show of hands is written in a file."""
    data = {"claim": wish.target, "scale": Plain(wish.scale.value)}
    return {**data, "when": Plain(wish.when)} if wish.when else data


def others_of(step: Step, defaults: Data | None) -> Others:
    """Return what becomes of the rest in a step, by itself or by the story's defaults."""
    said: object = step.others
    if not said and isinstance(defaults, Mapping):
        said = defaults.get("others", "")
    try:
        return Others(str(said))
    except ValueError:
        return Others.DIM


def counts_of(poll: Poll) -> Mapping[str, int]:
    """Return how many chose what, as far as the counts are whole numbers from 0 on."""
    if not isinstance(poll.counts, Mapping):
        return {}
    read = {answer: _whole(count) for answer, count in poll.counts.items()}
    return {answer: count for answer, count in read.items() if count is not None and count >= 0}


def wrong_counts(poll: Poll) -> list[str]:
    """Return the answers of a poll whose counts, or which themselves, cannot be."""
    if poll.counts is None:
        return []
    if not isinstance(poll.counts, Mapping):
        return ["counts"]
    sound = counts_of(poll)
    return [
        answer
        for answer in poll.counts
        if answer not in sound or (poll.scale == Scale.PERCENT and not _is_percent(answer))
    ]


def number(data: object) -> float | None:
    """Return the number that a word of plain data stands for, or None."""
    try:
        value = float(data) if isinstance(data, str) else math.nan
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _fit(data: object) -> Fit | None:
    try:
        return Fit(str(data))
    except ValueError:
        return None


def _place(data: object) -> Place | None:
    """Return the place under the key `view` of a camera: `{center: [x, y], width: w}`."""
    if not isinstance(data, Mapping) or not isinstance(data.get("center"), tuple):
        return None
    found = [number(item) for item in (*data["center"], data.get("width"))]
    match found:
        case [float() as x, float() as y, float() as width] if width > 0:
            return x, y, width
    return None


def _words(data: tuple[Data, ...]) -> tuple[str, ...]:
    return tuple(str(item) for item in data if isinstance(item, str))


def _whole(data: Data) -> int | None:
    value = number(data)
    return int(value) if value is not None and value == int(value) else None


def _is_percent(answer: str) -> bool:
    value = number(answer)
    return value is not None and 0 <= value <= _HIGHEST
