"""Documents that may not be passed on: what a report says instead of where a claim stands and in which words.

A restricted document is named and quoted, and its text is passed on in no form. Of a confidential one a report
tells that it exists and what it counts: not its name, its publisher, its address, its hash nor its words
(terms of DEEP). Its name is withheld everywhere in the report; its publisher's wherever no other document of the
report comes from that publisher.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ledger.disclosure import WITHHELD_WORDS, document_alias, document_names
from ledger.queries import ClaimView, DocumentView
from ledger.reporting.gather import ReportInput
from ledger.reporting.model import Withheld
from ledger.vocabulary import Confidentiality

__all__ = ["WITHHELD_WORDS", "Kept", "keep"]


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
    aliases = {row: document_alias(n) for row, n in numbers.items()}
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
    told = ((secret[row].key, secret[row].url, secret[row].publisher, alias) for row, alias in aliases.items())
    open_publishers = {d.publisher for d in given.documents if d.row not in secret}
    names = document_names(told, open_publishers)
    return made, Kept(frozenset(v.row for v in inside), tuple(names), tuple(counts))


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
