"""`claims demo`: replaces only an earlier demo, never a ledger of one's own."""

from __future__ import annotations

import json

from ledger.cli.main import main


def test_a_demo_is_made_and_made_again(tmp_path, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)
    assert main(["demo", "--no-review"]) == 0
    assert main(["demo", "--no-review"]) == 0
    capfdbinary.readouterr()
    assert main(["--ledger", "demo.db", "conflicts", "--json"]) == 0
    found = json.loads(capfdbinary.readouterr().out)
    assert [f["list"] for f in found] == ["slip", "dispute", "note", "note", "note"]


def test_a_ledger_of_ones_own_is_never_replaced(tmp_path, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)
    main(["--ledger", "mine.db", "init"])
    before = (tmp_path / "mine.db").read_bytes()
    assert main(["--ledger", "mine.db", "demo", "--no-review"]) == 1
    assert b"not a demo" in capfdbinary.readouterr().err
    assert (tmp_path / "mine.db").read_bytes() == before
    (tmp_path / "notes.db").write_bytes(b"something else")
    assert main(["--ledger", "notes.db", "demo", "--no-review"]) == 1
    assert (tmp_path / "notes.db").read_bytes() == b"something else"
