"""What is asked for in each round is kept; what is not asked for any more goes by itself."""

from PySide6.QtGui import QImage, QPainter

from argmap.layout.arrange import arrange
from argmap.layout.geometry import Box
from argmap.render import map_paint
from argmap.render.map_paint import MapPainter, Scene
from argmap.render.measure import Measure
from argmap.render.recent import Recent
from argmap.render.style import LIGHT
from bench.maps import made_up


def test_what_is_asked_for_in_every_round_stays_however_much_it_is():
    recent = Recent()
    made = 0
    for _ in range(5):
        recent.turn(3)
        for key in range(10):
            if recent.get(key) is None:
                made += 1
                recent[key] = object()
    assert made == 10


def test_what_is_not_asked_for_goes_once_there_is_enough_else():
    recent = Recent()
    recent["old"] = 1
    for key in range(50):
        recent.turn(3)
        recent[key] = key
        assert len(recent) <= 2 * (3 + 1)
    assert recent.get("old") is None
    assert recent.get(49) == 49


def test_little_is_kept_whatever_the_number_of_rounds():
    recent = Recent()
    recent["a"], recent["b"] = 1, 2
    for _ in range(9):
        recent.turn(3)
    assert (recent.get("a"), recent.get("b")) == (1, 2)
    recent.forget("a")
    assert recent.get("a") is None


def test_who_goes_through_a_big_map_does_not_gather_it(qapp, monkeypatch):
    map, measure = made_up(400), Measure()
    placement = arrange(map, measure.sizes(map))
    scene, painter = Scene(map, placement, LIGHT), MapPainter(measure, keeps=20)
    made = []
    link_paths = map_paint.link_paths
    monkeypatch.setattr(
        map_paint, "link_paths", lambda *given: made.append(1) or link_paths(*given)
    )
    for box in placement.boxes.values():
        seen = box.grown(100)
        paint(painter, scene, seen)
        assert painter.kept <= 4 * 20 + 60
        before = len(made)
        paint(painter, scene, seen)
        assert len(made) == before  # what is seen still is not made again


def paint(painter, scene, seen: Box) -> None:
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    onto = QPainter(image)
    onto.translate(-seen.x, -seen.y)
    painter.paint(onto, scene, seen, 1.0)
    onto.end()
