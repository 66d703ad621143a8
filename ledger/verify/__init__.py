"""Recomputes the whole audit trail and names everything that does not fit.

The chain of the journal, the rows and the derived tables are checked against one another, since each alone
misses what the others see: of 500 bits turned in a ledger's file, SQLite's own check noticed one change of
content in ten. Everything is streamed: memory grows with the number of human acts, not with the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger.errors import LedgerError
from ledger.heads import Head
from ledger.verify.derived import check_derived, check_findings, is_small, name_broken
from ledger.verify.evidence import Quotes, check_documents, check_references
from ledger.verify.model import CHECKS, DAMAGED, KINDS, Problem, Progress, Verification
from ledger.verify.rows import check_rows
from ledger.verify.schema import check_pages, check_schema
from ledger.verify.search import Index, quick_check
from ledger.verify.trail import Trail, check_journal

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["CHECKS", "KINDS", "Problem", "Progress", "Verification", "verify"]


def verify(
    connection: Connection,
    head: str | None = None,
    progress: Progress | None = None,
    *,
    only: Iterable[str] | None = None,
    heads: Iterable[Head] = (),
    derive: bool = False,
) -> Verification:
    """Check everything, or the checks of `CHECKS` that `only` names.

    In a large ledger readings and findings are compared with their seals, and computed anew only where those do
    not fit, with `derive`, or when `only` names "findings".

    `head` is a head hash (at least 16 hex digits) that the ledger must still contain, `heads` what earlier
    reports and exports attest. The journal is always
    read, as the other checks go by it. A file that is damaged gives problems, never an exception.
    """
    derive = derive or only is not None
    wanted = set(CHECKS if only is None else only)
    if unknown := wanted - set(CHECKS):
        raise LedgerError(f"there is no check {sorted(unknown)[0]!r}; there are {', '.join(CHECKS)}")
    result = Verification(checked=tuple(c for c in CHECKS if c in wanted | {"journal"}))
    run = _Runner(connection, result)
    if "pages" in wanted:
        run("pages", lambda: check_pages(connection, result), progress)
    if "schema" in wanted:
        run("schema", lambda: check_schema(connection, result), progress)
    given = [*([Head("--head", head)] if head else []), *heads]
    trail = run("journal", lambda: check_journal(connection, given, result, progress), progress)
    trail = trail or Trail()
    if wanted & {"rows", "search"}:
        bundles = [Path(h.source) for h in given if h.bundle]
        run("claims", lambda: _pass(connection, trail, result, progress, wanted, bundles), progress)
    if "quotes" in wanted:
        run("quotes", lambda: Quotes(connection, result).check(progress), progress)
    if "documents" in wanted:
        run("documents", lambda: check_documents(connection, trail, result, progress), progress)
        run("references", lambda: check_references(connection, result), progress)
    broken: list[tuple[str, str]] | None = []
    if "derived" in wanted:
        broken = run("derived", lambda: check_derived(connection, result), progress)
    anew = "findings" in wanted and not result.not_compared
    if anew and not (derive or broken or broken is None):
        anew = run("findings", lambda: is_small(connection), None)
    if anew:
        run("findings", lambda: check_findings(connection, result), progress)
    if not anew or result.not_compared:
        result.checked = tuple(c for c in result.checked if c != "findings")
    name_broken(broken or [], result)
    result.close()
    return result


def _pass(
    connection: Connection,
    trail: Trail,
    result: Verification,
    progress: Progress | None,
    wanted: set[str],
    bundles: list[Path],
) -> None:
    """One pass over all rows, which the check of the index of words shares where SQLite cannot make it alone."""
    quick = quick_check(connection) if "search" in wanted else True
    index = None if quick else Index()
    try:
        check_rows(connection, trail, result, progress, index, bundles)
        if index and not index.compare(connection, result) and quick is False:
            say = "the index of words is damaged; claims rebuild mends it"
            result.add(DAMAGED, "claim_search", "", say)
    finally:
        if index:
            index.close()


class _Runner:
    """Runs checks so that none of them can end the verification: a damaged page is a problem like any other."""

    def __init__(self, connection: Connection, result: Verification) -> None:
        self.connection, self.result = connection, result
        self._tolerant = False

    def __call__(self, name: str, check: Callable[[], Any], progress: Progress | None) -> Any:
        if progress:
            progress(name, self.result.rows)
        before = (len(self.result.problems), len(self.result.notes), self.result.entries, self.result.rows)
        counts = (self.result.redacted, self.result.redactions)
        try:
            return check()
        except Exception as error:
            if not self._tolerant:
                # Text that is not UTF-8 stops the driver: read on with what stands there, once and for all.
                self._tolerant = True
                raw: Any = self.connection.connection.driver_connection
                raw.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
                del self.result.problems[before[0] :], self.result.notes[before[1] :]
                self.result.entries, self.result.rows = before[2:]
                self.result.redacted, self.result.redactions = counts
                try:
                    return self(name, check, None)
                finally:
                    raw.text_factory = str
                    self._tolerant = False
            text = " ".join(str(getattr(error, "orig", None) or error).split())
            say = f"the {name} cannot be checked: {text}; claims recover saves what can be read"
            self.result.add(DAMAGED, name, "", say)
            return None
