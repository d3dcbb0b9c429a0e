"""The map format described: for people in Markdown, for editors as JSON Schema.

Both are made from the declarations in `argmap.model.records`, so that they cannot fall behind.
"""

from collections.abc import Iterator
from typing import Any

from argmap.io.shapes import SECTIONS, TEXT_IS_REQUIRED, Field, Kind, shape_of, top_keys
from argmap.io.yaml_read import VERSION
from argmap.model.records import Meta, Quote, QuotePart, Step, View

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_INNER = (Quote, QuotePart, Step, View)
_SAYS = {
    "sources": "The documents that statements quote.",
    "statements": "The boxes of the map, in the order in which roots stand.",
    "links": "What bears on what, in the order in which siblings stand.",
    "groups": "Named sets of statements, drawn as frames; no statement is in two.",
    "stories": "Ways to present the map, step by step.",
    "polls": "Shows of hands, with their counts.",
    "parked": "Statements that have no place in the map yet.",
}


# ------------------------------------------------------------------------------------- JSON Schema


def schema_json() -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) of a map file, for editors that check while one types."""
    properties: dict[str, Any] = {}
    meta = shape_of(Meta).by_key()
    for key in top_keys():
        if key in meta:
            properties[key] = _schema_of(meta[key])
        else:
            items = {"$ref": f"#/$defs/{SECTIONS[key].__name__}"}
            properties[key] = {"description": _SAYS[key], "type": ["array", "null"], "items": items}
    properties["argmap"] |= {"type": "integer", "minimum": 1, "maximum": VERSION}
    records = dict.fromkeys([*SECTIONS.values(), *_INNER])
    return {
        "$schema": _DIALECT,
        "title": "Argument map",
        "description": "A map of claims, evidence and counterpoints, as argmap keeps it.",
        "type": "object",
        "required": ["argmap", "statements"],
        "properties": properties,
        "$defs": {record.__name__: _record_schema(record) for record in records},
    }


def _record_schema(record: Any) -> dict[str, Any]:
    fields = shape_of(record).fields
    return {
        "description": _first_line(record),
        "type": "object",
        "required": [field.key for field in fields if _is_required(record, field)],
        "properties": {field.key: _schema_of(field) for field in fields},
    }


def _schema_of(field: Field) -> dict[str, Any]:
    return {"description": field.doc, **_type_of(field)}


def _type_of(field: Field) -> dict[str, Any]:
    # A text may be written as anything that YAML has one word for: no type is guessed.
    text = {"type": ["string", "number", "boolean", "null"]}
    if field.kind is Kind.TEXT:
        return text
    if field.kind is Kind.CHOICE:
        return {"enum": [member.value for member in field.of]}
    if field.kind is Kind.TEXTS:
        return {"anyOf": [{"type": "array", "items": text}, text]}
    if field.kind is Kind.RECORD:
        return {"$ref": f"#/$defs/{field.of.__name__}"}
    if field.kind is Kind.RECORDS:
        return {"type": ["array", "null"], "items": {"$ref": f"#/$defs/{field.of.__name__}"}}
    if field.kind is Kind.PINS:
        pair = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
        return {"type": ["object", "null"], "additionalProperties": pair}
    return dict(_SIMPLE_TYPES.get(field.kind, {}))


_SIMPLE_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.WHOLE: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.FLAG: {"type": "boolean"},
}


# ---------------------------------------------------------------------------------------- Markdown


def format_markdown() -> str:
    """The description of the format for people: docs/format.md."""
    lines = [*_INTRODUCTION.strip().split("\n"), "", "## The whole file", ""]
    lines += _table(_file_rows())
    for name, record in SECTIONS.items():
        if name == "parked":
            continue
        lines += ["", f"## An entry of `{name}`", "", _first_line(record), ""]
        lines += _table(_rows(record))
    for record in _INNER:
        lines += ["", f"## {_TITLES[record]}", "", _first_line(record), ""]
        lines += _table(_rows(record))
    return "\n".join([*lines, "", *_END.strip().split("\n")]) + "\n"


def _file_rows() -> Iterator[tuple[str, str, str]]:
    meta = shape_of(Meta).by_key()
    for key in top_keys():
        if key in meta:
            field = meta[key]
            holds = "**whole number, required**" if key == "argmap" else _holds(Meta, field)
            yield key, holds, field.doc
        else:
            needed = "**list, required**" if key == "statements" else "list"
            yield key, needed, _SAYS[key]


def _rows(record: Any) -> Iterator[tuple[str, str, str]]:
    for field in shape_of(record).fields:
        yield field.key, _holds(record, field), field.doc


def _holds(record: Any, field: Field) -> str:
    words = _WORDS[field.kind]
    if field.kind is Kind.CHOICE:
        words = "one of " + ", ".join(f"`{member.value}`" for member in field.of)
    if _is_required(record, field):
        return f"**{words}, required**"
    if field.kind is Kind.CHOICE and field.default is not None:
        return f"{words}; `{field.default}` where the key is missing"
    return words


def _table(rows: Iterator[tuple[str, str, str]]) -> list[str]:
    return [
        "| Key | Holds | Meaning |",
        "|---|---|---|",
        *(f"| `{key}` | {holds} | {doc} |" for key, holds, doc in rows),
    ]


def _is_required(record: Any, field: Field) -> bool:
    return field.required or (record, field.name) == TEXT_IS_REQUIRED


def _first_line(record: Any) -> str:
    return str(record.__doc__).strip().split("\n")[0]


_WORDS = {
    Kind.TEXT: "text",
    Kind.WHOLE: "whole number",
    Kind.NUMBER: "decimal number",
    Kind.FLAG: "`true` or `false`",
    Kind.CHOICE: "",
    Kind.TEXTS: "list of texts; one text may stand alone",
    Kind.RECORD: "keys of its own, see below",
    Kind.RECORDS: "list of entries, see below",
    Kind.PINS: "ids with two numbers each, `id: [40, -12]`",
    Kind.DATA: "plain data",
}
_TITLES = {
    Quote: "An entry of `quotes`",
    QuotePart: "An entry of `parts`",
    Step: "An entry of `steps`",
    View: "`view`",
}

_INTRODUCTION = """
# The format of a map

