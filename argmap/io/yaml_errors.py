"""What is said when a text is no YAML, or no YAML that a map may be: sentences with places.

The parser's own words are for people who know its source; here they become what is wrong and what
to do. Every error of the reader is an `UnreadableError`.
"""

from copy import copy
from typing import Any

from argmap.io.lines import Lines
from argmap.model.errors import Problem, Severity, UserError


class UnreadableError(UserError):
    """A file that is no map at all.

    `line` and `column` count from 1 and are 0 where there is no place; `problems` holds every
    reason that was found.
    """

    def __init__(
        self, what: str, line: int = 0, column: int = 0, problems: tuple[Problem, ...] = ()
    ) -> None:
        """Say what is wrong and where; further reasons may follow in `problems`."""
        super().__init__(f"Line {line}, column {column}: {what}" if line else what)
        self.what = what
        self.line = line
        self.column = column
        self.problems = problems or (
            Problem(Severity.ERROR, "unreadable", what, line=line, column=column),
        )

    def of_file(self, file: str) -> "UnreadableError":
        """The same error, with the file's name before its place."""
        error = copy(self)
        place = f"{file}:{self.line}:{self.column}" if self.line else file
        more = len(self.problems) - 1
        others = f" ({more} more of this kind.)" if more else ""
        error.args = (f"{place}: {self.what}{others}",)
        return error

    def __reduce__(self) -> tuple[Any, ...]:
        """Keep everything when the error is sent from another process."""
        return _again, (type(self), self.args, self.__dict__)


def _again(kind: type, args: tuple[Any, ...], said: dict[str, Any]) -> UnreadableError:
    error: UnreadableError = kind(said["what"])
    error.args = args
    error.__dict__.update(said)
    return error


class Refusal(Exception):
    """Something that a map has no use for, at positions in the text; becomes an UnreadableError.

    Each reason is (position, what is wrong, position of what it collides with or -1).
    """

    def __init__(self, reasons: list[tuple[int, str, int]]) -> None:
        """Hold every reason to refuse the text, in order."""
        super().__init__(reasons)
        self.reasons = reasons

    def located(self, lines: Lines) -> UnreadableError:
        """The error for the person who opened the file."""
        problems = []
        for index, what, other in self.reasons:
            if other >= 0:
                what += f" It stood in line {lines.place(other)[0]} before; delete one of them."
            line, column = lines.place(index)
            problems.append(Problem(Severity.ERROR, "unreadable", what, line=line, column=column))
        first = problems[0]
        return UnreadableError(first.what, first.line, first.column, tuple(problems))


_QUOTE_IT = "If it belongs to a text, put the text in quotation marks."

# Part of the parser's message -> our sentence. The first that fits is taken.
_SENTENCES = (
    ("tab character", "Lines are indented by spaces here, not by tabs. Replace the tab."),
    (
        "mapping values are not allowed",
        "A colon stands where none can be: a line is indented wrongly, or a text with “: ” in it "
        "needs quotation marks.",
    ),
    ("could not find expected ':'", "A colon is missing after a key in the line above."),
    (
        "did not find expected key",
        "No key was found here: a line is indented wrongly, or a text that goes on after a closing "
        "quotation mark needs other marks around it.",
    ),
    (
        "did not find expected '-' indicator",
        "A list goes on here without its dash, or the line is indented wrongly.",
    ),
    ("block sequence entries are not allowed", f"A list cannot begin here. {_QUOTE_IT}"),
    ("block mapping entries are not allowed", f"A key cannot stand here. {_QUOTE_IT}"),
    ("mapping keys are not allowed", f"A key cannot stand here. {_QUOTE_IT}"),
    ("expected ',' or ']'", "A list in square brackets is not closed, or a comma is missing."),
    ("expected ',' or '}'", "A mapping in curly brackets is not closed, or a comma is missing."),
    ("unknown escape character", "There is no such escape. Write \\\\ for a backslash."),
    ("invalid Unicode character escape", "This escape stands for half a character. Delete it."),
    ("hexdecimal number", "An escape needs its digits here. Write \\\\ for a backslash."),
    ("unexpected document indicator", "The document ends inside quotation marks."),
    ("expected <document start>", "The map ends here, and yet something follows. Delete it."),
    ("incompatible YAML document", "Only YAML 1 can be read. Delete the line that begins with %."),
    ("alphabetic or numeric character", f"A name is missing after & or *. {_QUOTE_IT}"),
    ("tag", f"What begins with ! is a tag, and a map has none. {_QUOTE_IT}"),
    ("directive", "Lines that begin with % are not understood. Delete the line."),
    ("did not find expected node content", f"A value is missing here. {_QUOTE_IT}"),
    ("indentation indicator", "The digit after | or > must be from 1 to 9."),
)


def complaint(error: Any, lines: Lines) -> UnreadableError:
    """The error for something that PyYAML could not parse."""
    mark = getattr(error, "problem_mark", None)
    what = str(getattr(error, "problem", None) or "")
    opened = getattr(error, "context_mark", None)
    if mark is None:
        place = lines.place(getattr(error, "position", 0))
        return UnreadableError("A character stands here that no text file holds.", *place)
    index = min(mark.index, len(lines.text))
    sentence = _sentence(what, lines.text, index)
    if "unexpected end of stream" in what and opened is not None:
        index = min(opened.index, len(lines.text))
        sentence = "The quotation mark that opens here is never closed."
    elif "expected node content" in what and not lines.text[index:].strip():
        sentence = "The text ends here, and a bracket is still open. Close it."
    elif opened is not None and "expected ','" in what:
        line = lines.place(min(opened.index, len(lines.text)))[0]
        sentence = f"{sentence} It begins in line {line}."
    return UnreadableError(sentence, *lines.place(index))


def _sentence(what: str, text: str, index: int) -> str:
    if "cannot start any token" in what:
        found = text[index : index + 1]
        if found == "\t":
            return _SENTENCES[0][1]
        return f"A value cannot begin with “{found}”. {_QUOTE_IT}"
    for part, sentence in _SENTENCES:
        if part in what:
            return sentence
    return f"This is no YAML ({what})."
