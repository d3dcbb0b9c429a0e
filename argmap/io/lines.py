"""Where the lines of a text begin, whichever of the three line ends it has."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate, count
from operator import add

LINE_END = re.compile(r"\r\n|\r|\n")


class Lines:
    """Where the lines of a text begin; gives lines and columns that count from 1."""

    __slots__ = ("_starts", "text")

    def __init__(self, text: str) -> None:
        """Take a text; its lines are looked for when the first place is asked for."""
        self.text = text
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The beginnings of the lines, whichever of the three line ends the text has."""
        if self._starts is None:
            self._starts = _starts(self.text)
        return self._starts

    def place(self, index: int) -> tuple[int, int]:
        """The line and column of a position."""
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1

    def start(self, index: int) -> int:
        """Where the line of a position begins."""
        return self.starts[bisect_right(self.starts, index) - 1]

    def end(self, index: int) -> int:
        """Where the line after that of a position begins, or the end of the text."""
        line = bisect_right(self.starts, index)
        return self.starts[line] if line < len(self.starts) else len(self.text)

    def column(self, index: int) -> int:
        """How many characters stand before a position in its line."""
        return index - self.start(index)


class Places(Mapping[str, tuple[int, int]]):
    """Lines and columns of things by their ids, worked out when they are asked for."""

    __slots__ = ("_indices", "_lines")

    def __init__(self, lines: Lines, indices: Mapping[str, int]) -> None:
        """Tell of positions in the text of these lines."""
        self._lines = lines
        self._indices = indices

    def __getitem__(self, id_: str) -> tuple[int, int]:
        """The line and column of one thing."""
        return self._lines.place(self._indices[id_])

    def __iter__(self) -> Iterator[str]:
        """The ids, in the order in which they were found."""
        return iter(self._indices)

    def __len__(self) -> int:
        """Of how many things the place is known."""
        return len(self._indices)


def count_of_lines(text: str) -> int:
    """How many lines a text has, counted without keeping any."""
    returns = text.count("\r")
    return text.count("\n") + 1 + (returns - text.count("\r\n") if returns else 0)


def _starts(text: str) -> list[int]:
    if "\r" in text:
        return [0, *(match.end() for match in LINE_END.finditer(text))]
    # The same, several times as fast: each line begins after those before it and their ends.
    lengths = map(len, text.split("\n")[:-1])
    return [0, *map(add, accumulate(lengths), count(1))]
