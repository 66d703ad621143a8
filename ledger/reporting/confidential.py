"""Documents that may not be passed on: what a report says instead of where a claim stands and in which words.

A restricted document is named and quoted, and its text is passed on in no form. Of a confidential one a report
tells that it exists and what it counts: not its name, its publisher, its address, its hash nor its words
(terms of DEEP). Its name is withheld everywhere in the report; its publisher's wherever no other document of the
report comes from that publisher.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ledger.queries import ClaimView, DocumentView
from ledger.reporting.gather import ReportInput
from ledger.reporting.model import Withheld
from ledger.vocabulary import Confidentiality

WITHHELD_WORDS = "withheld: the document is confidential"
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays with the ledger: rows of claims whose words are withheld, texts with what stands in their
    place, and the counts that the report prints.
    """

    claims: frozenset[int] = frozenset()
    names: tuple[tuple[str, str], ...] = ()
    counts: tuple[Withheld, ...] = ()


def keep(given: ReportInput) -> tuple[ReportInput, Kept]:
    """`given` with confidential documents under a number in place of their name, and what was kept back."""
    secret = {d.row: d for d in given.documents if d.confidentiality == Confidentiality.CONFIDENTIAL.value}
    views = [*given.claims, *given.others, *given.left_out]
    inside = [v for v in views if v.document_row in secret]
    if not inside:
        return given, Kept()
    numbers = {row: n for n, row in enumerate(sorted({v.document_row for v in inside}), 1)}
    aliases = {row: f"confidential document {n}" for row, n in numbers.items()}
    made = replace(
        given,
        claims=[_claim(v, aliases) for v in given.claims],
        others=[_claim(v, aliases) for v in given.others],
        left_out=[_claim(v, aliases) for v in given.left_out],
        documents=[_document(d, aliases) for d in given.documents],
    )
    quotes = sum(v.record.quote is not None for v in inside)
    counts = [Withheld(what="documents", number=len(aliases), why="confidential: counted here, told nowhere")]
    if quotes:
        counts.append(Withheld(what="quotes", number=quotes, why="from confidential documents"))
    open_publishers = {d.publisher for d in given.documents if d.row not in secret}
    return made, Kept(frozenset(v.row for v in inside), tuple(_names(secret, aliases, open_publishers)), tuple(counts))


def _names(
    secret: dict[int, DocumentView], aliases: dict[int, str], open_publishers: set[str | None]
) -> list[tuple[str, str]]:
    names = []
    for row, alias in aliases.items():
        document = secret[row]
        names += [(name, alias) for name in (document.key, document.url) if name and len(name) >= _SHORTEST]
        if document.publisher and document.publisher not in open_publishers:
            names.append((document.publisher, "a publisher withheld"))
    return names


def _claim(view: ClaimView, aliases: dict[int, str]) -> ClaimView:
    alias = aliases.get(view.document_row)
    if alias is None:
        return view
    return replace(view, record=replace(view.record, document=alias, publisher=None, url=None))


def _document(view: DocumentView, aliases: dict[int, str]) -> DocumentView:
    alias = aliases.get(view.row)
    if alias is None:
        return view
    return replace(view, key=alias, publisher=None, url=None, text_sha256=None, original_sha256=None)
