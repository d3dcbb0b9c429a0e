"""Pins: placements by hand that automatic layout respects.

A pin is an offset from the statement's primary parent. It is forgotten when the statement comes to
hang elsewhere, because then it would mean another place.
"""

import math
from collections.abc import Iterable, Mapping

from argmap.edit.transaction import Transaction
from argmap.edit.wishes import the_statement
from argmap.edit.wording import named
from argmap.model.errors import UserError
from argmap.model.records import StatementId


def pin(tx: Transaction, offsets: Mapping[StatementId, tuple[float, float]]) -> None:
    """Pin statements at offsets (along the siblings, along the ranks) in pixels, to a tenth."""
    pins = dict(tx.map.meta.view.pins)
    for id_, (across, along) in offsets.items():
        the_statement(tx.map, id_)
        if not (math.isfinite(across) and math.isfinite(along)):
            raise UserError(f"{named(tx.map, id_)} cannot be pinned there: that is no place.")
        pins[id_] = (round(across, 1), round(along, 1))
    tx.set_view(pins=pins)


def unpin(tx: Transaction, ids: Iterable[str]) -> None:
    """Forget the pins of some statements; those without a pin stay as they are."""
    gone = set(ids)
    pins = tx.map.meta.view.pins
    if not gone.isdisjoint(pins):
        tx.set_view(pins={id_: offset for id_, offset in pins.items() if id_ not in gone})


def unpin_moved(tx: Transaction) -> None:
    """Forget the pins of statements that hang elsewhere than when the transaction began."""
    pins = tx.map.meta.view.pins
    if pins:
        unpin(
            tx,
            [
                id_
                for id_ in pins
                if id_ in tx.base.statements
                and tx.base.primary_parent(id_) != tx.map.primary_parent(id_)
            ],
        )
