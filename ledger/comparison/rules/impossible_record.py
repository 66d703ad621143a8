"""X1: impossible record.

What it finds: a claim that contradicts itself: the low end above the high end, an event that ends before
it starts, a state later than the publication.
Why it matters: such a record cannot be right whatever happened, and would spoil every comparison.
Example: a range of 30 to 20.
What a reviewer should do: open the document and correct the field that was keyed in wrong.
Limits: most such records are refused when they come in; this catches what corrections made later.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger.comparison.context import Context, Quantity, finding
from ledger.comparison.sentences import who
from ledger.comparison.values import Placed
from ledger.comparison.verdicts import Fact, Relation
from ledger.vocabulary import Severity


def find(quantity: Quantity[Placed], context: Context) -> Iterator[Fact[Placed]]:
    """One finding a faulty claim."""
    for claim in quantity.claims:
        if claim.fault:
            relation = Relation(
                "X1",
                Severity.MAJOR,
                f"The record of {claim.shown} ({who(claim)}) is impossible: {claim.fault}",
                "Fits if the field that was keyed in wrong is corrected",
            )
            yield finding(
                "X1",
                relation,
                [claim],
                about=[claim.document, claim.measure, claim.group, claim.shown, claim.fault],
                quantity=claim,
            )
