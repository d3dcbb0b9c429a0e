"""An argument map as YAML in canonical form: the same map gives the same text, always.

Keys stand in the order in which records declare them, defaults are left out, lists are indented
under their key. Saving into an existing file is for `yaml_splice`, comments are for `yaml_format`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from argmap.io.scalars import DATE, can_be_plain, literal, number, quoted, scalar
from argmap.io.shapes import SECTIONS, TEXT_IS_REQUIRED, Field, Kind, shape_of
from argmap.model.argmap import ArgumentMap
from argmap.model.records import Data, Meta, Plain

WIDEST = 100
"""Lists and small mappings stand on one line up to this many characters."""

SPACED = ("statements", "parked")
"""Sections with a blank line between their entries."""


def canonical(map: ArgumentMap) -> str:
    """The text of a whole map."""
    view = next(field for field in shape_of(Meta).fields if field.name == "view")
    blocks = [meta_lines(map.meta)]
    for name in SECTIONS:
        records = getattr(map, name)
        if records or name == "statements":
            blocks.append(section_lines(name, _listed(records)))
    if map.meta.view != view.default:
        blocks.append(field_lines(view, map.meta.view))
    if map.meta.extra:
        blocks.append(list(_extra_lines(map.meta.extra)))
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def meta_lines(meta: Meta) -> list[str]:
    """What a map says of itself, apart from its view and unknown keys."""
    lines = []
    for field in shape_of(Meta).fields:
        value = getattr(meta, field.name)
        if field.name == "version" or (field.name != "view" and value != field.default):
            lines += field_lines(field, value)
    return lines


def section_lines(name: str, records: Sequence[Any]) -> list[str]:
    """A list of records with its key, its entries indented by two."""
    if not records:
        return [f"{name}: []"]
    lines = [f"{name}:"]
    for place, record in enumerate(records):
        if place and name in SPACED:
            lines.append("")
        lines += indented(entry_lines(record))
    return lines


def entry_lines(record: Any) -> list[str]:
    """A record as an entry of a list, with its dash and not indented."""
    lines = record_lines(record)
    if not lines:
        return ["- {}"]
    return ["- " + lines[0], *indented(lines[1:])]


def record_lines(record: Any) -> list[str]:
    """The keys of a record that are not at their default, unknown ones last."""
    lines: list[str] = []
    for field in shape_of(type(record)).fields:
        value = getattr(record, field.name)
        if not is_left_out(record, field, value):
            lines += field_lines(field, value)
    lines += _extra_lines(record.extra)
    return lines


def is_left_out(record: Any, field: Field, value: Any) -> bool:
    """Whether a field needs no key: its value is the default and it may be missing."""
    if field.required or (type(record), field.name) == TEXT_IS_REQUIRED:
        return False
    return bool(value == field.default)


def field_lines(field: Field, value: Any) -> list[str]:
    """A field as its key and value, on one line or as a block."""
    key = field.key
    if field.kind is Kind.TEXT:
        if key == "date" and DATE.fullmatch(value):
            return [f"{key}: {value}"]  # a date may well be taken for a date
        return _text_lines(key, value)
    if field.kind is Kind.TEXTS:
        return _list_lines(key, value)
    if field.kind is Kind.RECORDS:
        return section_lines(key, _listed(value))
    if field.kind is Kind.RECORD:
        inner = record_lines(value)
        return [f"{key}:", *indented(inner)] if inner else [f"{key}: {{}}"]
    if field.kind is Kind.PINS:
        pins = [f"{scalar(id_)}: {pin_text(pin)}" for id_, pin in value.items()]
        return [f"{key}:", *indented(pins)] if pins else [f"{key}: {{}}"]
    if field.kind is Kind.DATA:
        return data_lines(key, value)
    return [f"{key}: {one_word(field, value)}"]


def one_word(field: Field, value: Any, *, flow: bool = False) -> str:
    """A field's value that is a single number, flag, choice or text, on one line."""
    if value is None:
        return "null"
    if field.kind in (Kind.WHOLE, Kind.NUMBER):
        return number(value)
    if field.kind is Kind.FLAG:
        return "true" if value else "false"
    return scalar(value, flow=flow)


