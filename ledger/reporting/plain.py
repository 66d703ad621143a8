"""The report as values that JSON knows: what the JSON writer writes and the fingerprint covers."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import orjson

from ledger.reporting.model import FORMAT, FORMAT_VERSION, Report


def report_values(report: Report) -> dict[str, Any]:
    """The whole report as dicts, lists, texts, whole numbers, booleans and None."""
    return {"format": FORMAT, "version": FORMAT_VERSION, **asdict(report)}


def report_bytes(report: Report) -> bytes:
    """Canonical bytes of the report: the same report gives the same bytes on every machine."""
    return orjson.dumps(report_values(report), option=orjson.OPT_SORT_KEYS)
