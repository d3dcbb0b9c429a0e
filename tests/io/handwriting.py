"""Data written as YAML the way many hands write it: each hand is a number, and has its habits.

Quotation marks, blocks with every kind of mark, brackets over several lines, odd indentation,
dashes alone, blanks at the ends of lines, and comments, each with a number of its own.
"""

import random
import re
from typing import Any

_WORDS = (
    *("the", "claim", "it's", "“so”", "a:b", "c#", "#d", "-e", "yes", "null", "1.0", "~", "[x]"),
    *("{y}", "émigré", "中文", "😀", "*s", "!t", "%u", "@v", "`w", "|", ">"),
)
_NOT_PLAIN = re.compile(r"^[-?:,\[\]{}#&*!|>'\"%@`=~ ]|[\n\t]|: | #|:$| $|^$|^\.\.\.|^---")


class Hand:
    """One hand. `comments` says how likely a comment is wherever one can stand."""

    def __init__(self, number: int, comments: float = 0.2) -> None:
        self.chance = random.Random(number)
        self.comments = comments * self.chance.random()
        self.brackets = 0.4 * self.chance.random()
        self.indent = self.chance.choice([1, 2, 2, 3, 4])
        self.count = 0

    def likely(self, share: float) -> bool:
        return self.chance.random() < share

    def words(self) -> str:
        text = " ".join(self.chance.choices(_WORDS, k=self.chance.choice([1, 3, 6, 30])))
        if self.likely(0.15):
            text += "\n" * self.chance.choice([1, 2]) + self.chance.choice(["", "  "]) + text[:20]
        return text + self.chance.choice(["", "", "", "", "\n", " "])

    def document(self, data: dict[str, Any]) -> str:
        lines: list[str] = []
        self._mapping(data, 0, lines)
        end = self.chance.choice(["\n", "\n", "\r\n", "\r"])
        return end.join(lines) + self.chance.choice(["", end])

    # ------------------------------------------------------------------------------------ comments

    def _comment(self) -> str:
        self.count += 1
        return f"# c{self.count} " + self.chance.choice(["note", "a: b", "- x", "it's", '"', "["])

    def _above(self, column: int, lines: list[str]) -> None:
        if self.likely(0.1):
            lines.append(self.chance.choice(["", " " * column]))
        while self.likely(self.comments):
            lines.append(" " * column + self._comment())

    def _beside(self) -> str:
        if self.likely(self.comments):
            return " " * self.chance.randint(1, 4) + self._comment()
        return self.chance.choice(["", "", "", "  "])

    # ------------------------------------------------------------------------------------- scalars

    def _word(self, text: str, *, flow: bool) -> str:
        plain = not _NOT_PLAIN.search(text) and not (flow and re.search(r"[,\[\]{}:?]", text))
        if plain and self.likely(0.6):
            return text
        if "\n" not in text and self.likely(0.7):
            return "'" + text.replace("'", "''") + "'"
        marked = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{marked}"'

    def _block(self, text: str, column: int) -> list[str] | None:
        """A literal or folded block; None where the text is no easy one."""
        body = text.removesuffix("\n").split("\n")
        if not text.strip() or not body[-1].strip() or body[0][:1] in (" ", ""):
            return None
        by = self.chance.choice([1, 2, 2, 4])
        marks = [str(by) if self.likely(0.2) else "", "" if text.endswith("\n") else "-"]
        self.chance.shuffle(marks)
        beside = f"  {self._comment()}" if self.likely(self.comments) else ""
        pad = " " * (column + by)
        if len(body) == 1 and self.likely(0.5) and "  " not in text and text[-1] != " ":
            middle = max(1, text.find(" ", len(text) // 2))
            halves = [text[:middle], text[middle + 1 :].rstrip("\n")]
            lines = halves if text[middle : middle + 1] == " " and halves[1] else body
            return [">" + "".join(marks) + beside, *(pad + line for line in lines)]
        return ["|" + "".join(marks) + beside, *(pad + line if line else "" for line in body)]

    # --------------------------------------------------------------------------------------- nodes

    def _flow(self, value: Any) -> str:
        if isinstance(value, str):
            return self._word(value, flow=True)
        if isinstance(value, dict):
            return "{" + self._pairs(value) + "}"
        comma = self.chance.choice([", ", ",", " , "])
        return "[" + comma.join(map(self._flow, value)) + "]"

    def _pairs(self, value: dict[str, Any]) -> str:
        return ", ".join(f"{key}: {self._flow(inner)}" for key, inner in value.items())

    def _flow_lines(self, value: Any, column: int) -> list[str]:
        if not value or self.likely(0.6):
            return [self._flow(value)]
        items = (
            [f"{key}: {self._flow(inner)}" for key, inner in value.items()]
            if isinstance(value, dict)
            else [self._flow(inner) for inner in value]
        )
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        pad = " " * (column + self.chance.choice([1, 2]))
        inner = [pad + item + "," + self._beside() for item in items[:-1]]
        return [opening + self._beside(), *inner, pad + items[-1] + self._beside(), pad + closing]

    def _mapping(self, data: dict[str, Any], column: int, lines: list[str], dash: str = "") -> None:
        for key, value in data.items():
            if not dash:
                self._above(column, lines)
            quoted = f"'{key}'" if self.likely(0.05) else key
            lead = (dash or " " * column) + quoted + self.chance.choice(["", "", " "]) + ":"
            self._value(lead, value, column, lines)
            dash = ""

    def _value(self, lead: str, value: Any, column: int, lines: list[str]) -> None:
        gap = self.chance.choice([" ", " ", "  "])
        if isinstance(value, str):
            block = self._block(value, column) if self.likely(0.5) else None
            if block is not None:
                lines += [lead + gap + block[0], *block[1:]]
            elif self.likely(0.05):
                word = " " * (column + 2) + self._word(value, flow=False)
                lines += [lead + self._beside(), word + self._beside()]
            else:
                lines.append(lead + gap + self._word(value, flow=False) + self._beside())
        elif not value or self.likely(self.brackets):
            first, *rest = self._flow_lines(value, column)
            lines += [lead + gap + first, *rest]
            lines[-1] += self._beside() if not rest else ""
        elif isinstance(value, dict):
            lines.append(lead + self._beside())
            self._mapping(value, column + self.indent, lines)
        else:
            lines.append(lead + self._beside())
            self._list(value, column + self.chance.choice([0, self.indent]), lines)

    def _list(self, items: list[Any], column: int, lines: list[str]) -> None:
        wide = self.chance.choice([1, 1, 3])
        for item in items:
            self._above(column, lines)
            dash = " " * column + "-"
            if isinstance(item, str):
                self._value(dash, item, column, lines)
            elif self.likely(self.brackets / 2):
                lines.append(f"{dash} {self._flow(item)}{self._beside()}")
            elif self.likely(0.1):
                lines.append(dash + self._beside())
                self._mapping(item, column + 2, lines)
            else:
                self._mapping(item, column + 1 + wide, lines, dash + " " * wide)
