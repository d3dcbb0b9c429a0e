"""Paints a map, or the part of it that is seen: frames, lines, signs, cards, what is emphasised.

The canvas, the PNG, the PDF and thumbnails all call it, so what is on screen is what is exported.
What is far away is painted in bulk and without words (see `far_paint`). The ground is the caller's.
"""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtGui import QPainter

from argmap.layout.geometry import Box, Point
from argmap.layout.placement import LinkRoute, Placement
from argmap.model.light_dataclass import dataclass
from argmap.model.records import (
    Link,
    LinkId,
    Statement,
    StatementId,
    StatementKind,
)
from argmap.render.culling import Extents
from argmap.render.far_paint import FAR, FarPainter
from argmap.render.fold_badge import FoldBadges, paint_far_badges
from argmap.render.frames import paint_frame
from argmap.render.inks import Inks
from argmap.render.labels import LABELLED, Labels
from argmap.render.link_look import link_look
from argmap.render.link_motion import moved_paths
from argmap.render.link_paint import (
    LinkPaths,
    badge_in,
    link_paths,
    paint_badge,
    paint_halo,
    paint_line,
    shifted,
)
from argmap.render.long_lines import flatness
from argmap.render.measure import Measure
from argmap.render.recent import Recent
from argmap.render.scene import (
    PLAIN,
    Emphasis,
    Scene,
    Seen,
    box_in,
    corner_in,
    ends_in,
    with_moving,
)
from argmap.render.statement_paint import (
    CardPaths,
    card_paths,
    paint_card,
    paint_drop_target,
    paint_hover,
    paint_ring,
    paint_small_card,
    paint_words,
)
from argmap.render.style import LinkRole, Theme, link_role

__all__ = ["PLAIN", "Emphasis", "MapPainter", "Scene"]

FULL = 0.4
"""The zoom from which on headers and chips can be read."""

KEPT = 300
"""So many cards, and so many links, are kept at least: those that were seen last."""

_MANY = 120  # cards that are small and many are painted in bulk, but for their words
_LABEL_REACH = 260.0  # the same with the words of links
_REACH = 48.0  # how far rings, signs and heads reach beyond boxes and lines


_PaintCard = Callable[[QPainter, Statement, CardPaths, Point, Inks], None]


@dataclass(frozen=True, slots=True)
class _KnownCard:
    statement: Statement
    paths: CardPaths


@dataclass(frozen=True, slots=True)
class _KnownLink:
    link: Link
    route: LinkRoute
    role: LinkRole
    paths: LinkPaths


