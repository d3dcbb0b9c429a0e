"""Single values as YAML: when text may stand without quotation marks, and how it is quoted else.

Whatever any YAML reader could take for something else than text is quoted. Nothing here folds a
line: one value is one line, or a literal block.
"""

import math
import re
from decimal import Decimal

from argmap.model.errors import UserError

# Every way in which YAML 1.1 or 1.2 writes something else than text.
_SOMETHING_ELSE = re.compile(
    r"""(?ix)
    ~ | null | y | n | yes | no | true | false | on | off | = | <<      # nothing, flags, specials
    | [-+]? \.? [0-9] [0-9_]* (:[0-5]?[0-9])* (\.[0-9_]*)? (e[-+]?[0-9]+)?        # numbers
    | [-+]? [0-9] [0-9_]* (\.[0-9_]*)? (e[-+]?[0-9]+)?
    | [-+]? 0 [xob] [0-9a-f_]+
    | [-+]? \.inf | \.nan
    | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} ([t\s][0-9:.\s+z-]*)?                    # dates and times
    """
)
DATE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")

_BELOW_NOTHING = re.compile(r"(?i)-(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:e[-+]?[0-9]+)?")
_NOT_FIRST = "-?:,[]{}#&*!|>'\"%@`"
# What stays itself on one line: no line ends of any kind, no controls, no mark of byte order.
_SAFE = "\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_UNSAFE = re.compile(f"[^{_SAFE}]")
_NOT_PLAIN = re.compile(f": | #|:$|[^{_SAFE}]")
_NOT_IN_FLOW = re.compile(r"[,\[\]{}:?]")
_NOT_LITERAL = re.compile(f"[^\n\t{_SAFE}]")
_ESCAPED = re.compile(rf'["\\]|[^{_SAFE}]')
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_HALVES = re.compile("[\ud800-\udfff]")


def scalar(text: str, *, flow: bool = False) -> str:
    """Text as one line of YAML, with quotation marks where it needs them.

    `flow` says that it stands inside square or curly brackets.
    """
    if can_be_plain(text, flow=flow) and not _SOMETHING_ELSE.fullmatch(text):
        return text
    return quoted(text)


def can_be_plain(text: str, *, flow: bool = False) -> bool:
    """Whether the text read without quotation marks is the same text, whatever its type."""
    return not (
        not text
        or (text[0] in _NOT_FIRST and not _BELOW_NOTHING.fullmatch(text))
        or text[0] == " "
        or text[-1] == " "
        or _NOT_PLAIN.search(text)
        or text.startswith("...")
        or (flow and _NOT_IN_FLOW.search(text))
    )


def quoted(text: str) -> str:
    """Text in quotation marks: single ones, unless something in it needs an escape."""
    if _UNSAFE.search(text):
        return double_quoted(text)
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return single_quoted(text)


def single_quoted(text: str) -> str:
    """Text in single quotation marks; it must hold no line end and nothing unprintable."""
    return "'" + text.replace("'", "''") + "'"


def double_quoted(text: str) -> str:
    """Text in double quotation marks, with escapes; half characters become U+FFFD."""
    return '"' + _ESCAPED.sub(_escape, _HALVES.sub("\ufffd", text)) + '"'


def fits_on_a_line(text: str) -> bool:
    """Whether the text needs no escapes: it has one line and nothing unprintable."""
    return not _UNSAFE.search(text)


def literal(text: str, *, always: bool = False) -> list[str] | None:
    """Text of several lines as a literal block: its header, then its lines indented by two.

    None where no literal block can hold it; `always` makes a block of a single line as well.
    """
    if (
        ("\n" not in text and not always)
        or _NOT_LITERAL.search(text)
        or text.endswith("\n\n")
        or not text.strip()
    ):
        return None
    lines = text.split("\n")
    chomping = "-"
    if lines[-1] == "":
        lines.pop()
        chomping = ""
    if not lines[-1].strip(" \t"):
        return None  # blanks at the end would be taken for indentation
    indication = "2" if lines[0][:1] in ("", " ", "\t") else ""
    return [f"|{indication}{chomping}", *("  " + line if line else "" for line in lines)]


def number(value: float) -> str:
    """A number in plain decimal form, as short as it can be told from its neighbours."""
    if not math.isfinite(value):
        raise UserError("A number of this map is infinite or undefined, and cannot be kept.")
    if value == int(value):
        return str(int(value))
    text = repr(value)
    return format(Decimal(text), "f") if "e" in text else text


def _escape(match: "re.Match[str]") -> str:
    character = match.group()
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
