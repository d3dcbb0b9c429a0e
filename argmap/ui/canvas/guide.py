"""Going about the map by keys: from box to box, along links, and what the zoom actions do.

The functions are bound to the actions of the table by their ids; see `Guide.bindings`.
"""

from collections.abc import Callable
from functools import partial

from argmap.app.editor import Editor
from argmap.ui.canvas import camera as cameras
from argmap.ui.canvas.eye import Eye
from argmap.ui.canvas.sight import Sight, around
from argmap.ui.canvas.walk import Heading, along_links, nearest, place_of, related_to

LARGEST_FIT = 1.5
"""Fitting the selection makes it no larger than this."""


class Guide:
    """Leads the selection and the view of one canvas."""

    def __init__(self, editor: Editor, eye: Eye, sight: Sight) -> None:
        self._editor = editor
        self._eye = eye
        self._sight = sight
        self._walked: tuple[str, Heading, str] | None = None

    def bindings(self) -> dict[str, Callable[[], None]]:
        """Return what to run for the actions that need a canvas, by their ids."""
        found: dict[str, Callable[[], None]] = {
            "view.zoom-in": partial(self.step, larger=True),
            "view.zoom-out": partial(self.step, larger=False),
            "view.actual-size": partial(self.zoom_to, 1.0),
            "view.fit-all": self.fit_all,
            "view.fit-selection": self.fit_selection,
        }
        for heading in Heading:
            way = heading.name.lower()
            found[f"go.{way}"] = partial(self.walk, heading)
            found[f"go.extend-{way}"] = partial(self.walk, heading, extend=True)
            found[f"go.link-{way}"] = partial(self.follow, heading)
        return found

    def step(self, *, larger: bool) -> None:
        """Go to the next larger or smaller of the fixed steps."""
        self.zoom_to(cameras.next_step(self._eye.goal.zoom, larger=larger))

    def zoom_to(self, zoom: float) -> None:
        """Zoom at what is selected, which stays in sight; at the middle if that is out of sight."""
        eye = self._eye
        chosen = around(self._sight.placement, self._editor.session.selection)
        if chosen is None or not chosen.meets(eye.goal.visible(eye.view)):
            eye.zoom_to(zoom)
            return
        camera = eye.goal.zoomed(zoom, eye.goal.to_screen(chosen.centre))
        eye.fly(cameras.revealing(camera, chosen, eye.view))

    def fit_all(self) -> None:
        """Show the whole map."""
        self._eye.fit(self._sight.content())

    def fit_selection(self) -> None:
        """Show what is selected as large as it fits."""
        chosen = around(self._sight.placement, self._editor.session.selection)
        self._eye.fit(chosen, most=LARGEST_FIT)

    def walk(self, heading: Heading, *, extend: bool = False) -> None:
        """Select the statement that lies next in a direction; going back returns where one was."""
        session, placement = self._editor.session, self._sight.placement
        start = session.focus
        if place_of(placement, start) is None:
            found: str | None = next(iter(placement.boxes), None)
        elif self._walked is not None and self._walked[1:] == (heading.back, start):
            found = self._walked[0]
        else:
            found = nearest(placement, start, heading, related_to(self._editor.shown_map, start))
        if found is None or place_of(placement, found) is None:
            return
        self._walked = start, heading, found
        kept = [id_ for id_ in session.selection if id_ != found] if extend else []
        self._editor.select(*kept, found)

    def follow(self, heading: Heading) -> None:
        """Go along a link: onto it, then to its end."""
        start = self._editor.session.focus
        if found := along_links(self._editor.shown_map, self._sight.placement, start, heading):
            self._editor.select(found)
