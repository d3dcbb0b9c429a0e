"""What argmap says when something cannot be done, and what it notes when a map is imperfect.

A `UserError` is raised and shown once to the person who asked. A `Problem` is a value that travels
with a map: it is listed, never thrown. Faults of our own code are ordinary exceptions.
"""

from enum import StrEnum

from argmap.model.light_dataclass import dataclass


class UserError(Exception):
    """A wish that cannot be granted; its text is one helpful sentence for the person who asked."""


class Severity(StrEnum):
    """How much a problem matters: an error loses, a warning misleads, a hint may be wished."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something imperfect in a map, with its place.

    `code` is a stable word for scripts, `what` a sentence that says what is wrong and what to do.
    `line` and `column` count from 1 in the file as it was read; 0 means that no place is known.
    `subject` is the id of the record it is about, or an empty string.
    """

    severity: Severity
    code: str
    what: str
    subject: str = ""
    line: int = 0
    column: int = 0

    def at(self, file: str) -> str:
        """Return the problem as one line, `file:line:column: what`."""
        place = f"{file}:{self.line}:{self.column}" if self.line else file
        return f"{place}: {self.what}"
