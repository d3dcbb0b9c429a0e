"""How much of the canvas is painted anew when the keys come and go."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QRegion
from PySide6.QtTest import QTest

from argmap.ui.canvas.painting import Painting

Key = Qt.Key


@pytest.fixture
def painted(monkeypatch):
    """The regions that were painted, and the parts each was painted in."""
    regions = []
    paint = Painting.paint

    def noted(self, painter, region, scene, words):
        regions.append(QRegion(region))
        paint(self, painter, region, scene, words)

    monkeypatch.setattr(Painting, "paint", noted)
    return regions


def area(regions):
    return sum(rect.width() * rect.height() for region in regions for rect in region)


def of_the_canvas(desk, regions):
    return area(regions) / (desk.canvas.width() * desk.canvas.height())


def test_a_box_that_is_opened_and_closed_is_all_that_is_painted(new_desk, painted):
    desk = new_desk("root", "a + root", "b - root", "c d + a")
    desk.editor.select("d")
    desk.settle()
    QTest.qWait(50)
    for key in (Key.Key_F2, Key.Key_Escape):
        painted.clear()
        desk.key(key)
        QTest.qWait(50)
        assert painted
        assert of_the_canvas(desk, painted) < 0.35


def test_the_frame_of_an_empty_choice_comes_by_key_and_goes_with_it(new_desk, painted):
    desk = new_desk("root", "a + root")
    edge = QRect(0, desk.canvas.height() // 2, 6, 1)

    def seen_at_the_edge():
        QTest.qWait(50)
        image = desk.canvas.grab(edge).toImage()
        return {image.pixelColor(x, 0).name() for x in range(image.width())}

    desk.editor.select()
    desk.canvas.clearFocus()
    plain = seen_at_the_edge()
    for go in (lambda: desk.editor.select("a"), desk.canvas.clearFocus):
        painted.clear()
        desk.canvas.setFocus(Qt.FocusReason.TabFocusReason)
        assert seen_at_the_edge() != plain
        assert of_the_canvas(desk, painted[:1]) == 1
        painted.clear()
        go()
        assert seen_at_the_edge() == plain
        assert of_the_canvas(desk, painted[:1]) == 1
        desk.editor.select()
        desk.canvas.clearFocus()
