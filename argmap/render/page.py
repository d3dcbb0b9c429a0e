"""A map as one web page that needs nothing else: outline, picture, and the steps of a story.

Without scripts it is a text with a picture; resources/page/*.js makes it live. A policy in the page
forbids it to ask anything of any place. The same map gives the same page.
"""

import base64
import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from argmap.io.embed import OUR_PAGE, svg_metadata
from argmap.io.yaml_write import canonical
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.polling import all_spoken
from argmap.model.records import Story
from argmap.model.telling import ever_revealed, part_of
from argmap.render.branch import story_map
from argmap.render.measure import Measure
from argmap.render.page_controls import AFTER, DETAILS, steps_bar, tools, zoom_buttons
from argmap.render.page_data import ToldSteps, page_json, page_region
from argmap.render.page_outline import SIGNS, Outline, web_link, words
from argmap.render.page_style import page_styles
from argmap.render.picture import DEFAULTS, PictureOptions
from argmap.render.poll_svg import poll_parts
from argmap.render.references import full_reference, quoted_sources
from argmap.render.shapes import decimal
from argmap.render.slides import slides_of
from argmap.render.style import LinkRole, link_role
from argmap.render.svg import MapWriter
from argmap.render.svg_text import attributes
from argmap.render.words import ROLE_WORDS, map_words
from argmap.resources import resource_path

SCRIPTS = ("picture", "camera", "choosing", "story", "pointer", "keys")
"""The chapters of the script, in the order in which they stand in the page."""
_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; font-src data:; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
NOTHING_TOLD = ToldSteps()
_BEGIN = 'document.documentElement.classList.add("js");'


def page_html(
    map: ArgumentMap,
    placement: Placement,
    options: PictureOptions = DEFAULTS,
    map_bytes: bytes | None = None,
    measure: Measure | None = None,
    *,
    fonts: bool = True,
) -> str:
    """Return a whole map as a page; with `map_bytes` and `embed` it opens again as the map.

    Notes are shown only with `notes`. Statements that the placement leaves out are left out.
    """
    embedded = map_bytes if options.embed else None
    shown = part_of(map, placement.boxes)
    return _Page(shown, placement, options, measure or Measure()).html(embedded, fonts=fonts)


def story_page_html(
    map: ArgumentMap,
    story: Story,
    placement: Placement,
    options: PictureOptions = DEFAULTS,
    measure: Measure | None = None,
    *,
    fonts: bool = True,
) -> str:
    """Return a story as a page: what some step reveals, and the steps. UserError without a step.

    With `embed` it opens again as that part of the map; without `notes` no note is in the page.
    """
    slides = slides_of(map, story)
    shown = part_of(map, ever_revealed(map, story))
    told = ToldSteps.of(shown, slides, counts=options.counts)
    page = _Page(shown, placement, options, measure or Measure(), story, told)
    part = canonical(story_map(map, story, notes=options.notes)).encode("utf-8")
    return page.html(part if options.embed else None, fonts=fonts)


