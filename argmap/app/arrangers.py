"""Whoever lays out the map of a window: at once, or for a big map in a process of its own.

Which of the two it is makes no difference but in time: an answer may come later, and then only the
one to the newest wish is given. Text is measured before, by whoever wishes.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from argmap.layout.placement import LayoutOptions, Placement, Sizes
from argmap.model.argmap import COLLECTIONS, ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import StatementId

if TYPE_CHECKING:
    from argmap.app.kept import Kept
    from argmap.app.layout_messages import Arrange, ToProcess
    from argmap.app.layout_process import LayoutProcess, Post
    from argmap.layout.live.live_layout import LiveLayout

BIG = 1500
"""Maps of more statements are laid out in a process of their own."""
TRIES = 2
"""So often a process is started for one window; after that its maps are laid out at once."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be laid out: onward from the last answer, or anew from some earlier warmth."""

    map: ArgumentMap
    sizes: Sizes
    options: LayoutOptions
    onward: bool = False
    previous: Mapping[str, object] | None = None
    is_shown: bool = False
    """Whether what the answer is likely to be is shown already: it may come after a paint."""


Answer = Callable[[Placement], None]


class Arranger(Protocol):
    """Lays out one map again and again."""

    def ask(self, wish: Wish, then: Answer) -> None:
        """Have a placement handed to `then`, at once or later; an older wish is not answered."""
        ...

    def tried(self, wish: Wish) -> Placement:
        """Return the placement that a wish would lead to, waiting for it; nobody else is told."""
        ...

    def expect(self, options: LayoutOptions) -> None:
        """Know that the next wish is likely to come with other folds; nothing is wanted yet."""
        ...

    def warm_up(self) -> None:
        """Make ready what the next edit will need: somebody has time now."""
        ...

    def keep(self, kept: "Kept", path: Path) -> bool:
        """Have what is kept written to a file by another process; False where none can do it."""
        ...

    def close(self) -> None:
        """Answer nothing any more."""
        ...


class InlineArranger:
    """Lays out at once, where it is asked to."""

    def __init__(self) -> None:
        self._live: LiveLayout | None = None
        self._cold: Wish | None = None
        """What was laid out as a whole, and not followed by any edit."""

    def ask(self, wish: Wish, then: Answer) -> None:
        """Hand on the placement."""
        # Imported here: layout brings numpy, and the window must stand before that.
        from argmap.layout.live.live_layout import LiveLayout

        self._cold = None
        if wish.onward and self._live is not None:
            placement = self._live.follow(wish.map, wish.sizes, wish.options)
        else:
            self._cold = wish
            self._live = LiveLayout()
            placement = self._live.start(wish.map, wish.sizes, wish.options, wish.previous)
        then(placement)

    def tried(self, wish: Wish) -> Placement:
        """Return the placement."""
        from argmap.layout.arrange import arrange

        return arrange(wish.map, wish.sizes, wish.options, wish.previous)

    def expect(self, options: LayoutOptions) -> None:
        """Do nothing: in a small map folds are soon followed."""

    def warm_up(self) -> None:
        """Make what the first edit of a map would make, or of a part that was laid out anew."""
        cold, self._cold = self._cold, None
        if self._live is None:
            return
        if cold is not None:  # following an edit of nothing makes what the first one needs
            self._live.follow(cold.map, cold.sizes, cold.options)
        self._live.prepare()

    def keep(self, kept: "Kept", path: Path) -> bool:  # noqa: ARG002 - see Arranger
        """Tell that there is no other process."""
        return False

    def close(self) -> None:
        """Forget the layout."""
        self._live = self._cold = None


