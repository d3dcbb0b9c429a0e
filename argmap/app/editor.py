"""One open map: its document, store, history, session and placement, behind one face.

Actions, tools, panes and tests talk to the editor; it forwards and keeps the parts in step, and
computes nothing itself. What happened is told by listeners: `commits` after a change of the map,
`session.changes` after selection, folds or drafts, `arranging.done` after a new placement,
`documents` after the file behind it changed, `notices` for people.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from argmap.app.arrangers import Arranger, InlineArranger
from argmap.app.arranging import Arranging, MeasureMap
from argmap.app.checking import Checking
from argmap.app.clipboard import Clipboard, MemoryClipboard
from argmap.app.drafting import LABELS, place, with_draft
from argmap.app.folding import in_sight, opened_for
from argmap.app.fresh import LABEL, Fresh
from argmap.app.holding import Holding
from argmap.app.levels import Levels
from argmap.app.listeners import Listeners
from argmap.app.messages import Notice
from argmap.app.reading import Reading
from argmap.app.saving import Saving
from argmap.app.scope import Part, after_edit, opened_scope
from argmap.app.session import Draft, Session
from argmap.app.standing import Standing
from argmap.app.unsaved import Unsaved
from argmap.app.visits import are_neighbours
from argmap.edit.history import History, SessionOf
from argmap.edit.store import Commit, Origin, Store
from argmap.edit.transaction import Transaction
from argmap.layout.placement import Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.diff import between
from argmap.model.errors import Problem, UserError
from argmap.model.records import StatementId

if TYPE_CHECKING:
    from argmap.io.files import Agreed, Document

Went = TypeVar("Went")


class Editor:
    """One open map and everything that changes with it."""

    def __init__(
        self,
        document: "Document",
        measure: MeasureMap,
        *,
        arranger: Arranger | None = None,
        clipboard: Clipboard | None = None,
    ) -> None:
        self.document = document
        self.store = Store(document.map)
        self.session = Session()
        self.session.visits.is_step = lambda one, other: are_neighbours(self.map, one, other)
        remembering = SessionOf(self.session.remembered, self.session.restore)
        self.history = History(self.store, session_of=remembering)
        self.clipboard: Clipboard = clipboard or MemoryClipboard()
        self.arranging = Arranging(measure, arranger or InlineArranger())
        self.reading = Reading(self.store, lambda: self.folder)
        self.commits: Listeners[Commit] = Listeners()
        self.documents: Listeners[Document] = Listeners()
        self.notices: Listeners[Notice] = Listeners()
        self.holding = Holding()
        self.saving: Saving | None = None
        """The save that is under way, or None."""
        self.for_reading = False
        """Whether the person chose to read only."""
        self.born: Mapping[StatementId, StatementId] = {}
        """The statement last committed from a draft, and the id the draft was shown under."""
        self.retraced: ArgumentMap | None = None
        """The map that undo or redo last led to."""
        self._unsaved = Unsaved(document.map)
        self._shown: tuple[ArgumentMap, Draft | None, ArgumentMap, StatementId | None]
        self._shown = (document.map, None, document.map, None)
        self._arranged: tuple[ArgumentMap, frozenset[StatementId]] | None = None
        self._held = False
        self._part = Part()
        self._levels = Levels()
        self._fresh = Fresh()
        self._standing = Standing(lambda: self.history.steps_done)
        self._start: Placement | None = None
        """What the layout of a fold or an undo begins with, if not with what is shown."""
        self.checking = Checking()
        self.store.subscribe(self._committed)
        self.session.changes.add(lambda _: self._session_changed())

    # ------------------------------------------------------------------------------ what is there

    @property
    def map(self) -> ArgumentMap:
        """The map as it is committed."""
        return self.store.map

    @property
    def shown_map(self) -> ArgumentMap:
        """What is laid out and painted: the map with the draft in it, or the part in scope."""
        _, _, whole, typed = self._show()
        return self._part.of(whole, self.session.scope, (typed,) if typed else ())

    @property
    def drafted_map(self) -> ArgumentMap:
        """All of the map with the draft in it, also what is not shown of it now."""
        return self._show()[2]

    @property
    def draft(self) -> Draft | None:
        """What is being typed, or None."""
        return self.session.draft

    @property
    def draft_id(self) -> StatementId | None:
        """The id under which the shown map holds what is being typed."""
        return self._show()[3]

    @property
    def placement(self) -> Placement:
        """Where everything stands, as last answered."""
        return self.arranging.placement

    @property
    def whole_placement(self) -> Placement | None:
        """Where the whole map stands, were it shown; None where nobody knows."""
        return self._part.whole(self.map, self.placement)

    @property
    def is_arranged(self) -> bool:
        """Whether what is shown stands where it belongs, and nothing is waited for."""
        asked = self._arranged
        if asked is None or self.arranging.waits:
            return False
        return asked[0] is self.shown_map and asked[1] == self.session.folded

    @property
    def hidden_count(self) -> int:
        """How many statements are not shown: folded away, outside of a branch, not found."""
        drafted, boxes = self.drafted_map.statements, self.placement.boxes
        return max(len(drafted) - len(boxes), 0) if boxes else 0

    @property
    def name(self) -> str:
        """The name of the map for titles and messages."""
        path = self.document.path or self.document.picture
        return _short_name(path) if path is not None else self.map.meta.title or "Untitled"

    @property
    def folder(self) -> Path | None:
        """The folder from which the files of sources are named, or None for a new map."""
        home = self.document.path or self.document.picture
        return home.parent if home is not None else None

    @property
    def read_only(self) -> bool:
        """Whether the map may not be changed here."""
        return self.document.read_only or self.for_reading

    @property
    def dirty(self) -> bool:
        """Whether the map differs from its file; undoing back to what is saved makes it clean.

        While it is saved, that is from what it was, and from what will be there.
        """
        changed_since = self.saving is not None and self.saving.begun_with is not self.map
        return changed_since or self._unsaved.anything(self.map)

    @property
    def undo_label(self) -> str:
        """What undo would take back, or an empty string where there is nothing."""
        fresh = self._fresh.can_undo(self.shown_map, self.session.folded)
        return LABEL if fresh else self.history.undo_label

    @property
    def redo_label(self) -> str:
        """What redo would do again, or an empty string where there is nothing."""
        fresh = self._fresh.can_redo(self.shown_map, self.session.folded)
        return LABEL if fresh else self.history.redo_label

    @property
    def problems(self) -> list[Problem]:
        """Everything imperfect in the map as it is now, and in its file as it was read."""
        return [*self.record_problems, *self._placed(self.checking.of_shape(self.map))]

    @property
    def record_problems(self) -> list[Problem]:
        """What is imperfect but for the shape of the whole, which is never more than a hint."""
        return [*self.document.problems, *self._placed(self.checking.of_records(self.map))]

    # ------------------------------------------------------------------------------------ changes

    @contextmanager
    def transact(self, label: str, merge_key: str = "") -> Iterator[Transaction]:
        """Give a transaction to stage changes in, and commit it on leaving.

        Raises UserError where the map is read-only or the result breaks a rule; nothing is changed
        then. Commits with the same merge key in quick succession are one step of undo.
        """
        self._must_be_editable()
        tx = Transaction(self.map)
        yield tx
        if self.session.talk is not None:
            self.session.talk.join_new(tx)
        self.store.commit(tx.diff(), label, merge_key=merge_key)

    def select(self, *ids: str) -> None:
        """Select these statements and links and nothing else; the last is the focus."""
        self.session.select(ids)

    def fold(self, folds: Iterable[StatementId]) -> None:
        """Fold exactly these; what hides a selected one is selected in its place."""
        session = self.session
        with self.one_arrangement():
            session.fold(folds)
            session.select(in_sight(self.map, session.folded, session.selection))

    def fold_levels(self, folds: Iterable[StatementId]) -> None:
        """Fold exactly these, and put what is left together anew; see `app.levels`."""
        wished, now = frozenset(folds), self.placement if self.arranging.is_settled else None
        folded = self.session.folded
        self._start = self._levels.start_for(self.shown_map, folded, now, wished)
        self.fold(wished)
        self._start = None

    def unfold_all(self) -> None:
        """Unfold all; after an overview everything stands where it stood before."""
        self._start = self._levels.home_for(self.shown_map, frozenset())
        self.fold(())
        self._start = None

    def show(self, *ids: str) -> None:
        """Bring these statements and links out where folds, a branch or a search hide them."""
        session = self.session
        with self.one_arrangement():
            session.look_into(opened_scope(self.map, session.scope, ids))
            session.fold(opened_for(self.map, session.folded, ids))

    def go_to(self, *ids: str) -> None:
        """Select these and nothing else, brought out where they were hidden."""
        with self.one_arrangement():
            self.show(*ids)
            self.select(*ids)

    def undo(self) -> bool:
        """Take back the last step, with the selection of that time; False when there is none."""
        self.commit_draft()
        if self._fresh.can_undo(self.shown_map, self.session.folded):
            self._start = self._fresh.undone()
            self.arrange()
            self._start = None
            return True
        return self._in_sight(self._back_to(-1, self.history.undo))

    def redo(self) -> bool:
        """Do again what was taken back; False when there is nothing."""
        self.commit_draft()
        if self._fresh.can_redo(self.shown_map, self.session.folded):
            self._fresh.redone()
            self.arrange(afresh=True)
            return True
        return self._in_sight(self._back_to(1, self.history.redo))

    def go_to_step(self, position: int) -> None:
        """Undo or redo until so many steps of the history are done, all with one new placement."""
        self.commit_draft()

        def go() -> None:
            with self.one_arrangement():
                self.history.go_to(position)

        self._back_to(position - self.history.position, go)
        self._in_sight(True)

    def tell(self, notice: Notice) -> None:
        """Show people a notice."""
        self.notices.tell(notice)

    # ------------------------------------------------------------------------------------- drafts

    def begin_draft(self, draft: Draft) -> None:
        """Begin to type what the draft describes; raises UserError where it cannot stand."""
        self._must_be_editable()
        self.commit_draft()
        map, id_ = with_draft(self.map, draft)
        if draft.at is not None:
            draft = replace(draft, pin=self.arranging.pin_for(map, id_, draft.at))
        self.session.set_draft(draft)

    def type_draft(self, text: str) -> None:
        """Take the words typed so far, so that the box grows with them."""
        if self.draft is not None:
            self.session.set_draft(replace(self.draft, text=text))

    def commit_draft(self, text: str | None = None) -> StatementId | None:
        """Make the draft part of the map and return its id; without words it is dropped."""
        draft, shown_as = self.draft, self.draft_id
        if draft is None or shown_as is None:
            return None
        words = (draft.text if text is None else text).strip()
        if not words:
            self.drop_draft()
            return None
        with self.one_arrangement():
            self.session.set_draft(None)  # first, or it would be laid over the committed words
            try:
                with self.transact(LABELS[draft.relation]) as tx:
                    id_ = place(tx, draft, words)
                    self.born = self.arranging.born = {id_: shown_as}
            except UserError:
                self.session.set_draft(replace(draft, text=words))
                raise
            self.select(id_)
        self.history.note_session()
        return id_

    def drop_draft(self) -> None:
        """Give up what is being typed; nothing of it stays, and what made room for it goes home."""
        self._back_to(0, lambda: self.session.set_draft(None))

    # -------------------------------------------------------------------------------------- files

    def save(self, path: Path | None = None, agreed: "Agreed | None" = None) -> None:
        """Write the map to its file, or to another one which then becomes its file.

        In another folder the files of sources are pointed to from there. Raises what
        `save_document` raises, unless it is agreed to.
        """
        saving = self.begin_saving(path, agreed)
        try:
            document = saving.written()
        finally:
            self.saving = None
        self.end_saving(saving, document)

    def begin_saving(self, path: Path | None = None, agreed: "Agreed | None" = None) -> Saving:
        """Fix what is to be written; whoever writes it calls `end_saving`, or `give_up_saving`."""
        # Loaded when it is needed: a new map stands before anything of files is.
        from argmap.io.files import Agreed

        self.commit_draft()
        confirmed = self.reading.confirmed(self.map) if self.dirty else self.map
        agreed = agreed or Agreed.NOTHING
        self.saving = Saving(self.document, self.map, confirmed, self.folder, path, agreed)
        return self.saving

    def end_saving(self, saving: Saving, document: "Document") -> None:
        """Take note that a map is in its file; what was changed meanwhile is not."""
        self.saving = None
        self.document = document
        renewed = saving.taken_on(self.map)
        self.store.commit(between(self.map, renewed), "Save", origin=Origin.OUTSIDE)
        self._unsaved.is_saved(document.map, self.map)
        self.reading.refresh()
        self.documents.tell(self.document)

    def give_up_saving(self) -> None:
        """Take note that what was begun came to nothing; the map is unsaved as before."""
        self.saving = None
        self.documents.tell(self.document)

    def replace_by(self, document: "Document", label: str = "Reload") -> None:
        """Take the map of another reading of the file; undo can bring back what was here."""
        self.drop_draft()
        self.document = document
        self.store.commit(between(self.map, document.map), label, origin=Origin.OUTSIDE)
        self._unsaved.is_saved(self.map)
        self.documents.tell(document)

    def read_only_from_now(self, wish: bool) -> None:
        """Let the map only be read, or be changed again."""
        self.drop_draft()
        self.for_reading = wish
        self.documents.tell(self.document)

    # ------------------------------------------------------------------------------------- layout

    def arrange(self, *, afresh: bool = False) -> None:
        """Ask for a placement of what is shown; afresh forgets where things were."""
        session, shown = self.session, self.shown_map
        start = self._part.start_for(self.map, session.scope, self.placement)
        alike = start is None and self._start is not None
        start = start or self._start
        self._arranged = (shown, session.folded)
        self.arranging.arrange(shown, session.folded, afresh=afresh, start=start, alike=alike)
        if shown is self.map and self.is_arranged:
            self._standing.note(session.folded, self.placement)

    def lay_out_afresh(self) -> None:
        """Forget where things were, but for pins; undo brings them back until the next edit."""
        now = self.placement if self.arranging.is_settled else None
        self._fresh.note(self.shown_map, self.session.folded, now)
        self._standing.forget()
        self.arrange(afresh=True)

    def start_from(self, placement: Placement, folded: Iterable[StatementId]) -> bool:
        """Take the placement kept from last time; False where it no longer fits."""
        self.session.fold(id_ for id_ in folded if id_ in self.map.statements)
        if not self.arranging.start_from(placement, self.map, self.session.folded):
            return False
        self._arranged = (self.shown_map, self.session.folded)
        return True

    def sketch(self, placement: Placement, folded: Iterable[StatementId] = ()) -> None:
        """Show where things may stand until they are arranged for the first time."""
        self.session.fold(id_ for id_ in folded if id_ in self.map.statements)
        self._arranged = (self.shown_map, self.session.folded)
        self.arranging.sketch(placement, self.map, self.session.folded)

    # ------------------------------------------------------------------------------------ in step

    def _placed(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        yield from (self.document.placed(problem) for problem in problems)

    def _must_be_editable(self) -> None:
        if self.read_only:
            raise UserError("This map is open for reading only.")

    @contextmanager
    def one_arrangement(self) -> Iterator[None]:
        """Let several changes that people see as one lead to one new placement."""
        outer, self._held = self._held, True
        try:
            yield
        finally:
            self._held = outer
            self._arrange_if_changed()

    def _back_to(self, steps: int, go: Callable[[], Went]) -> Went:
        """Go that many steps through the history, to where everything stood then if it is known."""
        if not any((self.session.scope.top, self.session.scope.hidden)):  # a part stands by itself
            self._start = self._standing.after(steps, self.session.folded)
        try:
            return go()
        finally:
            self._start = None

    def _in_sight(self, done: bool) -> bool:
        """Show what undo selected, if that stands outside of the part that is shown."""
        session = self.session
        session.look_into(opened_scope(self.map, session.scope, session.selection))
        return done

    def _committed(self, commit: Commit) -> None:
        session = self.session
        self._unsaved.note(commit)
        if commit.origin in (Origin.UNDO, Origin.REDO):
            self.retraced = commit.after
        else:
            self._standing.forget_undone()
        with self.one_arrangement():
            session.keep_what_exists(commit.after)
            session.look_into(after_edit(commit.before, commit.after, commit.diff, session.scope))
        if self.session.talk is not None:
            self.session.talk.refresh()
        self._arrange_if_changed()
        self.commits.tell(commit)

    def _session_changed(self) -> None:
        self._arrange_if_changed()

    def _arrange_if_changed(self) -> None:
        if self._arranged is None or self._held:
            return  # nothing was shown yet (the window asks when it is ready), or more is coming
        arranged, folded = self._arranged
        if arranged is not self.shown_map or folded != self.session.folded:
            self.arrange()

    def _show(self) -> tuple[ArgumentMap, Draft | None, ArgumentMap, StatementId | None]:
        map, draft = self.map, self.session.draft
        if self._shown[0] is not map or self._shown[1] != draft:
            shown, id_ = (map, None) if draft is None else with_draft(map, draft)
            self._shown = (map, draft, shown, id_)
        return self._shown


def _short_name(path: Path) -> str:
    return path.stem.removesuffix(".argmap")
