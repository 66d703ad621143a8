"""Which checks are made, and in what state a verification leaves the connection."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ledger.api import Ledger
from ledger.connections.engine import make_engine, reading, writing
from ledger.errors import LedgerError
from ledger.verify import CHECKS, search, verify
from tests.verify.deeds import DEEDS, do, made


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return made(tmp_path_factory.mktemp("checked"))


@pytest.fixture
def path(source, tmp_path):
    return Path(shutil.copyfile(source, tmp_path / "l.db"))


@pytest.mark.parametrize(("only", "named"), [(["nothing"], "nothing"), (["rows", "z", "b"], "b"), (["XX"], "XX")])
def test_a_check_that_is_none_is_refused_by_name(path, only, named):
    every = "pages, schema, journal, rows, documents, quotes, search, derived, findings"
    with Ledger(path, readonly=True) as ledger, pytest.raises(LedgerError) as refused:
        ledger.verify(only=only)
    assert str(refused.value) == f"there is no check {named!r}; there are {every}"


def test_findings_are_not_checked_while_an_import_is_being_compared(path):
    do(path, DEEDS["what was left to compare"])
    with Ledger(path, readonly=True) as ledger:
        assert ledger.verify().checked == tuple(c for c in CHECKS if c != "findings")
        assert ledger.verify(derive=True).checked == tuple(c for c in CHECKS if c != "findings")
        assert ledger.verify(only=["findings"]).checked == ("journal",)


def test_text_is_read_as_before_after_some_was_not_utf_8(path):
    do(path, DEEDS["a note that is not UTF-8"])
    engine = make_engine(path, readonly=True)
    with reading(engine) as connection:
        assert not verify(connection).sound
        assert connection.connection.driver_connection.text_factory is str
        assert connection.exec_driver_sql("SELECT 'words'").scalar_one() == "words"
    engine.dispose()


@pytest.mark.parametrize(("deed", "fits"), [(None, True), ("the index of words", False)])
def test_sqlite_is_asked_whether_the_index_of_words_fits(path, deed, fits):
    """It takes a ninth of the time of building the index again; in a copy where nothing may be written."""
    if deed:
        do(path, DEEDS[deed])
    engine = make_engine(path, readonly=True)
    with reading(engine) as connection:
        assert search.quick_check(connection) is fits
    engine.dispose()
    with Ledger(path) as ledger, writing(ledger._engine) as connection:
        assert search.quick_check(connection) is fits
        connection.rollback()
