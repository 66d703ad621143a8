"""Which finding stands first: two against two before one against many, and the latest before the older."""

from __future__ import annotations

from ledger.comparison.detector import rank
from tests.comparison.claims import claim, findings


def first(*claims) -> str:
    found = [f for f in findings(*claims) if f.code == "C1"]
    return min(found, key=rank).quantity["place"]


def test_two_against_two_before_one_against_three() -> None:
    one = [claim(100 + i, o, place="Homs, Syria") for i, o in ((1, "A"), (1, "B"), (1, "C"), (52, "D"))]
    two = [claim(100 + i, o, place="Hama, Syria") for i, o in ((1, "A"), (1, "B"), (52, "C"), (52, "D"))]
    assert first(*one, *two) == "Hama (Syria)"


def test_the_latest_of_two_alike() -> None:
    old = [claim(27, "A", place="Homs, Syria"), claim(62, "B", place="Homs, Syria")]
    new = [claim(v, o, place="Hama, Syria", published="2015-07-01") for v, o in ((27, "A"), (62, "B"))]
    assert first(*old, *new) == "Hama (Syria)"


def test_the_graver_goes_first_whatever_else() -> None:
    grave = [claim(5, "A", place="Homs, Syria"), claim(99, "B", place="Homs, Syria")]
    mild = [claim(100 + i, o, place="Hama, Syria") for i, o in ((1, "A"), (1, "B"), (52, "C"), (52, "D"))]
    assert first(*grave, *mild) == "Homs (Syria)"
