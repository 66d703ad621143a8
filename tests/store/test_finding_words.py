"""The words that narrow the list of findings."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from ledger.errors import LedgerError
from ledger.queries.finding_filter import only
from tests.tui.screens import demo


@pytest.mark.parametrize(
    ("words", "where", "values", "left"),
    [
        ("", "", (), []),
        ("Hasakeh 26", "", (), ["hasakeh", "26"]),
        ("state:open", "WHERE state = ?", ("open",), []),
        ("state:resolved kind:C1", "WHERE state = ? AND kind = ?", ("resolved", "no_common_figure"), []),
        ("List:dispute severity:major syria", "WHERE list = ? AND severity = ?", ("dispute", "major"), ["syria"]),
        ("t4p:gaza", "", (), ["t4p:gaza"]),
        ("12:30 state:", "", (), ["12:30", "state:"]),
    ],
)
def test_fields_are_asked_for_and_other_words_are_left(words, where, values, left):
    assert only(words) == (where, values, left)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("stat:open", "there is no field 'stat'; did you mean state?"),
        ("state:opn", "state:opn: there is no such state; there are: open, resolved, dismissed"),
    ],
)
def test_a_typo_is_told(words, said):
    with pytest.raises(LedgerError, match=said.replace("?", r"\?")):
        only(words)


def test_a_ledger_is_narrowed_by_fields(tmp_path):
    with Ledger(demo(tmp_path / "demo.db")) as ledger:
        every = ledger.finding_ids()
        disputes = ledger.finding_ids(words="list:dispute")
        assert 0 < len(disputes) < len(every)
        assert ledger.finding_ids(words="state:open") == every
        assert ledger.finding_ids(words="state:dismissed") == []
