"""A talk on its screens: the audience's window, and the presenter's window or dock.

It exists as long as the talk does. Screens may come and go meanwhile; the talk goes on.
"""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QDockWidget, QWidget

from argmap.app.messages import Notice, refusal
from argmap.app.storytelling import end_talk
from argmap.app.talk import Sheet, Talk
from argmap.layout.geometry import Point
from argmap.model.errors import UserError
from argmap.render.map_paint import MapPainter, Scene
from argmap.render.measure import Measure
from argmap.ui.first_paint import FirstPaint
from argmap.ui.menus import shown_keys
from argmap.ui.parked_drag import ParkedPlan, place, token_of
from argmap.ui.present.audience import HINT_MS, AudienceWindow, Badge
from argmap.ui.present.key_way import KeyWay
from argmap.ui.present.next_step import NextStep
from argmap.ui.present.pictures import StepPictures
from argmap.ui.present.presenter import PresenterPanel
from argmap.ui.present.screens import Seats, name_of, seats
from argmap.ui.present.sheets import KeySheet, StepGrid
from argmap.ui.present.stand import Stand
from argmap.ui.present.unlocked import Unlocked
from argmap.ui.present.view import TalkView
from argmap.ui.slices import Slices

if TYPE_CHECKING:
    from argmap.ui.window import Window

CHOICES = "talk"
"""Under this name the state folder keeps the audience's screen and the size of the notes."""
FLIGHT_MS = 400
NOTES_POINTS = 14
MOST_READY = 1000
"""So many cards are made ready when a talk begins; of more, only a few are ever seen near by."""


