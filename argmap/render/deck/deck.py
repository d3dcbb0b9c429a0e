"""A story as a slide deck that PowerPoint and its like open: a slide for each step, all native.

Boxes are shapes with real text, lines are connectors glued to them. What is one thing in the map
has one name and one number on every slide, so that a Morph transition moves it from step to step.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Any

from argmap.io.yaml_write import canonical
from argmap.layout.geometry import Box, Point
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import GroupId, Story
from argmap.render.branch import story_map
from argmap.render.deck.cards import CardWriter, Relate
from argmap.render.deck.drawing import Line, Named, rounded_rectangle, shape
from argmap.render.deck.faint import faint
from argmap.render.deck.joints import Joints, joints_of
from argmap.render.deck.links import LinkWriter
from argmap.render.deck.package import carry, describe, new_presentation, packed
from argmap.render.deck.plan import Page, planned
from argmap.render.deck.polls import PollWriter
from argmap.render.deck.words import Paragraph, Run, body, sound
from argmap.render.fonts import SEMIBOLD
from argmap.render.frames import RADIUS, frame_tone
from argmap.render.measure import Measure
from argmap.render.slides import PLAIN_LOOK, SlideLook, slides_of
from argmap.render.style import Theme
from argmap.render.text import TextStyle

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide as DeckSlide

_SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_FRAME_TITLE = TextStyle(12.0, SEMIBOLD)


@dataclass(slots=True)
class _Numbers:
    """Numbers for shapes: one for each name in the whole deck; the first are placeholders'."""

    given: dict[str, int] = field(default_factory=dict)

    def of(self, name: str) -> int:
        return self.given.setdefault(name, len(self.given) + 10)


@dataclass(frozen=True, slots=True)
class _Ready:
    """A slide with its lines, before it is written."""

    page: Page
    joints: Joints
    ports: Mapping[str, list[Point]]


def deck_bytes(
    map: ArgumentMap,
    story: Story,
    theme: Theme,
    measure: Measure,
    look: SlideLook = PLAIN_LOOK,
    *,
    embed: bool = False,
) -> bytes:
    """Return a deck with a slide for each step of a story. UserError where it has no step.

    With `embed` it opens again as the part of the map that the story tells.
    """
    ready = [_ready(page) for page in planned(slides_of(map, story), measure, look.stands)]
    made = new_presentation(theme)
    if embed:
        carry(made, canonical(_told(map, story)).encode("utf-8"))
    writer = _DeckWriter(made, measure, theme, look, ready)
    for one in ready:
        writer.add(one)
    describe(made, map, story)
    return packed(made)


def _told(map: ArgumentMap, story: Story) -> ArgumentMap:
    """Return what a deck holds as a map: no notes but those of the speaker, which it shows."""
    return story_map(map, story, notes=False).replaced(stories={story.id: story})


def _ready(page: Page) -> _Ready:
    joints = joints_of(page.map, page.placement, page.scale)
    ports: dict[str, dict[int, Point]] = {}
    for join in joints.joins:
        for glue in (join.start, join.end):
            if glue.port is not None:
                ports.setdefault(glue.joint.name, {})[glue.site] = glue.port
    ordered = {name: [at for _, at in sorted(found.items())] for name, found in ports.items()}
    return _Ready(page, joints, ordered)


class _DeckWriter:
    """Writes slides into a presentation."""

    def __init__(
        self,
        made: "Presentation",
        measure: Measure,
        theme: Theme,
        look: SlideLook,
        ready: list[_Ready],
    ) -> None:
        self._made, self._measure, self._look = made, measure, look
        self._themes = {False: theme, True: faint(theme, look.dim)}
        self._numbers = _Numbers()
        self._free = {name for one in ready for name in one.ports}
        self._layout = made.slide_layouts.get_by_name("Title Only")

    def add(self, one: _Ready) -> None:
        """Add the slide of a step."""
        slide = self._made.slides.add_slide(self._layout)
        step = one.page.slide.step
        title = slide.shapes.title
        if title is not None and step.title.strip():
            title.text_frame.text = sound(" ".join(step.title.split()))
        elif title is not None:
            title.element.getparent().remove(title.element)
        slide.shapes.element.extend(_parsed([*self._shapes(one, slide), _NUMBER]))
        slide.element.extend(_parsed([_MORPH]))
        if step.notes.strip():
            frame = slide.notes_slide.notes_text_frame
            if frame is not None:
                frame.text = sound(step.notes.strip())

    def _shapes(self, one: _Ready, slide: "DeckSlide") -> list[str]:
        page = one.page
        links = LinkWriter(
            page.map, self._measure, page.scale, self._numbers.of, self._themes, page.dimmed
        )
        relate = _relating(slide)
        cards = CardWriter(page.map, self._measure, page.scale, relate, self._numbers.of)
        found = [self._frame(page, id_, box) for id_, box in page.placement.frames.items()]
        found += links.connectors(one.joints)
        found += links.shapes(one.joints, page.placement)
        for id_, box in page.placement.boxes.items():
            theme = self._themes[id_ in page.dimmed]
            ports = one.ports.get(id_, [])
            statement = page.map.statements[id_]
            found.append(cards.xml(statement, box, theme, ports, free=id_ in self._free))
        bars = page.slide.bars
        if self._look.bars if bars is None else bars:
            polls = PollWriter(
                page.map, self._measure, page.scale, self._numbers.of, self._themes, page.dimmed
            )
            found += polls.bars(page.placement)
        return found

    def _frame(self, page: Page, id_: GroupId, box: Box) -> str:
        group, scale = page.map.groups[id_], page.scale
        theme = self._themes[False]
        tone = frame_tone(group, theme)
        words = sound(" ".join(group.title.split()))
        title = [Paragraph((Run(words, _FRAME_TITLE, tone.bar),), 16.0)] if words else []
        text = body(title, scale, (12 * scale, 6 * scale, 12 * scale, 0.0))
        name = f"!!group {id_}"
        named = Named(self._numbers.of(name), name, f"Group: {words or id_}")
        edge = Line(theme.hairline, scale)
        return shape(named, box, rounded_rectangle(box, RADIUS * scale), tone.fill, edge, text)


def _relating(slide: "DeckSlide") -> Relate:
    from pptx.opc.constants import RELATIONSHIP_TYPE as KIND

    def relate(url: str) -> str:
        return slide.part.relate_to(sound(url), KIND.HYPERLINK, is_external=True)

    return relate


def _parsed(written: Iterable[str]) -> list[Any]:
    """Return elements from their texts, which say nothing of namespaces."""
    from pptx.oxml import parse_xml

    return list(parse_xml(f"<p:spTree {_SPACES}>{''.join(written)}</p:spTree>"))


_NUMBER = (
    '<p:sp><p:nvSpPr><p:cNvPr id="9" name="Slide Number"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
    '</p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr><p:spPr/>'
    '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" '
    'type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld><a:endParaRPr/></a:p></p:txBody></p:sp>'
)
_MORPH = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice xmlns:p159="http://schemas.microsoft.com/office/powerpoint/2015/09/main" '
    'Requires="p159"><p:transition spd="slow"><p159:morph option="byObject"/></p:transition>'
    '</mc:Choice><mc:Fallback><p:transition spd="slow"><p:fade/></p:transition></mc:Fallback>'
    "</mc:AlternateContent>"
)
"""The transition by which PowerPoint moves what has the same name; others fade."""
