"""From choices to the bytes of a picture: which map, in which placement, with what embedded.

The dialog of export and the preview of printing both come here; nothing here asks or shows.
"""

from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path

from argmap.app.editor import Editor
from argmap.io.files import document_bytes
from argmap.io.yaml_write import canonical
from argmap.layout.arrange import arrange
from argmap.layout.cutting import tightened
from argmap.layout.placement import LayoutOptions, Placement
from argmap.model.argmap import ArgumentMap
from argmap.model.errors import UserError
from argmap.model.light_dataclass import dataclass
from argmap.model.records import StatementId, Story, StoryId
from argmap.render.branch import branch_map
from argmap.render.export import drawn
from argmap.render.fold_badge import Folded, Folds
from argmap.render.measure import Measure
from argmap.render.slides import SlideLook
from argmap.ui.export_choices import Choices, Kind, Part


@dataclass(frozen=True, slots=True)
class Subject:
    """What is put on the picture: a map, where everything stands, and whether it is a branch.

    `folded` says what the folds hide, where they are kept.
    """

    map: ArgumentMap
    placement: Placement
    branch: bool = False
    folded: Mapping[StatementId, Folded] = field(default_factory=dict)


def branch_root(editor: Editor) -> str:
    """Return the statement or link whose branch can be exported: the focus, or an empty string."""
    focus = editor.session.focus
    return focus if editor.map.node(focus) is not None else ""


def shows_part(editor: Editor) -> bool:
    """Tell whether the window leaves some of the map out: folds, a branch alone, a search."""
    return bool(editor.session.folded or editor.session.scope)


def subject_of(editor: Editor, measure: Measure, part: Part, depth: int = -1) -> Subject:
    """Return what a part of the map looks like: as it stands in the window wherever it is shown.

    Raises UserError where a branch is asked for and nothing is selected.
    """
    map, placement = editor.map, editor.placement
    if part is Part.BRANCH:
        chosen = branch_map(map, branch_root(editor), None if depth < 0 else depth)
        return Subject(chosen, _arranged(chosen, measure, placement), branch=True)
    if part is Part.SHOWN:
        folded = Folds().of(map, editor.session.folded)
        shown = tightened(placement) if folded else placement
        return Subject(map, shown, folded=folded)
    if _is_whole(map, placement):
        return Subject(map, placement)
    stood = editor.arranging.before_folds(map)
    like = editor.whole_placement or placement
    return Subject(map, stood or _arranged(map, measure, like))


def stories_to_tell(editor: Editor) -> dict[str, str]:
    """Return the stories that have a step: their titles by their ids."""
    told = {id_: one for id_, one in editor.map.stories.items() if one.steps}
    return {str(id_): " ".join(one.title.split()) or str(id_) for id_, one in told.items()}


def told_story(editor: Editor, choices: Choices) -> Story:
    """Return the chosen story. UserError where it is gone."""
    story = editor.map.stories.get(StoryId(choices.story))
    if story is None:
        raise UserError("The story is no longer in the map; choose another.")
    return story


def embedded_bytes(editor: Editor, subject: Subject) -> bytes:
    """Return what goes into the picture: what Save would write, or the branch alone."""
    if subject.branch:
        return canonical(subject.map).encode("utf-8")
    return document_bytes(editor.document, subject.map)


def picture_of(editor: Editor, subject: Subject, choices: Choices, measure: Measure) -> bytes:
    """Return the picture that was chosen. Raises UserError where it cannot be made."""
    if choices.kind is Kind.PPTX:
        from argmap.render.deck.deck import deck_bytes

        theme, story = choices.options().picture_theme(), told_story(editor, choices)
        look = SlideLook(stands=subject.placement)
        return deck_bytes(editor.map, story, theme, Measure(), look, embed=choices.embeds)
    embedded = embedded_bytes(editor, subject) if choices.embeds else None
    options = replace(choices.options(), folded=subject.folded)
    return drawn(choices.kind, subject.map, subject.placement, options, embedded, measure)


def suggested_file(editor: Editor, choices: Choices, folder: Path) -> Path:
    """Return a name for the picture, beside the map; one that opens again says so in its name."""
    path = editor.document.path
    middle = ".argmap" if choices.embeds else ""
    name = "".join(c for c in editor.name if c not in '/\\:*?"<>|').strip() or "map"
    return (path.parent if path is not None else folder) / f"{name}{middle}.{choices.kind}"


def _is_whole(map: ArgumentMap, placement: Placement) -> bool:
    return all(StatementId(id_) in placement.boxes for id_ in map.statements)


def _arranged(map: ArgumentMap, measure: Measure, like: Placement) -> Placement:
    options = LayoutOptions(map.meta.view.layout, map.meta.view.direction or like.direction)
    return arrange(map, measure.sizes(map), options, like.warmth or None)
