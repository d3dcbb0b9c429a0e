"""The records an argument map is made of, declared once.

Every record is a frozen value. The declaration serves all who need it: the reader types a file by
these fields, the writer takes the order of keys from them, the format's description is made from
their `doc`. Verbs that change records live in `argmap.edit`.
"""

import dataclasses
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NewType

from argmap.model.light_dataclass import dataclass

StatementId = NewType("StatementId", str)
LinkId = NewType("LinkId", str)
SourceId = NewType("SourceId", str)
GroupId = NewType("GroupId", str)
StoryId = NewType("StoryId", str)
PollId = NewType("PollId", str)


class Plain(str):
    """Text of an unknown key that stood unquoted in the file and is written unquoted again."""

    __slots__ = ()


Data = str | tuple["Data", ...] | Mapping[str, "Data"]
"""Plain data under a key that this version does not know; kept and written back as it was."""

NO_EXTRA: Mapping[str, Data] = {}
# A plain dict, read-only by its type: a mapping proxy could not be sent to the worker process.


class StatementKind(StrEnum):
    """What a statement does in the argument."""

    CLAIM = "claim"
    EVIDENCE = "evidence"
    COUNTERPOINT = "counterpoint"
    QUESTION = "question"


class Basis(StrEnum):
    """What a piece of evidence rests on."""

    STATISTIC = "statistic"
    EXAMPLE = "example"
    EXPERT = "expert"
    DOCUMENT = "document"
    EVENT = "event"
    TESTIMONY = "testimony"
    EXPERIMENT = "experiment"
    COMMON_KNOWLEDGE = "common-knowledge"


class LinkKind(StrEnum):
    """How the premises of a link bear on its target."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    CONTRADICTS = "contradicts"
    RESTATES = "restates"
    ANSWERS = "answers"


class Voice(StrEnum):
    """Whether the author holds the statement, grants it, or only reports it."""

    ENDORSED = "endorsed"
    CONCEDED = "conceded"
    REPORTED = "reported"


class Fidelity(StrEnum):
    """How close the statement's words are to the passage it quotes."""

    QUOTATION = "quotation"
    PARAPHRASE = "paraphrase"
    INTERPRETATION = "interpretation"


class LayoutKind(StrEnum):
    """The ways to arrange a map."""

    LAYERED = "layered"
    OUTLINE = "outline"
    RADIAL = "radial"


class Ranks(StrEnum):
    """What decides how deep a statement stands in layers."""

    TREE = "tree"
    LONGEST = "longest"


class Direction(StrEnum):
    """Where the premises of the main claim lie from it: below it (`down`), above, right or left."""

    DOWN = "down"
    UP = "up"
    RIGHT = "right"
    LEFT = "left"


def declared(
    doc: str,
    default: Any = dataclasses.MISSING,  # noqa: ANN401
    *,
    key: str = "",
) -> Any:  # noqa: ANN401 - like dataclasses.field, it answers for every type
    """Declare a field of a record: its description for people, its default, its key in a file."""
    return dataclasses.field(default=default, metadata={"doc": doc, "key": key})


def unknown() -> Any:  # noqa: ANN401 - as above
    """Declare the field that keeps the keys which this version does not know."""
    return dataclasses.field(default_factory=lambda: NO_EXTRA, hash=False, metadata={"extra": True})