class MapPainter:
    """Paints maps with a measure's fonts, and keeps the paths and glyphs it has made.

    What it keeps is told by identity: a changed record or route is made anew. `forget` drops what
    is gone, and what was long not seen goes by itself once there is enough else (`keeps`). A
    `labelled` one names from far away what is too small to be read.
    """

    def __init__(self, measure: Measure, *, labelled: bool = False, keeps: int = KEPT) -> None:
        self._measure, self._keeps = measure, keeps
        self._cards: Recent[StatementId, _KnownCard] = Recent()
        self._links: Recent[LinkId, _KnownLink] = Recent()
        self._extents: tuple[Placement, Extents] | None = None
        self._inks: Inks | None = None
        self._far = FarPainter()
        self._badges = FoldBadges(measure.type)
        self._labels = Labels(measure) if labelled else None

    def paint(
        self, painter: QPainter, scene: Scene, visible: Box, zoom: float, part: Box | None = None
    ) -> None:
        """Paint what of a scene lies within `visible`, in the map's coordinates.

        The painter's transformation already maps them to the device; `zoom` says how large a unit
        of the map is there, and decides how much detail there is. Where the painter is clipped to a
        `part`, only what touches that is painted, and as it would be in the whole.
        """
        if _is_whole(part, visible):
            self._turn()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inks = self._inks_of(scene.theme)
        extents = scene.extents or self._extents_of(scene.placement)
        area = visible.grown(_REACH)
        near = area if part is None else part.grown(_LABEL_REACH)
        seen = Seen(
            [id_ for id_ in extents.links_in(near) if id_ in scene.map.links],
            [id_ for id_ in extents.boxes_in(near) if id_ in scene.map.statements],
        )
        if scene.emphasis.offsets:
            seen = with_moving(scene, seen)
        for id_, frame in scene.placement.frames.items():
            if frame.meets(area) and (group := scene.map.groups.get(id_)):
                paint_frame(painter, scene, group, inks, self._measure, words=zoom >= FAR)
        if zoom < FAR:
            self._far.paint(painter, scene, seen, inks, area, zoom)
        else:
            self._paint_near(painter, scene, seen, inks, area, zoom)
        self._paint_rings(painter, scene, seen.boxes, inks)
        if scene.emphasis.folded:
            self._paint_folds(painter, scene, seen.boxes, inks, zoom)
        if zoom < LABELLED and self._labels is not None:
            self._labels.paint(painter, scene, seen.boxes, visible, inks, zoom)
        painter.restore()

    @property
    def kept(self) -> int:
        """How many cards and links are kept to be painted again."""
        return len(self._cards) + len(self._links)

    def making(self, scene: Scene, ids: Iterable[str]) -> Iterator[None]:
        """Make what statements and the links that lead from them are painted with, bit by bit.

        For what will be seen soon: made while it is painted, it would hold up a frame.
        """
        for id_ in ids:
            statement = scene.map.statements.get(StatementId(id_))
            if statement is None:
                continue
            self._card(scene, statement.id)
            for link in scene.map.links_from.get(statement.id, ()):
                if link in scene.placement.routes:
                    self._link(scene, link)
            yield

    def name_from_far(self, wish: bool) -> None:
        """Name from far away what is too small to be read, or leave it without names."""
        if wish is not (self._labels is not None):
            self._labels = Labels(self._measure) if wish else None

    def named_at(self, point: Point, zoom: float) -> str:
        """Return what is named by the label painted last at a point of the map, or ""."""
        if zoom >= LABELLED or self._labels is None:
            return ""
        return self._labels.named_at(point[0] * zoom, point[1] * zoom)

    def forget(self, ids: Iterable[str]) -> None:
        """Drop what is kept of statements and links."""
        for id_ in ids:
            self._cards.forget(StatementId(id_))
            self._links.forget(LinkId(id_))
            self._badges.forget(StatementId(id_))
            self._far.forget(id_)
            if self._labels is not None:
                self._labels.forget(id_)

    def _turn(self) -> None:
        """Let go of what was not seen for long; all that is seen will be asked for next."""
        self._cards.turn(self._keeps)
        self._links.turn(self._keeps)
        self._measure.turn(self._keeps)

    def _paint_near(
        self, painter: QPainter, scene: Scene, seen: Seen, inks: Inks, area: Box, zoom: float
    ) -> None:
        dimmed, dim = scene.emphasis.dimmed, scene.emphasis.dim
        lit = {*scene.emphasis.selected, scene.emphasis.hovered}
        drawn = [(id_, self._link(scene, id_)) for id_ in seen.links]
        self._paint_halos(painter, scene, drawn, inks)
        flat = flatness(painter)
        for id_, paths in drawn:
            _dim(painter, dim if id_ in dimmed else 1.0)
            paint_line(painter, paths, inks, area, 1.0 / zoom, flat)
        for id_, paths in drawn:
            if not badge_in(paths, area):
                continue
            _dim(painter, dim if id_ in dimmed else 1.0)
            rim = inks.theme.accent if id_ in lit else ""
            paint_badge(painter, paths, inks, rim)
        painter.setOpacity(1.0)
        if zoom < FULL and len(seen.boxes) > _MANY:
            self._far.paint_cards(painter, scene, seen, inks)
            paint: _PaintCard = paint_words
        else:
            paint = paint_card if zoom >= FULL else paint_small_card
        for box in seen.boxes:
            _dim(painter, dim if box in dimmed else 1.0)
            at = corner_in(scene, box)
            paint(painter, scene.map.statements[box], self._card(scene, box), at, inks)
        painter.setOpacity(1.0)

    def _paint_halos(
        self, painter: QPainter, scene: Scene, drawn: list[tuple[LinkId, LinkPaths]], inks: Inks
    ) -> None:
        """Paint the bands under links that are selected, or on which something would be dropped."""
        emphasis = scene.emphasis
        if not emphasis.selected and not emphasis.drop_target:
            return
        for id_, paths in drawn:
            if id_ == emphasis.drop_target:
                paint_halo(painter, paths, inks.theme.accent, inks)
            elif id_ in emphasis.selected:
                paint_halo(painter, paths, inks.theme.selection, inks)

    def _paint_folds(
        self, painter: QPainter, scene: Scene, boxes: list[StatementId], inks: Inks, zoom: float
    ) -> None:
        """Paint what the folds hide."""
        folded = scene.emphasis.folded
        folds = [(id_, box_in(scene, id_), folded[id_]) for id_ in boxes if id_ in folded]
        if zoom < FAR:
            paint_far_badges(painter, [(box, each) for _, box, each in folds], inks)
        else:
            self._badges.paint(painter, folds, scene.placement.direction, inks, zoom)

    def _paint_rings(
        self, painter: QPainter, scene: Scene, boxes: list[StatementId], inks: Inks
    ) -> None:
        """Paint rings around the cards."""
        emphasis = scene.emphasis
        marked = emphasis.selected | {emphasis.hovered, emphasis.drop_target, emphasis.focused}
        for id_ in boxes:
            if id_ in marked:
                box, radius = box_in(scene, id_), self._radius(scene.map.statements[id_])
                if id_ == emphasis.drop_target:
                    paint_drop_target(painter, box, radius, inks)
                elif id_ in emphasis.selected:
                    width = 3.0 if id_ == emphasis.focused and len(emphasis.selected) > 1 else 2.0
                    paint_ring(painter, box, radius, inks, width)
                elif id_ == emphasis.focused:
                    paint_ring(painter, box, radius, inks, 1.5)
                else:
                    paint_hover(painter, box, radius, inks)

    def _card(self, scene: Scene, id_: StatementId) -> CardPaths:
        statement = scene.map.statements[id_]
        look = self._measure.look(statement, scene.map.sources)
        known = self._cards.get(id_)
        if known and known.statement is statement and known.paths.look is look:
            return known.paths
        paths = card_paths(statement, look, self._measure.type, self._measure.metrics)
        self._cards[id_] = _KnownCard(statement, paths)
        return paths

    def _link(self, scene: Scene, id_: LinkId) -> LinkPaths:
        link, route = scene.map.links[id_], scene.placement.routes[id_]
        role = link_role(scene.map, link)
        known = self._links.get(id_)
        if not (known and known.link is link and known.route is route and known.role is role):
            paths = self._made_link(link, role, route)
            known = self._links[id_] = _KnownLink(link, route, role, paths)
        if not scene.emphasis.offsets or (ends := ends_in(scene, link, route)) is None:
            return known.paths
        if known.paths.look.label_box is not None:  # glyphs do not move
            return self._made_link(link, role, shifted(route, *ends))
        return moved_paths(known.paths, *ends)

    def _made_link(self, link: Link, role: LinkRole, route: LinkRoute) -> LinkPaths:
        type_, metrics = self._measure.type, self._measure.metrics
        return link_paths(link_look(link, role, route, type_, metrics), type_)

    def _radius(self, statement: Statement) -> float:
        m = self._measure.metrics
        return m.question_radius if statement.kind is StatementKind.QUESTION else m.radius

    def _extents_of(self, placement: Placement) -> Extents:
        if self._extents is None or self._extents[0] is not placement:
            before = self._extents[1] if self._extents is not None else None
            self._extents = placement, Extents(placement, before)
        return self._extents[1]

    def _inks_of(self, theme: Theme) -> Inks:
        if self._inks is None or self._inks.theme is not theme:
            self._inks = Inks(theme)
        return self._inks


def _is_whole(part: Box | None, visible: Box) -> bool:
    """Tell whether what is painted is all that is visible, but for a hair."""
    if part is None:
        return True
    return part.width > 0.99 * visible.width and part.height > 0.99 * visible.height


def _dim(painter: QPainter, wanted: float) -> None:
    """Let the painter put down what follows in this opacity."""
    if painter.opacity() != wanted:
        painter.setOpacity(wanted)
