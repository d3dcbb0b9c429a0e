"""Saving one edit, read back and verified, against PyYAML in C dumping and loading the whole.

For how long the window hears nothing meanwhile is measured in the real window (bench/gaps.py).
"""

import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median

import yaml
from PySide6.QtCore import qInstallMessageHandler

from argmap.io.files import open_document, save_document
from argmap.io.yaml_write import canonical
from argmap.model.argmap import ArgumentMap
from argmap.model.records import StatementId
from argmap.ui.start import make_application
from bench.gaps import gaps
from bench.maps import made_up
from bench.rows import Row, in_turn, milliseconds

SIZES = ((300, 9), (2_000, 5), (10_000, 3))
BIG = 10_000
SAVES = 3


def measured() -> list[Row]:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for size, runs in SIZES:
            path = Path(folder) / f"{size}.argmap.yaml"
            path.write_text(canonical(made_up(size)), encoding="utf-8")
            data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            ours, theirs = in_turn(
                lambda path=path: _edit_saved(path),
                lambda data=data: milliseconds(lambda: _dumped_and_loaded(data)),
                runs,
            )
            rows.append(Row(f"save one edit in {size}", ours, "PyYAML dump and load in C", theirs))
            rows.append(Row(f"lines changed in {size}", _lines_changed(path), promise="2", unit=""))
    return [*rows, *_in_the_window()]


def _in_the_window() -> list[Row]:
    qInstallMessageHandler(lambda *_: None)  # the offscreen screen complains of every resizing
    found = gaps(make_application(), BIG, SAVES)
    longest = max(gap for gap, _ in found)
    until = median(taken for _, taken in found)
    return [
        Row(f"longest time the window hears nothing, saving {BIG}", longest, promise="50 ms"),
        Row(f"one edit in {BIG} saved from the window after", until),
    ]


def _edit_saved(path: Path) -> float:
    document = open_document(path)
    edited = _edited(document.map)
    return milliseconds(lambda: save_document(document, edited))


def _edited(before: ArgumentMap) -> ArgumentMap:
    id_ = StatementId("s7")
    changed = replace(before.statements[id_], text=before.statements[id_].text + " Indeed.")
    return before.replaced(statements={**before.statements, id_: changed})


def _lines_changed(path: Path) -> int:
    before = path.read_text(encoding="utf-8").splitlines()
    _edit_saved(path)
    after = path.read_text(encoding="utf-8").splitlines()
    return sum(a != b for a, b in zip(before, after, strict=True))


def _dumped_and_loaded(data: object) -> object:
    text = yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
    return yaml.load(text, Loader=yaml.CSafeLoader)
