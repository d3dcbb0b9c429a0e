"""The actions of the menu Present: talks begun, stories and steps made and changed.

What is done during a talk is in `actions_talk`; the window binds what needs a screen.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from argmap.app.action import Action
from argmap.app.facts import (
    ANYTHING,
    EDITABLE,
    HAS_PARKED,
    HAS_STATEMENTS,
    HAS_STEP,
    HAS_STORY,
    LINKING,
    MARKING,
    ONLY_STATEMENTS,
    SEVERAL_STORIES,
    STATEMENT,
    TYPING,
)
from argmap.app.selection import selected_statements
from argmap.app.storytelling import (
    begin_talk,
    duplicate_story,
    make_story,
    move_story,
    new_story,
    on_step,
    plan_as_told,
    remove_story,
    step_of,
    story_from_selection,
    toggle_marking,
    toggle_selection,
)
from argmap.edit.capture import park_statements
from argmap.edit.story_plans import Plan

if TYPE_CHECKING:
    from argmap.app.editor import Editor

_FREE = EDITABLE & ~TYPING & ~LINKING
_MENU = "Present"
_PLANS = "Present/Make a story"
_STEP = "Present/Step"
_STORY = "Present/Story"


def _on_step(verb: str) -> Callable[["Editor"], None]:
    return lambda editor: on_step(editor, verb)


def _new_story(editor: "Editor") -> None:
    new_story(editor, "Story")


def _park(editor: "Editor") -> None:
    with editor.transact("Put aside for later") as tx:
        park_statements(tx, selected_statements(editor))


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


_EXPORTS = tuple(
    Action(
        f"story.export-{name}",
        title,
        help_,
        "Present/Export the story",
        part=part,
        when=HAS_STORY,
        words=("print", "pdf", "handout", "slides", "png", "html", "browser", "powerpoint", "pptx"),
    )
    for part, name, title, help_ in (
        (0, "slides", "Slides…", "Makes a PDF with a page for every step, as it is shown."),
        (0, "deck", "Slide deck…", "Makes a PPTX of native shapes, with notes, to edit further."),
        (1, "handout", "Handout…", "Makes a PDF of several steps to a page, with notes or lines."),
        (2, "page", "Web page…", "Makes one page for browsers, to step through without argmap."),
        (2, "page-notes", "Web page with notes…", "Makes a page that holds all notes as well."),
        (2, "pictures", "Numbered pictures…", "Makes a PNG of every step, in a folder."),
    )
)

_MARKS = tuple(
    Action(
        f"story.mark-{field}",
        title,
        help_,
        _STEP,
        keys=(key,) if key else (),
        when=HAS_STEP & _FREE,
        checked=MARKING[field],
        run=partial(toggle_marking, field=field),
        words=("click", "boxes", "slide", "story"),
    )
    for field, title, key, help_ in (
        (
            "reveal",
            "Bring up by clicking",
            "Ctrl+F8",
            "Lets clicks on boxes say what the chosen step brings up; Esc ends that.",
        ),
        (
            "hide",
            "Take away by clicking",
            "",
            "Lets clicks on boxes say what the chosen step takes away again; Esc ends that.",
        ),
        (
            "focus",
            "Look at by clicking",
            "Ctrl+Shift+F8",
            "Lets clicks on boxes and links say what the chosen step looks at; Esc ends that.",
        ),
    )
)

STORY_ACTIONS = (
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
    *_MARKS,
    Action(
        "story.camera-from-view",
        "Look where the window looks",
        "Lets the chosen step look at the very place that the window shows now.",
        _STEP,
        when=HAS_STEP & _FREE,
        words=("camera", "view", "zoom", "free"),
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
        "story.earlier",
        "Move story earlier",
        "Puts the chosen story one place earlier; a map just opened presents its first.",
        _STORY,
        when=SEVERAL_STORIES & _FREE,
        run=partial(move_story, by=-1),
        words=("reorder", "first", "default"),
    ),
    Action(
        "story.later",
        "Move story later",
        "Puts the chosen story one place later among the stories of the map.",
        _STORY,
        when=SEVERAL_STORIES & _FREE,
        run=partial(move_story, by=1),
        words=("reorder",),
    ),
    Action(
        "story.plan-as-told",
        "Plan the minutes as they were",
        "Plans for each step the minutes that it took when the story was told last.",
        _STORY,
        when=HAS_STORY & _FREE,
        run=plan_as_told,
        words=("rehearsal", "timing", "minutes"),
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
)
