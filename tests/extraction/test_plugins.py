"""Another extractor is chosen by name; what it gives is taken only where its words stand in the text."""

from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints

import pytest

from ledger.cli.main import main
from ledger.extraction import Extraction, extract, plugins
from ledger.records import ClaimRecord, DraftClaim
from ledger.vocabulary import Measure

TEXT = "A day in Zaria\n\nTwelve dead.\n"


def twelve(text, *, document="", publisher=None, published=None, url=None):
    """Reads “Twelve”, and nothing else."""
    at = text.index("Twelve")
    record = ClaimRecord(
        document=document, measure=Measure.KILLED, value=12, figure_text="Twelve", quote=text[at : at + 12]
    )
    return Extraction((DraftClaim(record, at, at + 6, at, at + 12),), None, (), "twelve-1", "0" * 64)


def adrift(text, **about):
    """Gives the words of the figure at a place where others stand."""
    read = twelve(text, **about)
    (draft,) = read.drafts
    return Extraction(
        (DraftClaim(draft.record, 0, 6, draft.quote_start, draft.quote_end),), None, (), "adrift-1", "0" * 64
    )


@pytest.fixture(autouse=True)
def installed(monkeypatch):
    points = EntryPoints(EntryPoint(f.__name__, f"{__name__}:{f.__name__}", plugins.GROUP) for f in (twelve, adrift))
    monkeypatch.setattr(plugins, "entry_points", lambda group: points.select(group=group))
    monkeypatch.setattr(EntryPoint, "load", lambda self: globals()[self.attr])


def test_the_projects_own_is_taken_without_a_name():
    assert plugins.extractor(None) is plugins.extractor("rules") is extract


def test_another_one_reads_for_extract_and_import(tmp_path, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT)
    assert main(["extract", "a.txt", "--extractor", "twelve"]) == 0
    assert b"12  killed" in capfdbinary.readouterr().out
    main(["init"])
    assert main(["import", "a.txt", "--extractor", "twelve"]) == 0
    assert main(["verify"]) == 0


def test_words_that_do_not_stand_there_are_refused_and_nothing_changes(tmp_path, monkeypatch, capfdbinary):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT)
    main(["init"])
    before = (tmp_path / "claims.db").read_bytes()
    assert main(["import", "a.txt", "--extractor", "adrift"]) == 1
    assert b"where the text has other words; nothing of it was taken" in capfdbinary.readouterr().err
    assert (tmp_path / "claims.db").read_bytes() == before


def test_an_unknown_one_names_those_there_are(tmp_path, capfdbinary):
    (tmp_path / "a.txt").write_text(TEXT)
    assert main(["extract", str(tmp_path / "a.txt"), "--extractor", "oracle"]) == 1
    assert b"there are: adrift, rules, twelve" in capfdbinary.readouterr().err
