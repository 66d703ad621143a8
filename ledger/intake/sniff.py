"""Which format a file is in, by its content first and its name second.

`FORMATS` is the registry: a further format is a module that reads it and one entry here. Files of a known
kind that no entry reads are refused by name: a PDF is never taken for a text full of odd characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from ledger.errors import InputError
from ledger.intake.encodings import choose
from ledger.intake.refusal import nearest
from ledger.records import FIELDS

_REQUIRED = ("document", "measure")
HEAD = 4_096
"""How many bytes of a file are looked at."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read. `kind` says what it gives: rows of records, or one text.

    `suits` decides on the suffix (with its dot, lower case) and the decoded start of the file.
    """

    name: str
    label: str
    kind: Literal["table", "text"]
    suits: Callable[[str, str], bool]


def _is_json_lines(suffix: str, head: str) -> bool:
    return suffix in (".jsonl", ".ndjson") or (suffix in ("", ".json", ".txt") and head.lstrip().startswith('{"'))


def _is_csv(suffix: str, head: str) -> bool:
    names = {name.strip().strip("'\"") for name in re.split("[,;\t]", _first_line(head))}
    return suffix == ".csv" or {"document", "measure"} <= names


def _is_email(suffix: str, head: str) -> bool:
    lines = head.lstrip("\ufeff").split("\n", 40)
    named = {m[0].casefold() for line in lines if (m := _HEADER.match(line))}
    return suffix in (".eml", ".mbox") or ({"from:", "subject:", "date:"} <= named and "mime-version:" in named)


def _is_markdown(suffix: str, head: str) -> bool:
    return suffix in (".md", ".markdown")


def _is_page(suffix: str, head: str) -> bool:
    return suffix in (".html", ".htm", ".xhtml") or (suffix not in _OF_TABLES and _WEB.match(head) is not None)


def _is_text(suffix: str, head: str) -> bool:
    return True


_HEADER = re.compile(r"[A-Za-z][A-Za-z-]{1,40}:")
_WEB = re.compile(r"\s*(<!doctype html|<html|<\?xml|<head|<body)", re.IGNORECASE)
_OF_TABLES = (".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson")


FORMATS: tuple[Format, ...] = (
    Format("native-jsonl", "claim records, JSON lines", "table", _is_json_lines),
    Format("native-csv", "claim records, CSV", "table", _is_csv),
    Format("pdf", "a PDF file", "text", lambda suffix, head: head.startswith("%PDF-")),
    Format("html", "a web page", "text", _is_page),
    Format("email", "an e-mail", "text", _is_email),
    Format("markdown", "Markdown with front matter", "text", _is_markdown),
    Format("text", "plain text", "text", _is_text),
)
"""The formats, the first that suits wins; `text` suits every file and comes last."""

_SIGNS: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "an office file", "save the text or the table in it as .txt or .csv"),
    (b"SQLite format 3\x00", "an SQLite database", "a ledger is opened with --ledger"),
    (b"\xd0\xcf\x11\xe0", "an old office file", "save the text or the table in it as .txt or .csv"),
    (b"{\\rtf", "an RTF file", "save its text as a .txt file"),
    (b"\x89PNG", "a picture", "type its words into a .txt file"),
    (b"\xff\xd8\xff", "a picture", "type its words into a .txt file"),
)


def sniff(name: str, head: bytes, encoding: str | None = None, *, suffix: str | None = None) -> str:
    """The name of the format of a file that starts with `head`; InputError if it is one that is not read.

    `suffix` is that of `name` unless given: a packed file shows another.
    """
    if head.startswith(b"%PDF-"):
        return "pdf"
    for sign, what, remedy in _SIGNS:
        if head.startswith(sign):
            raise InputError(name, None, f"this is {what}, which is not read", remedy)
    codec = choose(head[:4], encoding, name)
    text = head[:HEAD].decode(codec, "replace")
    suffix = PurePath(name).suffix.lower() if suffix is None else suffix
    if suffix in (".tsv", ".xlsx", ".ods"):
        raise InputError(name, None, f"a {suffix} table is not read", f"save it as .csv; {_expected()}")
    found = next(f.name for f in FORMATS if f.suits(suffix, text))
    if found == "native-csv":
        _check_header(name, text)
    return found


def format_named(name: str) -> Format:
    """The format of that name; ValueError names those there are."""
    for known in FORMATS:
        if known.name == name:
            return known
    raise ValueError(f"{name!r} is not a format; there are: {', '.join(f.name for f in FORMATS)}")


def _check_header(name: str, text: str) -> None:
    """A foreign table is told apart from a native one with a slip in a name, which the reader explains."""
    line = _first_line(text)
    names = {cell.strip().strip("'\"") for cell in re.split("[,;\t|]", line)}
    if line.strip() and not any(nearest(cell, _REQUIRED) for cell in names):
        raise InputError(
            name,
            1,
            "the columns are not those of the native format, and other tables cannot be mapped yet",
            f"rename the columns; {_expected()}",
        )


def _first_line(text: str) -> str:
    stripped = text.lstrip("\ufeff\r\n")
    return re.split(r"\r\n|\r|\n", stripped, maxsplit=1)[0]


def _expected() -> str:
    return f"needed are document, measure and one of value, low, high, figure_text, out of: {', '.join(FIELDS)}"
