"""schema.sql and the SQLModel classes describe the same tables; CHECK lists and vocabulary the same terms."""

from __future__ import annotations

import re
import sqlite3

import pytest
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from ledger import models, vocabulary
from ledger.rowhash import COLUMNS
from ledger.store import schema_sql


def shape(connection: sqlite3.Connection, table: str) -> tuple[object, object]:
    columns = {
        (c[1], c[2].split("(")[0], bool(c[3]) or bool(c[5]), c[5])
        for c in connection.execute(f"PRAGMA table_xinfo({table})")
    }
    keys = {(k[2], k[3], k[4]) for k in connection.execute(f"PRAGMA foreign_key_list({table})")}
    return columns, keys


AFFINITY = {"VARCHAR": "TEXT", "FLOAT": "REAL", "AUTOSTRING": "TEXT"}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[sqlite3.Connection, sqlite3.Connection]:
    ours = sqlite3.connect(":memory:")
    ours.executescript(schema_sql())
    path = tmp_path_factory.mktemp("parity") / "models.db"
    engine = create_engine(f"sqlite:///{path}")
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    return ours, sqlite3.connect(path)


def tables(connection: sqlite3.Connection) -> set[str]:
    rows = connection.execute("PRAGMA table_list")
    return {r[1] for r in rows if r[2] == "table" and not r[1].startswith("sqlite_")}


def test_every_table_has_a_model_and_every_model_a_table(both):
    assert tables(both[0]) == tables(both[1]) == set(SQLModel.metadata.tables)


@pytest.mark.parametrize("table", sorted(SQLModel.metadata.tables))
def test_columns_and_keys_agree(both, table):
    (columns, keys), (mapped, mapped_keys) = shape(both[0], table), shape(both[1], table)
    assert {(n, AFFINITY.get(t, t), nn, pk) for n, t, nn, pk in mapped} == columns
    assert mapped_keys == keys


def test_every_real_table_is_strict(both):
    rows = both[0].execute("PRAGMA table_list")
    loose = {r[1] for r in rows if r[2] == "table" and not r[5] and not r[1].startswith("sqlite_")}
    assert loose == set()


def test_every_covered_table_hashes_all_its_columns(both):
    for table, columns in COLUMNS.items():
        stored = {c[1] for c in both[0].execute(f"PRAGMA table_xinfo({table})")}
        # The bytes of originals and the texts of documents are covered by their SHA-256.
        assert stored - set(columns) <= {"row_hash", "content", "text"}


def test_every_row_model_is_covered():
    assert {m.__tablename__ for m in models.Row.__subclasses__()} == set(COLUMNS)


@pytest.mark.parametrize(
    ("table", "column", "terms"),
    [
        ("claim", "qualifier", vocabulary.Qualifier),
        ("claim", "measure", vocabulary.Measure),
        ("claim", "time_kind", vocabulary.TimeKind),
        ("claim", "anonymity", vocabulary.Anonymity),
        ("claim", "method", vocabulary.Method),
        ("claim", "ground_rules", vocabulary.GroundRules),
        ("claim", "status", vocabulary.GroupStatus),
        ("claim", "state", vocabulary.ReviewState),
        ("document", "confidentiality", vocabulary.Confidentiality),
        ("source", "reliability", vocabulary.Reliability),
        ("decision", "method", vocabulary.ResolutionMethod),
        ("finding", "list", vocabulary.FindingList),
        ("finding", "severity", vocabulary.Severity),
        ("finding", "state", vocabulary.FindingState),
        ("name_link", "kind", vocabulary.NameKind),
        ("name_link", "relation", vocabulary.NameRelation),
    ],
)
def test_check_lists_hold_the_terms_of_the_vocabulary(both, table, column, terms):
    sql = both[0].execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()[0]
    listed = re.search(rf"CHECK \({column} IN \(([^)]*)\)\)", sql)
    assert listed, f"{table}.{column} has no list"
    assert set(re.findall(r"'([^']*)'", listed[1].removesuffix(f", {column} || '?'"))) == {t.value for t in terms}
