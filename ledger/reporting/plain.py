"""The report as values that JSON knows: what the JSON writer writes and the fingerprint covers.

Both go through the lists item by item, so that a report of a hundred thousand claims is never held twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from hashlib import sha256
from typing import Any

import orjson

from ledger.reporting.model import FORMAT, FORMAT_VERSION, Report


def sections(report: Report) -> Iterator[tuple[str, Any]]:
    """The parts of the JSON report in order: the format, its version, then the fields of the model."""
    yield "format", FORMAT
    yield "version", FORMAT_VERSION
    for field in fields(report):
        yield field.name, getattr(report, field.name)


def values(part: Any) -> Any:
    """A part of the report as dicts, lists, texts, whole numbers, booleans and None."""
    return orjson.loads(orjson.dumps(part))


def fingerprint(report: Report) -> str:
    """The SHA-256 of the compact JSON report with `generated_at` and `fingerprint` empty.

    Anybody can compute it from the JSON file: empty the two, write it without blanks in the same order, hash.
    """
    undated = replace(report, identity=replace(report.identity, generated_at="", fingerprint=""))
    digest = sha256()
    for n, (name, part) in enumerate(sections(undated)):
        digest.update(b"%s%s:" % (b"," if n else b"{", orjson.dumps(name)))
        if isinstance(part, tuple):
            digest.update(b"[")
            for m, item in enumerate(part):
                digest.update((b"," if m else b"") + orjson.dumps(item))
            digest.update(b"]")
        else:
            digest.update(orjson.dumps(part))
    digest.update(b"}")
    return digest.hexdigest()
