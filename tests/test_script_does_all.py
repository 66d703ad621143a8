"""`from ledger import Ledger` does all that the command does."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

import ledger
from ledger.cli.main import cli

BY_METHOD = {
    "init": "create",
    "import": "import_paths",
    "list": "claims",
    "show": "claim",
    "conflicts": "findings",
    "quantity": "quantity",
    "journal": "journal",
    "accept": "accept",
    "reject": "reject",
    "unsure": "unsure",
    "correct": "correct",
    "note": "note",
    "add": "add",
    "resolve": "resolve",
    "dismiss": "dismiss",
    "withdraw": "withdraw",
    "redact": "redact",
    "undo": "undo",
    "redo": "redo",
    "alias": "link_names",
    "event": "tie_event",
    "bias": "bias",
    "policy": "set_policy",
    "sources": "sources",
    "documents": "documents",
    "report": "write_report",
    "export": "export",
    "verify": "verify",
    "prove": "prove",
    "sign": "sign",
    "backup": "backup",
    "rebuild": "rebuild",
}
BY_NAME = {"extract": "extract", "recover": "recover", "doctor": "examine"}
OF_THE_TERMINAL = {"demo", "review", "mapping", "where", "completion"}
"""What only a person at a terminal needs: a sample, the app, a file to edit, paths, keys of a shell."""


def test_every_command_has_its_name_in_python() -> None:
    assert {*BY_METHOD, *BY_NAME, *OF_THE_TERMINAL} == set(cli.list_commands(click.Context(cli)))


@pytest.mark.parametrize(("command", "method"), BY_METHOD.items())
def test_a_ledger_does_it(command: str, method: str) -> None:
    assert callable(getattr(ledger.Ledger, method)), command


@pytest.mark.parametrize(("command", "name"), BY_NAME.items())
def test_the_package_does_it(command: str, name: str) -> None:
    assert name in ledger.__all__, command
    assert callable(getattr(ledger, name))


def test_a_ledger_is_examined_and_saved_from_python(tmp_path: Path, table: str) -> None:
    path = tmp_path / "l.db"
    with ledger.Ledger.create(path, reviewer="Ada") as made:
        made.import_paths([table])
        before = [c.id for c in made.claims()]
    assert all(check.ok for check in ledger.examine(path))
    saved = ledger.recover(path, tmp_path / "saved.db")
    assert (saved.damage, saved.problems) == ([], [])
    with ledger.Ledger(tmp_path / "saved.db") as again:
        assert [c.id for c in again.claims()] == before


def test_names_are_proposed_and_asked_in_python(tmp_path: Path) -> None:
    rows = "document,value,measure,place\nA,3,killed,Hasakeh\nB,4,killed,Hassakeh\nC,5,killed,Tripoli\n"
    table = tmp_path / "t.csv"
    table.write_text(rows, encoding="utf-8")
    with ledger.Ledger.create(tmp_path / "l.db", reviewer="Ada") as made:
        made.import_paths([str(table)])
        assert [(q.name, q.claims) for q in made.name_questions()] == [("Tripoli", 1)]
        for p in made.name_proposals("place"):
            made.link_names(p.kind, p.name, "different", p.target, "two towns")
        assert made.name_proposals("place") == []
