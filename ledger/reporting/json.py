"""The report as JSON: the model as it stands, for other programs."""

from __future__ import annotations

from ledger.reporting.model import Report
from ledger.reporting.plain import report_values
from ledger.safetext import json_text


def write_json(report: Report) -> str:
    """One JSON object; what a terminal would obey or hide is written as an escape, so nothing is lost."""
    return json_text(report_values(report), indent=2) + "\n"
