"""Gathers the claims of quantities for the rules: what decides about them, or their words too, some at a time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ledger.detection.world import chunks, filled, in_lists, marks
from ledger.queries.placed import PLACED, SAID, SUBJECT, placed_at

if TYPE_CHECKING:
    from ledger.comparison import Placed
    from ledger.comparison.context import Quantity
    from ledger.comparison.values import Seen

SELECT = f"SELECT r.claim_id, q.id, {PLACED}"
SEEN = (
    "SELECT r.claim_id, r.claim, r.document_id, r.origin_key, r.attributed, r.lo, coalesce(r.hi, 9e999),"
    " r.soft_ceiling, r.value, r.qualifier, r.as_of_first, r.as_of_last, r.as_of_known, r.published_day, r.at,"
    " q.time_class, q.anchor, q.id, q.key"
    " FROM {quantity} CROSS JOIN reading AS r ON r.quantity = q.id WHERE {which} ORDER BY q.id"
)
"""The fields of `Seen` in their order."""
_OWN = 15
"""So many of them are a claim's own; the others are those of its quantity, and held once."""
_BATCH = 100
CROWD = 500
"""Of more claims of one quantity only those are read with their words that come into question."""
_HELD = 500
"""Claims that are held at a time, roughly: 1.3 KB each."""


def seen(db: Any, source: str, which: str, values: Sequence[int] = ()) -> Iterator[tuple[int, Quantity[Seen]]]:
    """Quantities with what decides about their claims, by row."""
    from ledger.comparison.context import Quantity
    from ledger.comparison.values import Seen

    rows = db.execute(SEEN.format(quantity=source, which=which), values)
    for row, members in groupby(rows, itemgetter(_OWN + 2)):
        rest = iter(members)
        first = Seen._make(next(rest))
        shared = first[_OWN:]
        claims = [first, *(Seen._make(one[:_OWN] + shared) for one in islice(rest, CROWD))]
        if len(claims) > CROWD:
            claims.extend(_sharing(rest, shared))
        yield row, Quantity(first.quantity_key, claims)
        del claims  # which would be there until those of the next are


def _sharing(rows: Iterable[tuple[Any, ...]], shared: tuple[Any, ...]) -> Iterator[Seen]:
    """The claims of a crowd, which hold equal words, bounds and days once: that is half of their memory."""
    from ledger.comparison.values import Seen

    words: dict[str, str] = {}
    bounds: dict[float, float] = {}
    days: dict[int | None, int | None] = {}
    for row, claim, document, origin, attributed, low, ceiling, soft, value, qualifier, first, last, *rest in rows:
        known, issued, at = rest[:3]
        yield Seen(
            row,
            claim,
            document,
            words.setdefault(origin, origin),
            attributed,
            bounds.setdefault(low, low),
            bounds.setdefault(ceiling, ceiling),
            soft,
            value,
            words.setdefault(qualifier, qualifier),
            days.setdefault(first, first),
            days.setdefault(last, last),
            known,
            days.setdefault(issued, issued),
            at,
            *shared,
        )


def quantities(
    db: Any, wanted: Sequence[int], test: str = "", values: Sequence[str | int] = ()
) -> Iterator[tuple[int, Quantity[Placed], dict[str, int]]]:
    """Quantities with their claims, or those that pass a test, and the row of each claim by its id.

    What all claims of one share is read once.
    """
    from ledger.comparison.context import Quantity
    from ledger.comparison.values import Placed

    wanted = filled(wanted)
    some = marks(wanted)
    subjects = {
        row[0]: row[1:] for row in db.execute(f"SELECT id, {SUBJECT} FROM quantity WHERE id IN ({some})", wanted)
    }
    sql = (
        f"SELECT r.claim_id, r.quantity, {SAID} FROM reading AS r CROSS JOIN document AS d ON d.id = r.document_id"
        f" WHERE r.quantity IN ({some}) {f'AND {test}' if test else ''} ORDER BY r.quantity"
    )
    for key, members in groupby(db.execute(sql, (*wanted, *values)), itemgetter(1)):
        subject = subjects[key]
        rows: dict[str, int] = {}
        claims = []
        for row in members:
            rows[row[2]] = row[0]
            claims.append(Placed._make(subject + row[2:]))
        yield key, Quantity(subject[0], claims), rows


class OfDocument:
    """Looks up the claims of one document and origin in a family, where a rule asks for them."""

    def __init__(self, db: Any, family: str) -> None:
        self.db, self.family = db, family

    def __call__(self, document: str, origin: str) -> Sequence[Placed]:
        from ledger.comparison.values import Placed

        sql = (
            f"{SELECT} FROM document AS d CROSS JOIN claim AS c ON c.document_id = d.id"
            " CROSS JOIN reading AS r ON r.claim_id = c.id CROSS JOIN quantity AS q ON q.id = r.quantity"
            " WHERE d.key = ? AND d.state = 'standing' AND r.origin_key = ? AND q.family = ? ORDER BY q.key, r.claim"
        )
        return [Placed._make(row[2:]) for row in self.db.execute(sql, (document, origin, self.family))]


class Held:
    """Quantities with their claims, read when they are asked for and let go of when there are many.

    `seen` holds those of which only what decides was read.
    """

    def __init__(self, db: Any) -> None:
        self.db = db
        self.claims = 0
        self.kept: OrderedDict[int, tuple[Quantity[Placed], dict[str, int]]] = OrderedDict()
        self.seen: dict[int, Quantity[Seen]] = {}

    def load(self, rows: Iterable[int]) -> None:
        """Have those quantities at hand."""
        wanted = set(rows)
        while self.claims > _HELD and self.kept:
            if next(iter(self.kept)) in wanted:
                break
            _, (quantity, _) = self.kept.popitem(last=False)
            self.claims -= len(quantity.claims)
        for chunk in chunks(sorted(wanted - self.kept.keys()), _BATCH):
            for key, quantity, held in quantities(self.db, chunk):
                self.kept[key] = (quantity, held)
                self.claims += len(held)

    def see(self, rows: Iterable[int]) -> None:
        """Have what decides about those quantities at hand."""
        wanted = set(rows)
        if sum(len(q.claims) for q in self.seen.values()) > _HELD:
            self.seen = {row: q for row, q in self.seen.items() if row in wanted}
        for chunk in in_lists(sorted(wanted - self.seen.keys()), _BATCH):
            self.seen.update(seen(self.db, "quantity AS q", f"q.id IN ({marks(chunk)})", chunk))

    def words(self, claim: Seen) -> Placed:
        """A claim with its words."""
        return placed_at(self.db.execute, [claim.row])[claim.row]

    def __getitem__(self, row: int) -> Quantity[Placed]:
        if row not in self.kept:
            self.load([row])
        return self.kept[row][0]

    def rows(self, *quantities: int) -> dict[str, int]:
        """The row of each claim of some quantities, by its id."""
        found: dict[str, int] = {}
        for quantity in quantities:
            found |= self.kept[quantity][1]
        return found
