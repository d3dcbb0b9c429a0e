"""A small map in an editor with a bridge, as every pane gets them."""

import pytest

from argmap.app.editor import Editor
from argmap.io.files import new_document
from argmap.io.yaml_read import read_text
from argmap.render.measure import Measure
from argmap.ui.bridge import Bridge
from argmap.ui.inspector import Inspector

MAP = """\
argmap: 1
title: Alliance
custom: kept
sources:
  - {id: miller-2019, title: Strategic Marriage, authors: [J. Miller], date: 2019-08-31}
statements:
  - {id: marriage, text: Russia and China form a strategic marriage of convenience.}
  - {id: interests, text: Their interests align., tags: [asia, aims]}
  - {id: worldview, text: They share a worldview., odd: 7}
  - id: patrol
    kind: evidence
    basis: event
    text: They flew a joint patrol.
    quotes:
      - {source: miller-2019, exact: the first joint patrol}
    credence: 0.8
  - {id: distrust, kind: counterpoint, text: Distrust remains.}
  - {id: pragmatism, text: Pragmatism outweighs it.}
  - {id: why, kind: question, text: Why does it matter?}
links:
  - {id: joint, from: [interests, worldview], to: marriage, weight: 0.5}
  - {id: patrol-to-interests, from: [patrol], to: interests}
  - {id: against, from: [distrust], to: marriage, kind: opposes, label: yes but}
  - {id: undercut, from: [pragmatism], to: against, kind: opposes}
  - {id: patrol-again, from: [patrol], to: worldview}
groups:
  - {id: core, title: The core, statements: [marriage]}
view:
  pins: {distrust: [40, -12]}
"""


@pytest.fixture
def editor(qapp):
    made = Editor(new_document(), Measure().sizes)
    made.replace_by(_document(MAP))
    made.history.clear()
    made.arrange()
    return made


def _document(text):
    from dataclasses import replace

    reading = read_text(text)
    return replace(new_document(), map=reading.map)


@pytest.fixture
def bridge(editor):
    made = Bridge(editor)
    yield made
    made.detach()


@pytest.fixture
def notices(editor):
    heard = []
    editor.notices.add(heard.append)
    return heard


@pytest.fixture
def inspector(qtbot, editor, bridge):
    made = Inspector(editor, bridge)
    qtbot.addWidget(made)
    made.resize(300, 900)
    made.show()
    return made
