"""Promises that belong to no one module: custody of what came in, one entry an act, no lock held, no network."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import sqlite3
import zlib

import pytest

from ledger import store
from ledger.api import Ledger
from ledger.cli.main import main
from ledger.connections import driver
from ledger.errors import LedgerError
from ledger.records import ClaimRecord


def stored_bytes(path):
    with contextlib.closing(sqlite3.connect(path)) as raw:
        return [zlib.decompress(r[0]) for r in raw.execute("SELECT content FROM original ORDER BY id")]


def test_the_bytes_and_lines_of_a_file_are_kept(ledger, table, tmp_path):
    text = tmp_path / "report.txt"
    text.write_bytes("﻿Shelling kills 12\r\n\r\nShelling killed 12 people in Zaria, it was said.\r\n".encode())
    with open(table, "rb") as raw:
        given = [raw.read(), text.read_bytes()]
    ledger.import_paths([table])
    ledger.import_paths([str(text)])
    assert stored_bytes(ledger.path) == given
    with contextlib.closing(sqlite3.connect(ledger.path)) as raw:
        lines = raw.execute("SELECT key, source_line FROM claim WHERE batch_id = 1 ORDER BY id").fetchall()
    assert lines == [("a", 2), ("b", 3), ("c", 4), ("d", 5)]
    ledger.withdraw("batch:1", "wrong file")
    ledger.correct(ledger.claims()[0].id, {"group": "soldiers"})
    ledger.rebuild()
    assert stored_bytes(ledger.path) == given


ACTS = {
    "accept": lambda x: x.accept("a", "seen in print"),
    "reject": lambda x: x.reject("a", "counted twice"),
    "unsure": lambda x: x.unsure("a"),
    "correct": lambda x: x.correct("a", {"group": "soldiers"}, "misread"),
    "note": lambda x: x.note("claim:a", "seen"),
    "add": lambda x: x.add(ClaimRecord(document="Paper", measure="killed", value=3)),
    "withdraw": lambda x: x.withdraw("First report", "wrong"),
    "alias": lambda x: x.link_names("place", "Zaria", "same", "Zarya", "spelling"),
    "party": lambda x: x.set_party("Red Cross", "none"),
    "dismiss": lambda x: x.dismiss(x.findings()[0].id, "not_a_conflict", "two days apart"),
    "undo": lambda x: x.undo(),
}


def test_every_act_is_one_entry(ledger, table):
    ledger.import_paths([table])
    ledger.set_party("Ministry of Health", "government")
    for name in (
        "dismiss",
        "accept",
        "correct",
        "reject",
        "unsure",
        "note",
        "add",
        "alias",
        "party",
        "undo",
        "withdraw",
    ):
        before = len(ledger.journal())
        ACTS[name](ledger)
        (entry,) = ledger.journal(after=before)
        assert (entry.act, entry.reviewer) == (name, "reviewer")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", entry.at)
        for change in entry.contents()["changes"]:
            assert set(change) >= {"table", "id", "before", "after", "was", "is"}
    assert set(ACTS) <= {e.act for e in ledger.journal()}
    assert ledger.verify().sound


def test_the_same_file_again_adds_nothing(ledger, table):
    ledger.import_paths([table])
    head = ledger.head
    again = ledger.import_paths([table])
    assert (again.files[0].claims_added, again.files[0].claims_unchanged) == (0, 4)
    assert ledger.head == head


def test_an_open_ledger_holds_no_lock(ledger, table):
    """After every read another process may take the whole file for itself at once."""
    ledger.import_paths([table])
    reads = (
        ledger.claims,
        ledger.findings,
        ledger.counts,
        ledger.documents,
        ledger.journal,
        ledger.readings,
        ledger.verify,
        lambda: ledger.claim("a"),
        lambda: ledger.history("claim:a"),
        lambda: ledger.claim_rows(),
    )
    with contextlib.closing(sqlite3.connect(ledger.path, timeout=0, isolation_level=None)) as other:
        for read in reads:
            read()
            other.execute("BEGIN EXCLUSIVE")
            other.execute("ROLLBACK")


def test_a_backup_that_does_not_verify_is_not_kept(ledger, table, tmp_path, monkeypatch):
    ledger.import_paths([table])
    ledger.backup(tmp_path / "good.db")
    with contextlib.closing(sqlite3.connect(ledger.path)) as raw:
        raw.execute("UPDATE claim SET value = 28 WHERE key = 'a'")
        raw.commit()
    with pytest.raises(LedgerError, match="claims verify"):
        ledger.backup(tmp_path / "bad.db")
    assert sorted(p.name for p in tmp_path.glob("*.db")) == ["good.db", "test.db"]


def test_doctor_names_the_journal_mode(ledger, capsys, monkeypatch):
    monkeypatch.setattr(driver, "wal_is_safe", lambda version: False)
    assert driver.journal_mode() == ("PERSIST", "EXTRA")
    assert main(["--ledger", str(ledger.path), "doctor"]) == 0
    assert "journal mode PERSIST" in capsys.readouterr().out


def test_no_command_opens_a_connection(ledger, table, tmp_path, monkeypatch, capfdbinary):
    def refuse(*_, **__):
        raise AssertionError("a command asked for the network")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    text = tmp_path / "page.html"
    text.write_text(
        "<html><head><title>News</title><link rel=stylesheet href='http://example.org/x.css'></head>"
        "<body><img src='http://example.org/x.png'><p>Shelling in Zaria killed 12 people, the Red Cross said.</p>"
        "<p>" + "More was said of it. " * 30 + "</p></body></html>",
        encoding="utf-8",
    )
    path = str(ledger.path)
    for command in (
        ["import", table, str(text)],
        ["list"],
        ["conflicts"],
        ["accept", "a"],
        ["verify"],
        ["doctor"],
        ["report", "-o", str(tmp_path / "r.html")],
        ["export", "--format", "audit", "-o", str(tmp_path / "a.zip")],
        ["backup", str(tmp_path / "b.db")],
    ):
        assert main(["--ledger", path, *command]) == 0, command
    assert os.path.getsize(tmp_path / "r.html") > 1000
    assert store.schema_sql()
    with Ledger(path) as again:
        assert again.verify().sound
