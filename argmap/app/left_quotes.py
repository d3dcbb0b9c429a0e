"""Quotes that somebody looked at and leaves as they are, remembered for one text of a document.

They are kept in the state folder, not in the map: they are what one person has seen. When the
document changes again, its quotes are to be looked at again.
"""

from typing import TYPE_CHECKING

from argmap.app.workspace import Workspace

if TYPE_CHECKING:
    from argmap.documents.check import QuoteFinding

KEPT = "left quotes"
MOST = 200
"""Texts whose quotes are remembered; the ones that were touched last stay."""


class LeftQuotes:
    """Which quotes are left, by the hash of the text; without a workspace for a while only."""

    def __init__(self, workspace: Workspace | None = None) -> None:
        self._workspace = workspace
        self._left: dict[str, list[str]] = {}
        for text, keys in (workspace.choices(KEPT) if workspace is not None else {}).items():
            if isinstance(keys, list):
                self._left[text] = [str(key) for key in keys]

    def holds(self, finding: "QuoteFinding", text_sha256: str) -> bool:
        """Tell whether a quote is left as it is in this text."""
        return _key(finding) in self._left.get(text_sha256, ())

    def turn(self, finding: "QuoteFinding", text_sha256: str) -> None:
        """Leave a quote as it is in this text, or have it looked at again."""
        keys, key = self._left.pop(text_sha256, []), _key(finding)
        keys = [held for held in keys if held != key] + ([] if key in keys else [key])
        if keys:
            self._left[text_sha256] = keys
        for old in list(self._left)[:-MOST]:
            del self._left[old]
        if self._workspace is not None:
            self._workspace.keep_choices(KEPT, dict(self._left))


def _key(finding: "QuoteFinding") -> str:
    from argmap.documents.extracted import digest

    return digest(f"{finding.statement}\0{finding.exact}".encode("utf-8", "surrogatepass"))[:24]