@dataclass(frozen=True, slots=True)
class QuotePart:
    """One stretch of a discontinuous quote."""

    exact: str = declared("The words, as they stand in the document.")
    prefix: str = declared("Up to 48 characters before the words.", "")
    suffix: str = declared("Up to 48 characters after the words.", "")
    start: int | None = declared("Where the words began, in code points of the text; a hint.", None)
    extra: Mapping[str, Data] = unknown()


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of a source. Either `exact` or `parts` holds the words."""

    source: SourceId = declared("The id of the source.")
    exact: str = declared("The words, as they stand in the document.", "")
    prefix: str = declared("Up to 48 characters before the words.", "")
    suffix: str = declared("Up to 48 characters after the words.", "")
    start: int | None = declared("Where the words began, in code points of the text; a hint.", None)
    page: int | None = declared("The page of a paged document, from 1; a hint.", None)
    parts: tuple[QuotePart, ...] = declared("The stretches of a discontinuous quote, in order.", ())
    extra: Mapping[str, Data] = unknown()

    def stretches(self) -> tuple[QuotePart, ...]:
        """Return the quote as one or more stretches, whichever way it is written."""
        if self.parts:
            return self.parts
        return (QuotePart(self.exact, self.prefix, self.suffix, self.start),)


@dataclass(frozen=True, slots=True)
class Statement:
    """One box of the map."""

    id: StatementId = declared("A readable id; statements and links share one namespace.")
    kind: StatementKind = declared(
        "What it does: claim, evidence, counterpoint, question.", StatementKind.CLAIM
    )
    basis: Basis | None = declared("What a piece of evidence rests on.", None)
    text: str = declared("The statement in plain words.", "")
    quotes: tuple[Quote, ...] = declared("The passages it rests on.", ())
    credence: float | None = declared("How sure one is of it, 0 to 1.", None)
    tags: tuple[str, ...] = declared("Free words to sort by.", ())
    notes: str = declared("Anything to remember about it.", "")
    speaker: str = declared("Who says it, where that is not the author.", "")
    voice: Voice | None = declared("Whether the author endorses, concedes or reports it.", None)
    fidelity: Fidelity | None = declared("How close its words are to the quoted passage.", None)
    implicit: bool = declared("True where nobody wrote it: an unstated premise.", False)
    color: str = declared("The name of a palette colour, in place of the kind's.", "")
    url: str = declared("A web address to look at; never fetched by argmap.", "")
    extra: Mapping[str, Data] = unknown()


@dataclass(frozen=True, slots=True)
class Link:
    """From one or more premises to a target, which is a statement or another link."""

    id: LinkId = declared("A readable id; statements and links share one namespace.")
    premises: tuple[StatementId, ...] = declared(
        "The statements it starts from; several are linked premises of one inference.", key="from"
    )
    target: str = declared("The statement or link it bears on.", key="to")
    kind: LinkKind = declared(
        "How it bears on the target: supports, opposes, contradicts, restates, answers.",
        LinkKind.SUPPORTS,
    )
    weight: float | None = declared("How strong the step is, 0 to 1.", None)
    scheme: str = declared("The argumentation scheme of the step.", "")
    label: str = declared("Words shown beside the line.", "")
    notes: str = declared("Anything to remember about it.", "")
    implicit: bool = declared("True where the text leaves the step unsaid.", False)
    primary: bool = declared("True where layout and outline should follow this link.", False)
    extra: Mapping[str, Data] = unknown()


@dataclass(frozen=True, slots=True)
class Source:
    """A document that statements quote."""

    id: SourceId = declared("A readable id.")
    title: str = declared("The document's title.", "")
    authors: tuple[str, ...] = declared("Its authors.", ())
    date: str = declared("When it was published.", "")
    publisher: str = declared("Who published it.", "")
    url: str = declared("Where it stands on the web; never fetched by argmap.", "")
    file: str = declared("The document's file, relative to the map's file.", "")
    encoding: str = declared(
        "How the file's text is encoded, where that was confirmed by hand; else by its bytes.", ""
    )
    sha256: str = declared("Of the file's bytes, when a save last confirmed its quotes.", "")
    text_sha256: str = declared("Of the extracted text, when a save last confirmed its quotes.", "")
    extra: Mapping[str, Data] = unknown()


@dataclass(frozen=True, slots=True)
class Group:
    """A named set of statements, drawn as a frame. No statement is in two groups."""

    id: GroupId = declared("A readable id.")
    title: str = declared("The words on the frame.", "")
    statements: tuple[StatementId, ...] = declared("Its statements.", ())
    color: str = declared("The name of a palette colour.", "")
    extra: Mapping[str, Data] = unknown()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a story: what it adds to what is seen, and what it looks at."""

    id: str = declared("An id, where something refers to the step.", "")
    title: str = declared("The step's title.", "")
    reveal: tuple[str, ...] = declared("Statements added to what is already seen.", ())
    hide: tuple[str, ...] = declared("Statements taken away from what is seen.", ())
    focus: tuple[str, ...] = declared("Statements to look at; by default what is revealed.", ())
    highlight: Data | None = declared("A line of argument to bring out.", None)
    camera: Data | None = declared(
        "What the picture is fitted to: {fit: focus}, visible, all, stay or a list of ids, with "
        "max_zoom; or a place of its own, {view: {center: [x, y], width: w}}.",
        None,
    )
    others: str = declared("What happens to the rest: dim, hide or normal.", "")
    notes: str = declared("Notes for the speaker alone.", "")
    minutes: float | None = declared("The time planned for it, in minutes.", None)
    poll: Data | None = declared(
        "A show of hands that belongs to the step: {claim: a statement or link, scale, when}.",
        None,
    )
    polls: str = declared("Whether counts are drawn beside what was asked: bars or none.", "")
    extra: Mapping[str, Data] = unknown()


