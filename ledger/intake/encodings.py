"""Which characters the bytes of a file stand for: said by a mark or by the user, never guessed.

Guessing was tried and refused: detectors read Arabic cp1256 as Cyrillic, and Arabic ISO-8859-6 as Thai. So a
file is UTF-8, or it starts with a byte order mark, or the user names its encoding.
"""

from __future__ import annotations

import codecs
import io
import re
from typing import BinaryIO

from ledger.errors import InputError
from ledger.safetext import one_line

LIKELY = ("cp1252", "cp1251", "cp1256")
"""Encodings whose reading of the first bad line an error shows: West European, Cyrillic, Arabic."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_OF_FILES = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem"})
_ENDS = re.compile(r"\r\n|\r|\n")
_STEP = 1 << 16
_SHOWN = 200
_OF_NO_TEXT = bytes(b for b in (*range(32), 127) if b not in b"\t\n\v\f\r\x1a\x1b")
"""Bytes that no text holds in any of the encodings that share ASCII."""
_FEW = 0.02
"""The share of such bytes up to which a slip is more likely than something else altogether."""


def choose(head: bytes, encoding: str | None, path: str) -> str:
    """The codec for a file that starts with `head`: its byte order mark, else `encoding`, else UTF-8.

    InputError if `encoding` is unknown, or says something else than the mark.
    """
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if encoding is None:
        return marked or "utf-8"
    named = _lookup(encoding, path)
    if marked is None:
        if named in ("utf-16", "utf-32"):
            raise InputError(
                path,
                None,
                f"no byte order mark says which {named} this is",
                f"give --encoding {named}-le or --encoding {named}-be",
            )
        return "utf-8" if named == "utf-8-sig" else named
    if not marked.startswith(named) and not named.startswith(marked.removesuffix("-sig")):
        raise InputError(
            path,
            1,
            f"the file is marked as {marked.removesuffix('-sig')}, not {named}",
            "leave out --encoding",
        )
    return marked


def _lookup(encoding: str, path: str) -> str:
    try:
        found = codecs.lookup(encoding)
        text = bool(getattr(found, "_is_text_encoding", True))
        text = text and found.name.replace("-", "_") not in _NOT_OF_FILES
    except (LookupError, ValueError, UnicodeError):
        text = False
    if not text:
        raise InputError(
            path,
            None,
            f"“{one_line(encoding, 40)}” is not an encoding that is known here",
            "give one such as utf-8, utf-16-le, cp1252, cp1251, cp1256 or latin-1",
        )
    return found.name.replace("_", "-")


def bad_bytes(raw: BinaryIO, encoding: str, path: str) -> InputError:
    """The error for a file that `encoding` cannot read: the line of the first bad byte, and what to try.

    `raw` is read from its start, a little at a time; it must be seekable.
    """
    raw.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    line, after_cr, fed = 1, False, 0
    while True:
        chunk = raw.read(_STEP)
        fed += len(chunk)
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            base = fed - len(error.object)
            before = error.object[: error.start].decode(encoding, "replace")
            line += _count_ends(before, after_cr)
            return _at(raw, base + error.start, line, encoding, path)
        except UnicodeError:
            break
        line += _count_ends(text, after_cr)
        after_cr = text.endswith("\r") if text else after_cr
        if not chunk:
            break
    return InputError(path, None, f"the file is not {encoding}", "give its encoding with --encoding")


def check_encoding(raw: BinaryIO, encoding: str, path: str) -> None:
    """Raise InputError at the first byte of a file that `encoding` cannot read, before anything else is said of it."""
    raw.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        while chunk := raw.read(_STEP):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        raise bad_bytes(raw, encoding, path) from None


def _count_ends(text: str, after_cr: bool) -> int:
    return len(_ENDS.findall(text)) - (after_cr and text.startswith("\n"))


def _at(raw: BinaryIO, offset: int, line: int, encoding: str, path: str) -> InputError:
    start = max(0, offset - _SHOWN)
    raw.seek(start)
    window = raw.read(2 * _SHOWN)
    bad = window[offset - start : offset - start + 1]
    name = encoding.removesuffix("-sig").upper() if encoding.startswith("utf") else encoding
    if encoding.startswith(("utf-16", "utf-32")) or not bad:
        return InputError(path, line, f"the bytes are not {name}, or are cut off", "save the file again as UTF-8")
    strange = len(window) - len(window.translate(None, _OF_NO_TEXT))
    if strange > max(1, _FEW * len(window)):
        return InputError(
            path,
            None,
            "these are not the bytes of a text",
            "if it is UTF-16 without a mark, give --encoding utf-16-le; else leave the file out",
        )
    readings = ", ".join(f"{e} “{_reading(window, offset - start, e)}”" for e in LIKELY if e != encoding)
    return InputError(
        path,
        line,
        f"byte {bad[0]:#04x} is not {name}",
        f"give the right one with --encoding; this line would be in {readings}",
    )


def _reading(window: bytes, at: int, encoding: str) -> str:
    begin = max(window.rfind(b"\n", 0, at), window.rfind(b"\r", 0, at)) + 1
    ends = [end for end in (window.find(b"\n", at), window.find(b"\r", at)) if end >= 0]
    begin = max(begin, at - 20)
    return one_line(window[begin : min(ends, default=len(window))].decode(encoding, "replace"), 40)


def no_nul(text: str, encoding: str, path: str, first_line: int = 1) -> None:
    """Refuse NUL characters and lone surrogates, which no database or file of text can hold."""
    at = text.find("\0")
    if at >= 0:
        line = first_line + len(_ENDS.findall(text, 0, at))
        wide = encoding.startswith(("utf-8", "ascii"))
        raise InputError(
            path,
            line,
            "the text holds a NUL character",
            "if it is UTF-16, give --encoding utf-16-le; else remove the character" if wide else "remove it",
        )
    if text.isascii():
        return
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = first_line + len(_ENDS.findall(text, 0, error.start))
        raise InputError(
            path,
            line,
            f"half a character (surrogate U+{ord(text[error.start]):04X})",
            "save the file again as UTF-8",
        ) from None


def decode(data: bytes, encoding: str | None, path: str) -> tuple[str, str]:
    """The text of `data` and the name of its encoding, line ends and all else untouched.

    UTF-8 with or without a mark and UTF-16 with a mark are read by themselves, any other encoding only when
    `encoding` names it. InputError names the file, the line of the first bad byte and what to do.
    """
    codec = choose(data[:4], encoding, path)
    try:
        text = data.decode(codec)
    except (UnicodeError, ValueError):
        raise bad_bytes(io.BytesIO(data), codec, path) from None
    no_nul(text, codec, path)
    return text, codec.removesuffix("-sig")
