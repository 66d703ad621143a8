"""Audit reports: one model, many writers. Nothing here knows how a ledger is stored."""

from __future__ import annotations

from ledger.reporting.gather import ReadableLedger
from ledger.reporting.scope import Scope

__all__ = ["FORMATS", "ReadableLedger", "Scope", "write"]

FORMATS = ("html", "markdown", "json")
"""The formats a report can be written in."""


def write(ledger: ReadableLedger, format_: str, scope: Scope | None = None) -> str:
    """The report of a ledger as text: `html`, `markdown` or `json`; ValueError for another format."""
    from ledger.reporting.build import build
    from ledger.reporting.gather import gather

    if format_ not in FORMATS:
        raise ValueError(f"{format_!r} is no format of reports; there are html, markdown and json")
    report = build(gather(ledger, scope or Scope()))
    if format_ == "html":
        from ledger.reporting.html import write_html

        return write_html(report)
    if format_ == "markdown":
        from ledger.reporting.markdown import write_markdown

        return write_markdown(report)
    from ledger.reporting.json import write_json

    return write_json(report)
