"""Small maps with places given by hand: what cards, links and sheets look like, apart from layout.

A drawing is a few words: statements with the place of their upper left corner, links with kinds.
Only letters that the bundled font has are used, so that the pictures are the same everywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from argmap.layout.geometry import Bend, Box, Curve, Point, line, point_on
from argmap.layout.placement import LinkRoute, Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.records import (
    Basis,
    Group,
    GroupId,
    Link,
    LinkId,
    LinkKind,
    Meta,
    Quote,
    Source,
    SourceId,
    Statement,
    StatementId,
    StatementKind,
    Voice,
)
from argmap.render.measure import Measure
from argmap.render.picture import DEFAULTS, PictureOptions

EDGE = 16.0
CLAIM, EVIDENCE = StatementKind.CLAIM, StatementKind.EVIDENCE
COUNTERPOINT, QUESTION = StatementKind.COUNTERPOINT, StatementKind.QUESTION
SOURCES = {
    SourceId("miller-2019"): Source(
        SourceId("miller-2019"),
        title="Russia and China’s Strategic Marriage of Convenience",
        authors=("J. Berkshire Miller", "Benoit Hardy-Chartrand"),
        date="2019-08-31",
        url="https://example.org/marriage",
    ),
    SourceId("cnas-2024"): Source(
        SourceId("cnas-2024"),
        title="The China-Russia Entente in East Asia",
        authors=("Jacob Stokes", "Evan Wright", "Nathaniel Schochet"),
        date="2024-09",
        publisher="CNAS",
    ),
}


@dataclass(frozen=True)
class Drawing:
    """A map in its places, and how to make a picture of it."""

    map: ArgumentMap
    placement: Placement
    options: PictureOptions = DEFAULTS


def drawing(
    statements: dict[Statement, Point],
    links: tuple[Link, ...] = (),
    *,
    frames: dict[Group, Box] | None = None,
    meta: Meta = Meta(),  # a frozen value
    options: PictureOptions = DEFAULTS,
) -> Drawing:
    """Return a drawing with straight-forward routes between the cards."""
    groups = frames or {}
    map_ = ArgumentMap(
        meta,
        SOURCES,
        {statement.id: statement for statement in statements},
        {link.id: link for link in links},
        {group.id: group for group in groups},
    )
    sizes = Measure().sizes(map_)
    boxes = {
        statement.id: Box(x + EDGE, y + EDGE, *sizes[statement.id])
        for statement, (x, y) in statements.items()
    }
    routes: dict[LinkId, LinkRoute] = {}
    for link in links:
        routes[link.id] = _route(link, boxes, routes)
    around = {
        group.id: replace(box, x=box.x + EDGE, y=box.y + EDGE) for group, box in groups.items()
    }
    every = (*boxes.values(), *around.values())
    size = (
        max((box.right for box in every), default=0.0) + EDGE,
        max((box.bottom for box in every), default=0.0) + EDGE,
    )
    return Drawing(map_, Placement(boxes, routes, around, size=size), options)


def statement(id_: str, text: str, kind: StatementKind = CLAIM, **fields: object) -> Statement:
    return Statement(StatementId(id_), kind=kind, text=text, **fields)  # type: ignore[arg-type]


def link(premises: str, target: str, kind: LinkKind = LinkKind.SUPPORTS, **fields: object) -> Link:
    """Return a link; premises are ids with blanks between them."""
    ids = tuple(StatementId(id_) for id_ in premises.split())
    id_ = LinkId(f"{premises.replace(' ', '-')}-to-{target}")
    return Link(id_, ids, target, kind, **fields)  # type: ignore[arg-type]


def _route(link: Link, boxes: dict[StatementId, Box], routes: dict[LinkId, LinkRoute]) -> LinkRoute:
    starts = [boxes[premise] for premise in link.premises]
    if link.target in routes:
        end = routes[LinkId(link.target)].middle
        box = starts[0]
        start = (box.x if end[0] < box.x else box.right, box.centre[1])
        leg = Curve(start, (Bend((start[0], end[1]), (start[0], end[1]), end),))
        along = (1.0, 0.0) if end[0] > start[0] else (-1.0, 0.0)
        return LinkRoute((leg,), None, None, point_on(start, leg.bends[0], 0.5),
                         (end[0] - along[0] * 28, end[1]), along)  # fmt: skip
    target = boxes[StatementId(link.target)]
    if link.kind is LinkKind.CONTRADICTS:
        left, right = sorted((starts[0], target), key=lambda box: box.x)
        leg = line((left.right, left.centre[1]), (right.x, left.centre[1]))
        middle = point_on(leg.start, leg.bends[0], 0.5)
        return LinkRoute((leg,), None, None, middle, middle, (1.0, 0.0))
    share = (starts[0].centre[0] - target.x) / target.width
    end = (target.x + target.width * min(max(share, 0.2), 0.8), target.bottom)
    if len(starts) > 1:
        junction = (end[0], end[1] + 46)
        legs = tuple(_bow((box.centre[0], box.y), junction) for box in starts)
        trunk = line(junction, end)
        return LinkRoute(legs, trunk, junction, point_on(junction, trunk.bends[0], 0.4),
                         (end[0], end[1] + 24), (0.0, -1.0))  # fmt: skip
    leg = _bow((starts[0].centre[0], starts[0].y), end)
    return LinkRoute((leg,), None, None, point_on(leg.start, leg.bends[0], 0.5),
                     point_on(leg.start, leg.bends[0], 0.72), (0.0, -1.0))  # fmt: skip


def _bow(start: Point, end: Point) -> Curve:
    half = (start[1] + end[1]) / 2
    return Curve(start, (Bend((start[0], half), (end[0], half), end),))


# -------------------------------------------------------------------------------------- the gallery


def kinds() -> Drawing:
    return drawing({
        statement("a", "Russia and China form a strategic marriage of convenience."): (0, 0),
        statement("b", "Russia is wary of the Belt and Road Initiative.", EVIDENCE): (290, 0),
        statement("c", "They are not formal allies; distrust remains.", COUNTERPOINT): (560, 0),
        statement("d", "Does distrust limit the partnership?", QUESTION): (820, 0),
    })  # fmt: skip


def chips() -> Drawing:
    miller, cnas = Quote(SourceId("miller-2019"), "x"), Quote(SourceId("cnas-2024"), "y", page=3)
    return drawing({
        statement("quoted", "A quoted statement.", quotes=(miller, miller, cnas)): (0, 0),
        statement(
            "all", "Everything that a card can say of itself.", EVIDENCE, basis=Basis.STATISTIC,
            quotes=(miller,), speaker="Moscow", voice=Voice.REPORTED, credence=0.8,
            tags=("distrust", "BRI", "a rather long tag"),
        ): (300, 0),
        statement("gone", "Its source is not in the map.", quotes=(Quote(SourceId("lost"), "z"),)):
            (640, 0),
        statement("granted", "The author grants it.", COUNTERPOINT, voice=Voice.CONCEDED): (900, 0),
    })  # fmt: skip


def roles() -> Drawing:
    return drawing(
        {
            statement("top", "The claim that is argued about."): (330, 0),
            statement("other", "A claim that contradicts it."): (760, 0),
            statement("pro", "Supports it.", EVIDENCE): (0, 210),
            statement("con", "Opposes it.", COUNTERPOINT): (260, 210),
            statement("same", "Restates it."): (520, 210),
            statement("undercut", "Undercuts the support."): (0, 400),
            statement("backing", "Backs the objection."): (330, 400),
            statement("question", "Why?", QUESTION): (820, 210),
            statement("answer", "Because of this."): (820, 400),
        },
        (
            link("top", "other", LinkKind.CONTRADICTS),
            link("pro", "top"),
            link("con", "top", LinkKind.OPPOSES),
            link("same", "top", LinkKind.RESTATES),
            link("undercut", "pro-to-top", LinkKind.OPPOSES),
            link("backing", "con-to-top"),
            link("answer", "question", LinkKind.ANSWERS),
        ),
    )


def linked_premises() -> Drawing:
    return drawing(
        {
            statement("conclusion", "They draw closer."): (140, 0),
            statement("one", "Their interests converge."): (0, 220),
            statement("two", "They share a worldview."): (250, 220),
            statement("three", "But they distrust each other.", COUNTERPOINT): (520, 120),
        },
        (
            link("one two", "conclusion"),
            link("three", "one-two-to-conclusion", LinkKind.OPPOSES, implicit=True),
        ),
    )


def weights_and_labels() -> Drawing:
    return drawing(
        {
            statement("top", "A claim with reasons of different weight."): (260, 0),
            statement("weak", "Hardly a reason."): (0, 220),
            statement("middling", "A fair reason."): (230, 220),
            statement("strong", "The reason."): (460, 220),
            statement("named", "With words beside its line.", COUNTERPOINT): (690, 220),
        },
        (
            link("weak", "top", weight=0.0),
            link("middling", "top", weight=0.5),
            link("strong", "top", weight=1.0),
            link("named", "top", LinkKind.OPPOSES, label="only since the war in Ukraine began"),
        ),
    )


def unstated() -> Drawing:
    return drawing(
        {
            statement("said", "He left early."): (0, 0),
            statement("unsaid", "Whoever leaves early is bored.", implicit=True): (0, 160),
            statement("fact", "The door was heard.", EVIDENCE, implicit=True): (240, 160),
        },
        (link("unsaid", "said", implicit=True), link("fact", "said")),
    )


def colours() -> Drawing:
    names = ("grey", "red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "brown")
    cards = {
        statement(name, f"A card in {name}.", color=name): (number % 5 * 200, number // 5 * 90)
        for number, name in enumerate((*names, "no-such-colour"))
    }
    return drawing(cards)


def long_texts() -> Drawing:
    words = "Of course, China and Russia are not formal allies, and some distrust remains. "
    return drawing({
        statement("empty", ""): (0, 0),
        statement("word", "Yes."): (0, 90),
        statement("lines", "First line.\n\nThird line,\tafter a blank one."): (0, 170),
        statement("unbroken", "https://example.org/" + "a-very-long-address-without-blanks" * 3):
            (0, 300),
        statement("five", (words * 3).strip()): (340, 0),
        statement("twenty", (words * 12).strip(), EVIDENCE): (680, 0),
        statement("endless", (words * 80).strip(), COUNTERPOINT): (1180, 0),
    })  # fmt: skip


def scripts() -> Drawing:
    return drawing({
        statement("greek", "Η Ρωσία και η Κίνα δεν είναι επίσημοι σύμμαχοι.", EVIDENCE): (0, 0),
        statement("cyrillic", "Россия и Китай не являются официальными союзниками."): (280, 0),
        statement("vietnamese", "Nga và Trung Quốc không phải là đồng minh chính thức."): (560, 0),
        statement("marks", "1 < 2 & “3 > 2”, said O'Neil; \"so\" — a/b\\c ½ €"): (830, 0),
    })  # fmt: skip


def groups() -> Drawing:
    return drawing(
        {
            statement("top", "What follows?"): (160, 0),
            statement("one", "First, for Japan."): (20, 150),
            statement("two", "Second, for Korea."): (240, 150),
            statement("out", "Outside of both."): (540, 150),
        },
        (link("one", "top"), link("two", "top"), link("out", "top", LinkKind.OPPOSES)),
        frames={
            Group(GroupId("g"), "The alliances", (StatementId("one"), StatementId("two"))): Box(
                10, 120, 425, 100
            ),
            Group(
                GroupId("h"),
                "A group whose name is far too long for its frame",
                (StatementId("out"),),
                "blue",
            ): Box(530, 120, 200, 100),
        },
    )


def undercuts() -> Drawing:
    return drawing(
        {
            statement("claim", "A claim."): (0, 0),
            statement("reason", "A reason for it."): (0, 300),
            statement("undercut", "The reason does not bear on it.", COUNTERPOINT): (320, 260),
            statement("answer", "It does.", COUNTERPOINT): (620, 60),
        },
        (
            link("reason", "claim"),
            link("undercut", "reason-to-claim", LinkKind.OPPOSES),
            link("answer", "undercut-to-reason-to-claim", LinkKind.OPPOSES),
        ),
    )


def sheet() -> Drawing:
    quoted = Quote(SourceId("miller-2019"), "x")
    other = Quote(SourceId("cnas-2024"), "y")
    return replace(
        drawing(
            {
                statement("q", "Does it last?", QUESTION, quotes=(other,)): (140, 0),
                statement("no", "It does not.", quotes=(quoted,)): (0, 180),
                statement("yes", "It does.", COUNTERPOINT, implicit=True): (260, 180),
            },
            (
                link("no", "q", LinkKind.ANSWERS),
                link("yes", "no-to-q", LinkKind.OPPOSES),
            ),
            meta=Meta(title="Does the marriage last?", authors=("A. Reader",), date="2026"),
        ),
        options=PictureOptions(title=True, legend=True, sources=True),
    )


def empty() -> Drawing:
    return drawing({}, meta=Meta(title="An empty map"))


GALLERY: dict[str, Callable[[], Drawing]] = {
    made.__name__.replace("_", "-"): made
    for made in (
        kinds, chips, roles, linked_premises, weights_and_labels, unstated, colours, long_texts,
        scripts, groups, undercuts, sheet, empty,
    )
}  # fmt: skip
