"""What is said of each deed, to the word: the kind, the table, the row, and the sentence.

The words stand in said.txt, a golden file: `SAID=write pytest tests/verify/test_said.py` writes it anew, to be read
before it is kept. Hashes, times and identities are cut out.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from pathlib import Path
from unittest import mock

import pytest

from ledger import verify
from ledger.api import Ledger
from ledger.connections.engine import make_engine, reading
from ledger.verify import derived, evidence, rows
from tests.verify.deeds import BEFORE, DEEDS, do, made, told, without_json

GOLDEN = Path(__file__).with_name("said.txt")


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return made(tmp_path_factory.mktemp("said"))


@pytest.fixture
def path(source, tmp_path):
    return Path(shutil.copyfile(source, tmp_path / "l.db"))


def said():
    parts = re.split(r"^## (.+)\n", GOLDEN.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], (p.rstrip("\n") for p in parts[2::2]), strict=True))


def check(name, words):
    if os.environ.get("SAID") == "write":
        with GOLDEN.open("a", encoding="utf-8") as out:
            out.write(f"## {name}\n{words}\n\n")
    assert said()[name] == words


@pytest.mark.parametrize("name", DEEDS)
def test_it_says_what_was_done(path, name):
    """However many rows are fetched at a time, and also where nothing is to be computed anew for being small."""
    do(path, DEEDS[name])
    with Ledger(path, readonly=True) as ledger:
        words = told(ledger.verify())
        check(name, words)
        for step in (1, 3):
            with mock.patch.object(rows, "STEP", step):
                assert told(ledger.verify()) == words
        with mock.patch.object(derived, "SMALL", 0):
            large = told(ledger.verify())
        check(f"{name}, in a large ledger", large if large != words else "  as in a small one")


@pytest.mark.parametrize(
    "name",
    ["a claim's number", "two claims with their hashes", "claims removed", "a claim added under a number below all"],
)
def test_a_row_that_is_no_json_is_read_by_its_columns(path, name):
    do(path, DEEDS[name])
    with mock.patch.object(rows, "hashed_bytes", without_json), Ledger(path, readonly=True) as ledger:
        for step in (3, 2_000):
            with mock.patch.object(rows, "STEP", step):
                assert told(ledger.verify()) == said()[name]


def test_an_index_of_words_that_is_damaged_and_misses_none(path):
    with mock.patch.object(verify, "quick_check", return_value=False), Ledger(path, readonly=True) as ledger:
        check("an index of words that is damaged and misses none", told(ledger.verify()))
    with mock.patch.object(verify, "quick_check", return_value=None), Ledger(path, readonly=True) as ledger:
        assert ledger.verify().sound


def test_a_check_that_fails_is_named(path):
    for name in ("is_small", "check_findings", "check_pages", "check_schema", "check_documents", "check_references"):
        with (
            mock.patch.object(verify, name, side_effect=OSError("no  such\nthing")),
            mock.patch.object(derived, "SMALL", 0),
            Ledger(path, readonly=True) as ledger,
        ):
            check(f"a failure of {name}", told(ledger.verify(derive=name == "check_findings")))


def test_the_words_of_an_error_are_those_of_the_driver(path):
    error = RuntimeError("wrapped: [SQL: SELECT]")
    error.orig = OSError("what the driver said")  # type: ignore[attr-defined]  # as SQLAlchemy sets it
    with mock.patch.object(verify, "check_pages", side_effect=error), Ledger(path, readonly=True) as ledger:
        check("a failure that is wrapped", told(ledger.verify()))


def test_a_guard_that_was_removed(path):
    do(path, lambda raw: raw.execute("DROP TRIGGER claim_stays"), guards=False)
    with Ledger(path, readonly=True) as ledger:
        check("a guard removed", told(ledger.verify()))


def test_a_check_of_a_table_that_was_altered(path):
    do(
        path,
        lambda raw: (
            raw.execute("PRAGMA writable_schema = ON"),
            raw.execute("UPDATE sqlite_schema SET sql = replace(sql, '1000000000', '9') WHERE name = 'claim'"),
        ),
        guards=False,
    )
    with Ledger(path, readonly=True) as ledger:
        check("a check of a table altered", told(ledger.verify(only=["schema"])))


def test_it_leaves_no_file_behind(path, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(p.name for p in tmp_path.iterdir())
    with Ledger(path, readonly=True) as ledger:
        assert ledger.verify().sound
    assert sorted(p.name for p in tmp_path.iterdir()) == before


def test_everything_that_takes_long_tells_how_far_it_is(path):
    def show(what, number):
        raise AssertionError

    engine = make_engine(path, readonly=True)
    with (
        mock.patch.object(verify, "check_journal") as check_journal,
        mock.patch.object(verify, "Quotes") as quotes,
        mock.patch.object(verify, "_Runner", return_value=lambda name, do, progress: do()),
        reading(engine) as connection,
    ):
        verify.verify(connection, None, show, only=["quotes"])
        assert check_journal.call_args.args[3] is show
        quotes.return_value.check.assert_called_once_with(show)
    engine.dispose()


def test_a_large_ledger_is_computed_anew_only_when_asked(path):
    engine = make_engine(path, readonly=True)
    with mock.patch.object(derived, "SMALL", 0), reading(engine) as connection:
        assert "findings" not in verify.verify(connection).checked
        assert "findings" in verify.verify(connection, derive=True).checked
        assert "findings" in verify.verify(connection, only=["findings"]).checked
    engine.dispose()


def test_up_to_how_many_claims_everything_is_computed_anew(path):
    raw = sqlite3.connect(path)
    (number,) = raw.execute("SELECT count(*) FROM claim").fetchone()
    raw.close()
    with Ledger(path, readonly=True) as ledger:
        for small, anew in ((number - 1, False), (number, True), (number + 1, True)):
            with mock.patch.object(derived, "SMALL", small):
                assert ("findings" in ledger.verify().checked) == anew


@pytest.mark.parametrize("deed", ["", "an original's bytes cut", "an original with more after its end"])
def test_originals_are_unpacked_a_part_at_a_time(path, deed):
    if deed:
        do(path, DEEDS[deed])
    raw = sqlite3.connect(path)
    sizes = [row[0] for row in raw.execute("SELECT size FROM original WHERE content IS NOT NULL")]
    raw.close()
    with Ledger(path, readonly=True) as ledger:
        whole = told(ledger.verify(only=["documents"]))
        for size in sizes:
            for step in (7, size - 1, size, size + 1):
                with mock.patch.object(evidence, "_STEP", step):
                    assert told(ledger.verify(only=["documents"])) == whole


@pytest.mark.parametrize("name", BEFORE)
def test_it_says_more_beside_what_left_the_machine(source, path, name):
    do(path, DEEDS[name])
    head, bundle = (source.parent / "head").read_text(), source.parent / "before.zip"
    with Ledger(path, readonly=True) as ledger:
        check(f"{name}, beside a head", told(ledger.verify(head)))
        check(f"{name}, beside a bundle", told(ledger.verify(against=[bundle])))


def test_a_bundle_may_lie_unpacked(source, path, tmp_path):
    do(path, DEEDS["a document with its hash"])
    shutil.unpack_archive(source.parent / "before.zip", tmp_path / "before")
    with Ledger(path, readonly=True) as ledger:
        check("a document with its hash, beside a bundle", told(ledger.verify(against=[tmp_path / "before"])))


def test_two_bundles_are_heard(source, path, tmp_path):
    do(path, DEEDS["a document with its hash"])
    with Ledger(path, readonly=True) as ledger:
        ledger.export_audit(tmp_path / "after.zip")
        for bundles in ([source.parent / "before.zip", tmp_path / "after.zip"], [source.parent / "before.zip"]):
            assert told(ledger.verify(against=bundles)) == said()["a document with its hash, beside a bundle"]


def test_a_change_under_the_eyes_of_the_guards(path):
    do(path, lambda raw: raw.execute("UPDATE claim SET value = 1, note = 'it''s' WHERE id = 13"), guards=False)
    with Ledger(path, readonly=True) as ledger:
        check("under the eyes of the guards", told(ledger.verify()))


def test_a_sound_ledger(path):
    steps = []
    with Ledger(path) as ledger:
        result = ledger.verify(None, lambda what, number: steps.append((what, number)))
        assert (result.sound, result.problems, result.head) == (True, [], ledger.head)
        assert result.ledger_id == ledger.id
        assert result.checked == tuple(verify.CHECKS)
        check("nothing at all", told(result) + "\n" + "\n".join(f"  {what} {n}" for what, n in steps))


@pytest.mark.parametrize("only", [*verify.CHECKS])
def test_one_check_alone(path, only):
    for name in ("a claim's number", "a reading", "lengths in the index of words", "an original's bytes"):
        do(path, DEEDS[name])
    do(path, DEEDS["where a quote starts"])
    with Ledger(path, readonly=True) as ledger:
        result = ledger.verify(only=[only])
        assert result.checked == tuple(c for c in verify.CHECKS if c in ("journal", only))
        check(f"the check of {only} alone", told(result))
