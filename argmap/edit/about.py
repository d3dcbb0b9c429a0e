"""What a map says of itself: title, authors and the like, and how it wants to be drawn."""

from argmap.edit.fields import VIEW_FIELDS, with_fields
from argmap.edit.transaction import Transaction


def set_map_field(tx: Transaction, name: str, value: object) -> None:
    """Set the map's title, authors, date, language or notes, or its layout, direction or ranks.

    Raises UserError where the value does not suit the field.
    """
    meta = tx.map.meta
    if name in VIEW_FIELDS:
        tx.set_meta(view=with_fields(meta.view, {name: value}))
    else:
        tx.set_meta(**{name: getattr(with_fields(meta, {name: value}), name)})
