"""The public names: complete, sorted, loaded when used, and documented."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import ledger


def test_the_list_is_sorted_and_complete():
    assert ledger.__all__ == sorted(ledger.__all__)
    assert set(ledger.__all__) == set(ledger._PLACES)
    assert set(ledger.__all__) < set(dir(ledger))


@pytest.mark.parametrize("name", ledger.__all__)
def test_every_name_is_there_and_says_what_it_is(name):
    value = getattr(ledger, name)
    assert inspect.getdoc(value)


def test_every_method_of_a_ledger_says_what_it_does():
    public = [m for n, m in inspect.getmembers(ledger.Ledger) if not n.startswith("_") and callable(m)]
    assert len(public) > 40
    assert all(inspect.getdoc(m) for m in public)


def test_an_unknown_name_is_refused():
    with pytest.raises(AttributeError, match="oracle"):
        _ = ledger.oracle


def test_importing_the_package_loads_nothing_heavy():
    heavy = ["sqlmodel", "sqlalchemy", "textual", "rich", "jinja2", "pydantic", "orjson"]
    code = f"import ledger, sys; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_script_does_what_the_command_does(tmp_path, table):
    with ledger.Ledger.create(tmp_path / "l.db", reviewer="Ada") as made:
        made.import_paths([table])
        made.accept("a")
        (report,) = made.write_report(tmp_path / "r.html")
        assert report.stat().st_size > 10_000
        assert made.write_bundle(tmp_path / "evidence").head == made.head
        assert made.export(tmp_path / "c.csv") == 4
        assert made.export(tmp_path / "c.json", "claimreview") >= 1
        with pytest.raises(ledger.LedgerError, match="say which format"):
            made.export(tmp_path / "c.xyz")
        with pytest.raises(ledger.LedgerError, match="say which format"):
            made.export(tmp_path / "c.csv", "oracle")
        assert made.report(ledger.Scope(place="Zaria")).identity.filters == (("place", "Zaria"),)
        assert made.verify().sound


def test_comparing_a_ledger_anew_needs_no_sqlalchemy():
    """It is 18 MB of memory, half of what comparing a million claims takes (`engine.Plain`)."""
    code = "import sys; from ledger import detection, queries; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
