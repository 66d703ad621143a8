"""The derived tables carry seals, which follow whatever the program does and fit nothing that others do."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from ledger import derived, verify
from ledger.api import Ledger
from ledger.connections.engine import make_engine, writing
from ledger.errors import LedgerError
from ledger.migration import KEPT
from ledger.store import schema_sql
from tests.harness.filled import filled, table


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return filled(tmp_path_factory.mktemp("filled"), 40)


@pytest.fixture
def path(source, tmp_path):
    return Path(shutil.copyfile(source, tmp_path / "filled.db"))


@pytest.fixture
def large(monkeypatch):
    """Treat every ledger as one that is too large to be computed anew."""
    monkeypatch.setattr(verify.derived, "SMALL", 0)


def seals(path):
    raw = sqlite3.connect(path)
    found = raw.execute("SELECT name, part, digest FROM derived_seal ORDER BY 1, 2").fetchall()
    raw.close()
    return found


def problems(path):
    with Ledger(path, readonly=True) as ledger:
        return ledger.verify().problems


def edit(path, statement):
    raw = sqlite3.connect(path)
    changed = raw.execute(statement).rowcount
    raw.commit()
    raw.close()
    assert changed


def test_every_derived_table_is_sealed():
    raw = sqlite3.connect(":memory:")
    raw.executescript(schema_sql())
    names = {row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert set(derived.TABLES) == {
        n for n in names - KEPT - {"derived_seal"} if not n.startswith(("claim_search", "sqlite_", "due_"))
    }


def test_after_acts_of_every_kind_the_seals_are_those_made_anew(path, large):
    before = seals(path)
    assert {name for name, _, _ in before} == set(derived.TABLES)
    with Ledger(path) as ledger:
        result = ledger.verify()
        assert result.sound
        assert "derived" in result.checked
        assert "findings" not in result.checked
    raw = sqlite3.connect(path)
    derived.seal_all(raw)
    raw.commit()
    raw.close()
    assert seals(path) == before


def test_many_parts_are_sealed_some_at_a_time(path, large, monkeypatch):
    monkeypatch.setattr(derived, "_RUN", 2)
    before = seals(path)
    with Ledger(path) as ledger, writing(ledger._engine) as connection:
        connection.exec_driver_sql("UPDATE reading SET label = label || '!'")
        connection.exec_driver_sql("UPDATE quantity SET place = place || '!'")
    after = seals(path)
    changed = [name for (name, *_), was in zip(after, before, strict=True) if (name, *_) != was]
    assert changed.count("reading") > 4
    assert changed.count("quantity") > 2
    raw = sqlite3.connect(path)
    assert not list(derived.broken(raw))
    raw.close()


def columns(name):
    raw = sqlite3.connect(":memory:")
    raw.executescript(schema_sql())
    return [row[1] for row in raw.execute(f"PRAGMA table_info({name})")]


@pytest.mark.parametrize("name", derived.TABLES)
def test_no_column_can_be_changed_unnoticed(path, large, name):
    for column in columns(name):
        raw = sqlite3.connect(path)
        raw.execute("PRAGMA ignore_check_constraints = ON")
        (row,) = raw.execute(f"SELECT {column} FROM {name} WHERE {column} IS NOT NULL LIMIT 1").fetchone() or (None,)
        keys = derived.TABLES[name].order
        one = f"({keys}) = (SELECT {keys} FROM {name} ORDER BY {keys} LIMIT 1)"
        other = row + 1 if isinstance(row, int | float) else f"{row or ''}x"
        try:
            changed = raw.execute(f"UPDATE {name} SET {column} = ? WHERE {one}", (other,)).rowcount
        except sqlite3.IntegrityError:  # the other kind of value
            changed = raw.execute(f"UPDATE {name} SET {column} = 77777 WHERE {one}").rowcount
        assert changed
        found = [table for table, _ in derived.broken(raw)]
        assert name in found, column
        raw.rollback()
        assert not list(derived.broken(raw))
        raw.close()


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE finding SET explanation = 'all is well'", "finding"),
        ("DELETE FROM finding_claim WHERE claim_id = (SELECT min(claim_id) FROM finding_claim)", "finding_claim"),
        ("UPDATE quantity SET max_lo = -1 WHERE id = 1", "quantity"),
        ("UPDATE reading SET shown = 'x' WHERE claim_id = 3", "reading"),
    ],
)
def test_what_another_tool_changes_is_noticed_and_named(path, large, statement, where):
    edit(path, statement)
    assert where in {p.table for p in problems(path)}
    with Ledger(path) as ledger:
        assert "findings" in ledger.verify().checked
        ledger.rebuild()
    assert not problems(path)


def test_the_columns_beside_an_infinity_are_sealed_with_it(path):
    edit(path, "UPDATE quantity SET min_hi = 9e999 WHERE id = 1")
    with Ledger(path) as ledger, writing(ledger._engine) as connection:
        derived.anew(connection.connection.driver_connection, "quantity")
    raw = sqlite3.connect(path)
    assert not list(derived.broken(raw))
    for change in ("mixed = 1 - mixed", "max_lo = max_lo + 1", "claims = claims + 1"):
        raw.execute(f"UPDATE quantity SET {change} WHERE id = 1")
        assert [name for name, _ in derived.broken(raw)] == ["quantity"], change
        raw.rollback()
    raw.close()


def test_an_infinity_of_the_other_sign_is_noticed(path, large):
    raw = sqlite3.connect(path)
    row = raw.execute("SELECT id FROM quantity WHERE min_hi > 1e308 LIMIT 1").fetchone()
    raw.close()
    if row is None:
        edit(path, "UPDATE quantity SET min_hi = 9e999 WHERE id = 1")
        with Ledger(path) as ledger, writing(ledger._engine) as connection:
            derived.anew(connection.connection.driver_connection, "quantity")
        row = (1,)
    raw = sqlite3.connect(path)
    assert not list(derived.broken(raw))
    for value in ("-9e999", "1.5", "1.7976931348623157e308"):
        raw.execute(f"UPDATE quantity SET min_hi = {value} WHERE id = ?", row)
        assert [name for name, _ in derived.broken(raw)] == ["quantity"]
    raw.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE derived_seal SET digest = zeroblob(32) WHERE name = 'reading' AND part = 0",
        "DELETE FROM derived_seal WHERE name = 'quantity'",
        "UPDATE derived_seal SET name = 'finding_' WHERE name = 'finding'",
        "INSERT INTO derived_seal VALUES ('claim', 1, x'00')",
        "INSERT INTO derived_seal VALUES ('reading', -7, x'00')",
    ],
)
@pytest.mark.parametrize("at_once", [0, 5_000])
def test_a_forged_seal_is_noticed_and_a_rebuild_mends_it(path, monkeypatch, statement, at_once):
    monkeypatch.setattr(verify.derived, "SMALL", at_once)
    edit(path, statement)
    assert any("seal" in p.say for p in problems(path))
    with Ledger(path) as ledger:
        ledger.rebuild()
    assert not problems(path)


def test_a_finding_forged_with_its_seal_is_found_by_computing_anew(path, large):
    edit(path, "UPDATE finding SET explanation = 'all is well'")
    raw = sqlite3.connect(path, isolation_level=None)
    derived.seal(raw, "finding")
    raw.close()
    assert not problems(path)
    with Ledger(path, readonly=True) as ledger:
        assert {p.table for p in ledger.verify(derive=True).problems} == {"finding"}


def test_without_any_seal_everything_is_computed_anew(path, large):
    edit(path, "DELETE FROM derived_seal")
    with Ledger(path) as ledger:
        result = ledger.verify()
        assert result.sound
        assert "findings" in result.checked
        ledger.accept(ledger.claims()[-1].id)
        assert "findings" not in ledger.verify().checked
    edit(path, "UPDATE finding SET hint = 'x'")
    edit(path, "DELETE FROM derived_seal")
    assert {p.table for p in problems(path)} == {"finding"}


def test_what_is_rolled_back_leaves_no_trace(path, large):
    before = seals(path)
    with Ledger(path) as ledger:
        with pytest.raises(LedgerError):
            ledger.judge_many("accept", [(ledger.claims()[0].id, None), ("none", None)])
        ledger.preview_link("place", "Zaria", "same", "Kano")
        assert ledger.verify().sound
    assert seals(path) == before


def test_a_large_import_into_a_larger_ledger_and_acts_between(tmp_path, large):
    with Ledger.create(tmp_path / "l.db") as ledger:
        ledger.import_paths([table(tmp_path / "one.csv", 900, 1)])
        ledger.import_paths([table(tmp_path / "two.csv", 600, 2)])
        ledger.withdraw("batch:2", "wrong file")
        assert ledger.verify().sound
        assert ledger.verify(derive=True).sound


def test_a_connection_of_another_tool_has_no_triggers(path):
    edit(path, "UPDATE reading SET shown = 'x' WHERE claim_id = 1")
    raw = sqlite3.connect(path)
    assert not raw.execute("SELECT 1 FROM sqlite_schema WHERE name LIKE 'derived%' AND type = 'trigger'").fetchall()
    raw.close()


def test_a_reading_connection_makes_none(path):
    engine = make_engine(path, readonly=True)
    with engine.connect() as connection, connection.begin():
        raw = connection.connection.driver_connection
        assert not raw.execute("SELECT 1 FROM temp.sqlite_schema").fetchall()
    engine.dispose()


@pytest.mark.parametrize(
    ("statement", "say"),
    [
        ("DELETE FROM quantity WHERE id = 1", "which is not there"),
        ("DELETE FROM finding_claim", "names no claim"),
        ("DELETE FROM reading", "does not stand"),
        ("DELETE FROM finding", "which is not there"),
    ],
)
def test_a_reference_that_leads_nowhere_is_named(path, large, statement, say):
    edit(path, statement)
    assert any(say in p.say for p in problems(path))


def test_neighbouring_parts_are_read_together(monkeypatch):
    assert list(derived._runs(iter([1, 2, 3, 7, 8, 20]))) == [[1, 2, 3], [7, 8], [20]]
    assert list(derived._runs(iter([]))) == []
    monkeypatch.setattr(derived, "_RUN", 2)
    assert list(derived._runs(iter([1, 2, 3, 4, 5, 9]))) == [[1, 2], [3, 4], [5], [9]]


def test_only_the_parts_that_changed_are_hashed_anew(path, monkeypatch):
    asked = []
    hashed = derived._hashed

    def spy(db, name, between=None):
        asked.append((name, between))
        return hashed(db, name, between)

    monkeypatch.setattr(derived, "_hashed", spy)
    with Ledger(path) as ledger:
        ledger.accept(ledger.claims()[-1].id)
        with writing(ledger._engine) as connection:
            raw = connection.connection.driver_connection
            assert raw.execute("SELECT count(*) FROM temp.derived_dirty").fetchone() == (0,)
            first = dict(hashed(raw, "reading", {"low": 1, "high": 1}))
            assert list(first) == [1]
            assert first.items() < dict(hashed(raw, "reading")).items()
    assert asked
    assert all(between is not None for _, between in asked)


def test_every_broken_table_is_told_with_its_first_part(path):
    raw = sqlite3.connect(path)
    raw.execute("UPDATE quantity SET family = 'x' WHERE id = 17")
    raw.execute("UPDATE reading SET shown = 'x' WHERE claim_id IN (35, 60)")
    raw.execute("INSERT INTO derived_seal VALUES ('claim', 7, x'00')")
    assert list(derived.broken(raw)) == [("quantity", "1"), ("reading", "2"), ("derived_seal", "7")]
    raw.close()


@pytest.mark.parametrize("forged", [b"", b"XXXX", b"None", bytes(32)])
def test_a_seal_for_words_that_no_row_has_fits_none(path, large, forged):
    """Text that is not UTF-8 hashes to nothing, which is no seal, whatever is written down for it."""
    raw = sqlite3.connect(path)
    raw.execute("UPDATE reading SET shown = CAST(x'ff' AS TEXT) WHERE claim_id = 1")
    raw.execute("UPDATE derived_seal SET digest = ? WHERE name = 'reading' AND part = 0", (forged,))
    raw.commit()
    raw.close()
    with Ledger(path, readonly=True) as ledger:
        found = ledger.verify(only=["derived"]).problems
    assert [(p.kind, p.table, p.row) for p in found] == [("altered", "reading", "0")]
