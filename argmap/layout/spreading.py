"""Room in one rank after an edit, by the least sum of moves: few move, and the rest not at all.

Where many boxes would be pushed, or some far, it is asked whether fewer need be: by one side making
all the room, by both sides giving some, and at last by neighbours that come closer to each other.
What everything wishes for, and who follows what was pushed, is settled in `holding`.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise

from argmap.layout.coordinates import LEEWAY
from argmap.layout.medians import Crowd, Wish, joined
from argmap.model.light_dataclass import dataclass

FIRM, SLIGHT, LOOSE = 1.0, 0.2, 0.05
"""How much a box that stood somewhere counts, a bend that did, and what is new."""
HELD = 1000.0
"""How much more those of one side count where the other is to make room."""
FAR, MANY = 48.0, 5
"""Where more boxes than this are pushed farther it is asked whether there could be fewer."""
CROWD = 100
"""Where more boxes of a rank than this are pushed at all, each further one counts as pushed far."""
STEEP = 8.0
"""How much more each pixel beyond that counts then."""
CLOSER = 0.0, 0.5, 1.0
"""The shares of their spare room that neighbours give up, one after the other, if they must."""

Pull = Sequence[Wish]
"""What something wishes for; a move costs as much as the wishes that it leaves."""


Spare = Callable[[], Sequence[float]]
"""Tells of each distance in a rank how much of it the neighbours can do without."""


@dataclass(frozen=True, slots=True)
class Rank:
    """One rank from left to right: where everything wishes to be, how much, what is to be kept.

    `came` are the slots of boxes that are new there.
    """

    wish: Sequence[float]
    weight: Sequence[float]
    apart: Sequence[float]
    spare: Spare
    came: Sequence[int]


@dataclass(slots=True)
class Spreading:
    """The ranks of a part, spread one after the other from the uppermost down.

    `new` are the vertices that have not stood where they wish to be; `place` holds what all wish
    for, and where they stand after that; `far` counts the boxes that were pushed far, and `closer`
    says whether neighbours came closer to each other for that.
    """

    new: set[int]
    place: list[float]
    boxes: int
    far: int = 0
    closer: bool = False

    def spread(self, order: Sequence[int], apart: Sequence[float], spare: Spare) -> None:
        """Move the vertices of one rank as little as can be so that they keep the distances."""
        place, new, boxes = self.place, self.new, self.boxes
        wish = [place[vertex] for vertex in order]
        weight = [LOOSE if v in new else FIRM if v < boxes else SLIGHT for v in order]
        found = least_moved(wish, weight, apart)
        pushed = _pushed(wish, found, weight)
        if self.far + pushed[0] > MANY:
            came = [slot for slot, v in enumerate(order) if v in new and v < boxes]
            rank = Rank(wish, weight, apart, spare, came)
            best = _best(rank, found, MANY - self.far)
            pushed, found, self.closer = best.pushed, best.places, self.closer or best.share > 0
        self.far += pushed[0]
        for vertex, x in zip(order, found, strict=True):
            place[vertex] = x


Pushed = tuple[int, float]
"""How many boxes go far, or in a crowd, and how far all go together."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to make room: how it pushes, where all then stand, the share of spare room it takes."""

    pushed: Pushed
    places: list[float]
    share: float = 0.0


def _best(rank: Rank, first: list[float], enough: int) -> Way:
    """Return the way to make room that pushes the fewest boxes far.

    Neighbours come no closer than they must for that not to be more than `enough`.
    """
    best = Way(_pushed(rank.wish, first, rank.weight), first)
    for share in CLOSER:
        for places in _ways(rank, share):
            pushed = _pushed(rank.wish, places, rank.weight)
            if pushed < best.pushed:
                best = Way(pushed, places, share)
        if best.pushed[0] <= enough:
            break
    return best


def _pushed(wish: Sequence[float], places: Sequence[float], weight: Sequence[float]) -> Pushed:
    """Return how many boxes that stood somewhere go far, or in a crowd, and how far all go."""
    moves = [abs(x - y) for x, y, heavy in zip(wish, places, weight, strict=True) if heavy == FIRM]
    moves = [move for move in moves if move > LEEWAY]
    far = sum(move > FAR + LEEWAY for move in moves)
    return max(far, len(moves) - CROWD), sum(moves)


def _ways(rank: Rank, share: float) -> Iterator[list[float]]:
    """Yield ways to make room in which neighbours give up a share of what they can spare."""
    apart = rank.apart
    if share:
        apart = [x - share * much for x, much in zip(apart, rank.spare(), strict=True)]
        yield least_moved(rank.wish, rank.weight, apart)
    held = [slice(0)]
    if rank.came:
        held += [slice(rank.came[0]), slice(rank.came[-1] + 1, None)]
    for side in held:
        firm = list(rank.weight)
        firm[side] = [HELD * heavy for heavy in firm[side]]
        yield least_moved(rank.wish, rank.weight, apart, [STEEP * heavy for heavy in firm])
        yield least_moved(rank.wish, firm, apart)


def least_moved(
    wish: Sequence[float],
    weight: Sequence[float],
    apart: Sequence[float],
    beyond: Sequence[float] = (),
) -> list[float]:
    """Return places that keep the distances, with the least sum of moves from those wished for.

    So few move, those on the easier side, and the others not at all: an isotonic regression by
    medians. `apart[k]` lies between k and k + 1. Each pixel farther than `FAR` costs as much more
    as `beyond` says, so that both sides share what one alone would have to give.
    """
    offsets = [0.0, *accumulate(apart)]
    wants = [x - offset for x, offset in zip(wish, offsets, strict=False)]

    def pull(index: int) -> Pull:
        want, heavy = wants[index], weight[index]
        if not beyond:
            return ((want, heavy),)
        more = beyond[index] / 2
        return (want - FAR, more), (want, heavy), (want + FAR, more)

    places = list(wish)
    for middle, first, last in _pools(wants, pull):
        for index in range(first, last + 1):
            moved = middle + offsets[index]
            places[index] = wish[index] if abs(moved - wish[index]) < LEEWAY else moved
    return places


Pool = tuple[float, int, int]
"""Where some that stand next to each other would meet, and the first and the last of them."""


def _pools(wants: Sequence[float], pull: Callable[[int], Pull]) -> list[Pool]:
    """Return the pools of more than one; only where two are in each other's way is looked at.

    So it is asked for the pulls of few: making those of thousands costs more than all the rest.
    """
    pools: list[tuple[float, int, int, Crowd]] = []
    jams = [k + 1 for k, (one, next_) in enumerate(pairwise(wants)) if one > next_ + LEEWAY]
    done = -1
    for jam in jams:
        index = jam
        while index > done and index < len(wants):
            middle, first, crowd = wants[index], index, Crowd(pull(index))
            while first > 0:
                if pools and pools[-1][2] == first - 1:
                    before, start, _, others = pools[-1]
                    if before <= middle + LEEWAY:
                        break
                    pools.pop()
                else:
                    before, start = wants[first - 1], first - 1
                    if before <= middle + LEEWAY:
                        break
                    others = Crowd(pull(first - 1))
                crowd = joined(others, crowd)
                first, middle = start, crowd.middle
            if first < index:
                pools.append((middle, first, index, crowd))
            done = index
            ahead = index + 1 < len(wants) and middle > wants[index + 1] + LEEWAY
            if not ahead:
                break
            index += 1
    return [(middle, first, last) for middle, first, last, _ in pools]
