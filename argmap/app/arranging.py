"""Keeps the placement of a map up to date: a layout is asked for after every change that matters.

The direction that layout chose when the map was opened stays; only the file or the person changes
it. Sizes come from an injected measure, since text is measured with real fonts above this layer.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.app.arrangers import Arranger, Wish
from argmap.app.earlier import Answered, Earlier
from argmap.app.listeners import Listeners
from argmap.app.meanwhile import Born, shown_meanwhile
from argmap.app.standing import MOST
from argmap.layout.cutting import cut, hidden_in
from argmap.layout.geometry import Point
from argmap.layout.placement import LayoutOptions, Placement, Sizes
from argmap.model.argmap import ArgumentMap
from argmap.model.following import compared
from argmap.model.hiding import hidden_by
from argmap.model.records import Direction, LayoutKind, Link, LinkId, StatementId

if TYPE_CHECKING:
    from argmap.app.kept import Kept

MUCH = 4
"""Much is more than one box of so many."""

MeasureMap = Callable[[ArgumentMap], Sizes]
"""Gives the size of every statement's box."""


class Arranging:
    """The placement of one open map, and the job that renews it."""

    def __init__(self, measure: MeasureMap, arranger: Arranger) -> None:
        self.measure = measure
        self._arranger = arranger
        self._options: LayoutOptions | None = None
        self._chosen: Direction | None = None
        """The direction that layout chose for the map, whatever the file said in between."""
        self._known: tuple[ArgumentMap, Sizes] | None = None
        """What the placement is of, or will be of when it is answered."""
        self._asked = self._answered = 0
        self.placement = Placement()
        self.is_sketched = False
        """Whether the placement only stands in for one that is still being made."""
        self.done: Listeners[Placement] = Listeners()
        self.born: Born = {}
        """What was last made of a draft; it stands where that stood until there is an answer."""
        self._earlier = Earlier()
        self._last: Answered | None = None
        """What layout said last; folds may have hidden some of that since."""

    @property
    def waits(self) -> bool:
        """Whether what is shown is not yet the answer to the newest wish."""
        return self._answered != self._asked

    @property
    def is_settled(self) -> bool:
        """Whether a wish was answered, and no newer one waits."""
        return self._answered > 0 and not self.waits

    def start_from(
        self, placement: Placement, map: ArgumentMap, folded: frozenset[StatementId] = frozenset()
    ) -> bool:
        """Take a placement kept from last time, if it has all boxes, and of the right sizes."""
        sizes, shown = self.measure(map), map.statements.keys() - hidden_by(map, folded)
        if not (shown <= placement.boxes.keys() and _fits(placement, sizes)):
            return False
        placement = cut(placement, map, hidden_in(placement, map, folded))
        self._options, self._known = _options(map, folded, placement.direction), (map, sizes)
        self._note_choice(map, placement)
        self._last = Answered(map, sizes, self._options, placement)
        self.placement = placement
        self.done.tell(placement)
        return True

    def arrange(
        self,
        map: ArgumentMap,
        folded: frozenset[StatementId] = frozenset(),
        *,
        afresh: bool = False,
        start: Placement | None = None,
        alike: bool = False,
    ) -> None:
        """Ask for a placement of this map if it may be another; afresh forgets where things were.

        A letter typed into a line that has room for it, for example, asks for nothing. `start` is
        where things stood if not as last answered: another part of the map is shown now. It is
        `alike` where it is known to be of the layout that is asked for, whatever was shown since.
        """
        if afresh:
            self._chosen = None
        if start is not None and start.boxes and map.meta.view.direction is None:
            self._chosen = start.direction
        options, sizes = _options(map, folded, self._chosen), self.measure(map)
        same_part = not afresh and start is None
        if same_part and self._is_told(map, sizes, options):
            return
        if afresh:
            self._earlier.forget()
        only_folds = same_part and self._options is not None and self._is_of(map)
        again = self._again(map, sizes, options) if only_folds else None
        foretold = again or (self._foretold(map, sizes, options) if only_folds else None)
        wish = Wish(map, sizes, options, is_shown=foretold is not None)
        if not afresh:
            begins = start if again is None else again
            wish = self._begun(wish, begins, alike=alike or again is not None)
        same_folds = same_part and self._options is not None and folded == self._options.folded
        self._ask(wish, foretold, frozenset() if same_folds else folded)

    def _is_told(self, map: ArgumentMap, sizes: Sizes, options: LayoutOptions) -> bool:
        """Show what can be told without layout; tell whether it can be."""
        if options == self._options and self._is_known(map, sizes):
            self._note_alike(map, sizes)
            return True
        left = None
        if self._last is not None and not self.waits:
            left = self._last.with_folds(map, sizes, options)
        if left is None:
            return False
        self._options = options
        self._arranger.expect(options)
        self._show(left)
        return True

    def _ask(self, wish: Wish, foretold: Placement | None, folds: frozenset[StatementId]) -> None:
        """Ask for a placement, and show what is foretold until it is there.

        If nothing is, what the map has no more goes at once, and what these folds hide.
        """
        self._options = wish.options
        self._asked += 1
        asked = self._asked
        known, self._known = self._known, (wish.map, wish.sizes)
        self._arranger.ask(wish, lambda placement: self._take(placement, asked))
        if self._answered == asked:
            return
        left, was = foretold, None if known is None else known[0]
        if left is None:
            left = shown_meanwhile(self.placement, was, wish.map, wish.sizes, self.born, folds)
        self._show(left)

    def pin_for(self, map: ArgumentMap, id_: StatementId, at: Point) -> Point | None:
        """Return the pin that puts a new statement at a point among those that stand already.

        There is none in an outline or in rings: pins are for layers.

        Where it would stand without the pin is found by trying it out; nobody is told.
        """
        if map.meta.view.layout is not LayoutKind.LAYERED:
            return None
        # Imported here, as layout itself.
        from argmap.layout.pins import pin_at

        folded = self._options.folded if self._options is not None else frozenset()
        options = _options(map, folded, self.placement.direction)
        wish = Wish(map, self.measure(map), options, True, self.placement.warmth or None)
        tried = self._arranger.tried(wish)
        x, y = at
        for other, box in self.placement.boxes.items():  # the whole may have moved over
            if other in tried.boxes:
                x, y = x + tried.boxes[other].x - box.x, y + tried.boxes[other].y - box.y
                break
        return pin_at(map, tried, id_, (x, y))

    def before_folds(self, map: ArgumentMap) -> Placement | None:
        """Return where all of a map stood before folds hid some of it, if that is remembered."""
        if self._options is None:
            return None
        options = replace(self._options, folded=frozenset())
        return self._earlier.answer_to(map, self.measure(map), options)

    def warm_up(self) -> None:
        """Make ready for the next edit, where nobody waits for anything."""
        if not self.waits:
            self._arranger.warm_up()

    def keep(self, kept: "Kept", path: Path) -> bool:
        """Have what is kept of a big map written in passing; False where that is to be done."""
        return self._arranger.keep(kept, path)

    def close(self) -> None:
        """Want no more answers."""
        self._asked += 1
        self._arranger.close()

    def sketch(
        self,
        placement: Placement,
        map: ArgumentMap,
        folded: frozenset[StatementId] = frozenset(),
    ) -> None:
        """Show where things may stand, without measuring, until they are arranged.

        One with warmth, kept from last time, is gone on from; any other is forgotten then.
        """
        if placement.warmth:
            self._options = _options(map, folded, placement.direction)
            self._note_choice(map, placement)
        else:
            self.is_sketched = True
        self.placement = placement
        self.done.tell(placement)

    def _again(self, map: ArgumentMap, sizes: Sizes, options: LayoutOptions) -> Placement | None:
        """Return what was answered to these folds, where it is worth it to begin with that.

        In a large map it is where much comes or goes: little is followed sooner.
        """
        stood, shown = self._earlier.answer_to(map, sizes, options), self.placement.boxes
        if stood is None or len(map.statements) <= MOST:
            return stood
        return stood if abs(len(stood.boxes) - len(shown)) * MUCH > len(stood.boxes) else None

    def _foretold(self, map: ArgumentMap, sizes: Sizes, options: LayoutOptions) -> Placement | None:
        """Return what is seen once more or fewer branches are folded, if that is known.

        What was there before comes back where it was, and what folds hide goes.
        """
        assert self._options is not None
        before, after = self._options.folded, options.folded
        if after < before:
            return self._earlier.unfolded(self.placement, map, sizes, options, before)
        if before < after:
            return shown_meanwhile(self.placement, map, map, sizes, {}, after)
        return None

    def _begun(self, wish: Wish, start: Placement | None, *, alike: bool) -> Wish:
        """Return a wish that goes on from somewhere: from the last answer, if not from a start."""
        before = self.placement if start is None else start
        if self._turned(wish.options, before, alike=alike):
            return wish
        onward = start is None and self._options is not None
        return replace(wish, onward=onward, previous=before.warmth or None)

    def _show(self, placement: Placement) -> None:
        """Show what is known without an answer, or may be shown until it is there."""
        if placement is not self.placement:
            self.placement = placement
            self.done.tell(placement)

    def _note_choice(self, map: ArgumentMap, placement: Placement) -> None:
        """Remember the direction of a placement where it was not the file that said it."""
        if map.meta.view.direction is None and map.meta.view.layout is LayoutKind.LAYERED:
            self._chosen = placement.direction

    def _is_of(self, map: ArgumentMap) -> bool:
        """Tell whether what is shown, or is waited for, is of this very map."""
        return self._known is not None and self._known[0] is map

    def _is_known(self, map: ArgumentMap, sizes: Sizes) -> bool:
        if self._known is None:
            return False
        before, were = self._known
        return sizes == were and _is_arranged_alike(before, map)

    def _note_alike(self, map: ArgumentMap, sizes: Sizes) -> None:
        """Take a map in place of one that is arranged alike: what was said of that holds of it."""
        if self._last is not None and self._is_of(self._last.map):
            self._last = replace(self._last, map=map, sizes=sizes)
            self._earlier.note(self._last)
        self._known = map, sizes

    def _turned(self, options: LayoutOptions, before: Placement, *, alike: bool) -> bool:
        """Tell whether a layout runs another way than what it would begin with."""
        if self._options is None or not (alike or self._options.kind is options.kind):
            return True
        return options.direction not in (None, before.direction)

    def _take(self, placement: Placement, asked: int) -> None:
        self._answered = asked
        if asked == self._asked and self._options is not None:
            # What was chosen now stays, so the next wish for it is no other one.
            if self._options.kind is LayoutKind.LAYERED:
                self._options = replace(self._options, direction=placement.direction)
                if self._known is not None:
                    self._note_choice(self._known[0], placement)
            self.placement, self.is_sketched = placement, False
            if self._known is not None:
                self._last = Answered(*self._known, self._options, placement)
                self._earlier.note(self._last)
            self.done.tell(placement)


