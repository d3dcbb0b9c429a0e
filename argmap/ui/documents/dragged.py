"""What is dragged from a page: where the words stand, and of which open map."""

import json

from PySide6.QtCore import QByteArray, QMimeData

from argmap.app.editor import Editor
from argmap.app.passages import Passage
from argmap.model.records import SourceId

PASSAGE_FORMAT = "application/x-argmap-passage"


def token_of(editor: Editor) -> str:
    """Return what tells the passages of one open map from those of another."""
    return hex(id(editor))


def carry(data: QMimeData, passage: Passage, token: str) -> None:
    """Let a passage be dragged, beside its words."""
    place = {"map": token, "source": passage.source, "start": passage.start, "end": passage.end}
    data.setData(PASSAGE_FORMAT, QByteArray(json.dumps(place).encode()))


def passage_in(data: QMimeData, token: str) -> Passage | None:
    """Return the passage that is dragged, where it is of the map with this token."""
    if not data.hasFormat(PASSAGE_FORMAT):
        return None
    try:
        place = json.loads(bytes(data.data(PASSAGE_FORMAT).data()))
        if place["map"] != token:
            return None
        return Passage(SourceId(place["source"]), int(place["start"]), int(place["end"]))
    except (ValueError, KeyError, TypeError):
        return None