class ProcessArranger:
    """Lays out small maps at once, and big ones in a process that is started for the first."""

    def __init__(
        self,
        post: "Post",
        *,
        post_late: "Post | None" = None,
        big: int | None = None,
        command: list[str] | None = None,
    ) -> None:
        """Take what has functions called on the window's thread, soon or after the next paint.

        The rest is for tests.
        """
        self._post, self._post_late, self._command = post, post_late, command
        self._big = BIG if big is None else big
        self._inline = InlineArranger()
        self._process: LayoutProcess | None = None
        self._tries = 0
        self._holds: tuple[ArgumentMap, Sizes] | None = None
        """What the process knows."""
        self._revision = 0
        self._wish: Wish | None = None
        self._then: Answer | None = None
        """What waits for an answer."""

    def ask(self, wish: Wish, then: Answer) -> None:
        """Hand on the placement at once, or when the process has made it."""
        self._wish, self._then = wish, then
        if self._sent(wish):
            return
        if wish.is_shown and self._post_late is not None:
            self._post_late(lambda: self._answer_late(wish))
        else:
            self._then = None
            self._inline.ask(wish, then)

    def tried(self, wish: Wish) -> Placement:
        """Return the placement; the process then goes on from there."""
        waiting, then = self._wish, self._then
        self._wish, self._then = wish, None
        placement = None
        if self._sent(wish) and self._process is not None:
            placement = self._process.wait_for(self._revision)
        if waiting is not None and then is not None:
            self.ask(waiting, then)  # the trial came before its answer
        return self._inline.tried(wish) if placement is None else placement

    def expect(self, options: LayoutOptions) -> None:
        """Tell the process of a big map."""
        from argmap.app.layout_messages import Expect

        if self._process is not None and self._holds is not None:
            self._process.say(Expect(options))

    def prepare(self) -> None:
        """Start the process: a big map is about to be laid out."""
        self._has_process()

    def warm_up(self) -> None:
        """Have small maps made ready; the process makes itself ready by itself."""
        self._inline.warm_up()

    def keep(self, kept: "Kept", path: Path) -> bool:
        """Have the process write what is kept, where it is of its last answer."""
        from argmap.app import layout_messages as messages

        process, warmth = self._process, kept.placement.warmth
        if process is None or not process.is_last(warmth):
            return False
        bare = replace(kept.placement, boxes={}, routes={}, warmth={})
        process.say(messages.Keep(path, replace(kept, placement=bare)))
        return True

    def close(self) -> None:
        """Answer nothing any more, and let the process end."""
        self._then = None
        self._inline.close()
        if self._process is not None:
            self._process.close()
            self._process = None

    def _sent(self, wish: Wish) -> bool:
        """Send a wish to the process; tell whether there is one for this map."""
        from argmap.app.layout_messages import Arrange

        small = self._holds is None and len(wish.map.statements) <= self._big
        if small or not self._has_process() or self._process is None:
            return False
        self._revision += 1
        previous = self._process.told_of(wish.previous)
        last = Arrange(self._revision, wish.options, wish.onward, previous)
        self._process.say_all(_messages(self._holds, wish, last))
        self._holds = wish.map, wish.sizes
        self._inline.close()  # what it holds is old from now on
        return True

    def _has_process(self) -> bool:
        if self._process is None and self._tries < TRIES:
            from argmap.app.layout_process import LayoutProcess

            self._tries += 1
            self._holds = None
            try:
                self._process = LayoutProcess(self._post, self._answered, self._died, self._command)
            except OSError:
                self._tries = TRIES
        return self._process is not None

    def _answer_late(self, wish: Wish) -> None:
        """Answer a wish that was put off, unless a newer one came or nobody waits any more."""
        if wish is self._wish and self._then is not None:
            then, self._then = self._then, None
            self._inline.ask(wish, then)

    def _answered(self, revision: int, placement: Placement) -> None:
        if revision == self._revision and self._then is not None:
            then, self._then = self._then, None
            then(placement)

    def _died(self) -> None:
        """Begin anew with another process, or do what is still wished for at once."""
        self._process = self._holds = None
        if self._wish is not None and self._then is not None:
            self.ask(self._wish, self._then)


def _messages(
    known: tuple[ArgumentMap, Sizes] | None, wish: Wish, last: "Arrange"
) -> "Iterator[ToProcess]":
    """Yield what tells the process of a wish; of a map that it knows only the changes.

    The thread that writes goes through it: comparing big maps takes some milliseconds.
    """
    from argmap.app import layout_messages as messages
    from argmap.model.diff import between
    from argmap.model.following import compared, differing

    if known is None:
        yield from messages.whole_map(wish.map)
        yield from map(messages.Sized, messages.slices(wish.sizes))
    else:
        before, sizes = known
        if diff := between(before, wish.map, compared(before, wish.map, COLLECTIONS)):
            yield messages.Follow(diff)
        if sizes is not wish.sizes:
            new = (StatementId(id_) for id_ in differing(sizes, wish.sizes))
            yield messages.Sized({id_: wish.sizes[id_] for id_ in new if id_ in wish.sizes})
    yield last
