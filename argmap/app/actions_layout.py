"""The actions that choose how a map is laid out: layers, an outline, rings; and which way."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from argmap.app.action import Action
from argmap.app.facts import (
    DIRECTION_AUTOMATIC,
    DIRECTIONS,
    EDITABLE,
    LAYOUTS,
    RANKS_LONGEST,
    TYPING,
)
from argmap.model.records import Direction, LayoutKind, Ranks

if TYPE_CHECKING:
    from argmap.app.editor import Editor

_FREE = EDITABLE & ~TYPING

_LAYOUT_TITLES = {
    LayoutKind.LAYERED: (
        "In layers",
        "Draws what bears on a statement in the next layer, siblings beside each other.",
        ("layered", "tree", "hierarchy"),
    ),
    LayoutKind.OUTLINE: (
        "As an outline",
        "Draws one statement a row, what bears on it indented under it.",
        ("indented", "list", "rows"),
    ),
    LayoutKind.RADIAL: (
        "In rings",
        "Draws the main claim in the middle, what bears on it in rings around it.",
        ("radial", "circle", "mind map"),
    ),
}

_DIRECTION_TITLES = {
    Direction.DOWN: ("Premises below", "Draws premises below what they bear on."),
    Direction.UP: ("Premises above", "Draws premises above what they bear on."),
    Direction.RIGHT: ("Premises to the right", "Draws premises right of what they bear on."),
    Direction.LEFT: ("Premises to the left", "Draws premises left of what they bear on."),
}


def _set_layout(layout: LayoutKind) -> Callable[["Editor"], None]:
    def run(editor: "Editor") -> None:
        with editor.transact("Change layout") as tx:
            tx.set_view(layout=layout)

    return run


def _set_direction(direction: Direction | None) -> Callable[["Editor"], None]:
    def run(editor: "Editor") -> None:
        with editor.transact("Change direction") as tx:
            tx.set_view(direction=direction)
        if direction is None:
            editor.arrange(afresh=True)

    return run


def _turn_ranks(editor: "Editor") -> None:
    by_tree = editor.map.meta.view.ranks is Ranks.TREE
    with editor.transact("Change layers") as tx:
        tx.set_view(ranks=Ranks.LONGEST if by_tree else Ranks.TREE)


LAYOUT_ACTIONS = (
    *(
        Action(
            f"arrange.layout-{layout}",
            title,
            help_,
            "Arrange/Layout",
            when=_FREE,
            checked=LAYOUTS[layout],
            run=_set_layout(layout),
            words=words,
        )
        for layout, (title, help_, words) in _LAYOUT_TITLES.items()
    ),
    Action(
        "arrange.ranks-longest",
        "Point all links the same way",
        "In layers: puts a statement that bears on several below all of them, not only the first.",
        "Arrange/Layout",
        part=1,
        when=_FREE & LAYOUTS[LayoutKind.LAYERED],
        checked=RANKS_LONGEST,
        run=_turn_ranks,
        words=("longest path", "ranks", "depth", "levels"),
    ),
    Action(
        "arrange.direction-automatic",
        "Chosen to fit",
        "Lets the layout choose where premises are drawn.",
        "Arrange/Direction",
        when=_FREE & LAYOUTS[LayoutKind.LAYERED],
        checked=DIRECTION_AUTOMATIC,
        run=_set_direction(None),
        words=("automatic", "orientation"),
    ),
    *(
        Action(
            f"arrange.direction-{direction}",
            title,
            help_,
            "Arrange/Direction",
            part=1,
            when=_FREE & LAYOUTS[LayoutKind.LAYERED],
            checked=DIRECTIONS[direction],
            run=_set_direction(direction),
            words=("orientation", "flow"),
        )
        for direction, (title, help_) in _DIRECTION_TITLES.items()
    ),
)
