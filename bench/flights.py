"""Frames of the camera's flights in a talk, painted by the audience's own view at 1920x1080.

The steps of a story of the map are gone through, then the whole map and back; every frame that
a flight would show at 60 a second is painted, by the CPU. A frame is the paint event of the view
itself; it is measured as the processor's time of all threads, which is what one core would take.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import process_time

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from argmap.app.editor import Editor
from argmap.app.talk import Talk
from argmap.edit.story_plans import Plan, planned
from argmap.io.files import new_document
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Story, StoryId
from argmap.render.measure import Measure
from argmap.render.style import THEMES
from argmap.ui.bridge import Bridge
from argmap.ui.canvas.flight import Arc
from argmap.ui.present.stand import Stand
from argmap.ui.present.view import TalkView
from argmap.ui.start import make_application
from bench.maps import made_up
from bench.rows import Row, p95

SIZES = {60: "16 ms", 300: "33 ms"}
"""The statements of the maps, and what is promised."""
WIDTH, HEIGHT = 1920, 1080
STEPS = 12
WORDY = 8
FRAME_MS = 1000 / 60
STORY = StoryId("talk")


def measured(steps: int = STEPS) -> list[Row]:
    application = make_application()
    rows = []
    for size, promise in SIZES.items():
        times = _frames(made_up(size, cross_links=0.05), steps)
        what = f"p95 frame of flights, {size} statements ({len(times)} frames)"
        rows.append(Row(what, p95(times), promise=promise))
        times = _frames(_wordy(made_up(size, cross_links=0.05)), steps, "dark")
        what = f"{size} statements of {WORDY} sentences, dark ({len(times)} frames)"
        rows.append(Row(what, p95(times), promise=promise))
    del application
    return rows


def in_brief() -> list[Row]:
    return measured(steps=5)


def _wordy(map: ArgumentMap) -> ArgumentMap:
    """The map with long texts: each with the texts of those that follow."""
    texts = [statement.text for statement in map.statements.values()]
    long = [" ".join((texts + texts)[at : at + WORDY]) for at in range(len(texts))]
    pairs = zip(map.statements.values(), long, strict=True)
    return map.replaced(statements={one.id: replace(one, text=text) for one, text in pairs})


def _frames(map: ArgumentMap, steps: int, theme: str = "light") -> list[float]:
    """The milliseconds of every frame of the flights through a story, and out to the whole map."""
    story = Story(STORY, steps=tuple(planned(map, Plan.CONCLUSION_FIRST)))
    measure = Measure()
    document = replace(new_document(), map=map.replaced(stories={STORY: story}))
    editor = Editor(document, measure.sizes)
    editor.arrange()
    around = QWidget()
    bridge = Bridge(editor, around)
    talk = Talk(lambda: editor.map, STORY)
    stand = Stand(editor, bridge)
    view = TalkView(talk, stand, measure, THEMES[theme], around)
    view.resize(WIDTH, HEIGHT)
    view.follow()
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    _paint(view, image)
    times: list[float] = []
    last = len(story.steps) - 1
    for at in [round(last * step / steps) for step in range(1, steps + 1)]:
        times += _fly(view, image, partial(talk.go_to, at))
    for _ in range(2):
        times += _fly(view, image, talk.show_whole_map)
    view.detach()
    editor.arranging.close()
    around.deleteLater()
    return times


def _fly(view: TalkView, image: QImage, go: Callable[[], None]) -> list[float]:
    """The milliseconds of each frame from what is seen now to what is seen after `go`."""
    start = view.eye.camera
    view.eye.flight_ms = 0
    go()
    flight = Arc(start, view.goal, view.eye.view)
    frames = round(flight.milliseconds / FRAME_MS)
    times = []
    for frame in range(1, frames + 1):
        view.eye.look(flight.at(frame / frames), clamp=False)
        begun = process_time()
        _paint(view, image)
        times.append((process_time() - begun) * 1000)
    return times


def _paint(view: TalkView, image: QImage) -> None:
    painter = QPainter(image)
    # As on a screen: the view fills its ground itself, Qt does not do so first.
    view.render(painter, QPoint(0, 0), view.rect(), QWidget.RenderFlag.DrawChildren)
    painter.end()
