"""Work on stories in one open map: which step is meant, steps from the selection, talks begun.

What the actions of the menu Present and the story strip have in common.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from argmap.app.messages import Notice
from argmap.app.rehearsal import plan_from_times, times_of
from argmap.app.selection import selected_statements
from argmap.app.session import ChosenStep
from argmap.app.talk import Talk
from argmap.edit import stories
from argmap.edit.capture import Said, capture, park
from argmap.edit.polls import add_poll
from argmap.edit.statements import set_text
from argmap.edit.story_plans import Plan, planned, step_by_step, title_of
from argmap.edit.transaction import Transaction
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.polling import is_stale
from argmap.model.records import Poll, StatementId, Step, StoryId
from argmap.model.story_words import ANSWERS, PollWish, Scale, counts_of, poll_of
from argmap.model.telling import revealed

if TYPE_CHECKING:
    from argmap.app.editor import Editor

PLAN_TITLES = {
    Plan.CONCLUSION_FIRST: "Conclusion first",
    Plan.PREMISES_FIRST: "Premises first",
    Plan.OBJECTIONS: "Objections and replies",
    Plan.DOCUMENT_ORDER: "In the order of the documents",
}


def chosen_step(editor: "Editor") -> ChosenStep | None:
    """Return the step that is worked on; where none was chosen, the first story without a step."""
    if editor.session.step is not None and editor.session.step.story in editor.map.stories:
        return editor.session.step
    first = next(iter(editor.map.stories), None)
    return ChosenStep(first) if first is not None else None


def the_chosen_step(editor: "Editor") -> ChosenStep:
    """Return the step that is worked on; UserError where none is."""
    chosen = chosen_step(editor)
    if chosen is None or chosen.at < 0:
        raise UserError("Choose a step in the story strip first.")
    return chosen


# ------------------------------------------------------------------------------- stories and steps


def new_story(editor: "Editor", title: str, steps: Sequence[Step] = (), label: str = "") -> StoryId:
    """Add a story and work on it."""
    with editor.transact(label or "New story") as tx:
        id_ = stories.add_story(tx, title, steps)
    editor.session.choose_step(ChosenStep(id_, 0 if steps else -1))
    made = {0: "An empty story was made.", 1: "A story of one step was made."}
    words = made.get(len(steps), f"A story of {len(steps)} steps was made.")
    editor.tell(Notice(words, action="view.story"))
    return id_


def make_story(editor: "Editor", plan: Plan) -> None:
    """Make a whole story of the map by a plan."""
    new_story(editor, PLAN_TITLES[plan], planned(editor.map, plan), "Make a story")


def story_from_selection(editor: "Editor") -> None:
    """Make a story with a step for each selected statement, in the order of the selection."""
    steps = step_by_step(editor.map, selected_statements(editor))
    new_story(editor, "My selection", steps, "Make a story")


def step_of(editor: "Editor", ids: Iterable[StatementId]) -> None:
    """Add a step behind the chosen one that shows these statements: reveals them or looks at them.

    Where the map has no story one is made.
    """
    wanted = tuple(dict.fromkeys(ids))
    if not wanted:
        raise UserError("Select the statements that the step should show.")
    chosen = chosen_step(editor)
    with editor.transact("Add a step") as tx:
        story = chosen.story if chosen is not None else stories.add_story(tx, "Story")
        held = tx.map.stories[story]
        at = len(held.steps) if chosen is None or chosen.at < 0 else chosen.at + 1
        there = revealed(tx.map, held, at - 1)
        new = [id_ for id_ in wanted if id_ not in there]
        fields: dict[str, object] = {"title": title_of(tx.map, (new or wanted)[0]), "reveal": new}
        if len(new) < len(wanted):
            fields["focus"] = wanted
        at = stories.add_step(tx, story, at, **fields)
    editor.session.choose_step(ChosenStep(story, at))


def on_step(editor: "Editor", verb: str) -> None:
    """Duplicate, remove or move the chosen step: `duplicate`, `remove`, `earlier`, `later`."""
    chosen = the_chosen_step(editor)
    with editor.transact(_LABELS[verb]) as tx:
        at = _on_step(tx, verb, chosen)
    left = len(editor.map.stories[chosen.story].steps)
    editor.session.choose_step(ChosenStep(chosen.story, min(at, left - 1)))


def remove_story(editor: "Editor") -> None:
    """Remove the chosen story."""
    chosen = _in_chosen_story(editor)
    with editor.transact("Remove story") as tx:
        stories.remove_story(tx, chosen.story)


def duplicate_story(editor: "Editor") -> None:
    """Copy the chosen story and work on the copy."""
    chosen = _in_chosen_story(editor)
    with editor.transact("Duplicate story") as tx:
        copy = stories.duplicate_story(tx, chosen.story)
    editor.session.choose_step(ChosenStep(copy, chosen.at))


def move_story(editor: "Editor", by: int) -> None:
    """Put the chosen story earlier (by less than 0) or later among the stories, as far as it goes.

    The first story is the one that is presented where none was chosen.
    """
    chosen = _in_chosen_story(editor)
    place = list(editor.map.stories).index(chosen.story)
    with editor.transact("Move story") as tx:
        stories.move_story(tx, chosen.story, max(place + by, 0))
    editor.session.choose_step(chosen)


def toggle_selection(editor: "Editor", name: str) -> None:
    """Add the selection to what the chosen step reveals or looks at, or take it out."""
    chosen = the_chosen_step(editor)
    ids = editor.session.selection if name == "focus" else selected_statements(editor)
    if not ids:
        raise UserError("Select the statements that the step should show.")
    with editor.transact("Change what a step shows") as tx:
        stories.toggle_in_step(tx, chosen.story, chosen.at, name, ids)


def set_in_step(editor: "Editor", field: str, value: object) -> None:
    """Set a field of the chosen step."""
    chosen = the_chosen_step(editor)
    with editor.transact("Change step") as tx:
        stories.set_step_field(tx, chosen.story, chosen.at, field, value)


def toggle_marking(editor: "Editor", field: str) -> None:
    """Let clicks on boxes set what the chosen step reveals, hides or looks at; or no more."""
    the_chosen_step(editor)
    editor.session.mark("" if editor.session.marking == field else field)


def mark_in_step(editor: "Editor", field: str, id_: str) -> None:
    """Add one thing to what the chosen step reveals, hides or looks at, or take it out."""
    chosen = the_chosen_step(editor)
    with editor.transact("Change what a step shows") as tx:
        stories.toggle_in_step(tx, chosen.story, chosen.at, field, [id_])


def _in_chosen_story(editor: "Editor") -> ChosenStep:
    """Return the chosen step, or the place before the first of the chosen story."""
    if (chosen := chosen_step(editor)) is None:
        raise UserError("The map has no story.")
    return chosen


def _on_step(tx: Transaction, verb: str, chosen: ChosenStep) -> int:
    match verb:
        case "duplicate":
            return stories.duplicate_step(tx, chosen.story, chosen.at)
        case "earlier":
            return stories.move_step(tx, chosen.story, chosen.at, chosen.at - 1)
        case "later":
            return stories.move_step(tx, chosen.story, chosen.at, chosen.at + 1)
        case _:
            stories.remove_step(tx, chosen.story, chosen.at)
            return chosen.at


_LABELS = {
    "duplicate": "Duplicate step",
    "remove": "Remove step",
    "earlier": "Move step",
    "later": "Move step",
}

# ------------------------------------------------------------------------------------------- talks


def begin_talk(editor: "Editor", *, from_here: bool = False) -> None:
    """Begin to present the chosen story, from its first step or from here.

    Here is the chosen step, or else the one that brings up what is selected. Without a story one is
    offered.
    """
    editor.commit_draft()
    editor.session.mark("")
    chosen = chosen_step(editor)
    if chosen is None:
        words = "This map has no story yet. One can be made of it, the conclusion first."
        editor.tell(Notice(words, action="story.conclusion-first"))
        return
    at = max(chosen.at, 0) if from_here else 0
    if from_here and chosen.at < 0:
        at = _step_with(editor.map, chosen.story, editor.session.focus)
    editor.session.set_talk(Talk(lambda: editor.map, chosen.story, at))


def end_talk(editor: "Editor") -> None:
    """End the talk; the step at which it ended is the chosen one."""
    talk = editor.session.talk
    if talk is None:
        return
    if times := times_of(talk):
        editor.session.remember_times(talk.story_id, times)
    editor.session.set_talk(None)
    if talk.story_id in editor.map.stories:
        editor.session.choose_step(ChosenStep(talk.story_id, talk.at))


def plan_as_told(editor: "Editor") -> None:
    """Plan for each step of the chosen story the minutes that it took last time."""
    if (chosen := chosen_step(editor)) is None:
        raise UserError("The map has no story.")
    times = editor.session.told_times.get(chosen.story, {})
    plan_from_times(editor, editor.map.stories[chosen.story], times)


def take_in(editor: "Editor", said: Said) -> StatementId:
    """Take what somebody said into the map; in a talk it joins the step that is told."""
    with editor.transact(f"Take in {_WITH_ARTICLE[said.what.value]}") as tx:
        id_ = capture(tx, said)
    editor.history.note_session()
    return id_


_WITH_ARTICLE = {
    "objection": "an objection",
    "support": "a support",
    "undercut": "an undercut",
    "question": "a question",
}


def reword(editor: "Editor", id_: str, text: str) -> None:
    """Give a statement other words, or a link another label."""
    with editor.transact("Change text") as tx:
        set_text(tx, id_, text)
    editor.history.note_session()


def take_down(editor: "Editor", text: str, speaker: str) -> StatementId:
    """Park what somebody said until it has a place in the map."""
    with editor.transact("Take down for later") as tx:
        id_ = park(tx, text, speaker)
    editor.history.note_session()
    return id_


def asked_in(talk: Talk) -> PollWish:
    """Return the show of hands that a step asks for; where it asks for none, one on its target."""
    wish = poll_of(talk.step)
    if wish is not None and talk.told.map.node(wish.target) is not None and not talk.chosen:
        return wish
    return PollWish(talk.target, wish.scale if wish is not None else Scale.AGREE)


def take_poll(editor: "Editor", wish: PollWish, counts: Mapping[str, int], date: str) -> str:
    """Keep the counts of a show of hands; return what to say of it, and of the one before."""
    earlier = [poll for poll in editor.map.polls.values() if poll.target == wish.target]
    with editor.transact("Count hands") as tx:
        id_ = add_poll(tx, wish.target, counts, wish.scale, wish.when, date)
    editor.history.note_session()
    words = _said(editor.map.polls[id_])
    if earlier and not is_stale(editor.map, earlier[-1]):
        words += f"; last time {_said(earlier[-1])}"
    return words


def _said(poll: Poll) -> str:
    counts = counts_of(poll)
    if poll.scale == Scale.PERCENT:
        return ", ".join(f"{answer} %" for answer in counts)
    return ", ".join(f"{counts[answer]} {answer}" for answer in ANSWERS if answer in counts)


def _step_with(map: ArgumentMap, story: StoryId, id_: str) -> int:
    steps = map.stories[story].steps
    return next((at for at, step in enumerate(steps) if id_ in step.reveal), 0)
