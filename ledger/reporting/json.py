"""The report as JSON: the model itself, keys sorted, hostile characters escaped."""

from __future__ import annotations

from dataclasses import asdict

from ledger.reporting.model import FORMAT, FORMAT_VERSION, Report
from ledger.safetext import json_text


def write_json(report: Report) -> str:
    """One JSON object."""
    return json_text({"format": FORMAT, "version": FORMAT_VERSION, **asdict(report)}, indent=2) + "\n"
