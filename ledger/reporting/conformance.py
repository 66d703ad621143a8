"""The conformance sheet: what a report shows of the codes of casualty recorders and of fact-checkers.

The commitments are those of Every Casualty Counts, Standards for Casualty Recording (2016), and of the
International Fact-Checking Network's Code of Principles, put in our own words. What a report cannot show is
said plainly: a sheet that claims everything is worth nothing.
"""

from __future__ import annotations

from ledger.reporting.model import Commitment

ECC = "Every Casualty"
IFCN = "IFCN"

_ROWS: tuple[tuple[str, str, str, str, str | None], ...] = (
    (
        ECC,
        "each casualty figure is tied to its sources",
        "yes",
        "source, chain and document of each claim",
        "quantities",
    ),
    (ECC, "what is counted and what is left out is defined", "yes", "who, where, when and how counted", "quantities"),
    (
        ECC,
        "methods are open and applied alike to all",
        "yes",
        "one set of rules of reading, with its version",
        "reading",
    ),
    (ECC, "sources are described and assessed", "in part", "kind, party, reliability, way of counting", "sources"),
    (
        ECC,
        "sources that depend on each other count once",
        "yes",
        "reports and independent sources, apart",
        "quantities",
    ),
    (
        ECC,
        "disagreement between sources is shown and resolved by a stated method",
        "yes",
        "findings and decisions",
        "findings",
    ),
    (ECC, "what is not confirmed is marked as such", "yes", "what nobody has accepted or decided", "glance"),
    (ECC, "the record stays open and is corrected in the open", "yes", "old value, new value, person, reason", "acts"),
    (ECC, "what is taken out stays on record", "yes", "rejected and withdrawn claims with the reason", "left-out"),
    (
        ECC,
        "no harm comes to sources, witnesses and families",
        "in part",
        "ground rules and confidentiality kept",
        "left-out",
    ),
    (ECC, "records are kept safe and whole", "yes", "the journal, its head hash and how to check it", "verify"),
    (ECC, "terms are explained to readers", "yes", "the list of terms", "terms"),
    (
        ECC,
        "the organisation says who it is and who pays for it",
        "no",
        "the publisher of this report must say it",
        None,
    ),
    (ECC, "victims are named and families are heard", "no", "this ledger keeps figures, not names", None),
    (IFCN, "nobody is treated better than another", "in part", "one rule for all; parties are marked", "sources"),
    (
        IFCN,
        "sources are given so that a reader can repeat the work",
        "yes",
        "documents with address, date, hash",
        "documents",
    ),
    (IFCN, "the method is explained", "yes", "how figures are read, what each finding means", "reading"),
    (IFCN, "corrections are open and honest", "yes", "every correction with its old value", "acts"),
    (IFCN, "funding and organisation are open", "no", "the publisher of this report must say it", None),
)


def conformance(whole: bool) -> tuple[Commitment, ...]:
    """The sheet; a report of a part of a ledger says that what it leaves out is not shown."""
    rows = [Commitment(code=c, asks=a, shown=s, where=w, anchor=x) for c, a, s, w, x in _ROWS]
    if not whole:
        rows.append(
            Commitment(
                code=ECC,
                asks="nothing that bears on the matter is left aside",
                shown="in part",
                where="this report covers a part of its ledger, named at the top",
                anchor=None,
            )
        )
    return tuple(rows)
