"""Small maps and placements for the tests of the canvas."""

from argmap.layout.arrange import arrange
from argmap.layout.placement import LayoutOptions, Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Link, LinkId, LinkKind, Statement, StatementId, StatementKind

KINDS = {"+": LinkKind.SUPPORTS, "-": LinkKind.OPPOSES, "?": LinkKind.ANSWERS}


def map_of(*lines: str) -> ArgumentMap:
    """Make a map of lines like "a", "b + a", "c d - a" (linked premises), "e - b>a" (on a link).

    A statement's text is "Text of" and its id; an id that ends in "_q" makes a question.
    """
    statements: dict[StatementId, Statement] = {}
    links: dict[LinkId, Link] = {}
    for line in lines:
        words = line.split()
        sign = next((word for word in words if word in KINDS), None)
        premises = words if sign is None else words[: words.index(sign)]
        for id_ in premises:
            kind = StatementKind.QUESTION if id_.endswith("_q") else StatementKind.CLAIM
            made = Statement(StatementId(id_), kind, text=f"Text of {id_}")
            statements.setdefault(made.id, made)
        if sign is not None:
            target = words[-1]
            id_ = LinkId(f"{premises[0]}>{target}")
            links[id_] = Link(id_, tuple(map(StatementId, premises)), target, KINDS[sign])
    return ArgumentMap(statements=statements, links=links)


def placed(map: ArgumentMap, width: float = 200, height: float = 80) -> Placement:
    """Lay a map out with boxes of one size."""
    return arrange(map, dict.fromkeys(map.statements, (width, height)), LayoutOptions())
