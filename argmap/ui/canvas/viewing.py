"""Where the canvas looks: how it begins, what stays in its place, what is brought into sight.

It decides which camera suits what has happened to the map; the eye holds it and moves it there.
"""

from collections.abc import Iterable, Mapping, Set
from itertools import islice

from argmap.app.editor import Editor
from argmap.layout.geometry import Box, Size
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Direction, LayoutKind, StatementId
from argmap.ui.canvas import camera as cameras
from argmap.ui.canvas.camera import Camera
from argmap.ui.canvas.displaced import brought_along, hung_elsewhere, pinned_elsewhere
from argmap.ui.canvas.eye import Eye
from argmap.ui.canvas.sight import Leaving, Sight
from argmap.ui.canvas.walk import place_of

FEW = 5
"""Fewer statements than this are scraps: a first view then shows the whole map, named from far."""
MANY = 3000
"""Of maps of more statements the first picture must not wait until all of them are painted."""
SPECK = 3
"""What fills no more than this part of the view, either way, is looked at more closely."""


@dataclass(frozen=True, slots=True)
class _Left:
    """Where one looked before folds left a speck, and where one looked to then."""

    boxes: Mapping[StatementId, Box]
    camera: Camera
    there: Camera


class Viewing:
    """Leads the eye of one canvas."""

    def __init__(self, editor: Editor, eye: Eye, sight: Sight) -> None:
        self._editor = editor
        self._eye = eye
        self._sight = sight
        self._held = ""
        self._part = _part_of(editor)
        self._unseen_part = False
        self._drawing = _drawing_of(editor, sight.placement)
        self._drawn_anew = False
        self._folded = editor.session.folded
        self._folds_new = False
        self._before_folds = sight.placement.boxes, eye.goal
        self._left: _Left | None = None
        self._settled = editor.map
        """The map of the last placement that was no makeshift."""
        self._sketched = editor.arranging.is_sketched
        self.names_far = True
        """Whether what cannot be read from far away is named there."""

    def hold(self, id_: str) -> None:
        """Keep this in its place on the screen when the map is laid out next; empty: nothing."""
        self._held = id_

    def take(self, placement: Placement, focus_before: str) -> None:
        """Go over to a new placement: something stays in its place, what is typed stays in sight.

        A part of the map that was not shown before is looked at from its beginning; so is a map
        that is drawn in another layout or direction, unless something is chosen, which stays where
        it is.
        """
        editor, focus = self._editor, self._editor.session.focus
        drawing, self._drawing = self._drawing, _drawing_of(editor, placement)
        is_turned = drawing != self._drawing
        unseen = place_of(self._sight.placement, focus) is None
        folded, self._folded = self._folded, editor.session.folded
        folds = focus in folded ^ self._folded
        if folded != self._folded:
            self._before_folds = self._sight.placement.boxes, self._eye.goal
        comes_back = self._comes_back(placement)
        self._folds_new = self._folds_new or folded != self._folded
        sketched, self._sketched = self._sketched, editor.arranging.is_sketched
        begun = self._eye.has_begun and self._eye.is_at_beginning
        begins = begun and sketched and not self._sketched
        leaving = None if is_turned else self._leaving()
        self._keep_in_place(placement, focus_before, leaving)
        if not editor.arranging.waits:
            self._settled = editor.map
        before, self._part = self._part, _part_of(editor)
        self._unseen_part = any(self._part) and (self._unseen_part or self._part != before)
        self._drawn_anew = self._drawn_anew or is_turned
        if (self._unseen_part or self._drawn_anew) and not editor.arranging.waits:
            looks_anew = self._unseen_part or not focus
            self._unseen_part = self._drawn_anew = False
            if looks_anew:
                self._look_at_part()
            elif self._eye.goal.zoom < cameras.READABLE:  # it was looked at as a whole
                self._eye.fit(self._sight.content())
        elif comes_back is not None:
            self._eye.fly(comes_back)
        elif editor.draft is not None and editor.draft_id:
            self.reveal(editor.draft_id)
        elif begins and not focus:  # what was seen until now was no more than a sketch
            self._eye.begin_with(self._first_view)
        elif self._eye.has_begun:
            # It was folded away, or in another branch; or is told to fold.
            self._keep_in_sight(comes_up=unseen or folds, goes_home=leaving is not None)

    def sync(self) -> None:
        """Look at a branch that is shown alone from now, also where that is all of the map."""
        part = _part_of(self._editor)
        if part != self._part and self._editor.is_arranged:
            self._part = part
            if any(part):
                self._look_at_part()

    def begin(self, *, seen: bool) -> None:
        """Show the first view, once there is something to show and a size to show it in."""
        if self._eye.has_begun or self._sight.content() is None or not seen:
            return
        kept = self._editor.session.camera
        if kept is not None:
            x, y, zoom = kept
            self._eye.begin_with(lambda view: cameras.centred((x, y), zoom, view))
        else:
            self._eye.begin_with(self._first_view)

    def note(self) -> None:
        """Note where it is looked to, for the next opening of the map."""
        x, y = self._eye.camera.to_map(self._eye.middle)
        self._editor.session.camera = (x, y, self._eye.camera.zoom)

    def reveal(self, id_: str) -> None:
        """Move the view as little as possible so that a statement or link is in sight."""
        if (box := place_of(self._sight.placement, id_)) is not None:
            self._eye.reveal(box)

    def approach(self, id_: str) -> None:
        """Look at a statement closely that was seen from far away."""
        if (box := place_of(self._sight.placement, id_)) is not None:
            self._eye.fly(cameras.centred(box.centre, cameras.COMFORTABLE, self._eye.view))

    def follow(self, id_: str) -> None:
        """Bring what was dropped into sight where it has gone out of it altogether."""
        place = place_of(self._sight.placement, id_)
        if place is not None and not place.meets(self._eye.camera.visible(self._eye.view)):
            self._eye.reveal(place)

    def _keep_in_place(
        self, placement: Placement, focus_before: str, leaving: Leaving | None
    ) -> None:
        """Go over to a new placement with what is held, typed or selected where it was seen.

        What is put elsewhere by hand moves instead, unless something is held.
        """
        editor, draft = self._editor, self._editor.draft
        held, self._held = self._held, ""
        typed = editor.draft_id or ""
        anchors = (
            *((held,) if held else ()),
            *((typed, draft.anchor) if draft is not None else ()),
            editor.session.focus,
            focus_before,
        )
        away = None if held else leaving
        self._sight.take(placement, anchors, editor.born, typed, away)

    def _leaving(self) -> Leaving | None:
        """Tell who moves while the rest stays: what lost or got a pin, or what undo puts back."""
        editor, before = self._editor, self._settled
        if editor.draft is not None:
            return None
        moved = pinned_elsewhere(before, editor.map)
        if editor.retraced is editor.map and editor.map is not before:
            moved |= hung_elsewhere(before, editor.map)
        elif not moved:
            return None

        def leaving(ids: Iterable[StatementId]) -> Set[StatementId]:
            return brought_along(editor.map, ids, moved)

        return leaving

    def _keep_in_sight(self, *, comes_up: bool, goes_home: bool) -> None:
        """Bring into sight what is selected, where it should be seen; something is, in any case."""
        focus = self._editor.session.focus
        if self._left_a_speck():
            self._eye.fly(self._first_view(self._eye.view))
            self._left = _Left(*self._before_folds, self._eye.goal)
        elif comes_up:
            self.reveal(focus)
        elif goes_home:
            self.follow(focus)
        elif self._sees_nothing() and not self._editor.arranging.waits:
            self._look_at_something()

    def _look_at_part(self) -> None:
        """Show a part from its beginning, or all of it; of what a search left, what is selected."""
        content, view = self._sight.content(), self._eye.view
        if not self._eye.has_begun or content is None:
            return
        scope, focus = self._editor.session.scope, self._editor.session.focus
        whole = cameras.fitted(content, view).zoom >= cameras.READABLE
        if not whole and focus != scope.top and place_of(self._sight.placement, focus) is not None:
            self.reveal(focus)
        else:
            self._eye.fly(self._first_view(view))

    def _left_a_speck(self) -> bool:
        """Whether all that folds have left is far too small to be read, with room to be larger."""
        waits, folds_new = self._editor.arranging.waits, self._folds_new
        self._folds_new = folds_new and waits
        content, goal, view = self._sight.content(), self._eye.goal, self._eye.view
        if waits or not folds_new or content is None or goal.zoom >= cameras.READABLE:
            return False
        seen = goal.box_to_screen(content)
        return seen.width < view[0] / SPECK and seen.height < view[1] / SPECK

    def _comes_back(self, placement: Placement) -> Camera | None:
        """Return where one looked before folds left a speck, if all is as it was then.

        Who has looked elsewhere since goes on from there.
        """
        left = self._left
        if left is None or left.boxes != placement.boxes:
            return None
        self._left = None
        return left.camera if self._eye.goal == left.there else None

    def _sees_nothing(self) -> bool:
        """Whether all that there is has gone out of sight."""
        seen = self._eye.goal.visible(self._eye.view)
        return not self._sight.hits.in_rect(seen) and bool(self._sight.placement.boxes)

    def _look_at_something(self) -> None:
        """Show what is selected, or the beginning, where a view had become empty."""
        if place_of(self._sight.placement, self._editor.session.focus) is not None:
            self.reveal(self._editor.session.focus)
        else:
            self._eye.fly(self._first_view(self._eye.view))

    def _first_view(self, view: Size) -> Camera:
        placement, content = self._sight.placement, self._sight.content()
        boxes = placement.boxes
        root = boxes.get(main_root(self._editor.shown_map) or StatementId(""))
        if content is None:
            return self._eye.camera
        in_rings = self._editor.map.meta.view.layout is LayoutKind.RADIAL
        direction = None if in_rings else placement.direction
        for zoom in (cameras.COMFORTABLE, cameras.READABLE):
            camera = cameras.first_view(content, root, view, direction, zoom)
            if not self._shows_scraps(camera):
                return camera
        return cameras.fitted(content, view)

    def _shows_scraps(self, camera: Camera) -> bool:
        """Whether a first view shows the main claim without anything of its family."""
        map, boxes = self._editor.shown_map, self._sight.placement.boxes
        root = main_root(map)
        if not self.names_far or len(boxes) > MANY or root is None:
            return False
        family = [id_ for id_ in map.children.get(root, ()) if id_ in boxes]
        seen = self._sight.hits.in_rect(camera.visible(self._eye.view))
        return bool(family) and (len(seen) < FEW or not {*seen}.intersection(family))


def main_root(map: ArgumentMap) -> StatementId | None:
    """Return the first root that has a good part of the map under it, else the first."""
    enough = len(map.statements) // 10
    for root in map.roots:
        if next(islice(map.branch(root), enough, None), None) is not None:
            return root
    return next(iter(map.roots), None)


def _drawing_of(editor: Editor, placement: Placement) -> tuple[LayoutKind, Direction | None]:
    """Return in which layout and direction a map is drawn."""
    kind = editor.map.meta.view.layout
    return kind, placement.direction if kind is LayoutKind.LAYERED else None


def _part_of(editor: Editor) -> tuple[object, ...]:
    """Return what tells one part of the map that is shown from another."""
    return editor.session.scope.top, editor.session.scope.hidden
