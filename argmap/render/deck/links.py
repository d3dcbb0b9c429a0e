"""The links of a slide: connectors by kind, with the bar, the sign and the dots they run over."""

from collections.abc import Iterator, Mapping

from argmap.layout.geometry import Box
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.light_dataclass import dataclass
from argmap.model.records import Link, LinkId
from argmap.render.deck.cards import UNSTATED, Number, middles
from argmap.render.deck.drawing import (
    DASHES,
    HEADS,
    NO_LINE,
    Line,
    Named,
    connector,
    freeform,
    preset,
    rounded_rectangle,
    shape,
)
from argmap.render.deck.joints import Form, Join, Joint, Joints
from argmap.render.deck.words import SLACK, Paragraph, Run, body
from argmap.render.link_look import LinkLook, link_look
from argmap.render.link_paint import BADGE_RIM
from argmap.render.measure import Measure
from argmap.render.shapes import moved
from argmap.render.style import LinkRole, Theme, line_width, link_role
from argmap.render.words import link_words

_BOTH_ENDS = (LinkRole.CONTRADICTS,)


@dataclass(frozen=True, slots=True)
class LinkWriter:
    """Writes the links of one slide. `themes` gives the one of a link: faint where it is dimmed."""

    map: ArgumentMap
    measure: Measure
    scale: float
    number: Number
    themes: Mapping[bool, Theme]
    dimmed: frozenset[str]

    def connectors(self, joints: Joints) -> Iterator[str]:
        """Yield all connectors."""
        told: set[LinkId] = set()
        for join in joints.joins:
            words = "" if join.link in told else link_words(self.map, self.map.links[join.link])
            told.add(join.link)
            yield self._connector(join, words)

    def shapes(self, joints: Joints, placement: Placement) -> Iterator[str]:
        """Yield bars, dots and signs, and the words beside them."""
        for joint in joints.shapes:
            assert joint.link is not None
            link = self.map.links[joint.link]
            role = link_role(self.map, link)
            colour = self._theme(link.id).links[role]
            named = self._named(f"!!{joint.name}")
            if joint.form is Form.SIGN:
                route = placement.routes[link.id]
                look = link_look(link, role, route, self.measure.type, self.measure.metrics)
                yield self._sign(named, joint, look)
                yield from self._label(link, joint, look)
            else:
                bar = joint.form is Form.BAR
                round_ = min(joint.box.width, joint.box.height) / 2
                geometry = rounded_rectangle(joint.box, round_) if bar else preset("ellipse")
                yield shape(named, joint.box, geometry, colour, NO_LINE)

    def _sign(self, named: Named, joint: Joint, look: LinkLook) -> str:
        """Return the sign of a link: a circle and the strokes in it as one shape."""
        theme, (x, y) = self._theme(str(joint.link)), look.badge_at
        off = 1.0 - self.scale
        outlines = [moved(mark.shape, x * off, y * off, self.scale) for mark in look.badge]
        dash = UNSTATED if look.implicit else ""
        line = Line(theme.links[look.role], BADGE_RIM * self.scale, dash, round=True)
        geometry = freeform(outlines, joint.box, middles(joint.box))
        return shape(named, joint.box, geometry, theme.canvas, line)

    def _label(self, link: Link, joint: Joint, look: LinkLook) -> Iterator[str]:
        if look.label is None or look.label_box is None:
            return
        label, scale, (x, y) = look.label_box, self.scale, look.badge_at
        left, top = x + (label.x - x) * scale, y + (label.y - y) * scale
        box = Box(left, top, label.width * SLACK * scale, label.height * scale)
        theme, words = self._theme(link.id), " ".join(link.label.split())
        colour = theme.links[look.role]
        pitch = self.measure.metrics.label_pitch
        lines = [Paragraph((Run(words, look.label.style, colour),), pitch)]
        inset = 3.0 * scale
        text = body(lines, scale, (inset, 0.0, 0.0, 0.0), middle=True)
        named = Named(self.number(f"!!{link.id} label"), f"!!{link.id} label", words)
        yield shape(named, box, preset("rect"), theme.canvas, NO_LINE, text)

    def _named(self, name: str) -> Named:
        return Named(self.number(name), name)

    def _theme(self, id_: str) -> Theme:
        return self.themes[id_ in self.dimmed]

    def _connector(self, join: Join, words: str) -> str:
        link = self.map.links[join.link]
        role = link_role(self.map, link)
        both = join.first and role in _BOTH_ENDS
        line = Line(
            self._theme(link.id).links[role],
            line_width(link, role) * self.scale,
            DASHES.get(role, ""),
            role is LinkRole.UNDERCUTS,
            HEADS.get(role, "") if both else "",
            HEADS.get(role, "") if join.last else "",
        )
        start, end = ((self._anchor(glue.joint), glue) for glue in (join.start, join.end))
        name = f"!!{join.name}"
        return connector(Named(self.number(name), name, words), join.bent, start, end, line)

    def _anchor(self, joint: Joint) -> int:
        """Return the number of the shape that a line is glued to: of a card, the one with words."""
        return self.number(joint.name if joint.form is Form.CARD else f"!!{joint.name}")
