"""The actions of looking: walking, zoom, finding, panes, theme. The window binds those it must."""

from argmap.app.action import Action, Context
from argmap.app.facts import (
    ANYTHING,
    EDITABLE,
    FULL_SCREEN,
    HAS_STATEMENTS,
    LINKING,
    MAP_OPEN,
    PANES,
    THEMES,
    TYPING,
)

_WALKING = HAS_STATEMENTS & ~TYPING & ~LINKING
_WAYS = ("Left", "Right", "Up", "Down")

_WALK = tuple(
    Action(
        f"go.{way.lower()}",
        f"Go {way.lower()}",
        f"Selects the statement that lies next in this direction ({way.lower()}).",
        keys=(way,),
        context=Context.MAP,
        when=_WALKING,
        words=("arrow", "walk", "navigate"),
    )
    for way in _WAYS
)

_EXTEND = tuple(
    Action(
        f"go.extend-{way.lower()}",
        f"Extend {way.lower()}",
        f"Adds the statement that lies next in this direction ({way.lower()}) to the selection.",
        keys=(f"Shift+{way}",),
        context=Context.MAP,
        when=_WALKING & ANYTHING,
        words=("select more", "walk"),
    )
    for way in _WAYS
)

_FOLLOW = tuple(
    Action(
        f"go.link-{way.lower()}",
        f"Follow a link {way.lower()}",
        f"Goes along a link in this direction ({way.lower()}): onto it, then to its end.",
        keys=(f"Alt+{way}",),
        context=Context.MAP,
        when=_WALKING & ANYTHING,
        words=("along", "structure", "select link"),
    )
    for way in _WAYS
)

_PANE_KEYS = {"documents": ("F9",), "minimap": ("Ctrl+Shift+M",)}

_PANES = tuple(
    Action(
        f"view.{name}",
        title,
        help_,
        "View/Panes",
        keys=_PANE_KEYS.get(name, ()),
        when=MAP_OPEN,
        checked=PANES[name],
        words=("pane", "show", "hide", "dock"),
    )
    for name, title, help_ in (
        ("documents", "Documents", "Shows or hides the documents that the map is made from."),
        ("outline", "Outline", "Shows or hides the map as an indented list."),
        ("inspector", "Inspector", "Shows or hides the fields of what is selected."),
        (
            "minimap",
            "Minimap",
            "Shows or hides the whole map in small, with what is seen.",
        ),
        ("problems", "Problems", "Shows or hides the list of what is imperfect in the map."),
        (
            "parked",
            "For later",
            "Shows or hides what was taken down for later, to be dragged onto the map.",
        ),
        ("story", "Story", "Shows or hides the steps of the story below the map."),
        ("history", "History", "Shows or hides the list of changes, to go back to one of them."),
    )
)

_THEMES = tuple(
    Action(
        f"view.theme-{name}",
        title,
        help_,
        "View/Theme",
        checked=THEMES[name],
        words=("colours", "dark mode", "appearance"),
    )
    for name, title, help_ in (
        ("system", "Like the system", "Takes light or dark from the desktop."),
        ("light", "Light", "Draws dark on light."),
        ("dark", "Dark", "Draws light on dark."),
        ("contrast", "High contrast", "Draws white on black, with strong lines."),
    )
)

VIEW_ACTIONS = (
    Action(
        "view.zoom-in",
        "Zoom in",
        "Makes the map larger.",
        "View",
        keys=("Ctrl++", "Ctrl+="),
        when=MAP_OPEN,
        words=("larger", "magnify"),
    ),
    Action(
        "view.zoom-out",
        "Zoom out",
        "Makes the map smaller.",
        "View",
        keys=("Ctrl+-",),
        when=MAP_OPEN,
        words=("smaller",),
    ),
    Action(
        "view.actual-size",
        "Actual size",
        "Shows the map at 100 %.",
        "View",
        keys=("Ctrl+0",),
        when=MAP_OPEN,
        words=("zoom", "100", "reset"),
    ),
    Action(
        "view.fit-all",
        "Fit the whole map",
        "Shows all of the map.",
        "View",
        keys=("Shift+1",),
        context=Context.MAP,
        when=HAS_STATEMENTS,
        words=("zoom", "everything", "overview"),
    ),
    Action(
        "view.fit-selection",
        "Fit the selection",
        "Shows what is selected as large as it fits.",
        "View",
        keys=("Shift+2",),
        context=Context.MAP,
        when=ANYTHING,
        words=("zoom", "focus"),
    ),
    *_WALK,
    *_EXTEND,
    *_FOLLOW,
    Action(
        "view.find",
        "Find…",
        "Finds words in statements and goes from one to the next.",
        "Edit",
        part=9,
        keys=("Ctrl+F",),
        when=HAS_STATEMENTS,
        icon="find",
        words=("search", "text", "author", "speaker"),
    ),
    Action(
        "view.replace",
        "Replace…",
        "Puts other words in place of some, in one statement after the other or in all.",
        "Edit",
        part=9,
        keys=("Ctrl+H",),
        when=HAS_STATEMENTS & EDITABLE,
        words=("substitute", "rename", "search", "text"),
    ),
    Action(
        "view.preferences",
        "Preferences…",
        "Changes how the program looks and behaves, and its keys.",
        "Edit",
        part=10,
        keys=("Ctrl+,",),
        words=("settings", "options", "shortcuts", "configure"),
    ),
    *_PANES,
    *_THEMES,
    Action(
        "view.next-pane",
        "Next pane",
        "Moves the focus to the next pane of the window.",
        "View",
        part=1,
        keys=("F6",),
        when=MAP_OPEN,
        words=("focus", "cycle"),
    ),
    Action(
        "view.previous-pane",
        "Previous pane",
        "Moves the focus to the previous pane of the window.",
        "View",
        part=1,
        keys=("Shift+F6",),
        when=MAP_OPEN,
        words=("focus", "cycle"),
    ),
    Action(
        "view.full-screen",
        "Full screen",
        "Fills the screen with the window, or gives the rest back.",
        "View",
        part=1,
        keys=("F11",),
        checked=FULL_SCREEN,
        words=("projector", "maximise"),
    ),
)
