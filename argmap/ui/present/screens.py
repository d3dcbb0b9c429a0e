"""Who sits where: on which screen the audience looks, and on which the presenter.

Screens are told by name and serial number, never by their order, which changes with every plug.
"""

from collections.abc import Sequence

from PySide6.QtGui import QScreen

from argmap.model.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Seats:
    """The names of the screens; the presenter has none of his own where there is but one."""

    audience: str
    presenter: str | None = None


def seats(names: Sequence[str], window_on: str, kept: str | None, *, swapped: bool) -> Seats:
    """Return who sits where.

    `window_on` is the screen of the map's window, `kept` the one the audience had last time. The
    audience gets that one, or else the first that the window is not on; swapped, the two change.
    """
    if len(names) < 2:
        return Seats(names[0] if names else window_on)
    others = [name for name in names if name != window_on]
    audience = kept if kept is not None and kept in names else others[0]
    presenter = window_on if window_on != audience else next(n for n in names if n != audience)
    return Seats(presenter, audience) if swapped else Seats(audience, presenter)


def name_of(screen: QScreen) -> str:
    """Return what a screen is told by."""
    return " ".join(filter(None, (screen.name(), screen.serialNumber())))
