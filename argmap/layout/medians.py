"""Where many who wish to be somewhere would meet: weighted medians of wishes that come together.

Two crowds are joined at about the cost of the smaller one, so that whole ranks of boxes can be
pushed together one by one. What the wishes are for is nothing to it.
"""

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

Wish = tuple[float, float]
"""Where something wishes to be, and how much."""

_HAIR = 1e-9  # of all weight: what rounding may leave


class Crowd:
    """Some wishes, and the first place up to which there is half of their weight.

    What wishes to be up to there lies in one heap, the rest in another (small to large where two
    crowds become one).
    """

    __slots__ = ("_above", "_below", "_heavy", "_whole")

    def __init__(self, wishes: Iterable[Wish]) -> None:
        """Begin with some wishes, at least one."""
        self._below: list[Wish] = []  # by minus their places: the last one lies on top
        self._above: list[Wish] = []
        self._heavy = self._whole = 0.0
        self.take(wishes)

    @property
    def middle(self) -> float:
        """The first place up to which there is half of all weight."""
        return -self._below[0][0]

    def __len__(self) -> int:
        return len(self._below) + len(self._above)

    def __iter__(self) -> Iterator[Wish]:
        yield from ((-minus, weight) for minus, weight in self._below)
        yield from self._above

    def take(self, wishes: Iterable[Wish]) -> None:
        """Let more wishes in."""
        for wish in wishes:
            self._add(wish)
        self._settle()

    def _add(self, wish: Wish) -> None:
        place, weight = wish
        self._whole += weight
        if self._below and place > -self._below[0][0]:
            heappush(self._above, wish)
        else:
            heappush(self._below, (-place, weight))
            self._heavy += weight

    def _settle(self) -> None:
        """Bring the middle to the top of what lies below it."""
        half = self._whole / 2 - _HAIR
        while self._above and self._heavy <= half:
            place, weight = heappop(self._above)
            heappush(self._below, (-place, weight))
            self._heavy += weight
        while self._heavy - self._below[0][1] > half:
            minus, weight = heappop(self._below)
            heappush(self._above, (-minus, weight))
            self._heavy -= weight


def joined(one: Crowd, other: Crowd) -> Crowd:
    """Return two crowds as one; neither is to be used any more."""
    large, small = (one, other) if len(one) >= len(other) else (other, one)
    large.take(small)
    return large
