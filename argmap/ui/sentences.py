"""What panes say of statements and links, in whole sentences and in lines of a list.

The same words serve the eye and the screen reader. Nothing here draws or knows Qt.
"""

from argmap.model.argmap import ArgumentMap
from argmap.model.records import Link, LinkId, LinkKind, Quote, StatementId, StatementKind

KIND_NAMES = {
    StatementKind.CLAIM: "Claim",
    StatementKind.EVIDENCE: "Evidence",
    StatementKind.COUNTERPOINT: "Counterpoint",
    StatementKind.QUESTION: "Question",
}

LINK_NAMES = {
    LinkKind.SUPPORTS: "Supports",
    LinkKind.OPPOSES: "Opposes",
    LinkKind.CONTRADICTS: "Contradicts",
    LinkKind.RESTATES: "Restates",
    LinkKind.ANSWERS: "Answers",
}

_BORNE = {
    LinkKind.SUPPORTS: "Supported by",
    LinkKind.OPPOSES: "Opposed by",
    LinkKind.CONTRADICTS: "Contradicted by",
    LinkKind.RESTATES: "Restated by",
    LinkKind.ANSWERS: "Answered by",
}
_SHOWN = 80


def one_line(text: str, longest: int = _SHOWN) -> str:
    """Return a text on one line, cut after a word where it is too long."""
    line = " ".join(text[: longest * 8].split())
    if len(line) <= longest:
        return line
    return line[:longest].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"


def called(map: ArgumentMap, id_: str, longest: int = _SHOWN) -> str:
    """Return what a sentence calls a statement (its words, quoted) or a link (by its premises)."""
    statement = map.statements.get(StatementId(id_))
    if statement is not None:
        return f"“{one_line(statement.text, longest) or id_}”"
    link = map.links.get(LinkId(id_))
    if link is None:
        return f"“{id_}”"
    if not link.premises:
        return f"the link “{id_}”"
    return f"the link from {called(map, link.premises[0], longest)}"


def verb(map: ArgumentMap, link: Link) -> str:
    """Return how a link bears on its target, as a verb: on a link it backs or undercuts."""
    if link.target in map.links:
        if link.kind is LinkKind.SUPPORTS:
            return "Backs"
        if link.kind is LinkKind.OPPOSES:
            return "Undercuts"
    return LINK_NAMES[link.kind]


def bearing(map: ArgumentMap, link: Link, premise: str, longest: int = _SHOWN) -> str:
    """Return what a link says of one of its premises, for example `Opposes “The war ends.”`."""
    others = [called(map, other, 40) for other in link.premises if other != premise]
    beside = f", together with {' and '.join(others)}" if others else ""
    return f"{verb(map, link)} {called(map, link.target, longest)}{beside}"


def borne(map: ArgumentMap, link: Link, longest: int = _SHOWN) -> str:
    """Return what a link says of its target, for example `Opposed by “The war ends.”`."""
    how = _BORNE[link.kind]
    if link.target in map.links:
        how = {"Supported by": "Backed by", "Opposed by": "Undercut by"}.get(how, how)
    return f"{how} {' and '.join(called(map, id_, longest) for id_ in link.premises)}"


def link_sentence(map: ArgumentMap, link: Link) -> str:
    """Return a link as one sentence."""
    premises = " and ".join(called(map, id_, 60) for id_ in link.premises) or "nothing"
    how = verb(map, link).lower()
    if len(link.premises) > 1:
        how = how.removesuffix("s")
    sentence = f"{premises} {how} {called(map, link.target, 60)}"
    return sentence if sentence.endswith((".”", "!”", "?”", "…”")) else f"{sentence}."


def quote_words(quote: Quote) -> str:
    """Return the words of a quote on one line, its stretches parted by dots."""
    return " … ".join(" ".join(part.exact.split()) for part in quote.stretches())


def count_of(number: int, one: str, several: str = "") -> str:
    """Return a number with its noun: `1 reply`, `2 replies`."""
    return f"{number} {one if number == 1 else several or one + 's'}"
