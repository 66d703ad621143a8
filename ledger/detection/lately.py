"""What one changed claim can change in a quantity of very many: the findings of its source and of its document.

Nine rules in ten look at the claims of one source, or of one document, at a time. Where a quantity holds
thousands of claims the others are not read with their words again, and what they hold is left as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ledger.detection.world import marks

if TYPE_CHECKING:
    from ledger.comparison.context import Quantity
    from ledger.comparison.values import Seen

MANY = 64
"""Quantities of no more claims are looked at whole: that is quickest."""
OF_A_SOURCE = ("C6", "T2", "T1", "R2")
OF_A_DOCUMENT = ("C5", "X1")
OF_THE_FIRST = ("T2", "R2")
"""Those that say what is counted by the first claim of their quantity, whosever they are."""
_BY_A_CLAIM = (
    "SELECT f.id, f.code, f.about, r.origin_key, r.document_id FROM finding AS f"
    " LEFT JOIN reading AS r ON r.claim_id = coalesce(f.higher, f.about) WHERE f.block = ? AND f.code IN ('T1', 'R2')"
)
_BY_CLAIMS = (
    "SELECT f.id, f.code, f.about, r.origin_key, r.document_id FROM finding AS f"
    " CROSS JOIN finding_claim AS l ON l.finding = f.row LEFT JOIN reading AS r ON r.claim_id = l.claim_id"
    " WHERE f.block = ? AND f.code IN ('C5', 'C6', 'T2', 'X1', 'X2')"
)
"""The findings of a quantity with the source and document of their claims: one claim of a source tells it of all."""


class Lately:
    """The sources and documents of the claim that changes, as they were and as they are."""

    def __init__(self) -> None:
        self.claims: set[int] = set()
        self.origins: set[str] = set()
        self.documents: set[int] = set()
        self.about: dict[str, int] = {}
        """Findings left as they stand but for the claim that says what is counted, which is another by now."""

    def note(self, db: Any, rows: Sequence[int]) -> None:
        """Note where some claims stand now."""
        self.claims.update(rows)
        sql = f"SELECT origin_key, document_id FROM reading WHERE claim_id IN ({marks(rows)})"
        for origin, document in db.execute(sql, rows):
            self.origins.add(origin)
            self.documents.add(document)

    def others(self, db: Any, quantity: Quantity[Seen]) -> set[str] | None:
        """The findings of other sources and documents of a quantity, as they stand; None where it must be looked at
        whole: it is small, or reports of it cite each other."""
        first = quantity.sample.row
        if len(quantity.claims) <= MANY:
            return None
        block = (f"quantity:{quantity.key}",)
        found: set[str] = set()
        lost: set[str] = set()
        for name, code, about, origin, document in (*db.execute(_BY_A_CLAIM, block), *db.execute(_BY_CLAIMS, block)):
            if code == "X2":
                return None
            own = origin in self.origins if code in OF_A_SOURCE else document in self.documents
            (lost if own or origin is None else found).add(name)
            if code in OF_THE_FIRST and about != first:
                self.about[name] = first
        return found - lost

    def own(self, quantity: Quantity[Seen]) -> Quantity[Seen] | None:
        """The claims of those sources among those of a quantity; None where it has none."""
        from ledger.comparison.context import Quantity

        claims = [claim for origin in sorted(self.origins) for claim in quantity.by_origin().get(origin, ())]
        return Quantity(quantity.key, claims, quantity.sample) if claims else None

    def which(self) -> tuple[str, tuple[str | int, ...]]:
        """The test of `reading AS r` that the claims of those sources and documents pass, with its values."""
        test = f"(r.origin_key IN ({marks(self.origins)}) OR r.document_id IN ({marks(self.documents)}))"
        return test, (*sorted(self.origins), *sorted(self.documents))
