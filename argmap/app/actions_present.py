"""The actions of the menu Present: stories and steps, and everything that can be done in a talk.

The keys of a talk act in its windows only, where nothing is typed; the window binds what it must.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from argmap.app.action import Action, Context
from argmap.app.facts import (
    ANYTHING,
    CAN_UNDO,
    EDITABLE,
    HAS_PARKED,
    HAS_STATEMENTS,
    HAS_STEP,
    HAS_STORY,
    LINKING,
    ONLY_STATEMENTS,
    STATEMENT,
    TALKING,
    TYPING,
)
from argmap.app.selection import selected_statements
from argmap.app.storytelling import (
    begin_talk,
    duplicate_story,
    end_talk,
    make_story,
    new_story,
    on_step,
    remove_story,
    step_of,
    story_from_selection,
    toggle_selection,
)
from argmap.app.talk import PARKING, POLL, WORDING, Blank, Pointing, Sheet, Talk
from argmap.edit.capture import Contribution, park_statements
from argmap.edit.story_plans import Plan

if TYPE_CHECKING:
    from argmap.app.editor import Editor

_FREE = EDITABLE & ~TYPING & ~LINKING
_MENU = "Present"
_PLANS = "Present/Make a story"
_STEP = "Present/Step"
_STORY = "Present/Story"
_TALK = "Present/During a talk"


def _on_step(verb: str) -> Callable[["Editor"], None]:
    return lambda editor: on_step(editor, verb)


def _in_talk(work: Callable[[Talk], object]) -> Callable[["Editor"], None]:
    def run(editor: "Editor") -> None:
        if editor.session.talk is not None:
            work(editor.session.talk)

    return run


def _leave(editor: "Editor") -> None:
    if editor.session.talk is not None and not editor.session.talk.leave():
        end_talk(editor)


def _new_story(editor: "Editor") -> None:
    new_story(editor, "Story")


def _park(editor: "Editor") -> None:
    with editor.transact("Put aside for later") as tx:
        park_statements(tx, selected_statements(editor))


def _undo(editor: "Editor") -> None:
    editor.undo()


def _make(plan: Plan, title: str, help_: str) -> Action:
    return Action(
        f"story.{plan}",
        title,
        help_,
        _PLANS,
        when=HAS_STATEMENTS & _FREE,
        run=partial(make_story, plan=plan),
        words=("generate", "slides", "order"),
    )


def _talk(
    part: int, name: str, title: str, help_: str, work: Callable[[Talk], object], *keys: str
) -> Action:
    return Action(
        f"talk.{name}",
        title,
        help_,
        _TALK,
        part=part,
        keys=keys,
        context=Context.TALK,
        when=TALKING,
        run=_in_talk(work),
        words=("present", "clicker"),
    )


def _capture(what: Contribution, key: str) -> Action:
    called = f"{'an' if what[0] in 'ou' else 'a'} {what}"
    return _talk(
        4,
        f"capture-{what}",
        f"Take down {called}",
        f"Takes what somebody says into the map, as {called}.",
        lambda talk: talk.capture(what.value),
        key,
    )


_EXPORTS = tuple(
    Action(
        f"story.export-{name}",
        title,
        help_,
        "Present/Export the story",
        part=part,
        when=HAS_STORY,
        words=("print", "pdf", "handout", "slides", "png"),
    )
    for part, name, title, help_ in (
        (0, "slides", "Slides…", "Makes a PDF with a page for every step, as it is shown."),
        (1, "handout-1", "Handout, one to a page…", "Makes a PDF of steps with their notes."),
        (1, "handout-2", "Handout, two to a page…", "Makes a PDF of steps with their notes."),
        (1, "handout-4", "Handout, four to a page…", "Makes a PDF of steps with their notes."),
        (1, "handout-6", "Handout, six to a page…", "Makes a PDF of steps with their notes."),
        (2, "pictures", "Numbered pictures…", "Makes a PNG of every step, in a folder."),
    )
)

PRESENT_ACTIONS = (
    Action(
        "present.start",
        "Present from the start",
        "Shows the story step by step on the whole screen.",
        _MENU,
        keys=("F5",),
        when=HAS_STATEMENTS & ~LINKING,
        run=begin_talk,
        words=("slide show", "talk", "projector", "seminar"),
    ),
    Action(
        "present.from-here",
        "Present from here",
        "Shows the story from the chosen step, or from the one that brings up the selection.",
        _MENU,
        keys=("Shift+F5",),
        when=HAS_STATEMENTS & ~LINKING,
        run=partial(begin_talk, from_here=True),
        words=("slide show", "talk", "projector", "seminar"),
    ),
    Action(
        "story.step-from-selection",
        "New step from the selection",
        "Adds a step that brings up what is selected, or looks at it where it is up already.",
        _MENU,
        part=1,
        keys=("F7",),
        when=STATEMENT & _FREE,
        run=lambda editor: step_of(editor, selected_statements(editor)),
        words=("slide", "story"),
    ),
    Action(
        "story.step-from-view",
        "New step from what is seen",
        "Adds a step that brings up what the window shows now.",
        _MENU,
        part=1,
        keys=("Shift+F7",),
        when=HAS_STATEMENTS & _FREE,
        words=("slide", "story", "camera"),
    ),
    Action(
        "story.place-parked",
        "Place what was taken down…",
        "Gives a statement that was taken down for later its place, under the selected one.",
        _MENU,
        part=2,
        when=HAS_PARKED & _FREE,
        words=("parking lot", "later", "seminar", "unpark"),
    ),
    Action(
        "story.park",
        "Put aside for later",
        "Takes the selected statements out of the map and keeps them for later.",
        _MENU,
        part=2,
        when=ONLY_STATEMENTS & _FREE,
        run=_park,
        words=("parking lot", "park"),
    ),
    _make(
        Plan.CONCLUSION_FIRST,
        "Conclusion first",
        "Makes a story that begins with the main claim and goes down to the reasons.",
    ),
    _make(
        Plan.PREMISES_FIRST,
        "Premises first",
        "Makes a story that begins with the reasons and ends with the main claim.",
    ),
    _make(
        Plan.OBJECTIONS,
        "Objections and replies",
        "Makes a story that makes the case first, then tells each objection with its replies.",
    ),
    _make(
        Plan.DOCUMENT_ORDER,
        "In the order of the documents",
        "Makes a story that follows the passages of the documents.",
    ),
    Action(
        "story.from-selection",
        "From the selection",
        "Makes a story with a step for each selected statement, in the order of the selection.",
        _PLANS,
        part=1,
        when=ONLY_STATEMENTS & _FREE,
        run=story_from_selection,
        words=("generate", "slides"),
    ),
    Action(
        "story.new",
        "Empty story",
        "Adds a story without steps.",
        _PLANS,
        part=2,
        when=_FREE,
        run=_new_story,
        words=("slides",),
    ),
    Action(
        "story.toggle-reveal",
        "Bring up the selection",
        "Lets the chosen step bring up what is selected, or no more.",
        _STEP,
        keys=("F8",),
        when=HAS_STEP & ONLY_STATEMENTS & _FREE,
        run=partial(toggle_selection, name="reveal"),
        words=("reveal", "show", "slide"),
    ),
    Action(
        "story.toggle-focus",
        "Look at the selection",
        "Lets the chosen step look at what is selected, or no more.",
        _STEP,
        keys=("Shift+F8",),
        when=HAS_STEP & ANYTHING & _FREE,
        run=partial(toggle_selection, name="focus"),
        words=("focus", "highlight", "slide"),
    ),
    Action(
        "story.duplicate-step",
        "Duplicate step",
        "Copies the chosen step.",
        _STEP,
        part=1,
        when=HAS_STEP & _FREE,
        run=_on_step("duplicate"),
        words=("slide", "copy"),
    ),
    Action(
        "story.step-earlier",
        "Move step earlier",
        "Tells the chosen step one place earlier.",
        _STEP,
        part=1,
        when=HAS_STEP & _FREE,
        run=_on_step("earlier"),
        words=("slide", "reorder"),
    ),
    Action(
        "story.step-later",
        "Move step later",
        "Tells the chosen step one place later.",
        _STEP,
        part=1,
        when=HAS_STEP & _FREE,
        run=_on_step("later"),
        words=("slide", "reorder"),
    ),
    Action(
        "story.remove-step",
        "Remove step",
        "Takes the chosen step out of the story; the map stays as it is.",
        _STEP,
        part=2,
        when=HAS_STEP & _FREE,
        run=_on_step("remove"),
        words=("slide", "delete"),
    ),
    Action(
        "story.duplicate",
        "Duplicate story",
        "Copies the chosen story.",
        _STORY,
        when=HAS_STORY & _FREE,
        run=duplicate_story,
        words=("slides", "copy"),
    ),
    Action(
        "story.remove",
        "Remove story",
        "Takes the chosen story out of the map; the map stays as it is.",
        _STORY,
        when=HAS_STORY & _FREE,
        run=remove_story,
        words=("slides", "delete"),
    ),
    *_EXPORTS,
    _talk(
        0,
        "next",
        "Next step",
        "Goes on to the next step.",
        Talk.next,
        *("Right", "Down", "Space", "PgDown", "N"),
    ),
    _talk(
        0,
        "back",
        "Step before",
        "Goes back to the step before.",
        Talk.back,
        *("Left", "Up", "Backspace", "PgUp", "P"),
    ),
    _talk(0, "first", "First step", "Goes to the first step.", lambda talk: talk.go_to(0), "Home"),
    _talk(0, "last", "Last step", "Goes to the last step.", Talk.last, "End"),
    _talk(
        0,
        "enter",
        "Go to the typed number",
        "Goes to the step whose number was typed, or on where none was.",
        Talk.enter,
        *("Return", "Enter"),
    ),
    _talk(
        1,
        "overview",
        "All steps",
        "Shows all steps to choose one from.",
        lambda talk: talk.lay(Sheet.OVERVIEW),
        *("Tab", "D", "G"),
    ),
    _talk(
        1,
        "whole-map",
        "Whole map",
        "Shows the whole map, and then the step again.",
        Talk.show_whole_map,
        "F",
    ),
    _talk(
        2,
        "black",
        "Black screen",
        "Shows the audience nothing, in black.",
        lambda talk: talk.cover(Blank.BLACK),
        *("B", "."),
    ),
    _talk(
        2,
        "white",
        "White screen",
        "Shows the audience nothing, in white.",
        lambda talk: talk.cover(Blank.WHITE),
        *("W", ","),
    ),
    _talk(
        3,
        "laser",
        "Laser pointer",
        "Points with a red dot whose trail fades; holding Ctrl does so for a moment.",
        lambda talk: talk.point(Pointing.LASER),
        "L",
    ),
    _talk(
        3,
        "spotlight",
        "Spotlight",
        "Darkens all but what is around the pointer.",
        lambda talk: talk.point(Pointing.SPOTLIGHT),
        "M",
    ),
    _capture(Contribution.OBJECTION, "O"),
    _capture(Contribution.SUPPORT, "S"),
    _capture(Contribution.UNDERCUT, "U"),
    _capture(Contribution.QUESTION, "Q"),
    _talk(
        4,
        "park",
        "Take down for later",
        "Takes down what somebody says and has no place in the map yet.",
        lambda talk: talk.capture(PARKING),
        "K",
    ),
    _talk(
        4,
        "reword",
        "Change the words",
        "Gives what is told other words, in the map and before the room.",
        lambda talk: talk.capture(WORDING),
        "E",
    ),
    Action(
        "talk.undo",
        "Take back",
        "Takes back what was last taken down or changed.",
        _TALK,
        part=4,
        keys=("Ctrl+Z",),
        context=Context.TALK,
        when=TALKING & CAN_UNDO,
        run=_undo,
        words=("undo",),
    ),
    _talk(
        4,
        "poll",
        "Count hands",
        "Takes down how many agree, are unsure, or disagree: with the statement told, or as the "
        "step says.",
        lambda talk: talk.capture(POLL),
        "A",
    ),
    _talk(
        5,
        "pause-clock",
        "Pause the clock",
        "Stops the clock of the talk, or lets it go on.",
        Talk.pause,
        "T",
    ),
    _talk(5, "reset-clock", "Reset the clock", "Sets the clock to nothing.", Talk.reset, "R"),
    _talk(
        5,
        "swap-screens",
        "Swap screens",
        "Lets the audience's window and the presenter's change their screens.",
        Talk.swap,
        "X",
    ),
    _talk(
        6,
        "keys",
        "Keys of a talk",
        "Shows the keys that act during a talk.",
        lambda talk: talk.lay(Sheet.HELP),
        *("H", "?"),
    ),
    Action(
        "talk.end",
        "End the talk",
        "Takes off what covers the step; then ends the talk.",
        _TALK,
        part=6,
        keys=("Esc",),
        context=Context.TALK,
        when=TALKING,
        run=_leave,
        words=("stop", "present", "close"),
    ),
)
