"""Audit reports: one model, many writers. Nothing here knows how a ledger is stored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ledger.reporting.gather import ReadableLedger
from ledger.reporting.model import Report
from ledger.reporting.scope import Scope
from ledger.reporting.words import listed

__all__ = ["FORMATS", "ReadableLedger", "Report", "Scope", "make", "pieces", "write"]

FORMATS = ("html", "markdown", "json")
"""The formats a report can be written in."""


def write(ledger: ReadableLedger, format_: str, scope: Scope | None = None) -> str:
    """The report of a ledger as text: `html`, `markdown` or `json`; ValueError for another format."""
    return "".join(pieces(make(ledger, scope), format_))


def make(
    ledger: ReadableLedger, scope: Scope | None = None, *, as_known_on: str | None = None, since: str | None = None
) -> Report:
    """The report of a ledger as values, read in one consistent view.

    `as_known_on` (a date or a head hash) reports the ledger as it was known then; `since` (likewise) adds what
    changed from then on. LedgerError when the ledger has no such day or head.
    """
    with taken(ledger, scope, as_known_on=as_known_on, since=since) as (_, report):
        return report


@contextmanager
def taken(
    ledger: ReadableLedger, scope: Scope | None = None, *, as_known_on: str | None = None, since: str | None = None
) -> Iterator[tuple[ReadableLedger, Report]]:
    """The report, with the ledger that it was made of: `ledger` itself, or what it was as known then."""
    from ledger.reporting.build import build
    from ledger.reporting.gather import gather

    covered = scope or Scope()
    before = None
    if since is not None:
        with ledger.as_known(since) as earlier:
            before = build(gather(earlier, covered))
    if as_known_on is None:
        yield ledger, build(gather(ledger, covered), before)
        return
    with ledger.as_known(as_known_on) as then:
        yield then, build(gather(then, covered, as_known_on), before)


def pieces(report: Report, format_: str) -> Iterator[str]:
    """The text of a report piece by piece, for reports too large to be held as one text."""
    if format_ == "html":
        from ledger.reporting.html import html_parts

        return html_parts(report)
    if format_ == "markdown":
        from ledger.reporting.markdown import markdown_parts

        return markdown_parts(report)
    if format_ == "json":
        from ledger.reporting.json import json_parts

        return json_parts(report)
    raise ValueError(f"{format_!r} is no format of reports; there are {listed(FORMATS)}")