class _Page:
    """Writes one page; `map` is what it shows."""

    def __init__(
        self,
        map: ArgumentMap,
        placement: Placement,
        options: PictureOptions,
        measure: Measure,
        story: Story | None = None,
        told: ToldSteps = NOTHING_TOLD,
    ) -> None:
        self._map, self._placement, self._options = map, placement, options
        self._story, self._told, self._measure = story, told, measure
        self._writer = MapWriter(map, placement, measure, apart=True)
        self._ids = self._writer.ids
        self._title = (story.title if story is not None else "") or map.meta.title or "Argument map"

    def html(self, map_bytes: bytes | None, *, fonts: bool) -> str:
        """Return the page."""
        body = "\n".join(self._body())
        data = page_json(self._map, self._placement, self._ids, self._above, self._told)
        styles = f"\n{page_styles(self._options.theme, body, fonts=fonts)}\n"
        script = "\n" + "".join(_script(name) for name in SCRIPTS)
        lines = [
            "<!DOCTYPE html>",
            f'<html lang="{self._language()}">',
            "<head>",
            *self._head(styles, script),
            "</head>",
            f"<body{attributes(cls='told' if self._story is not None else '')}>",
            body,
            f'<script type="application/json" id="map-data">{data}</script>',
            *_embedded(map_bytes),
            f"<script>{script}</script>",
            "</body>",
            "</html>",
        ]
        return "\n".join(lines) + "\n"

    def _head(self, styles: str, script: str) -> Iterator[str]:
        policy = _POLICY.format(scripts=f"{_hash(_BEGIN)} {_hash(script)}", styles=_hash(styles))
        yield '<meta charset="utf-8">'
        yield OUR_PAGE
        yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="referrer" content="no-referrer">'
        yield f"<meta{attributes(name='description', content=words(map_words(self._map)))}>"
        yield f"<title>{words(' '.join(self._title.split()))}</title>"
        yield '<link rel="icon" href="data:,">'
        yield f"<script>{_BEGIN}</script>"
        yield f"<style>{styles}</style>"

    def _language(self) -> str:
        said = self._map.meta.language
        return said if re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}", said) else "en"

    def _body(self) -> Iterator[str]:
        told = self._story is not None
        yield '<a class="skip" href="#outline" lang="en">To the outline</a>'
        yield "<header>"
        yield from self._names()
        yield from tools(told=told, notes=self._options.notes)
        yield "</header>"
        yield "<main>"
        yield from self._picture()
        if told:
            yield from steps_bar(notes=self._options.notes)
        yield '<div id="list">'
        yield from self._told_story()
        counts = {target: all_spoken(found) for target, found in self._told.found.items()}
        outline = Outline(self._map, self._ids, notes=self._options.notes, counts=counts)
        yield '<section id="outline">\n<h2 lang="en">Outline</h2>'
        yield from outline.html()
        yield "</section>"
        self._above = outline.above
        yield from self._rest()
        yield "</div>"
        yield from DETAILS
        yield "</main>"
        yield from AFTER

    def _names(self) -> Iterator[str]:
        meta = self._map.meta
        yield f'<div class="names"><h1 dir="auto">{words(self._title)}</h1>'
        of = meta.title if meta.title != self._title else ""
        byline = [part for part in (of, ", ".join(meta.authors), meta.date) if part]
        if byline:
            yield f'<p class="byline" dir="auto">{words(" · ".join(byline))}</p>'
        if self._options.notes and meta.notes.strip():
            yield f'<p class="notes" dir="auto">{words(meta.notes.strip())}</p>'
        yield "</div>"

    def _picture(self) -> Iterator[str]:
        region = page_region(self._map, self._placement)
        sides = (region.x, region.y, region.width, region.height)
        said = attributes(
            view_box=" ".join(decimal(side) for side in sides),
            width=decimal(region.width),
            height=decimal(region.height),
            role="img",
            aria_label=f"{map_words(self._map)} The outline says the same in words.",
        )
        yield '<section id="picture" aria-label="Picture">'
        yield '<p id="big-title" class="live" dir="auto" aria-hidden="true"></p>'
        yield f"<svg{said}>"
        yield from self._writer.parts()
        found = self._told.found
        yield from poll_parts(self._map, self._placement, found, self._measure, self._ids)
        yield "</svg>"
        yield from zoom_buttons()
        yield "</section>"

    # ----------------------------------------------------------------------------- below the map

    def _told_story(self) -> Iterator[str]:
        if self._story is None:
            return
        yield '<section id="story">\n<h2 lang="en">Steps</h2>\n<ol id="steps">'
        before: frozenset[str] = frozenset()
        for number, (step, told) in enumerate(
            zip(self._story.steps, self._told.steps, strict=True), 1
        ):
            yield f'<li id="step-{number}" data-step="{number}">'
            title = words(step.title.strip() or f"Step {number}")
            yield f'<a class="title" dir="auto" href="#step-{number}">{title}</a>'
            fresh = [id_ for id_ in told.map.statements if id_ not in before]
            before = frozenset(told.map.statements)
            if fresh:
                yield '<ul class="revealed">'
                for id_ in fresh:
                    text = words(self._map.statements[id_].text.strip())
                    href = attributes(href=f"#{self._ids.of('at', id_)}")
                    yield f'<li><a{href} dir="auto">{text}</a></li>'
                yield "</ul>"
            if self._options.notes and step.notes.strip():
                yield f'<div class="notes" dir="auto">{words(step.notes.strip())}</div>'
            yield "</li>"
        yield "</ol>\n</section>"

    def _rest(self) -> Iterator[str]:
        """Yield groups, sources and what the signs mean."""
        if self._map.groups:
            yield '<section id="groups">\n<h2 lang="en">Groups</h2>\n<dl>'
            for group in self._map.groups.values():
                yield f'<dt dir="auto">{words(group.title or group.id)}</dt>'
                for id_ in group.statements:
                    if id_ in self._map.statements:
                        text = words(self._map.statements[id_].text.strip())
                        href = attributes(href=f"#{self._ids.of('at', id_)}")
                        yield f'<dd><a{href} dir="auto">{text}</a></dd>'
            yield "</dl>\n</section>"
        if sources := quoted_sources(self._map):
            yield '<section id="sources">\n<h2 lang="en">Sources</h2>\n<ul>'
            for source in sources:
                link = f" {web_link(source.url)}" if source.url else ""
                written = words(full_reference(replace(source, url="")))
                yield f'<li dir="auto">{written}{link}</li>'
            yield "</ul>\n</section>"
        roles = {link_role(self._map, link) for link in self._map.links.values()}
        if roles:
            yield '<section id="signs" lang="en">\n<h2>Signs</h2>\n<ul>'
            for role in LinkRole:
                if role in roles:
                    sign = f'<span class="sign {role}-sign">{SIGNS[role]}</span>'
                    yield f"<li>{sign} {_SAID_SIGNS.get(role, ROLE_WORDS[role])}</li>"
            yield "</ul>\n</section>"


_SAID_SIGNS = {
    LinkRole.BACKS: "backs a step (ends on a line)",
    LinkRole.UNDERCUTS: "undercuts a step (ends on a line)",
}


def _script(name: str) -> str:
    return resource_path("page", f"{name}.js").read_text("utf-8")


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _embedded(map_bytes: bytes | None) -> list[str]:
    """Return the map as an SVG carries it; this one shows nothing."""
    if map_bytes is None:
        return []
    return [
        '<svg class="map-file" width="0" height="0" aria-hidden="true">',
        svg_metadata(map_bytes),
        "</svg>",
    ]
