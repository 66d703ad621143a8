"""What others do to an open ledger is noticed."""

from __future__ import annotations

import pytest

from ledger.api import Ledger
from ledger.errors import NotALedger


def test_the_act_of_another_is_noticed_once(ledger, table):
    ledger.import_paths([table])
    watch = ledger.watch()
    try:
        assert not watch.changed()
        with Ledger(ledger.path, reviewer="colleague") as other:
            other.accept("a")
        assert watch.changed()
        assert not watch.changed()
    finally:
        watch.close()


def test_a_ledger_that_is_gone_is_told(ledger):
    watch = ledger.watch()
    try:
        ledger.path.unlink()
        with pytest.raises(NotALedger, match="is gone"):
            watch.changed()
    finally:
        watch.close()
