"""Where everything stands in a talk: as in the window, and what is left out there laid out too.

The window's own placement is never touched: beginning a talk rearranges nothing.
"""

from collections.abc import Callable

from argmap.app.editor import Editor
from argmap.layout.placement import LayoutOptions, Placement
from argmap.model.argmap import ArgumentMap
from argmap.ui.bridge import Bridge


class Stand:
    """The placement of a whole map; `changed` is called when there is another one."""

    def __init__(self, editor: Editor, bridge: Bridge) -> None:
        self._editor = editor
        self._own: tuple[ArgumentMap, Placement] | None = None
        self._functions: list[Callable[[], None]] = []
        self._bridge = bridge
        bridge.placed.connect(self._tell)

    def on_change(self, function: Callable[[], None]) -> None:
        """Call a function whenever things stand elsewhere."""
        self._functions.append(function)

    @property
    def map(self) -> ArgumentMap:
        """The map that stands so."""
        return self._editor.map

    @property
    def placement(self) -> Placement:
        """Where everything stands now."""
        editor = self._editor
        shows_all = not editor.session.folded and not editor.session.scope
        if shows_all and editor.placement.boxes:
            return editor.placement
        shown = editor.drafted_map  # with what is being typed before the audience
        if self._own is None or self._own[0] is not shown:
            self._own = shown, self._laid_out(shown)
        return self._own[1]

    def _laid_out(self, map: ArgumentMap) -> Placement:
        # Imported here: layout brings numpy, which a talk of an unfolded map does not need.
        from argmap.layout.arrange import arrange

        before = self._own[1] if self._own is not None else self._editor.placement
        direction = before.direction if before.boxes else map.meta.view.direction
        options = LayoutOptions(map.meta.view.layout, direction)
        return arrange(map, self._editor.arranging.measure(map), options, before.warmth or None)

    def detach(self) -> None:
        """Hear nothing any more."""
        self._bridge.placed.disconnect(self._tell)
        self._functions.clear()

    def _tell(self, _placement: Placement) -> None:
        for function in self._functions:
            function()
