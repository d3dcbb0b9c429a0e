"""The outline of a page: every statement with what bears on it, as nested lists of HTML.

It is the form in which the page is read aloud, searched and walked by keys, and it needs no script.
A statement stands where it hangs by its primary link; where it bears on something else as well, a
short row leads there. Nesting ends at a depth that browsers can take.
"""

from collections.abc import Iterable, Iterator, Mapping

from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Link, LinkId, Quote, Source, Statement, StatementId
from argmap.render.card import chip_texts, kind_words
from argmap.render.references import quote_references, short_reference
from argmap.render.style import LinkRole, link_role
from argmap.render.svg_text import Ids, attributes, plain
from argmap.render.text import shown
from argmap.render.words import ROLE_WORDS, link_words

NO_COUNTS: Mapping[str, str] = {}
DEEPEST = 40
"""Levels of nested lists; what is deeper stands below one another and says what it bears on."""

SIGNS = {
    LinkRole.SUPPORTS: "+",
    LinkRole.OPPOSES: "−",
    LinkRole.CONTRADICTS: "≠",
    LinkRole.RESTATES: "=",
    LinkRole.ANSWERS: "↵",
    LinkRole.BACKS: "+",
    LinkRole.UNDERCUTS: "/",  # in its circle
}
_SHORT, _SHORTER = 80, 36
_WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row to be written: a statement, by which link it stands there, how deep, and under whom."""

    link: Link | None
    statement: StatementId
    depth: int = 1
    above: StatementId | None = None


def words(text: str) -> str:
    """Return a text for HTML as it is drawn: escaped, without control characters."""
    return plain(shown(text))


def web_link(address: str, text: str = "") -> str:
    """Return a link to a web address, or only the words where it is none."""
    written = words(text or address)
    if not address.strip().lower().startswith(_WEB):
        return f"<span>{written}</span>"
    said = attributes(href=address.strip(), rel="noopener noreferrer", target="_blank")
    return f"<a{said}>{written}</a>"


class Outline:
    """Writes the outline of one map; `above` then says under which statement each one stands."""

    def __init__(
        self,
        map: ArgumentMap,
        ids: Ids,
        *,
        notes: bool,
        counts: Mapping[str, str] = NO_COUNTS,
    ) -> None:
        self.above: dict[StatementId, StatementId] = {}
        self._map, self._ids, self._notes, self._counts = map, ids, notes, counts
        self._told: set[StatementId] = set()
        self._links: set[LinkId] = set()

    def html(self) -> list[str]:
        """Return the outline as lines of HTML; a map without statements gives a sentence."""
        if not self._map.statements:
            return ["<p>There is no statement yet.</p>"]
        lines = ["<ul>"]
        # Roots first; a statement that no root leads to stands beside them.
        for id_ in (*self._map.roots, *self._map.statements):
            if id_ not in self._told:
                lines += self._tree(_Row(None, id_))
        lines.append("</ul>")
        rest = [link for id_, link in self._map.links.items() if id_ not in self._links]
        if rest:
            lines.append("<h3>Links without a place above</h3>\n<ul>")
            lines += [f"<li>{words(link_words(self._map, link))}</li>" for link in rest]
            lines.append("</ul>")
        return lines

    def _tree(self, root: _Row) -> Iterator[str]:
        pending: list[_Row | str] = [root]
        while pending:
            row = pending.pop()
            if isinstance(row, str):
                yield row
                continue
            link, id_ = row.link, row.statement
            home = id_ not in self._told and (link is None or self._hangs_by(id_, link))
            if home:
                self._told.add(id_)
                if row.above is not None:
                    self.above[id_] = row.above
            deep = row.depth >= DEEPEST
            # What bears on a link stands under its first premise, wherever that one has its home.
            above = id_ if home else row.above
            depth = row.depth if deep else row.depth + 1
            under = [_Row(*at, depth, above) for at in self._under(link, id_, home=home)]
            nested = home and bool(under) and not deep
            after = "</details></li>" if nested else "</li>"
            yield from self._entry(row, nested=nested) if home else self._again(row)
            if under and not deep:
                yield "<ul>"
                pending += [f"</ul>{after}", *reversed(under)]
            else:
                yield after
                pending += reversed(under)

    def _hangs_by(self, id_: StatementId, link: Link) -> bool:
        return self._map.primary_links.get(id_) == link.id

    def _under(
        self, link: Link | None, id_: StatementId, *, home: bool
    ) -> Iterator[tuple[Link, StatementId]]:
        """Yield what stands under a row: links into the statement, and into its link."""
        if home:
            yield from self._premises(self._map.links_into.get(id_, ()))
        if link is not None and next(self._standing(link), None) == id_:
            yield from self._premises(self._map.links_into.get(link.id, ()))

    def _premises(self, links: Iterable[LinkId]) -> Iterator[tuple[Link, StatementId]]:
        for id_ in links:
            link = self._map.links[id_]
            if id_ not in self._links and next(self._standing(link), None) is not None:
                self._links.add(id_)
                yield from ((link, premise) for premise in self._standing(link))

    def _standing(self, link: Link) -> Iterator[StatementId]:
        return (id_ for id_ in dict.fromkeys(link.premises) if id_ in self._map.statements)

    # ------------------------------------------------------------------------------------- a row

    def _entry(self, row: _Row, *, nested: bool) -> Iterator[str]:
        statement = self._map.statements[row.statement]
        name = self._ids.of("at", statement.id)
        said = self._row(row.link, statement, deep=row.depth >= DEEPEST)
        yield f"<li{attributes(id=name, data_s=name)}>"
        if nested:
            yield f'<details open=""><summary class="row">{said}</summary>'
        else:
            yield f"<a{attributes(cls='row', href=f'#{name}')}>{said}</a>"
        yield from self._about(statement)

    def _again(self, row: _Row) -> Iterator[str]:
        """Yield a short row for a statement that stands elsewhere."""
        name = self._ids.of("at", row.statement)
        said = self._row(row.link, self._map.statements[row.statement], deep=False, again=True)
        leading = attributes(cls="row", href=f"#{name}")
        yield f"<li{attributes(cls='again', data_s=name)}><a{leading}>{said}</a>"

    def _row(
        self, link: Link | None, statement: Statement, *, deep: bool, again: bool = False
    ) -> str:
        parts: list[str] = []
        beside: list[str] = []
        if link is not None:
            role = link_role(self._map, link)
            sign = f'<span class="sign {role}-sign" aria-hidden="true">{SIGNS[role]}</span>'
            how = ROLE_WORDS[role] + (f" {self._called(link.target)}" if deep else "")
            parts.append(f'{sign}<span class="how">{words(how)}: </span>')
            others = [self._called(id_) for id_ in link.premises if id_ != statement.id]
            beside += [f"together with {' and '.join(others)}"] if others else []
            beside += [" ".join(link.label.split())] if link.label.strip() else []
            counted = self._counts.get(link.id, "")
            beside += [f"show of hands on this step: {counted}"] if counted else []
        counted = "" if again else self._counts.get(statement.id, "")
        beside += [f"show of hands: {counted}"] if counted else []
        beside += ["also told elsewhere"] if again else []
        kind, aside = kind_words(statement)
        tone = f"kind {statement.kind}-kind"
        named = f"{kind}, {aside}" if aside else kind
        parts.append(f'<span class="{tone}">{words(named)}</span> ')
        text = _short(statement.text) if again else statement.text.strip()
        parts.append(f'<span class="words" dir="auto">{words(text)}</span>')
        if beside:
            parts.append(f' <span class="beside">({words("; ".join(beside))})</span>')
        return "".join(parts)

    def _called(self, id_: str) -> str:
        statement = self._map.statements.get(StatementId(id_))
        link = self._map.links.get(LinkId(id_))
        if statement is None and link is not None:
            return f"from {self._called(link.premises[0])}" if link.premises else "of a link"
        return f"“{_short(statement.text, _SHORTER) if statement else id_}”"

    # ------------------------------------------------------------------------- about a statement

    def _about(self, statement: Statement) -> Iterator[str]:
        """Yield what else there is to say of a statement, to be opened: chips, quotes, notes."""
        parts = list(self._parts(statement))
        if parts:
            references = quote_references(statement.quotes, self._map.sources)
            title = "; ".join(references) or "More"
            yield f'<details class="about"><summary>{words(title)}</summary>'
            yield from parts
            yield "</details>"

    def _parts(self, statement: Statement) -> Iterator[str]:
        chips = [text for _, text in chip_texts(statement, [])]
        if chips:
            yield f'<p class="chips" dir="auto">{words(" · ".join(chips))}</p>'
        for quote in statement.quotes:
            yield self._quote(quote)
        if statement.url:
            yield f"<p>{web_link(statement.url)}</p>"
        if self._notes and statement.notes.strip():
            yield f'<p class="notes" dir="auto">{words(statement.notes.strip())}</p>'

    def _quote(self, quote: Quote) -> str:
        said = " … ".join(" ".join(part.exact.split()) for part in quote.stretches())
        source = self._map.sources.get(quote.source)
        cited = web_link(source.url if source is not None else "", _citation(quote, source))
        return (
            f'<figure><blockquote dir="auto">{words(said)}</blockquote>'
            f'<figcaption dir="auto">{cited}</figcaption></figure>'
        )


def _citation(quote: Quote, source: Source | None) -> str:
    parts = [short_reference(source), source.title] if source is not None else [str(quote.source)]
    parts += [f"p. {quote.page}"] if quote.page is not None else []
    return ", ".join(filter(None, dict.fromkeys(parts)))


def _short(text: str, longest: int = _SHORT) -> str:
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return line[:longest].rpartition(" ")[0].rstrip(",;:. ") + "…"