def _options(
    map: ArgumentMap, folded: frozenset[StatementId], chosen: Direction | None
) -> LayoutOptions:
    view = map.meta.view
    # An outline and rings run in no direction.
    direction = view.direction or chosen if view.layout is LayoutKind.LAYERED else None
    return LayoutOptions(kind=view.layout, direction=direction, folded=folded)


def _is_arranged_alike(before: ArgumentMap, now: ArgumentMap) -> bool:
    """Tell whether layout sees the same in two maps; of words it knows the sizes alone."""
    return (
        list(before.statements) == list(now.statements)
        and before.meta.view == now.meta.view
        and _run_alike(before, now)
        and (before.groups is now.groups or _members(before) == _members(now))
    )


def _run_alike(before: ArgumentMap, now: ArgumentMap) -> bool:
    if before.links is now.links:
        return True
    if list(before.links) != list(now.links):
        return False
    touched = map(LinkId, compared(before, now, ("links",)).of("links"))
    there = filter(now.links.__contains__, touched)
    return all(_bones(before.links[id_]) == _bones(now.links[id_]) for id_ in there)


def _bones(link: Link) -> tuple[object, ...]:
    return link.premises, link.target, link.kind, link.primary


def _members(map: ArgumentMap) -> list[tuple[object, ...]]:
    return [(group.id, group.statements) for group in map.groups.values()]


def _fits(placement: Placement, sizes: Sizes) -> bool:
    boxes = placement.boxes
    return all(id_ in sizes and box.has_size(sizes[id_]) for id_, box in boxes.items())
