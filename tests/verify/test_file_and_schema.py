"""What is done to the file around the rows: guards dropped, the schema altered, the search index changed."""

from __future__ import annotations

import sqlite3

import pytest

from ledger.api import Ledger
from ledger.cli.main import main
from ledger.errors import NotALedger
from ledger.rowhash import COLUMNS
from ledger.store import schema_sql
from ledger.verify import Problem


@pytest.fixture
def closed(ledger, table):
    ledger.import_paths([table])
    ledger.accept("a")
    ledger.close()
    return ledger.path


def run(path, script):
    raw = sqlite3.connect(path)
    raw.executescript(script)
    raw.close()


def problems(path, readonly=False):
    with Ledger(path, readonly=readonly) as ledger:
        return [(p.kind, p.table, p.row) for p in ledger.verify().problems]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("DROP TRIGGER journal_append_only_update", ("removed", "schema", "journal_append_only_update")),
        ("DROP INDEX claim_state", ("removed", "schema", "claim_state")),
        ("CREATE TABLE mine (x)", ("added", "schema", "mine")),
        ("CREATE TRIGGER t AFTER INSERT ON claim BEGIN SELECT 1; END", ("added", "schema", "t")),
        (
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '1000000000', '2000000000')"
            " WHERE name = 'claim'",
            ("altered", "schema", "claim"),
        ),
        (
            "DROP TRIGGER claim_stays; CREATE TRIGGER claim_stays BEFORE DELETE ON claim BEGIN SELECT 1; END",
            ("altered", "schema", "claim_stays"),
        ),
    ],
)
def test_an_altered_schema_is_named(closed, script, expected):
    run(closed, script)
    assert expected in problems(closed)


def test_a_change_by_other_means_is_kept_and_told(closed):
    run(closed, "UPDATE claim SET value = 28 WHERE key = 'a'; UPDATE claim SET value = 27 WHERE key = 'a'")
    with Ledger(closed) as ledger:
        found = ledger.verify().problems
    assert [p.kind for p in found] == ["unattributed", "unattributed"]
    assert "value was changed from 27 to 28 by no act" in found[0].say


@pytest.mark.parametrize("name", list(COLUMNS))
def test_the_guards_watch_every_column(name):
    raw = sqlite3.connect(":memory:")
    raw.executescript(schema_sql())
    (sql,) = raw.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (f"{name}_unattributed",)).fetchone()
    assert [c for c in COLUMNS[name] if f"OLD.{c}, NEW.{c}" not in sql.replace(" AS b", "").replace(" AS a", "")] == []
    assert raw.execute("SELECT 1 FROM sqlite_schema WHERE name = ?", (f"{name}_stays",)).fetchone()


@pytest.mark.parametrize("readonly", [False, True], ids=["FTS5's own check", "built anew beside it"])
def test_a_search_that_misses_words_is_named(closed, readonly):
    assert problems(closed, readonly) == []
    run(
        closed,
        "INSERT INTO claim_search (claim_search, rowid, quote, figure_text, group_name, place, attributed_to, note)"
        " SELECT 'delete', id, quote, figure_text, group_name, place, attributed_to, note FROM claim WHERE key = 'c'",
    )
    assert [p[:2] for p in problems(closed, readonly)] == [("altered", "claim_search")]
    with Ledger(closed) as ledger:
        ledger.rebuild()
    assert problems(closed, readonly) == []


def test_words_exchanged_between_rows_are_noticed_without_writing(closed):
    columns = "quote, figure_text, group_name, place, attributed_to, note"
    for row in (1, 3):
        run(
            closed,
            f"INSERT INTO claim_search (claim_search, rowid, {columns}) SELECT 'delete', id, {columns}"
            f" FROM claim WHERE id = {row}",
        )
    for row in (1, 3):
        run(
            closed,
            f"INSERT INTO claim_search (rowid, {columns}) SELECT {4 - row}, {columns} FROM claim WHERE id = {row}",
        )
    assert [p[:2] for p in problems(closed, readonly=True)] == [("altered", "claim_search")]


def test_a_dangling_reference_is_named(closed):
    run(closed, "PRAGMA foreign_keys = OFF; UPDATE claim SET document_id = 99 WHERE key = 'c'")
    assert ("damaged", "claim", "3") in problems(closed)


@pytest.mark.parametrize("readonly", [False, True])
def test_a_schema_whose_words_are_no_text_is_told(closed, readonly, capsys):
    raw = sqlite3.connect(closed)
    raw.text_factory = bytes
    ((sql,),) = raw.execute("SELECT sql FROM sqlite_schema WHERE name = 'journal_append_only_delete'").fetchall()
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute(
        "UPDATE sqlite_schema SET sql = CAST(? AS TEXT) WHERE name = 'journal_append_only_delete'",
        (sql.replace(b"DELETE", b"DELET\xc5"),),
    )
    raw.commit()
    raw.close()
    with pytest.raises(NotALedger, match="damaged"):
        Ledger(closed, readonly=readonly).verify()
    for command in ("verify", "doctor", "list"):
        assert main(["--ledger", str(closed), command]) != 0
        assert "Traceback" not in capsys.readouterr().err


def test_an_index_that_does_not_fit_its_table_is_told_in_sqlites_words(closed):
    """Two indexes stand in one another's place, as after a page that was written to the wrong one."""
    pages = "SELECT rootpage FROM sqlite_schema WHERE name = '{}'"
    one, other = "claim_state", "claim_document"
    raw = sqlite3.connect(closed)
    (first,), (second,) = (raw.execute(pages.format(name)).fetchone() for name in (one, other))
    raw.execute("PRAGMA writable_schema = ON")
    raw.execute("UPDATE sqlite_schema SET rootpage = ? WHERE name = ?", (second, one))
    raw.execute("UPDATE sqlite_schema SET rootpage = ? WHERE name = ?", (first, other))
    raw.commit()
    raw.close()
    raw = sqlite3.connect(closed)
    found = [" ".join(row[0].split()) for row in raw.execute("PRAGMA integrity_check(100)")]
    raw.close()
    assert f"row 1 missing from index {one}" in found
    with Ledger(closed, readonly=True) as ledger:
        problems = ledger.verify(only=["pages"]).problems
    assert problems == [
        Problem("damaged", "pages", "", f"{words}; claims recover saves what can be read") for words in found
    ]
