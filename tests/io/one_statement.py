"""A file of one statement with comments beside it, and its map with other words."""

import dataclasses

from argmap.model.argmap import ArgumentMap

TEXT = "argmap: 1   # mine\nstatements:\n  - id: a\n    text: One.   # first\n"


def worded(map: ArgumentMap, text: str = "Two.") -> ArgumentMap:
    """The same map, its statement in other words."""
    return map.replaced(statements={"a": dataclasses.replace(map.statements["a"], text=text)})
