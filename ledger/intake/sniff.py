"""Which format a file is in, by its content first and its name second.

`FORMATS` is the registry: a further format is a module that reads it and one entry here. Files of a known
kind that no entry reads are refused by name: a PDF is never taken for a text full of odd characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from ledger.errors import InputError
from ledger.intake.encodings import choose
from ledger.intake.refusal import nearest
from ledger.records import FIELDS

_FEWEST = 3
"""Fewer delimiters than this in a first line are prose: every known table has more columns."""
_REQUIRED = ("document", "measure")
_FIELDS = frozenset(FIELDS)
HEAD = 16_384
"""How many bytes of a file are looked at."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format that is read. `kind` says what it gives: rows of records, rows of another shape, or one text.

    `suits` decides on the suffix (with its dot, lower case) and the decoded start of the file.
    """

    name: str
    label: str
    kind: Literal["table", "foreign", "text"]
    suits: Callable[[str, str], bool]


def _is_json_lines(suffix: str, head: str) -> bool:
    """A native record a line: its keys are, or are meant as, those of the native format."""
    lines = suffix in (".jsonl", ".ndjson")
    if not lines and not (suffix in ("", ".json", ".txt") and head.lstrip().startswith('{"')):
        return False
    keys = {key.casefold() for key in re.findall(r'"([^"\\\n]{1,40})"\s*:', head.lstrip().partition("\n")[0])}
    return _meant_as_native(keys) if keys else lines


def _is_csv(suffix: str, head: str) -> bool:
    names = {name.strip().strip("'\"") for name in re.split("[,;\t|]", _first_line(head))}
    if {"document", "measure"} <= names:
        return True
    return suffix == ".csv" and (not _first_line(head).strip() or _meant_as_native(names))


def _meant_as_native(names: Collection[str]) -> bool:
    """A native table with a slip in a name is told apart from a foreign one; its reader explains the slip."""
    own = [name for name in names if name in _FIELDS]
    return 2 * len(own) >= len(names) and any(nearest(name, _REQUIRED) for name in names)


def _is_table(suffix: str, head: str) -> bool:
    """A table that is to be read by a known format, its HXL tags or a mapping."""
    if suffix in _OF_TABLES:
        return True
    start = head.lstrip("\ufeff \t\r\n")
    if suffix not in ("", ".txt", ".dat"):
        return False
    if start.startswith('{"') or re.match(r"\[\s*\{", start):
        return True
    line = _first_line(head)
    parted = [line.split(mark) for mark in (",", ";", "\t") if line.count(mark) >= _FEWEST]
    if not parted or " the " in line:
        return False
    from ledger.intake.formats import recognised

    return any(recognised(c.strip().strip('"') for c in cells) for cells in parted)


def _is_claim_review(suffix: str, head: str) -> bool:
    if (
        suffix not in ("", ".json", ".jsonld", ".jsonl", ".ndjson", ".txt")
        or head.lstrip("\ufeff \t\r\n")[:1] not in "[{"
    ):
        return False
    return re.search(r'"(?:[\w:/.]*[/:])?[cC]laimReview"', head) is not None


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
_OF_TABLES = (".csv", ".tsv", ".tab", ".json", ".jsonl", ".ndjson", ".xlsx")


FORMATS: tuple[Format, ...] = (
    Format("native-jsonl", "claim records, JSON lines", "table", _is_json_lines),
    Format("native-csv", "claim records, CSV", "table", _is_csv),
    Format("claimreview", "ClaimReview JSON-LD", "foreign", _is_claim_review),
    Format("table", "a table of a known format, with HXL tags or a mapping", "foreign", _is_table),
    Format("pdf", "a PDF file", "text", lambda suffix, head: head.startswith("%PDF-")),
    Format("html", "a web page", "text", _is_page),
    Format("email", "an e-mail", "text", _is_email),
    Format("markdown", "Markdown with front matter", "text", _is_markdown),
    Format("text", "plain text", "text", _is_text),
)
"""The formats, the first that suits wins; `text` suits every file and comes last."""

_SIGNS: tuple[tuple[bytes, str, str], ...] = (
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
    suffix = PurePath(name).suffix.lower() if suffix is None else suffix
    if head.startswith(b"PK\x03\x04"):
        if suffix in (".xlsx", ".xlsm"):
            return "table"
        hint = "save the text or the table in it as .txt, .csv or .xlsx"
        raise InputError(name, None, "this is an office file, which is not read", hint)
    for sign, what, remedy in _SIGNS:
        if head.startswith(sign):
            raise InputError(name, None, f"this is {what}, which is not read", remedy)
    if suffix in (".xlsx", ".xlsm"):
        raise InputError(name, None, "the workbook is damaged or cut off", "save it again, or as CSV")
    if suffix in (".ods", ".xls"):
        raise InputError(name, None, f"a {suffix} table is not read", "save it as .xlsx or .csv")
    codec = choose(head[:4], encoding, name)
    text = head[:HEAD].decode(codec, "replace")
    return next(f.name for f in FORMATS if f.suits(suffix, text))


def format_named(name: str) -> Format:
    """The format of that name, a known format of casualty data among them; ValueError names those there are."""
    for format_ in FORMATS:
        if format_.name == name:
            return format_
    from ledger.intake.formats import known

    for data in known():
        if data.name == name:
            return Format(data.name, data.label, "foreign", _is_table)
    named = ", ".join((*(f.name for f in FORMATS), *(k.name for k in known())))
    raise ValueError(f"{name!r} is not a format; there are: {named}")


def _first_line(text: str) -> str:
    stripped = text.lstrip("\ufeff\r\n")
    return re.split(r"\r\n|\r|\n", stripped, maxsplit=1)[0]
