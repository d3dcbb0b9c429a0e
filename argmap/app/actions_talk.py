"""The actions of a talk: going through the steps, covering them, pointing, what the room says.

Their keys act in the windows of a talk only, where nothing is typed.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from argmap.app.action import Action, Context
from argmap.app.facts import CAN_UNDO, EDITABLE, TALKING
from argmap.app.storytelling import end_talk
from argmap.app.talk import PARKING, POLL, WORDING, Blank, Pointing, Sheet, Talk
from argmap.app.when import When
from argmap.edit.capture import Contribution

if TYPE_CHECKING:
    from argmap.app.editor import Editor

_MENU = "Present/During a talk"


def _in_talk(work: Callable[[Talk], object]) -> Callable[["Editor"], None]:
    def run(editor: "Editor") -> None:
        if editor.session.talk is not None:
            work(editor.session.talk)

    return run


def _leave(editor: "Editor") -> None:
    if editor.session.talk is not None and not editor.session.talk.leave():
        end_talk(editor)


def _undo(editor: "Editor") -> None:
    editor.undo()


def _talk(
    part: int,
    name: str,
    title: str,
    help_: str,
    work: Callable[[Talk], object],
    *keys: str,
    when: When = TALKING,
) -> Action:
    return Action(
        f"talk.{name}",
        title,
        help_,
        _MENU,
        part=part,
        keys=keys,
        context=Context.TALK,
        when=when,
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


TALK_ACTIONS = (
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
        "edit",
        "Edit before the room",
        "Unlocks the map on the audience's screen for all keys and gestures of the map, or locks "
        "it.",
        Talk.edit,
        "E",
        when=TALKING & EDITABLE,
    ),
    _talk(
        4,
        "reword",
        "Change the words",
        "Gives what is told other words, in the map and before the room.",
        lambda talk: talk.capture(WORDING),
        "F2",
        when=TALKING & EDITABLE,
    ),
    Action(
        "talk.undo",
        "Take back",
        "Takes back what was last taken down or changed.",
        _MENU,
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
        4,
        "bars",
        "Counts as bars",
        "Draws the counts of hands beside what was asked, or hides them.",
        Talk.show_bars,
        "V",
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
        "by-itself",
        "Go on by itself",
        "Goes on at the times planned for the steps, over and over; or no more.",
        Talk.go_by_itself,
        "I",
    ),
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
        _MENU,
        part=6,
        keys=("Esc",),
        context=Context.TALK,
        when=TALKING,
        run=_leave,
        words=("stop", "present", "close"),
    ),
)
