"""Keeps PySide from reading the source of every module that is imported after it.

It looks there for a wish to spell Qt's names in another way (`from __feature__ import ...`), which
nothing here makes, and that takes as long as an eighth of a start. No import means anything else.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - replaces the import by its own


def keep_imports_plain() -> None:
    """Put back the import that PySide has replaced by its own, and keeps beside it."""
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
