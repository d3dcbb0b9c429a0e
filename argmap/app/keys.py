"""Which keys an action has: the person's own, else those of the chosen profile, else the defaults.

A profile lists only what differs from the defaults, so that hands used to another program find its
keys; where that program has no such action, the default stays.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argmap.app.action import Action

Keys = tuple[str, ...]
Overrides = Mapping[str, Keys]

PROFILES: Mapping[str, Overrides] = {
    "default": {},
    "MindMup": {
        "insert.support": ("Tab", "Insert", "+"),
        "insert.above": ("Shift+Tab", "Ctrl+Return", "Ctrl+Enter"),
        "edit.text": ("F2", "Space"),
        "arrange.fold": ("F", "/"),
        "arrange.reveal": ("Shift+F",),
    },
    "Freeplane": {
        "insert.support": ("Insert", "Tab", "+"),
        "insert.objection": ("-",),
        "insert.above": ("Shift+Insert", "Ctrl+Return", "Ctrl+Enter"),
        "insert.linked-premise": ("Alt+Shift+Insert",),
        "insert.join": ("Ctrl+Alt+J",),
        "insert.group": ("Ctrl+Alt+G",),
        "edit.text": ("F2", "Alt+Return"),
        "edit.merge": ("Ctrl+J",),
        "view.find": ("Ctrl+F", "Ctrl+G"),
        "view.zoom-in": ("Ctrl++", "Ctrl+=", "Alt+Up"),
        "view.zoom-out": ("Ctrl+-", "Alt+Down"),
        "go.link-left": ("Ctrl+Alt+Left",),
        "go.link-right": ("Ctrl+Alt+Right",),
        "go.link-up": ("Ctrl+Alt+Up",),
        "go.link-down": ("Ctrl+Alt+Down",),
    },
    "XMind": {
        "insert.link": ("Ctrl+Shift+L", "Ctrl+L"),
        "insert.above": ("Ctrl+Return", "Ctrl+Enter"),
        "arrange.earlier": ("Alt+Up", "Ctrl+Up"),
        "arrange.later": ("Alt+Down", "Ctrl+Down"),
        "arrange.fold": ("Ctrl+/", "Space"),
        "go.link-left": ("Ctrl+Alt+Left",),
        "go.link-right": ("Ctrl+Alt+Right",),
        "go.link-up": ("Ctrl+Alt+Up",),
        "go.link-down": ("Ctrl+Alt+Down",),
    },
}
"""What each profile changes, by the id of the action."""


def keys_of(action: "Action", profile: str, own: Overrides) -> Keys:
    """Return the keys of an action; an own override may be empty, for no key at all."""
    if action.id in own:
        return own[action.id]
    return PROFILES.get(profile, {}).get(action.id, action.keys)


def clashes(
    actions: "Iterable[Action]", profile: str = "default", own: Overrides | None = None
) -> list[tuple[str, str, str]]:
    """Return each key that two actions claim in one context, with the ids of both.

    A key of the whole window clashes with the same key of the map. The keys of documents come
    before those of the window and never meet those of the map, so they clash among themselves
    only; the keys of a talk act in windows of its own.
    """
    from argmap.app.action import Action, Context  # settings know profiles without any action

    holders: dict[tuple[Context, str], list[Action]] = {}
    for action in actions:
        for key in keys_of(action, profile, own or {}):
            apart = action.context in (Context.DOCUMENT, Context.TALK)
            place = action.context if apart else Context.WINDOW
            holders.setdefault((place, key.casefold()), []).append(action)
    return [
        (key, one.id, other.id)
        for (_, key), claimed in holders.items()
        for place, one in enumerate(claimed)
        for other in claimed[place + 1 :]
    ]
