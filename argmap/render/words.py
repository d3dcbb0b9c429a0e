"""What a picture says to those who do not see it: names of statements, links and of the whole."""

from argmap.model.argmap import ArgumentMap
from argmap.model.records import Link, LinkId, Statement, StatementId
from argmap.render.card import kind_words
from argmap.render.references import quote_references
from argmap.render.style import LinkRole, link_role

ROLE_WORDS = {
    LinkRole.SUPPORTS: "supports",
    LinkRole.OPPOSES: "opposes",
    LinkRole.CONTRADICTS: "contradicts",
    LinkRole.RESTATES: "restates",
    LinkRole.ANSWERS: "answers",
    LinkRole.BACKS: "backs the step",
    LinkRole.UNDERCUTS: "undercuts the step",
}
_LONGEST = 60


def statement_words(map: ArgumentMap, statement: Statement) -> str:
    """Return a statement in one sentence: its kind, its text, where it is from."""
    word, beside = kind_words(statement)
    kind = f"{word}, {beside}" if beside else word
    words = f"{kind}: {' '.join(statement.text.split())}"
    references = quote_references(statement.quotes, map.sources)
    return f"{words} ({'; '.join(references)})" if references else words


def link_words(map: ArgumentMap, link: Link) -> str:
    """Return a link in one sentence: from what, how, to what."""
    premises = " and ".join(_cited(map, id_) for id_ in link.premises)
    onto = map.links.get(LinkId(link.target))
    if onto is None:
        target = _cited(map, StatementId(link.target))
    else:
        target = f"from {_cited(map, onto.premises[0])}" if onto.premises else "of a link"
    label = f" ({' '.join(link.label.split())})" if link.label.strip() else ""
    return f"{premises} {ROLE_WORDS[link_role(map, link)]} {target}{label}"


def map_words(map: ArgumentMap) -> str:
    """Return a map in words: how many statements and links, and what is at its roots."""
    statements, links = len(map.statements), len(map.links)
    counts = f"{statements} statement{'s' * (statements != 1)}, {links} link{'s' * (links != 1)}"
    roots = [" ".join(map.statements[id_].text.split()) for id_ in map.roots[:3]]
    return f"Argument map: {counts}. {' '.join(roots)}".strip()


def _cited(map: ArgumentMap, id_: StatementId) -> str:
    statement = map.statements.get(id_)
    words = " ".join(statement.text.split()) if statement else id_
    return f"“{words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + '…'}”"
