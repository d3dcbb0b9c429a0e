"""From bytes to characters.

A byte order mark decides, then strict UTF-8. Anything else is only proposed: a wrong guess would
put wrong letters into every quote, so a person looks at a sample and confirms.
"""

import codecs
import re

from argmap.model.errors import UserError

ENCODINGS = {
    "cp1252": "Western European",
    "cp1250": "Central European",
    "cp1251": "Cyrillic",
    "koi8-r": "Cyrillic (KOI8-R)",
    "cp1253": "Greek",
    "cp1254": "Turkish",
    "cp1255": "Hebrew",
    "cp1256": "Arabic",
    "cp1257": "Baltic",
    "gb18030": "Chinese",
    "big5": "Chinese (Big5)",
    "shift_jis": "Japanese",
    "euc_jp": "Japanese (EUC)",
    "euc_kr": "Korean",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16, big end first",
}
"""The encodings to choose from, by Python's name for them, and what to call them."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKED = "«»„“”‚‘’–—…•§°€\u00a0"
_LATIN = {
    "cp1252": "àâäãåáæçèéêëíìîïñóòôöõøœßúùûüÀÂÄÅÁÆÇÈÉÊËÍÎÑÓÔÖÕØŒÚÜ¿¡" + _MARKED,
    "cp1250": "ąćęłńóśźżáčďéěíňřšťúůýžăâîșțőűöüĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŘŠŤÚŮÝŽŐŰÖÜ" + _MARKED,
    "cp1254": "çğıöşüâîûÇĞİÖŞÜ" + _MARKED,
    "cp1257": "āčēģīķļņšūžąęėįųūäöõüĀČĒĢĪĶĻŅŠŪŽĄĘĖĮŲÄÖÕÜ" + _MARKED,
}
"""The letters that prose in an encoding's languages is made of, besides those of ASCII."""
_DEFAULT = "cp1252"
_NO_ENCODINGS = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"})
"""What Python calls encodings though no file of prose is in one; some take very long."""
_LOOKED_AT = 64 * 1024
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


class NeedsEncoding(UserError):
    """Text whose encoding a person must confirm, with a proposal and how a stretch looks in it."""

    def __init__(self, sentence: str, proposal: str, sample: str) -> None:
        """Keep the proposal, a key of ENCODINGS, and the sample beside the sentence."""
        super().__init__(sentence)
        self.proposal = proposal
        self.sample = sample


def decoded(raw: bytes, name: str, encoding: str = "") -> str:
    """Return the characters of a file's bytes; `encoding` is one that somebody confirmed.

    Raises NeedsEncoding where the bytes do not say, or are not of the confirmed encoding, and
    UserError where that is none. Line ends stay as they are.
    """
    for mark, marked in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(marked, "replace")
    wide = _without_mark(raw)
    try:
        # Also where another was confirmed: what is strict UTF-8 by now was saved anew.
        if not wide and not (encoding and (raw.isascii() or _is_wide(encoding))):
            return raw.decode("utf-8")
        line = 1
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
    if encoding and (text := _confirmed(raw, name, encoding)) is not None:
        return text
    proposal = wide or proposed(raw)
    sample = _sample(raw, proposal)
    raise NeedsEncoding(
        f"{name}:{line}: the text is not {encoding or 'UTF-8'}; it may be {ENCODINGS[proposal]} "
        f"({proposal}), which gives “{sample}”; choose its encoding, or save it as UTF-8",
        proposal,
        sample,
    )


def is_marked(raw: bytes) -> bool:
    """Tell whether a byte order mark, or how NULs stand in it, says how a text is encoded."""
    return raw.startswith(tuple(mark for mark, _ in _MARKS)) or bool(_without_mark(raw))


def proposed(raw: bytes) -> str:
    """Propose an encoding for bytes that are not UTF-8: a key of ENCODINGS."""
    from charset_normalizer import from_bytes

    among = [name for name in ENCODINGS if not name.startswith("utf")]
    # Few telling letters among many plain ones mislead the detector: it sees only their lines.
    best = from_bytes(_telling(raw), cp_isolation=among, enable_fallback=False).best()
    if best is None or best.encoding in _LATIN:
        return _latin(raw)
    found = codecs.lookup(best.encoding).name
    return next((name for name in ENCODINGS if codecs.lookup(name).name == found), _DEFAULT)


def _latin(raw: bytes) -> str:
    """Return the encoding of Latin letters in which most letters are those of its languages."""
    told = _telling(raw)

    def share(name: str) -> float:
        letters = _NOT_ASCII.findall(told.decode(name, "replace"))
        return sum(letter in _LATIN[name] for letter in letters) / max(1, len(letters))

    return max(_LATIN, key=share)  # of equals the first: cp1252


def _confirmed(raw: bytes, name: str, encoding: str) -> str | None:
    """Return the text in an encoding, None where it is in another."""
    try:
        return raw.decode("undefined" if _is_none(encoding) else encoding)
    except UnicodeDecodeError as error:
        if encoding in ENCODINGS and error.end - error.start <= 4:
            text = raw.decode(encoding, "replace")
            if text.count("\ufffd") * 1000 <= len(text):  # a hole or two, as cp1252 has
                return text
        return None
    except (LookupError, ValueError) as error:  # of a name with a NUL: a ValueError
        raise UserError(
            f"{name}: no encoding is called “{encoding[:40]}”; choose one of "
            f"{', '.join(ENCODINGS)}, or save the text as UTF-8"
        ) from error


def _is_none(encoding: str) -> bool:
    """Tell whether a name is that of something else. Raises LookupError or ValueError likewise."""
    return codecs.lookup(encoding).name.replace("-", "_") in _NO_ENCODINGS


def _is_wide(encoding: str) -> bool:
    """Tell whether an encoding's texts may look like UTF-8 and are not."""
    return encoding.lower().startswith(("utf-16", "utf-32", "utf_16", "utf_32"))


def _without_mark(raw: bytes) -> str:
    """Return which UTF-16 it is whose every other byte is NUL, or an empty string."""
    head = raw[:_LOOKED_AT]
    if len(head) < 4 or b"\0" not in head:
        return ""
    even, odd = head[::2].count(0) * 2, head[1::2].count(0) * 2
    if odd > 0.4 * len(head) and even < 0.05 * len(head):
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * len(head) and odd < 0.05 * len(head) else ""


def _telling(raw: bytes) -> bytes:
    lines = [line for line in raw.splitlines() if not line.isascii()]
    return b"\n".join(lines)[:_LOOKED_AT]


def _sample(raw: bytes, encoding: str) -> str:
    text = raw[: 4 * _LOOKED_AT].decode(encoding, "replace")
    found = _NOT_ASCII.search(text)
    start = max(0, (found.start() if found else 0) - 20)
    return " ".join(text[start : start + 60].split())
