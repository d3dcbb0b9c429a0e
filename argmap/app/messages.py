"""What the program tells people while it works: short notices, shown calmly and gone by themselves.

A notice never asks. What must be asked is a question of the window; what cannot be done is a
`UserError`, which is turned into a notice in one place.
"""

from enum import StrEnum

from argmap.model.errors import UserError
from argmap.model.light_dataclass import dataclass


class Tone(StrEnum):
    """How a notice is meant."""

    INFORMATION = "information"
    WARNING = "warning"
    REFUSAL = "refusal"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell. `action` is the id of an action to offer beside it, or an empty string."""

    text: str
    tone: Tone = Tone.INFORMATION
    action: str = ""


def refusal(error: UserError | OSError) -> Notice:
    """Return the notice that tells of something that cannot be done."""
    return Notice(str(error), Tone.REFUSAL)
