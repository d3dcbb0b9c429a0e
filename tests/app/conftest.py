"""Editors without a screen: every box is measured alike."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from argmap.app.arrangers import InlineArranger
from argmap.app.editor import Editor
from argmap.io.files import Document, new_document
from argmap.io.yaml_read import read_text
from argmap.io.yaml_write import canonical
from argmap.model.argmap import ArgumentMap
from bench.maps import made_up

SMALL = """\
argmap: 1
title: Tea
statements:
  - {id: tea, text: Tea is better than coffee.}
  - {id: calm, text: It calms.}
  - {id: study, kind: evidence, text: A study says so.}
  - {id: sleep, text: One sleeps better after it.}
  - {id: cost, kind: counterpoint, text: It costs more.}
  - {id: doubt, text: The study was small.}
links:
  - {id: calm-to-tea, from: [calm], to: tea}
  - {id: study-to-calm, from: [study, sleep], to: calm}
  - {id: cost-to-tea, from: [cost], to: tea, kind: opposes}
  - {id: doubt-to-link, from: [doubt], to: study-to-calm, kind: opposes}
groups:
  - {id: good, title: Good, statements: [calm]}
view:
  pins: {cost: [40, 0]}
"""


def sizes(map: ArgumentMap):
    return dict.fromkeys(map.statements, (200.0, 60.0))


class Late:
    """Answers when it is told to."""

    def __init__(self):
        self.inline, self.waiting = InlineArranger(), []

    def ask(self, wish, then):
        self.waiting.append((wish, then))

    def answer(self):
        wish, then = self.waiting.pop()
        self.waiting.clear()
        self.inline.ask(wish, then)

    def expect(self, options):
        self.inline.expect(options)

    def close(self):
        self.waiting.clear()


@pytest.fixture
def edit() -> Callable[..., Editor]:
    """An editor of a map given as text, laid out."""

    def make(text: str = SMALL, *, read_only: bool = False, **parts) -> Editor:
        document: Document = replace(new_document(), map=read_text(text).map, read_only=read_only)
        editor = Editor(document, sizes, **parts)
        editor.arrange()
        return editor

    return make


@pytest.fixture
def large(edit):
    """An editor of a map in which folds leave doubt about nothing, and whoever lays it out."""
    arranger = Late()
    editor = edit(canonical(made_up(60)), arranger=arranger)
    arranger.answer()
    top = next(id_ for id_ in editor.map.children["s0"] if editor.map.children.get(id_))
    return editor, arranger, top


@pytest.fixture
def told(request):
    """The words of all notices of an editor."""

    def listen(editor: Editor) -> list[str]:
        words: list[str] = []
        editor.notices.add(lambda notice: words.append(notice.text))
        return words

    return listen
