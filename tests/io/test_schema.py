"""The description of the format is the one that the code goes by."""

import dataclasses
from pathlib import Path

import yaml

from argmap.io.formats import FORMATS
from argmap.io.schema import format_markdown, schema_json
from argmap.io.shapes import SECTIONS, Kind, shape_of, top_keys
from argmap.io.yaml_read import read_text
from argmap.model import records
from argmap.model.argmap import COLLECTIONS
from argmap.model.records import Link, Meta, Quote, Statement, Step, View
from tests.io.messy import corpus

ROOT = Path(__file__).parents[2]


def test_the_page_for_people_is_up_to_date():
    page = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    assert page == format_markdown(), "run: argmap docs schema > docs/format.md"


def test_the_example_on_the_page_is_a_sound_map():
    example = format_markdown().split("```yaml\n")[1].split("```")[0]
    reading = read_text(example)
    assert reading.problems == []
    assert len(reading.map.links) == 1


def test_sections_are_the_collections_of_a_map():
    assert tuple(SECTIONS) == COLLECTIONS
    assert top_keys()[0] == "argmap"
    assert top_keys()[-1] == "view"


def test_every_field_of_every_record_has_a_shape_and_words():
    for record in (*SECTIONS.values(), Meta, Quote, Step, View, records.QuotePart):
        declared = [f.name for f in dataclasses.fields(record) if f.name != "extra"]
        fields = shape_of(record).fields
        assert [field.name for field in fields] == declared
        assert all(field.doc for field in fields)


def test_kinds_are_read_off_the_hints():
    kinds = {field.key: field.kind for field in shape_of(Statement).fields}
    assert kinds["id"] is kinds["text"] is Kind.TEXT
    assert kinds["kind"] is kinds["basis"] is Kind.CHOICE
    assert kinds["quotes"] is Kind.RECORDS
    assert kinds["credence"] is Kind.NUMBER
    assert kinds["tags"] is Kind.TEXTS
    assert kinds["implicit"] is Kind.FLAG
    assert shape_of(Quote).by_key()["start"].kind is Kind.WHOLE
    assert shape_of(Step).by_key()["camera"].kind is Kind.DATA
    assert shape_of(View).by_key()["pins"].kind is Kind.PINS
    assert shape_of(Meta).by_key()["view"].kind is Kind.RECORD
    assert [f.key for f in shape_of(Link).fields if f.required] == ["id", "from", "to"]


def fits(schema, value, whole) -> bool:
    """Whether a value fits a schema: just the words of JSON Schema that ours uses."""
    if "$ref" in schema:
        return fits(whole["$defs"][schema["$ref"].rpartition("/")[2]], value, whole)
    if "anyOf" in schema:
        return any(fits(one, value, whole) for one in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    types = schema.get("type", [])
    types = [types] if isinstance(types, str) else types
    names = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array"}
    name = "null" if value is None else names.get(type(value), "object")
    if types and name not in types and not (name == "integer" and "number" in types):
        return False
    if name == "array":
        return all(fits(schema.get("items", {}), item, whole) for item in value)
    if name == "object":
        if any(key not in value for key in schema.get("required", [])):
            return False
        known = schema.get("properties", {})
        other = schema.get("additionalProperties", {})
        return all(fits(known.get(key, other), inner, whole) for key, inner in value.items())
    return True


def test_maps_fit_the_schema_and_mistakes_do_not():
    schema = schema_json()
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "maps").glob("*.yaml")]
    for text in [*texts, corpus("everything")]:
        # Dates are texts for an editor that reads YAML 1.2.
        assert fits(schema, yaml.load(text, Loader=yaml.BaseLoader) | {"argmap": 1, "view": {}} | {
            key: [] for key in ("statements", "links", "polls", "stories", "parked")
        }, schema)  # fmt: skip
    good = {"argmap": 1, "statements": [{"id": "a", "text": "t", "kind": "claim"}]}
    assert fits(schema, good, schema)
    assert not fits(schema, {"argmap": 1}, schema)
    assert not fits(schema, good | {"argmap": "1"}, schema)
    assert not fits(schema, good | {"statements": [{"id": "a"}]}, schema)
    assert not fits(schema, good | {"statements": [{"id": "a", "text": "t", "kind": "x"}]}, schema)
    assert not fits(schema, good | {"links": [{"id": "l", "to": "a"}]}, schema)
    assert fits(schema, good | {"links": [{"id": "l", "from": "a", "to": "a"}]}, schema)


def test_every_reference_of_the_schema_leads_somewhere():
    schema = schema_json()

    def references(part):
        if isinstance(part, dict):
            if "$ref" in part:
                yield part["$ref"]
            for inner in part.values():
                yield from references(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from references(inner)

    found = set(references(schema))
    assert found
    assert {f"#/$defs/{name}" for name in schema["$defs"]} >= found


def test_pictures_lose_nothing():
    pictures = [format for format in FORMATS.values() if format.picture]
    assert [format.name for format in pictures] == ["png", "svg", "pdf", "html"]
    assert all(format.reads and format.writes and not format.loses for format in pictures)


def test_a_graph_says_what_it_leaves_out():
    graph = FORMATS["graphml"]
    assert graph.writes
    assert not graph.reads
    assert "quotes" in graph.loses
