"""What an act about names or events does to claims and quantities is counted, and nothing is said to be nothing."""

from __future__ import annotations

from pathlib import Path

from ledger.api import Ledger
from ledger.records import ClaimRecord

CHAIN = "Old market, Zaria, Nigeria"


def claim(place: str, value: int, document: str) -> ClaimRecord:
    return ClaimRecord(document=document, measure="killed", value=value, place=place, event_start="2024-03-12")


def test_an_alias_of_a_whole_chain_moves_its_claims(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "a.db", reviewer="r") as ledger:
        ledger.add(claim(CHAIN, 34, "a"))
        ledger.add(claim(CHAIN, 35, "b"))
        ledger.add(claim("Zaria, Nigeria", 50, "c"))
        done = ledger.link_names("place", CHAIN, "same", "Zaria, Nigeria")
        assert (done.findings.moved, done.findings.joined) == (2, 1)
        assert done.findings.moves() == "2 claims moved, 1 quantity joined another"
        assert len({r.quantity for r in ledger.readings_of([1, 2, 3]).values()}) == 1
        again = ledger.undo()
        assert (again.findings.moved, again.findings.joined) == (2, 0)


def test_an_alias_that_no_claim_holds_says_so(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "a.db", reviewer="r") as ledger:
        ledger.add(claim("Zaria, Nigeria", 50, "c"))
        done = ledger.link_names("place", "Kano market, Nigeria", "same", "Kano, Nigeria")
        assert done.findings.moves() == "no claim moved: none is counted otherwise than before"


def test_two_quantities_become_one_in_an_event(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "a.db", reviewer="r") as ledger:
        ledger.add(ClaimRecord(document="a", measure="killed", value=34, place="Zaria, Nigeria"))
        ledger.add(ClaimRecord(document="b", measure="killed", value=35, place="Zaria, Nigeria"))
        done = ledger.tie_event(["1", "2"], "market")
        assert (done.findings.moved, done.findings.joined) == (2, 1)


def test_what_propose_proposes_moves_claims(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "a.db", reviewer="r") as ledger:
        ledger.add(claim("Kalabougou, eastern district, Mali", 34, "a"))
        ledger.add(claim("Kalabugou, Mali", 35, "b"))
        (proposal,) = ledger.name_proposals("place")
        done = ledger.link_names("place", proposal.name, "same", proposal.target)
        assert done.findings.joined == 1