class Presenting(QObject):
    """The windows of one talk."""

    screens: Callable[[], Sequence[QScreen]] = staticmethod(QGuiApplication.screens)
    """What is plugged in now."""

    def __init__(self, window: "Window", talk: Talk) -> None:
        super().__init__(window)
        assert window.editor is not None
        self.window, self.talk = window, talk
        talk.usual_bars = bool(window.around.settings.value("talk_bars"))
        self.editor = window.editor
        scale = int(window.around.settings.value("text_size")) / 100
        self._measure = Measure(scale)
        self._stand = Stand(self.editor, window.bridge)
        self._painter = MapPainter(self._measure, keeps=MOST_READY)
        """Both windows show the same cards: they are made once."""
        self._pictures = StepPictures(self._painter)
        self._kept = window.around.workspace.choices(CHOICES)
        self._usual = self._kept.get("audience")
        self._dock: QDockWidget | None = None
        self._seats: Seats | None = None
        self._digits = ""
        self._sheet: Sheet | None = None
        """The sheet that lies over the step."""
        self._began_on = len(self.screens())
        self.audience = AudienceWindow(self.editor, talk, self._new_view())
        self.presenter = self._new_presenter()
        self.unlocked = Unlocked(window, talk, self._stand, self._measure, self.audience)
        self._hint = Badge(self.presenter)
        self._way = KeyWay(self._awaited, self)
        self._way.watch([self.audience.view, *self.presenter.takers])
        self._connect()
        self.sit()
        self._follow()
        FirstPaint(self.audience.view, self._make_ready)

    def sit(self) -> None:
        """Put every window on its screen, as they are plugged in now."""
        by_name = {name_of(screen): screen for screen in self.screens()}
        on = name_of(self.window.screen())
        wanted = seats(list(by_name), on, self._usual, swapped=self.talk.swapped)
        if wanted == self._seats:
            return
        self._seats = wanted
        self._seat_presenter(
            by_name.get(wanted.presenter) if wanted.presenter is not None else None
        )
        self._seat_audience(by_name.get(wanted.audience))
        if wanted.presenter is not None:
            self._remember("audience", wanted.audience)
            self._hint_at_swapping()

    def end(self) -> None:
        """Close all windows of the talk."""
        self._end_following()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.disconnect(self._screens_changed)
        application.screenRemoved.disconnect(self._screens_changed)
        self.window.dressed.disconnect(self._dress)
        self.unlocked.end()
        self._stand.detach()
        self._hint.stop()
        self.audience.end()
        self.presenter.end()
        self._drop_dock()
        self.window.activateWindow()
        self.window.canvas.setFocus()
        self.deleteLater()

    @property
    def _has_own_screen(self) -> bool:
        """Whether the presenter has a screen of his own."""
        return self._seats is not None and self._seats.presenter is not None

    @property
    def _is_unplugged(self) -> bool:
        """Whether there were two screens and one is left: the presenter keeps it to himself."""
        return self._began_on > 1 and not self._has_own_screen

    @property
    def _shares_a_screen(self) -> bool:
        """Whether the audience's window covers what the presenter sees."""
        return self._began_on < 2 and not self._has_own_screen

    def _awaited(self) -> QWidget | None:
        """Return what keys belong to, where two windows could have them."""
        canvas = self.unlocked.canvas
        if not self._has_own_screen:
            return None
        if canvas is not None and not self.talk.capturing and self._sheet is None:
            return self.audience.focusWidget() or canvas
        return self.presenter.focusWidget() or self.presenter.view

    @property
    def _flight_ms(self) -> int:
        return FLIGHT_MS if self.window.around.settings.value("motion") == "on" else 0

    # ---------------------------------------------------------------------------------- the windows

    def _new_view(self) -> TalkView:
        view = TalkView(
            self.talk, self._stand, self._measure, self.window.theme, self.window, self._painter
        )
        view.set_motion(self._flight_ms)
        view.dim = int(self.window.around.settings.value("talk_dim")) / 100
        view.token = token_of(self.editor)
        view.placed.connect(self._place_parked)
        self.window.actions_.give_talk_keys(view)
        return view

    def _new_presenter(self) -> PresenterPanel:
        theme = self.window.theme
        following = NextStep(self.talk, self._stand, self._pictures, theme, self.window)
        view = self._new_view()
        panel = PresenterPanel(self.editor, self.talk, view, following, theme)
        panel.size_notes(int(self._kept.get("notes", NOTES_POINTS)))
        panel.notes_sized.connect(lambda points: self._remember("notes", points))
        return panel

    def _make_ready(self) -> None:
        """Make what the steps will show between other events, lest it hold up their flights."""
        told = (id_ for step in self.talk.steps for id_ in step.reveal)
        shown = self._stand.map
        ids = islice(dict.fromkeys((*told, *shown.statements)), MOST_READY)
        scene = Scene(shown, self._stand.placement, self.window.theme)
        Slices(self._painter.making(scene, ids), lambda: None, self)

    def _connect(self) -> None:
        self.audience.closed.connect(lambda: end_talk(self.editor))
        self.presenter.closed.connect(lambda: end_talk(self.editor))
        self.presenter.lines.told.connect(self._tell)
        self.audience.lines.told.connect(self._tell_audience)
        self.audience.view.clicked.connect(self._audience_clicked)
        self.audience.came_to_front.connect(self._give_back_keys)
        self.window.dressed.connect(self._dress)
        self.presenter.view.clicked.connect(self.talk.choose)
        self.audience.view.pointed.connect(self.presenter.view.point_at)
        self.presenter.view.pointed.connect(self.audience.view.point_at)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._screens_changed)
        application.screenRemoved.connect(self._screens_changed)
        self._end_following = self.talk.changes.add(lambda _: self._follow())

    def _seat_audience(self, screen: QScreen | None) -> None:
        audience = self.audience
        if self._is_unplugged:  # the step waits unseen
            audience.hide()
            if self.talk.editing:
                self.talk.edit()  # nobody edits on a screen that is not there
            self.presenter.activateWindow()
            return
        if screen is not None:
            _put_on(audience, screen, screen.geometry())
        # The keys are the presenter's, where he has a screen: he types what nobody should miss.
        without = Qt.WidgetAttribute.WA_ShowWithoutActivating
        audience.setAttribute(without, self._has_own_screen)
        audience.showFullScreen()
        if not self._has_own_screen:
            audience.activateWindow()
            audience.view.setFocus()
        else:
            self.presenter.activateWindow()

    def _seat_presenter(self, screen: QScreen | None) -> None:
        panel = self.presenter
        if self._shares_a_screen:
            self._seat_in_dock()
            return
        self._drop_dock()
        panel.view.set_motion(self._flight_ms)
        if screen is not None:
            _put_on(panel, screen, screen.availableGeometry())
        panel.showMaximized()
        panel.activateWindow()
        panel.view.setFocus()

    def _seat_in_dock(self) -> None:
        if self._dock is None:
            self._dock = QDockWidget(self.tr("Presenter"), self.window)
            self._dock.setObjectName("presenter-dock")
            self._dock.setWidget(self.presenter)
            # Behind the audience's window nobody sees it fly, and its frames would hold up those.
            self.presenter.view.set_motion(0)
            self.window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self._dock)

    def _drop_dock(self) -> None:
        if self._dock is not None:
            self.presenter.setParent(None)
            self.window.removeDockWidget(self._dock)
            self._dock.deleteLater()
            self._dock = None

    # ---------------------------------------------------------------------------- what has happened

    def _follow(self) -> None:
        self.sit()
        if self.talk.digits != self._digits:
            self._digits = self.talk.digits
            self.audience.badge.say(self._digits)
        if self._shares_a_screen:
            self.audience.ask()
        was_unlocked = self.unlocked.canvas is not None
        self.unlocked.follow()
        if not was_unlocked and self.unlocked.canvas is not None:
            self._way.watch([self.unlocked.canvas, self.unlocked.canvas.writing.field])
        locked_now = was_unlocked and self.unlocked.canvas is None
        if self._has_own_screen and (locked_now or self.talk.capturing):
            self.presenter.activateWindow()
        if self.talk.sheet is not self._sheet:
            self._sheet = self.talk.sheet
            self._lay(self._sheet)

    def _lay(self, sheet: Sheet | None) -> None:
        """Lay a sheet over the step: over the presenter's, where he is seen by nobody else."""
        if self._shares_a_screen:
            self.audience.lay(self._made(sheet, self.audience))
        else:
            self._lay_over_presenter(sheet)

    def _lay_over_presenter(self, sheet: Sheet | None) -> None:
        for old in (*self.presenter.findChildren(StepGrid), *self.presenter.findChildren(KeySheet)):
            old.hide()
            old.deleteLater()
        made = self._made(sheet, self.presenter)
        if made is None:
            self.presenter.view.setFocus()
            return
        made.setGeometry(self.presenter.rect())
        made.show()
        made.raise_()
        made.setFocus()

    def _made(self, sheet: Sheet | None, over: QWidget) -> QWidget | None:
        match sheet:
            case Sheet.OVERVIEW:
                grid = StepGrid(self.talk, self._stand, self._pictures, self.window.theme, over)
                grid.chosen.connect(self.talk.go_to)
                return grid
            case Sheet.HELP:
                return KeySheet(self.talk, self.window.actions_, over)
            case None:
                return None

    def _place_parked(self, id_: str, plan: ParkedPlan, at: Point) -> None:
        try:
            place(self.editor, id_, plan, at)
        except UserError as error:
            self._tell(refusal(error))

    def _audience_clicked(self, id_: str) -> None:
        if id_:
            self.talk.choose(id_)
        else:
            self.talk.next()

    def _give_back_keys(self) -> None:
        """Let the presenter keep the keys, whatever brought the audience's window to the front."""
        if self._has_own_screen and self.unlocked.canvas is None:
            self.presenter.activateWindow()

    def _dress(self) -> None:
        """Take the theme of the map's window, in mid-talk as well."""
        theme = self.window.theme
        self.audience.view.set_theme(theme)
        self.presenter.set_theme(theme)
        if self.unlocked.canvas is not None:
            self.unlocked.canvas.set_theme(theme)
        if self._sheet is not None:
            self._lay(self._sheet)

    def _screens_changed(self) -> None:
        self.sit()

    def _tell(self, notice: Notice) -> None:
        self._hint.say(notice.text, 2 * HINT_MS)

    def _tell_audience(self, notice: Notice) -> None:
        self.audience.badge.say(notice.text, 2 * HINT_MS)

    def _hint_at_swapping(self) -> None:
        keys = shown_keys(self.window.actions_["talk.swap-screens"])
        if keys:
            words = self.tr("{} swaps the screens").format(keys[0])
            self.audience.badge.say(words, HINT_MS)
            self._hint.say(words, HINT_MS)

    def _remember(self, name: str, value: str | int) -> None:
        self._kept[name] = value
        self.window.around.workspace.keep_choices(CHOICES, self._kept)


def _put_on(window: QWidget, screen: QScreen, area: QRect) -> None:
    """Move a window to a screen; one that fills a screen does not move by itself."""
    if window.isVisible():
        window.setWindowState(Qt.WindowState.WindowNoState)
    if isinstance(screen, QScreen):
        window.setScreen(screen)
    window.setGeometry(area)
