"""What painter and hit index keep between commits never differs from what is made afresh."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter, QRegion

from argmap.edit import links, pins, statements
from argmap.model.errors import UserError
from argmap.model.records import LinkKind
from argmap.render.hits import HitIndex
from argmap.render.map_paint import MapPainter
from argmap.render.measure import Measure
from argmap.ui.canvas.camera import Camera

SIZE = (420, 300)
HARDLY = 8  # edges of lines come out a little otherwise in another order


def pick(items, number):
    items = sorted(items)
    return items[number % len(items)] if items else None


def edited(work) -> Callable[..., None]:
    """Make a step of a function of a transaction; what is refused changes nothing."""

    def step(editor, a, b):
        if (one := pick(editor.map.statements, a)) is None:
            return
        other = pick([*editor.map.statements, *editor.map.links], b)
        try:
            with editor.transact("step") as tx:
                work(tx, one, other, a, b)
        except UserError:
            pass

    return step


STEPS = {
    "add": edited(lambda tx, one, other, a, b: statements.add_supporting(tx, other, f"New {a}{b}")),
    "object": edited(lambda tx, one, other, a, b: statements.add_opposing(tx, other, "No. " * a)),
    "word": edited(lambda tx, one, other, a, b: statements.set_text(tx, one, "Words " * (b + 1))),
    "kind": edited(
        lambda tx, one, other, a, b: statements.set_field(
            tx, one, "kind", ("claim", "evidence", "question")[b % 3]
        )
    ),
    "remove": edited(lambda tx, one, other, a, b: statements.remove(tx, [one])),
    "link": edited(
        lambda tx, one, other, a, b: links.connect(tx, one, other, list(LinkKind)[a % 3])
    ),
    "flip": edited(lambda tx, one, other, a, b: links.flip(tx, other)),
    "move": edited(lambda tx, one, other, a, b: links.reparent(tx, [one], other)),
    "pin": edited(lambda tx, one, other, a, b: pins.pin(tx, {one: (60.0 * (a - 4), 30.0 * b)})),
    "unpin": edited(lambda tx, one, other, a, b: pins.unpin(tx, tx.map.meta.view.pins)),
    "undo": lambda editor, a, b: editor.undo(),
    "redo": lambda editor, a, b: editor.redo(),
    "fold": lambda editor, a, b: editor.session.fold(
        {one} if (one := pick(editor.map.statements, a)) else set()
    ),
    "select": lambda editor, a, b: editor.select(
        *([one] if (one := pick([*editor.map.statements, *editor.map.links], b)) else [])
    ),
}
COMMANDS = st.lists(
    st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 9), st.integers(0, 9)),
    min_size=4,
    max_size=14,
)


def painted(canvas, painter: MapPainter) -> QImage:
    image = QImage(*SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    onto = QPainter(image)
    camera = canvas.camera
    onto.scale(camera.zoom, camera.zoom)
    onto.translate(-camera.x, -camera.y)
    painter.paint(onto, canvas.scene(), camera.visible(SIZE), camera.zoom)
    onto.end()
    return image


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(COMMANDS)
def test_kept_pictures_and_hits_equal_fresh_ones(desk, commands):
    canvas, editor = desk.canvas, desk.editor
    for name, a, b in commands:
        STEPS[name](editor, a, b)
        canvas.guide.fit_all()
        painted(canvas, canvas.painting.painter)
    assert painted(canvas, canvas.painting.painter) == painted(
        canvas, MapPainter(Measure(), labelled=True)
    )
    fresh = HitIndex(editor.placement)
    area = canvas.sight.content()
    if area is not None:
        assert canvas.hits.in_rect(area) == fresh.in_rect(area)
        assert canvas.hits.links_in_rect(area) == fresh.links_in_rect(area)
        for id_, box in editor.placement.boxes.items():
            assert canvas.hits.statement_at(box.centre) == fresh.statement_at(box.centre) == id_


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(COMMANDS)
def test_what_is_painted_again_after_an_edit_is_enough(desk, commands):
    canvas, editor = desk.canvas, desk.editor
    wanted = QRegion()

    def update(*areas):
        nonlocal wanted
        wanted = wanted.united(QRegion(areas[0]) if areas else QRegion(canvas.rect()))

    canvas.sight.motion_ms = canvas.eye.flight_ms = 0
    canvas.look(Camera(-20.0, -20.0, 1.0))
    kept = whole(canvas)
    canvas.update = update
    try:
        for name, a, b in commands:
            wanted = QRegion()
            STEPS[name](editor, a, b)
            paint_on(canvas, kept, wanted)
            assert furthest_apart(kept, whole(canvas)) <= HARDLY
    finally:
        del canvas.update


def furthest_apart(one, other):
    """By how much, of 255, the colours of two pictures differ where they differ most."""
    one, other = (np.frombuffer(image.constBits(), np.uint8).astype(int) for image in (one, other))
    return abs(one - other).max()


def whole(canvas):
    image = QImage(canvas.size(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    paint_on(canvas, image, QRegion(canvas.rect()))
    return image


def paint_on(canvas, image, region):
    if region.isEmpty():
        return
    onto = QPainter(image)
    onto.setClipRegion(region)  # as the painter of a paint event is
    canvas.painting.paint(onto, region, canvas.scene(), "")
    onto.end()


@pytest.fixture
def desk(new_desk):
    return new_desk("root", "a + root", "b - root", "c d + a", "u - b>root")
