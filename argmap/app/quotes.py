"""How many quotes of a map stand in their documents, for the line below the map."""

from argmap.model.light_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class QuoteCount:
    """Quotes that stand where they should, and those that do not or whose document is not there."""

    in_place: int = 0
    amiss: int = 0