@dataclass(frozen=True, slots=True)
class Story:
    """A way to present the map, step by step."""

    id: StoryId = declared("A readable id.")
    title: str = declared("The story's title.", "")
    minutes: float | None = declared("The time planned for all of it, in minutes.", None)
    defaults: Data | None = declared(
        "What steps take that say nothing: {others, polls, margin, move: {style, seconds}}.", None
    )
    steps: tuple[Step, ...] = declared("The steps, in order.", ())
    extra: Mapping[str, Data] = unknown()


@dataclass(frozen=True, slots=True)
class Poll:
    """A show of hands on a statement or link, with its counts."""

    id: PollId = declared("A readable id.")
    target: str = declared("The statement or link that was asked about.", "")
    scale: str = declared("agree3 (agree, unsure, disagree) or percent.", "")
    when: str = declared("before or after.", "")
    date: str = declared("When it was taken.", "")
    counts: Data | None = declared("How many chose what.", None)
    text: str = declared("The wording that was asked.", "")
    extra: Mapping[str, Data] = unknown()


Pins = Mapping[StatementId, tuple[float, float]]
NO_PINS: Pins = {}


@dataclass(frozen=True, slots=True)
class View:
    """How the map wants to be drawn."""

    layout: LayoutKind = declared("layered, outline or radial.", LayoutKind.LAYERED)
    direction: Direction | None = declared("down, up, right or left; absent is chosen.", None)
    ranks: Ranks = declared(
        "tree: each statement one layer below its primary parent; longest: below all that it "
        "bears on.",
        Ranks.TREE,
    )
    pins: Pins = dataclasses.field(
        default_factory=lambda: NO_PINS,
        hash=False,
        metadata={
            "doc": "Placements by hand: the box's centre minus its primary parent's centre, "
            "along the siblings and along the ranks, in pixels. "
            "One above 100,000 is set aside and reported.",
            "key": "",
        },
    )
    extra: Mapping[str, Data] = unknown()


@dataclass(frozen=True, slots=True)
class Meta:
    """What a map says of itself, apart from its collections."""

    version: int = declared("The version of this format.", 1, key="argmap")
    title: str = declared("The map's title.", "")
    authors: tuple[str, ...] = declared("Who made the map.", ())
    date: str = declared("When it was made.", "")
    language: str = declared("The language of its statements, for example en.", "")
    notes: str = declared("Anything to remember about the map.", "")
    view: View = declared("How the map wants to be drawn.", View())
    extra: Mapping[str, Data] = unknown()


Record = Statement | Link | Source | Group | Story | Poll


def file_key(field: "dataclasses.Field[Any]") -> str:
    """Return the key under which a record's field stands in a file."""
    return field.metadata.get("key") or field.name
