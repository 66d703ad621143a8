"""Which part of a report stands on which page, so that no page is too large for a browser.

A report of up to `LIMIT` claims is one page. A larger one has a first page with everything that a reader needs
first, and a page more for every `LIMIT` claims of findings and of quantities, and for every `LIMIT` documents,
acts and claims left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ledger.reporting.model import Act, Document, Finding, LeftOut, Quantity, Report

LIMIT = 1000
"""So many rows make a page: some 4 MB of HTML, which a phone still opens."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page. `name` is empty for the first; `section` is the id of the section that it continues."""

    section: str = ""
    number: int = 1
    of: int = 1
    findings: tuple[Finding, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    documents: tuple[Document, ...] = ()
    acts: tuple[Act, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def name(self) -> str:
        """What the page's file is called, without its ending."""
        return f"{self.section}-{self.number}" if self.section else ""

    @property
    def words(self) -> str:
        """What stands on the page, in words."""
        return WORDS.get(self.section, "report")


WORDS = {
    "findings": "findings",
    "quantities": "claims by what they count",
    "documents": "documents",
    "acts": "corrections and decisions",
    "left-out": "claims left out",
}


def pages(report: Report, limit: int | None = LIMIT) -> tuple[Page, ...]:
    """The pages of a report, the first first; one for `limit` None and for a report that fits."""
    whole = Page(
        findings=report.findings,
        quantities=report.quantities,
        documents=report.documents,
        acts=report.acts,
        left_out=report.left_out,
    )
    if limit is None or len(report.claims) + len(report.left_out) <= limit:
        return (whole,)
    findings = _parts(report.findings, limit, lambda f: len(f.claims))
    quantities = _parts(report.quantities, limit, lambda q: len(q.claims))
    documents = _parts(report.documents, limit, lambda _: 1)
    acts = _parts(report.acts, limit, lambda _: 1)
    left_out = _parts(report.left_out, limit, lambda _: 1)
    first = Page(
        findings=findings[0], quantities=quantities[0], documents=documents[0], acts=acts[0], left_out=left_out[0]
    )
    return (
        first,
        *(Page(section="findings", number=n, of=len(findings), findings=p) for n, p in _more(findings)),
        *(Page(section="quantities", number=n, of=len(quantities), quantities=p) for n, p in _more(quantities)),
        *(Page(section="documents", number=n, of=len(documents), documents=p) for n, p in _more(documents)),
        *(Page(section="acts", number=n, of=len(acts), acts=p) for n, p in _more(acts)),
        *(Page(section="left-out", number=n, of=len(left_out), left_out=p) for n, p in _more(left_out)),
    )


def _more(parts: Sequence[T]) -> Iterable[tuple[int, T]]:
    return enumerate(parts[1:], 2)


def _parts(items: Sequence[T], limit: int, weight: Callable[[T], int]) -> list[tuple[T, ...]]:
    """`items` in order, cut where their weights would pass `limit`; at least one part, none of them split."""
    parts: list[list[T]] = [[]]
    full = 0
    for item in items:
        heavy = weight(item)
        if parts[-1] and full + heavy > limit:
            parts.append([])
            full = 0
        parts[-1].append(item)
        full += heavy
    return [tuple(p) for p in parts]
