"""What was made of things and is still asked for; what nobody asks for any more is let go.

It knows nothing of what it keeps. Whoever uses it says when a round of asking begins.
"""

from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Values of two generations: what was asked for since the last turn, and before that.

    A turn lets the older ones go where there are many younger ones. So everything that is asked for
    in each round stays, however much that is.
    """

    __slots__ = ("_older", "_younger")

    def __init__(self) -> None:
        """Begin with nothing."""
        self._younger: dict[Key, Value] = {}
        self._older: dict[Key, Value] = {}

    def __len__(self) -> int:
        return len(self._younger) + len(self._older)

    def get(self, key: Key) -> Value | None:
        """Return what is kept under a key, and keep it for longer."""
        value = self._younger.get(key)
        if value is None and (value := self._older.pop(key, None)) is not None:
            self._younger[key] = value
        return value

    def __setitem__(self, key: Key, value: Value) -> None:
        self._older.pop(key, None)
        self._younger[key] = value

    def forget(self, key: Key) -> None:
        """Drop what is kept under a key."""
        self._younger.pop(key, None)
        self._older.pop(key, None)

    def turn(self, most: int) -> None:
        """Begin another round: where more than `most` were asked for since a turn, others go."""
        if len(self._younger) > most:
            self._older, self._younger = self._younger, {}