def flow_value(field: Field, value: Any) -> str:
    """Any field's value on one line, to stand in brackets."""
    if field.kind is Kind.TEXTS:
        return flow_list(value)
    if field.kind is Kind.RECORDS:
        return "[" + ", ".join(map(flow_record, _listed(value))) + "]"
    if field.kind is Kind.RECORD:
        return flow_record(value)
    if field.kind is Kind.PINS:
        pins = (f"{scalar(id_, flow=True)}: {pin_text(pin)}" for id_, pin in value.items())
        return "{" + ", ".join(pins) + "}"
    if field.kind is Kind.DATA:
        return flow_data(value)
    return one_word(field, value, flow=True)


def flow_record(record: Any) -> str:
    """A record on one line, in curly brackets."""
    pairs = [
        f"{field.key}: {flow_value(field, getattr(record, field.name))}"
        for field in shape_of(type(record)).fields
        if not is_left_out(record, field, getattr(record, field.name))
    ]
    pairs += [f"{flow_data(key)}: {flow_data(data)}" for key, data in record.extra.items()]
    return "{" + ", ".join(pairs) + "}"


def flow_list(texts: tuple[str, ...]) -> str:
    """Texts on one line, in square brackets."""
    return "[" + ", ".join(scalar(text, flow=True) for text in texts) + "]"


def flow_data(data: Data) -> str:
    """Plain data on one line."""
    if isinstance(data, str):
        return data_word(data, flow=True)
    if isinstance(data, Mapping):
        pairs = (f"{flow_data(key)}: {flow_data(value)}" for key, value in data.items())
        return "{" + ", ".join(pairs) + "}"
    return "[" + ", ".join(map(flow_data, data)) + "]"


def indented(lines: list[str], by: int = 2) -> list[str]:
    """The lines moved to the right; empty ones stay empty."""
    pad = " " * by
    return [pad + line if line else "" for line in lines]


def _listed(records: Any) -> Sequence[Any]:
    """The records of a section, which a map holds by id, or of a field, in their order."""
    return list(records.values()) if isinstance(records, Mapping) else records


def _text_lines(key: str, text: str) -> list[str]:
    block = literal(text)
    if block is not None:
        return [f"{key}: {block[0]}", *block[1:]]
    return [f"{key}: {scalar(text)}"]


def _list_lines(key: str, texts: tuple[str, ...]) -> list[str]:
    line = f"{key}: {flow_list(texts)}"
    if len(line) <= WIDEST or len(texts) < 2:
        return [line]
    return [f"{key}:", *(f"  - {scalar(text)}" for text in texts)]


def pin_text(pin: tuple[float, float]) -> str:
    """A placement by hand, in square brackets."""
    return f"[{number(pin[0])}, {number(pin[1])}]"


def _extra_lines(extra: Mapping[str, Data]) -> Iterator[str]:
    for key, data in extra.items():
        yield from data_lines(data_word(key), data)


def data_lines(key: str, data: Data) -> list[str]:
    """Plain data under a key that is written as it is given."""
    if isinstance(data, Plain) and not data:
        return [f"{key}:"]  # nothing stood there
    if isinstance(data, str):
        if not isinstance(data, Plain) and (block := literal(data)) is not None:
            return [f"{key}: {block[0]}", *block[1:]]
        return [f"{key}: {data_word(data)}"]
    line = f"{key}: {flow_data(data)}"
    if not data or (len(line) <= WIDEST and _fits_in_brackets(data)):
        return [line]
    if isinstance(data, Mapping):
        pairs = ((data_word(key), value) for key, value in data.items())
        inner = [line for key, value in pairs for line in data_lines(key, value)]
    else:
        inner = [line for item in data for line in _item_lines(item)]
    return [f"{key}:", *indented(inner)]


def _item_lines(data: Data) -> list[str]:
    """Plain data as an item of a list: what would follow a key follows a dash."""
    lines = data_lines("-", data)
    if lines[0] != "-:":
        return ["-" + lines[0][2:], *lines[1:]]
    return ["-", *lines[1:]]


def _fits_in_brackets(data: Data) -> bool:
    """Whether nothing in the data needs a line of its own."""
    if isinstance(data, str):
        return "\n" not in data and not (isinstance(data, Plain) and not data)
    if isinstance(data, Mapping):
        return all(_fits_in_brackets(value) and key for key, value in data.items())
    return all(map(_fits_in_brackets, data))


def data_word(text: str, *, flow: bool = False) -> str:
    """A word of plain data: what stood without quotation marks stands so again."""
    if not isinstance(text, Plain):
        return scalar(text, flow=flow)
    return text if can_be_plain(text, flow=flow) else quoted(text)
