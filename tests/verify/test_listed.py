"""However much does not fit, a table has a limit of problems that are listed one by one; the others are counted."""

from __future__ import annotations

from unittest import mock

import pytest

from ledger.verify import Verification, model
from ledger.verify.model import ADDED, ALTERED, DAMAGED, Problem


@pytest.mark.parametrize(("claims", "documents"), [(0, 1), (1, 2), (2, 2), (3, 1), (4, 3), (2_002, 5)])
def test_problems_beyond_the_limit_of_their_table_are_counted(claims, documents):
    result = Verification()
    with mock.patch.object(model, "LISTED", 2):
        for n in range(claims):
            result.add(ALTERED, "claim", n, f"claim {n}")
        for n in range(documents):
            result.add(ADDED, "document", n, f"document {n}")
        result.close()
    expected = [Problem(ALTERED, "claim", str(n), f"claim {n}") for n in range(min(claims, 2))]
    expected += [Problem(ADDED, "document", str(n), f"document {n}") for n in range(min(documents, 2))]
    for table, number in (("claim", claims), ("document", documents)):
        if number > 2:
            say = f"{table}: {number - 2:,} more problems of this table are not listed"
            expected.append(Problem(DAMAGED, table, "", say))
    assert result.problems == expected
    assert not result.sound


def test_a_thousand_are_listed():
    result = Verification()
    for n in range(1_001):
        result.add(ALTERED, "claim", n, "altered")
    assert len(result.problems) == 1_000
    result.close()
    assert [p.say for p in result.problems[1_000:]] == ["claim: 1 more problems of this table are not listed"]
