"""One save of an open map, from its beginning to its end, between which people may go on editing.

What is written is fixed when the save begins; writing needs these values alone, so that a thread
can do it. At the end the map, as it is by then, takes on what saving has renewed.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from argmap.model.argmap import ArgumentMap
from argmap.model.diff import between
from argmap.model.light_dataclass import dataclass

if TYPE_CHECKING:
    from argmap.io.files import Agreed, Document, Maker


@dataclass(frozen=True, slots=True)
class Saving:
    """A map on its way into its file, or into another one at `path`.

    `begun_with` is the map as it was when the save began, `confirmed` the same with the places of
    its quotes renewed; `folder` is where its sources were named from.
    """

    document: "Document"
    begun_with: ArgumentMap
    confirmed: ArgumentMap
    folder: Path | None
    path: Path | None
    agreed: "Agreed"

    @property
    def map(self) -> ArgumentMap:
        """The map that is written."""
        return self._moved(self.confirmed)

    def written(self, maker: "Maker | None" = None) -> "Document":
        """Write the map; return the document as it is then. For any thread.

        Raises what `save_document` raises.
        """
        # Loaded when it is needed: a new map stands before anything of files is.
        from argmap.io.files import save_document

        return save_document(
            self.document, self.map, path=self.path, agreed=self.agreed, maker=maker
        )

    def taken_on(self, now: ArgumentMap) -> ArgumentMap:
        """Return a map with what saving has renewed, but where it was changed since."""
        if now is self.begun_with:
            now = self.confirmed
        renewed: dict[str, Any] = {}
        for name, changes in between(self.begun_with, self.confirmed).changes.items():
            records = getattr(now, name)
            same = {
                id_: change.after
                for id_, change in changes.items()
                if id_ in records and records[id_] == change.before
            }
            if same:
                renewed[name] = {**records, **same}
        return self._moved(now.replaced(**renewed) if renewed else now)

    def _moved(self, map: ArgumentMap) -> ArgumentMap:
        """Return a map whose sources are named from the folder that it will be in."""
        from argmap.io.files import rebased

        if self.path is None or self.folder is None:
            return map
        return rebased(map, self.folder, self.path.parent)
