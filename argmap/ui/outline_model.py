"""The outline as Qt's views want it: a tree of rows over the map, changed row by row.

After a commit only the rows under touched rows are compared; what stayed keeps its index, so that
selection and scroll position stay. Rows are made when a view first asks for them.
"""

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from argmap.model.argmap import ArgumentMap
from argmap.model.diff import Diff
from argmap.model.records import LinkId, StatementId
from argmap.ui.outline_rows import (
    TOP,
    Row,
    matching_rows,
    row_sentence,
    row_text,
    rows_of,
    rows_under,
    touched_rows,
    way_down,
)

ROW_ROLE = Qt.ItemDataRole.UserRole
MIME = "application/x-argmap-statements"
_Role = Qt.ItemDataRole
_Index = QModelIndex | QPersistentModelIndex


class OutlineModel(QAbstractItemModel):
    """Rows over a map. `reword` is called with a statement's id and its new words."""

    def __init__(
        self,
        map: ArgumentMap,
        reword: Callable[[str, str], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.map = map
        self.folded: frozenset[StatementId] = frozenset()
        self.editable = True
        self._reword = reword
        self._words = ""
        self._shown: frozenset[Row] | None = None
        self._under: dict[Row, list[Row]] = {}
        self._above: dict[Row, Row] = {}
        self._places: dict[Row, dict[Row, int]] = {}
        self._numbers: dict[Row, int] = {}
        self._by_number: dict[int, Row] = {}
        self._next = 1

    # ------------------------------------------------------------------------------ rows, indexes

    def row_at(self, index: _Index) -> Row:
        """Return the row of an index, TOP for none."""
        return self._by_number.get(index.internalId(), TOP) if index.isValid() else TOP

    def index_of(self, row: Row) -> QModelIndex:
        """Return the index of a row, invalid where it is not shown."""
        for step in way_down(self.map, row):
            above = self._above.get(step)
            if above is None:
                self._children(self._above_of(step))
        return self._index(row)

    def _above_of(self, row: Row) -> Row:
        way = way_down(self.map, row)
        return way[-2] if len(way) > 1 else TOP

    def _index(self, row: Row) -> QModelIndex:
        above = self._above.get(row)
        if above is None:
            return QModelIndex()
        return self.createIndex(self._place(above, row), 0, self._numbers[row])

    def _place(self, above: Row, row: Row) -> int:
        if above not in self._places:
            self._places[above] = {row: at for at, row in enumerate(self._under[above])}
        return self._places[above][row]

    def _children(self, row: Row) -> list[Row]:
        if row not in self._under:
            self._under[row] = self._wanted(row)
            self._adopt(row, self._under[row])
        return self._under[row]

    def _wanted(self, row: Row) -> list[Row]:
        rows = rows_under(self.map, row)
        return rows if self._shown is None else [row for row in rows if row in self._shown]

    def _adopt(self, above: Row, rows: Iterable[Row]) -> None:
        for row in rows:
            self._above[row] = above
            if row not in self._numbers:
                self._numbers[row] = self._next
                self._by_number[self._next] = row
                self._next += 1

    # ------------------------------------------------------------------------------ Qt's questions

    def index(self, row: int, column: int = 0, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        rows = self._children(self.row_at(parent))
        if column or not 0 <= row < len(rows):
            return QModelIndex()
        return self.createIndex(row, 0, self._numbers[rows[row]])

    def parent(self, index: _Index = QModelIndex()) -> Any:  # noqa: B008
        above = self._above.get(self.row_at(index), TOP)
        return QModelIndex() if above == TOP else self._index(above)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.column() > 0 else len(self._children(self.row_at(parent)))

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        row = self.row_at(index)
        statement = self.map.statements.get(StatementId(row[1]))
        if statement is None:
            return None
        if role == _Role.DisplayRole:
            return row_text(self.map, row)
        if role == _Role.EditRole:
            return statement.text
        if role == ROW_ROLE:
            return row
        if role == _Role.AccessibleTextRole:
            return row_sentence(self.map, row, folded=statement.id in self.folded)
        return None

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        row = self.row_at(index)
        return role == _Role.EditRole and row != TOP and self._reword(row[1], str(value))

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.ItemIsDropEnabled
        flags = flag.ItemIsEnabled | flag.ItemIsSelectable
        if self.editable:
            flags |= flag.ItemIsEditable | flag.ItemIsDragEnabled | flag.ItemIsDropEnabled
        return flags

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Any) -> QMimeData:
        ids = dict.fromkeys(self.row_at(index)[1] for index in indexes)
        data = QMimeData()
        data.setData(MIME, "\n".join(ids).encode())
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    # ----------------------------------------------------------------------------------- changes

    def take(self, map: ArgumentMap, diff: Diff) -> None:
        """Become the outline of the next map."""
        before, self.map = self.map, map
        if self._shown is not None:
            self._shown = matching_rows(map, self._words)
            self._compare(set(self._under))
        else:
            self._compare(touched_rows(before, map, diff))
        for id_ in diff.touched("statements"):
            self._say_changed(rows_of(map, id_))
        for id_ in diff.touched("links"):
            if (link := map.links.get(LinkId(id_))) is not None:
                self._say_changed((id_, premise) for premise in link.premises)

    def take_filter(self, words: str) -> None:
        """Show only rows with these words, and those above them; all where there are none."""
        self.beginResetModel()  # row by row, views would take seconds over a large map
        self._words = words
        self._shown = matching_rows(self.map, words) if words.strip() else None
        for known in (self._under, self._above, self._places, self._numbers, self._by_number):
            known.clear()
        self.endResetModel()

    def matches(self) -> int:
        """Return how many rows the filter lets through; 0 where there is none."""
        return len(self._shown) if self._shown is not None else 0

    def _say_changed(self, rows: Iterable[Row]) -> None:
        for row in rows:
            index = self._index(row)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def _compare(self, touched: set[Row]) -> None:
        """Take away, move and put in rows until the touched ones have the right children."""
        parents = [row for row in touched if row in self._under]
        wanted = {row: self._wanted(row) for row in parents}
        for row in parents:
            self._take_away(row, wanted[row])
        for row in parents:
            if row in self._under:
                self._put_in(row, wanted[row])

    def _take_away(self, parent: Row, wanted: list[Row]) -> None:
        keep = set(wanted)
        for at in range(len(self._under.get(parent, ())) - 1, -1, -1):
            rows = self._under[parent]
            if rows[at] not in keep:
                self.beginRemoveRows(self._index(parent), at, at)
                gone = rows.pop(at)
                self._places.pop(parent, None)
                self._forget(gone, parent)
                self.endRemoveRows()

    def _put_in(self, parent: Row, wanted: list[Row]) -> None:
        rows, index = self._under[parent], self._index(parent)
        for at, row in enumerate(wanted):
            if at < len(rows) and rows[at] == row:
                continue
            self._places.pop(parent, None)
            if row in rows[at:]:
                place = rows.index(row, at)
                self.beginMoveRows(index, place, place, index, at)
                rows.insert(at, rows.pop(place))
                self.endMoveRows()
            else:
                self.beginInsertRows(index, at, at)
                rows.insert(at, row)
                self._adopt(parent, [row])
                self.endInsertRows()
            self._places.pop(parent, None)

    def _forget(self, row: Row, parent: Row) -> None:
        if self._above.get(row) != parent:
            return  # it has come to stand elsewhere meanwhile
        for below in self._under.pop(row, ()):
            self._forget(below, row)
        self._places.pop(row, None)
        self._above.pop(row, None)
        number = self._numbers.pop(row, None)
        if number is not None:
            self._by_number.pop(number)
