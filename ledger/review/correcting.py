"""What a claim says, corrected by a person: the old values stay in the journal."""

from __future__ import annotations

from typing import Any

from ledger import anchors, fields, queries
from ledger.acts import Act
from ledger.anchors import Anchor
from ledger.errors import LedgerError
from ledger.models import Document
from ledger.review.doing import DOCUMENT_FIELDS, Doing, claim_of


def correct(
    act: Act,
    claim_id: str,
    values: dict[str, str | None],
    why: str,
    seen: str | None = None,
    at: Anchor | None = None,
) -> Doing:
    """Correct fields of a claim, or publisher, published and url of its document. The old values stay.

    `values` maps native field names to what a person typed; ValueError and LedgerError say what is wrong. A new
    quote or new words of the figure stand at `at`, else where the document's text holds them once.
    """
    row, view = claim_of(act, claim_id, seen)
    parsed = {name: fields.parse(name, text) for name, text in values.items()}
    if not parsed:
        raise LedgerError("name at least one field and its new value, such as group='IS members'")
    for fixed in ("id", "document"):
        if fixed in parsed:
            raise LedgerError(f"{fixed} cannot be corrected; withdraw the claim and add it again")
    fields.check(view.record, parsed)
    document = {n: v for n, v in parsed.items() if n in DOCUMENT_FIELDS}
    own = {("group_name" if n == "group" else n): v for n, v in parsed.items() if n not in DOCUMENT_FIELDS}
    own = {n: (v.value if hasattr(v, "value") else v) for n, v in own.items()}
    own |= fields.mirrored(view.record, parsed)
    own |= _anchored(act, view, parsed, at)
    changed = act.change(row, **own) if own else False
    if document:
        parent = act.get(Document, view.document_row)
        assert parent is not None  # foreign key
        changed = act.change(parent, **document) or changed
    if not changed:
        raise LedgerError(f"claim {claim_id} stands so already; nothing was changed")
    named = ", ".join(values)
    return Doing(f"claim:{claim_id}", f"claim {claim_id}: corrected {named}", {"why": why})


def _anchored(act: Act, view: queries.ClaimView, parsed: dict[str, Any], at: Anchor | None) -> dict[str, Any]:
    """The places of a new quote or of new words of the figure: a claim never points at words it does not hold."""
    if not {"quote", "figure_text"} & set(parsed):
        return {}
    document = act.get(Document, view.document_row)
    quote = parsed.get("quote", view.record.quote)
    figure = parsed.get("figure_text", view.record.figure_text)
    return anchors.columns(document.text if document else None, quote, figure, at)


def tie_event(act: Act, claim_id: str, label: str | None, why: str, tied_to: str | None = None) -> Doing:
    """Say that a claim is about an event, or that it is about none (`label` None)."""
    row, view = claim_of(act, claim_id, None)
    if tied_to is not None and view.record.event != tied_to:
        raise LedgerError(f"claim {claim_id} is not tied to the event {tied_to!r}; nothing was changed")
    parsed = fields.parse("event", label or "")
    if not act.change(row, event=parsed):
        stands = f"tied to the event {label!r}" if label else "tied to no event"
        raise LedgerError(f"claim {claim_id} is {stands} already; nothing was changed")
    said = f"tied to the event {parsed!r}" if parsed else "tied to no event"
    return Doing(f"claim:{claim_id}", f"claim {claim_id}: {said}", {"why": why})
