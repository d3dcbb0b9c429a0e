"""The one table of everything a person can do, in the order of the menus, and how one is run."""

from typing import TYPE_CHECKING

from argmap.app.action import Action
from argmap.app.actions_arrange import ARRANGE_ACTIONS
from argmap.app.actions_document import DOCUMENT_ACTIONS
from argmap.app.actions_edit import EDIT_ACTIONS
from argmap.app.actions_file import FILE_ACTIONS, HELP_ACTIONS
from argmap.app.actions_insert import INSERT_ACTIONS
from argmap.app.actions_story import STORY_ACTIONS
from argmap.app.actions_talk import TALK_ACTIONS
from argmap.app.actions_view import VIEW_ACTIONS
from argmap.app.actions_way import WAY_ACTIONS
from argmap.app.facts import facts_of
from argmap.app.messages import Notice, Tone, refusal
from argmap.model.errors import UserError

if TYPE_CHECKING:
    from argmap.app.editor import Editor

ACTIONS: tuple[Action, ...] = (
    *FILE_ACTIONS,
    *EDIT_ACTIONS,
    *INSERT_ACTIONS,
    *DOCUMENT_ACTIONS,
    *ARRANGE_ACTIONS,
    *VIEW_ACTIONS,
    *WAY_ACTIONS,
    *STORY_ACTIONS,
    *TALK_ACTIONS,
    *HELP_ACTIONS,
)

BY_ID = {action.id: action for action in ACTIONS}


def run(action: Action, editor: "Editor") -> bool:
    """Run an action that needs no screen; what cannot be done is told as a notice.

    This is the one place where a UserError of an action becomes a notice. Returns whether it ran.
    """
    if action.run is None:
        raise ValueError(f"{action.id} needs a screen")
    if reason := action.when.why_not(facts_of(editor)):
        editor.tell(Notice(reason, Tone.REFUSAL))
        return False
    try:
        action.run(editor)
    except UserError as error:
        editor.tell(refusal(error))
        return False
    editor.history.note_session()
    return True
