"""To which part of a map belongs what an edit touched: who comes where, what falls apart or joins.

Where parts join, that goes on of which most is there, and the others come into it; what falls off
becomes a new part.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field

from argmap.layout.live.held import Held
from argmap.layout.live.tree import Touch, Tree
from argmap.model.light_dataclass import dataclass
from argmap.model.records import LinkId, StatementId


@dataclass(slots=True)
class Home:
    """What hangs together after an edit: the part that it goes on in, if any, who comes and goes.

    Without a part `came` are all its statements.
    """

    held: Held | None
    came: list[StatementId]
    gone: list[StatementId] = field(default_factory=list)


def homes_of(tree: Tree, part_of: Mapping[StatementId, Held], touch: Touch) -> list[Home]:
    """Return what hangs together of all that an edit touched."""
    return _Gathering(tree, part_of, touch).homes()


Piece = set[StatementId]


class _Cluster:
    """Parts and new statements that may hang together; `seeds` are statements from every piece."""

    def __init__(self) -> None:
        self.held: dict[Held, None] = {}
        self.came: list[StatementId] = []
        self.seeds: dict[StatementId, None] = {}


class _Gathering:
    """The parts that an edit touched while it is seen what hangs together."""

    def __init__(self, tree: Tree, part_of: Mapping[StatementId, Held], touch: Touch) -> None:
        self.tree, self.part_of, self.touch = tree, part_of, touch
        self._head: dict[object, object] = {}
        came = set(touch.came)
        self._home_of = {id_: id_ if id_ in came else part_of[id_] for id_ in self._seeds()}
        for ids in self._joined():
            first, *others = [self._find(self._home_of[id_]) for id_ in ids]
            for other in others:
                self._head[self._find(other)] = self._find(first)

    def _joined(self) -> Iterator[Collection[StatementId]]:
        """Yield what touched links and groups hold together."""
        tree = self.tree
        for link in self.touch.links & tree.strands.keys():
            strand = tree.strands[link]
            yield tree.ground(strand), *strand.premises
        for id_ in (*self.touch.came, *self.touch.ends):
            if tree.is_shown(id_):
                yield id_, *tree.mates(id_)

    def _seeds(self) -> Iterable[StatementId]:
        """Return shown statements from every piece that something touched may have come to."""
        tree, touch = self.tree, self.touch
        found = dict.fromkeys(touch.came)
        found.update(dict.fromkeys(id_ for id_ in sorted(touch.ends) if tree.is_shown(id_)))
        for link in touch.links & tree.strands.keys():
            strand = tree.strands[link]
            found.update(dict.fromkeys((tree.ground(strand), *strand.premises)))
        for id_ in [*found]:
            found.update(dict.fromkeys(tree.mates(id_)))
        return found

    def _find(self, one: object) -> object:
        while self._head.setdefault(one, one) != one:
            one = self._head[one]
        return one

    def homes(self) -> list[Home]:
        """Return what hangs together."""
        clusters: dict[object, _Cluster] = {}

        def cluster(home: object) -> _Cluster:
            return clusters.setdefault(self._find(home), _Cluster())

        for id_ in (*self.touch.statements, *self.touch.ends, *self.touch.gone):
            if id_ in self.part_of:
                cluster(self.part_of[id_]).held[self.part_of[id_]] = None
        for id_, home in self._home_of.items():
            cluster(home).seeds[id_] = None
            if isinstance(home, Held):
                cluster(home).held[home] = None
        for id_ in self.touch.came:
            cluster(id_).came.append(id_)
        return [home for one in clusters.values() for home in self._split(one)]

    def _split(self, cluster: _Cluster) -> Iterator[Home]:
        """Yield the pieces of a cluster, each where it goes on."""
        gone = {h: [i for i in self.touch.gone if self.part_of.get(i) is h] for h in cluster.held}
        pieces, rest = _pieces(self.tree, cluster.seeds)
        if not pieces and len(cluster.held) == 1:
            held = next(iter(cluster.held))
            yield Home(held, cluster.came, gone[held])
            return
        if rest:
            ids = [i for h in cluster.held for i in h.boxes] + cluster.came
            left = set(ids).difference(*gone.values(), *pieces)
            pieces = [left, *pieces] if left else pieces
        taken: set[Held] = set()
        for piece in sorted(pieces, key=len, reverse=True):
            host = self._goes_on_in(piece)
            if host is None or host in taken:
                yield Home(None, list(piece))
                continue
            taken.add(host)
            came = [id_ for id_ in piece if id_ not in host.boxes]
            yield Home(host, came, [id_ for id_ in host.boxes if id_ not in piece])
        for held in cluster.held.keys() - taken:
            yield Home(held, [], list(held.boxes))

    def _goes_on_in(self, piece: Piece) -> Held | None:
        """Return the part that most of a piece was in; of several the first in the file."""
        counts = Counter(self.part_of[id_] for id_ in piece if id_ in self.part_of)
        if not counts:
            return None
        most = max(counts.values())
        best = {held for held, count in counts.items() if count == most}
        if len(best) > 1:
            known = (self.part_of.get(i) for i in self.tree.map.statements if i in piece)
            return next(held for held in known if held in best)
        return best.pop()


def _pieces(tree: Tree, seeds: Iterable[StatementId]) -> tuple[list[Piece], bool]:
    """Return pieces that hang together by themselves, and whether there is one more, the rest.

    Searches go out from all seeds by turns, the smallest first, until no more than one is left: so
    the largest piece is never walked through.
    """
    roots = dict.fromkeys(tree.root(id_) for id_ in seeds)
    if len(roots) < 2:
        return [], bool(roots)
    alive = [_Search(root) for root in roots]
    owner: dict[str, _Search] = {str(search.pending[0]): search for search in alive}
    done: list[Piece] = []
    while len(alive) > 1:
        search = min(alive, key=lambda one: one.size)
        if not search.pending:
            alive.remove(search)
            done.append(search.statements)
            continue
        for place in _around(tree, search.pending.pop()):
            other = owner.get(place)
            while other is not None and other.into is not None:
                other = other.into
            if other is None:
                search.take(place, tree)
                owner[place] = search
            elif other is not search:
                search.absorb(other)
                alive.remove(other)
    return done, True


class _Search:
    """What was found from one seed, and where it goes on."""

    def __init__(self, seed: StatementId) -> None:
        self.pending: list[str] = [seed]
        self.statements: Piece = {seed}
        self.size = 1
        self.into: _Search | None = None

    def take(self, place: str, tree: Tree) -> None:
        """Note a statement or a link that was found."""
        self.pending.append(place)
        self.size += 1
        if place not in tree.strands:
            self.statements.add(StatementId(place))

    def absorb(self, other: "_Search") -> None:
        """Go on for another search too."""
        other.into = self
        self.pending += other.pending
        self.statements |= other.statements
        self.size += other.size


def _around(tree: Tree, place: str) -> Iterator[str]:
    """Yield the links at a statement or a link, the ends of a link, who is in one group with it."""
    map, strands = tree.map, tree.strands
    if place in strands:
        strand = strands[LinkId(place)]
        yield from strand.premises
        yield strand.target
    else:
        yield from (k for k in map.links_from.get(StatementId(place), ()) if k in strands)
        yield from tree.mates(StatementId(place))
    yield from (k for k in map.links_into.get(place, ()) if k in strands)
