"""Any sequence of edits, undo and redo, from any map: what must hold after every step."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from argmap.edit import statements
from argmap.edit.history import History, SessionOf
from argmap.edit.store import Store
from argmap.edit.transaction import Transaction
from argmap.model.argmap import ArgumentMap
from argmap.model.diff import between
from argmap.model.errors import UserError
from argmap.model.rules import MUST_HOLD, problems
from tests.builders import same
from tests.strategies import edits, maps, nasty_texts

try:
    from argmap.io.yaml_read import read_text
    from argmap.io.yaml_write import canonical
except ImportError:
    canonical = read_text = None

try:
    from argmap.io.yaml_splice import spliced
except ImportError:
    spliced = None


class Editing(RuleBasedStateMachine):
    """The oracle is the list of all values the map has had; undo and redo walk along it."""

    @initialize(map=maps())
    def open(self, map):
        self.store = Store(map)
        self.now = 0.0
        self.selected = ""
        self.history = History(
            self.store,
            clock=lambda: self.now,
            session_of=SessionOf(lambda: self.selected, self._select),
        )
        self.commits = []
        self.store.subscribe(self.commits.append)
        self.values = [map]
        self.selections = [""]
        self.saved = None

    def _select(self, selected):
        self.selected = selected

    def _took(self, label, merge_key="", *, transaction):
        before = self.store.map
        commit = self.store.commit(transaction.diff(), label, merge_key=merge_key)
        if commit is None:
            assert same(transaction.map, before)
            return
        assert same(commit.after, transaction.map)
        assert same(commit.diff.inverted().applied(commit.after), before)
        assert commit.diff.inverted().inverted() == commit.diff
        assert between(before, commit.after) == commit.diff
        del self.values[self.history.position :]
        del self.selections[self.history.position :]
        self.values.append(commit.after)
        self.selections.append(self.selected)
        self.selected = f"after {len(self.commits)}"

    @rule(data=st.data())
    def edit(self, data):
        self.now += 2
        verb, arguments = data.draw(edits(self.store.map))
        transaction = Transaction(self.store.map)
        try:
            verb(transaction, *arguments)
        except UserError as error:
            assert str(error).endswith(".")  # noqa: PT017 - a refusal is a sentence
            return
        self._took(verb.__name__, transaction=transaction)

    @precondition(lambda self: self.store.map.statements)
    @rule(texts=st.lists(nasty_texts(), max_size=3), data=st.data())
    def type_on(self, texts, data):
        """Words typed without a pause are one entry."""
        self.now += 2
        id_ = data.draw(st.sampled_from(list(self.store.map.statements)))
        before, selected, told = self.store.map, self.selected, len(self.commits)
        for text in texts:
            self.now += 0.3
            transaction = Transaction(self.store.map)
            try:
                statements.set_text(transaction, id_, text)
            except UserError:
                continue
            self.store.commit(transaction.diff(), "type", merge_key=f"text {id_}")
        if len(self.commits) == told:
            return
        kept = self.history.position + (self.store.map == before)
        self.values[kept:] = [] if self.store.map == before else [self.store.map]
        self.selections[kept:] = [] if self.store.map == before else [selected]

    @rule()
    def undo(self):
        position = self.history.position
        assert self.history.undo() is (position > 0)
        assert not position or self.selected == self.selections[position]

    @rule()
    def redo(self):
        undone = self.history.position < len(self.history.entries)
        assert self.history.redo() is undone

    @rule(data=st.data())
    def go_to(self, data):
        self.history.go_to(data.draw(st.integers(0, len(self.history.entries))))

    @rule()
    def there_and_back(self):
        """Undo all the way gives the first value, redo all the way the last."""
        self.history.go_to(0)
        assert same(self.store.map, self.values[0])
        self.history.go_to(len(self.history.entries))
        assert same(self.store.map, self.values[-1])

    @precondition(lambda self: canonical is not None)
    @rule()
    def save_and_load(self):
        """What is written is what is read, and writing that again changes no byte."""
        text = canonical(self.store.map)
        reading = read_text(text)
        assert reading.map == self.store.map
        assert not reading.set_aside
        assert canonical(reading.map) == text
        if self.saved is not None and spliced is not None:
            earlier_text, earlier = self.saved
            done = spliced(earlier_text, earlier, self.store.map)
            text = done.text
            assert read_text(text).map == self.store.map
            assert not done.rewritten
        self.saved = text, self.store.map

    @invariant()
    def nothing_is_broken(self):
        wrong = [problem for problem in problems(self.store.map) if problem.code in MUST_HOLD]
        assert wrong == []

    @invariant()
    def questions_alone_are_answered(self):
        codes = {problem.code for problem in problems(self.store.map)}
        assert "answers-without-question" not in codes
        assert "unknown-pin" not in codes

    @invariant()
    def history_and_values_agree(self):
        assert len(self.history.entries) == len(self.values) - 1
        assert same(self.store.map, self.values[self.history.position])
        assert self.history.misfits == []

    @invariant()
    def look_ups_are_as_if_made_afresh(self):
        assert same(self.store.map, ArgumentMap(**self.store.map.__getstate__()))

    @invariant()
    def everything_is_told(self):
        assert self.store.revision == len(self.commits)
        if self.commits:
            assert self.commits[-1].after is self.store.map


Editing.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestEditing = Editing.TestCase