<!-- Made from argmap/model/records.py by `argmap docs schema`; do not edit by hand. -->

A map is one file of YAML in UTF-8 whose name ends in `.argmap.yaml`. Any editor can write it. When
argmap saves, it changes the lines of what you changed; comments, order and quoting elsewhere stay.

```yaml
argmap: 1
title: Should the library open on Sundays?
sources:
  - id: survey
    title: Survey of readers
    file: survey.txt
statements:
  - id: open-on-sundays
    text: The library should open on Sundays.
  - id: readers-work
    kind: evidence
    basis: statistic
    text: Two readers in three work on weekdays.
    quotes:
      - source: survey
        exact: two in three of us work until six
links:
  - id: readers-work-to-open-on-sundays
    from: [readers-work]
    to: open-on-sundays
```

- Values are what their key says, whatever they look like: `title: No` is the text “No”.
- Statements and links share one set of ids. A link may lead to another link: it then supports or
  attacks that step of the argument.
- Keys that argmap does not know are kept as they are.
- What cannot be read is reported with its line, left as it is in the file, and never overwritten.
- Not accepted, because no map needs them: anchors, aliases, tags, merge keys, several documents in
  one file, the same key twice in one place, more than 30 levels, 64 MB, two million lines or a
  million words, lists and mappings.
"""

_END = """
## Canonical form

`argmap fmt` writes keys in the order of these tables, leaves out what is at its default, and keeps
comments with the key or entry they precede. `argmap check` reports every problem with its line.
A file whose `argmap:` is higher than this program knows opens for reading only.
"""
