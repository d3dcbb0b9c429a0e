"""One value exchanged in place: quotation marks, block style and indentation stay as they are."""

import re
from typing import TYPE_CHECKING

from argmap.io.scalars import (
    DATE,
    double_quoted,
    fits_on_a_line,
    literal,
    scalar,
    single_quoted,
)
from argmap.io.shapes import Field, Kind
from argmap.io.splice_page import Edit, Page
from argmap.io.yaml_tree import Node, Scalar, end_of, span_of, start_of
from argmap.io.yaml_write import field_lines, one_word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

_HEADER = re.compile(r"[|>][0-9+-]*[ \t]*(#[^\r\n]*)?(?:\r\n|\r|\n|$)")
_GAP = re.compile(r"(?<=\S) (?=\S)")
_NARROWEST = 40


def in_style(old: Scalar, field: Field, value: "Any", *, flow: bool = False) -> str:
    """A value on one line, in the quotation marks of the one it replaces where it had some."""
    if field.kind in (Kind.WHOLE, Kind.NUMBER, Kind.FLAG):
        return one_word(field, value)
    if old.style == "'" and fits_on_a_line(value):
        return single_quoted(value)
    if old.style == '"':
        return double_quoted(value)
    if field.key == "date" and DATE.fullmatch(value):
        return str(value)
    return scalar(value, flow=flow)


def scalar_edit(page: Page, field: Field, key: Scalar, old: Scalar, value: "Any") -> Edit:
    """Exchange the value after a key in a mapping of block style."""
    as_text = field.kind is Kind.TEXT
    if as_text and _is_block(old):
        return _block_edit(page, field, key, old, value)
    below = page.end_of_lines(old), page.column(start_of(key))
    if as_text and literal(value) is not None and not page.lengthens_block(*below):
        return lines_edit(page, key, old, field_lines(field, value))
    word = in_style(old, field, value)
    if _is_block(old):
        return lines_edit(page, key, old, [f"{field.key}: {word}"])
    if start_of(old) == end_of(old):  # nothing stood after the colon
        return *span_of(old), " " + word
    return *span_of(old), word


def item_edit(page: Page, field: Field, old: Scalar, value: str) -> Edit:
    """Exchange a text in a list; the comment beside a block scalar's mark stays."""
    word = in_style(old, field, value)
    end = page.content_end(old)
    if comment := _header_comment(page, old):
        word = f"{word} {comment}"
    return start_of(old), page.blanks_after(end) if _is_block(old) else end, word


def lines_edit(page: Page, key: Scalar, old: Node, lines: "Sequence[str]") -> Edit:
    """Exchange a key and all of its value for other lines.

    The comment beside it stays beside it; one between key and value stands below afterwards.
    """
    end = page.content_end(old)
    at_end, comments = end, page.comments_between(end_of(key), start_of(old))
    if _is_block(old):
        comments.append(_header_comment(page, old))
    else:
        at_end, comment = page.trailing_comment(end)
        if isinstance(old, Scalar) or old.flow:  # that beside a last value goes with it
            comments.append(comment)
    *others, beside = [*filter(None, comments)] or [""]
    first, *rest = lines
    first = page.text[start_of(key) : end_of(key)] + first[first.index(":") :]
    text = page.joined([f"{first} {beside}" if beside else first])
    if rest or others:
        text += page.newline + page.joined([*rest, *others], page.column(start_of(key)))
    if page.text[end - 1 : end] in ("\n", "\r"):  # a block that keeps its last line ends
        text += page.newline
    return start_of(key), page.blanks_after(at_end), text


def _is_block(node: Node) -> bool:
    return isinstance(node, Scalar) and node.style in ("|", ">")


def _header_comment(page: Page, old: Node) -> str:
    match = _HEADER.match(page.text, start_of(old)) if _is_block(old) else None
    return (match.group(1) or "").rstrip() if match else ""


def _block_edit(page: Page, field: Field, key: Scalar, old: Scalar, value: str) -> Edit:
    """Exchange a literal or folded block; lines that stay the same stay as they are."""
    header = _HEADER.match(page.text, start_of(old))
    body = page.text[header.end() : page.content_end(old)] if header else ""
    old_lines = re.split(r"\r\n|\r|\n", body)
    block = _folded(old_lines, value) if old.style == ">" else None
    block = block or literal(value, always=True)
    if block is None:
        return lines_edit(page, key, old, field_lines(field, value))
    indentation = min((len(x) - len(x.lstrip(" ")) for x in old_lines if x.strip()), default=0)
    pad = " " * max(1, indentation - page.column(start_of(key)))
    if block[0][1:2].isdigit():  # the digit counts from the column of the key
        block[0] = block[0][0] + str(len(pad)) + block[0][2:]
    lines = [f"{field.key}: {block[0]}", *(pad + line[2:] if line else "" for line in block[1:])]
    return lines_edit(page, key, old, lines)


def _folded(old_lines: list[str], value: str) -> list[str] | None:
    """One paragraph as a folded block that keeps the line breaks before and after the change."""
    text = value.removesuffix("\n")
    if not text or "\n" in text or text != text.strip() or not fits_on_a_line(text):
        return None
    old = [_GAP.split(line.strip()) for line in old_lines if line.strip()]
    words = _GAP.split(text)
    top = 0
    while top < len(old) and words[: len(old[top])] == old[top]:
        words = words[len(old[top]) :]
        top += 1
    bottom = len(old)
    while bottom > top and words and words[-len(old[bottom - 1]) :] == old[bottom - 1]:
        words = words[: -len(old[bottom - 1])]
        bottom -= 1
    width = max([_NARROWEST, *(len(" ".join(line)) for line in old)])
    kept = [" ".join(line) for line in old]
    lines = [*kept[:top], *_wrapped(words, width), *kept[bottom:]]
    return [">" if value.endswith("\n") else ">-", *("  " + line for line in lines)]


def _wrapped(words: list[str], width: int) -> list[str]:
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines
