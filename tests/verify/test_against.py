"""What left the machine is compared with the ledger of today: reports, backups, heads."""

from __future__ import annotations

import sqlite3

import pytest

from ledger.api import Ledger
from ledger.cli.main import main
from ledger.errors import InputError
from tests.verify.test_tampering import tamper


@pytest.fixture
def reported(ledger, table, tmp_path):
    """A ledger with a report in each format and a backup, and two acts after them."""
    ledger.import_paths([table])
    ledger.set_party("Ministry of Health", "government")
    made = []
    for name in ("report.html", "report.md", "report.json"):
        assert main(["--ledger", str(ledger.path), "report", "-o", str(tmp_path / name)]) == 0
        made.append(tmp_path / name)
    ledger.backup(tmp_path / "copy.db")
    ledger.accept("a")
    ledger.accept("c")
    ledger.close()
    return ledger.path, [*made, tmp_path / "copy.db"]


def against(path, files):
    with Ledger(path) as ledger:
        return [(p.kind, p.say) for p in ledger.verify(against=files, only=["journal"]).problems]


def test_an_honest_ledger_contains_them_all(reported):
    path, files = reported
    assert against(path, files) == []


def test_a_cut_tail(reported):
    path, files = reported
    tamper(path, "DELETE FROM journal WHERE seq > 2")
    found = against(path, files)
    assert [kind for kind, _ in found] == ["tail cut"] * 4
    assert all("attests 3 entries, the ledger has 2" in say for _, say in found)


def test_a_rewritten_journal(reported, tmp_path, table):
    """The whole ledger made anew with the same identity: sound in itself."""
    path, files = reported
    with Ledger(path) as ledger:
        identity = ledger.id
    with Ledger.create(tmp_path / "anew.db") as other:
        other.import_paths([table])
        other.set_party("Ministry of Health", "rebels")
        other.accept("a")
    raw = sqlite3.connect(tmp_path / "anew.db")
    raw.execute("DROP TRIGGER journal_append_only_update")
    raw.execute("UPDATE journal SET subject = ? WHERE seq = 1", (f"ledger:{identity}",))
    raw.commit()
    raw.close()
    found = [say for _, say in against(tmp_path / "anew.db", files) if "rewritten" in say]
    assert len(found) == 4
    assert sum("at or before entry 3" in say for say in found) == 3
    assert "at entry 1:" in found[3]  # the backup holds every hash


def test_another_ledger(reported, tmp_path):
    _, files = reported
    Ledger.create(tmp_path / "other.db").close()
    assert all("of another ledger" in say for _, say in against(tmp_path / "other.db", files))


def test_a_file_without_a_head_is_refused(reported, table):
    path, _ = reported
    with Ledger(path) as ledger, pytest.raises(InputError, match="holds no head"):
        ledger.verify(against=[table])
    assert main(["--ledger", str(path), "verify", "--against", table]) == 1
    assert main(["--ledger", str(path), "verify", "--against", str(path) + "-none"]) == 1
