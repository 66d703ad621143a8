"""Redacted words are gone from every page of the file, and the journal still verifies."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.api import Ledger
from ledger.cli.main import main
from ledger.errors import LedgerError
from ledger.exports.audit import verifier
from ledger.records import ClaimRecord

NAME = "Ahmed Karim"


@pytest.fixture
def told(ledger, tmp_path):
    """A ledger where the name stands in a text, quotes, a table, names, notes, corrections and decisions."""
    text = tmp_path / "report.txt"
    text.write_text(
        f"Shelling kills 12\n\nShelling in Zaria killed 12 people, {NAME} said. {NAME} put the injured at 30.\n",
        encoding="utf-8",
    )
    table = tmp_path / "table.csv"
    table.write_text(
        "id,document,value,measure,attributed_to,quote,note\n"
        f'a,Paper,7,killed,{NAME},"he, {NAME}, said 7 killed",told by {NAME} by telephone\n'
        "b,Paper,9,killed,Red Cross,,\n",
        encoding="utf-8",
    )
    ledger.import_paths([str(text)])
    ledger.import_paths([str(table)])
    ledger.accept("b")
    ledger.correct("b", {"note": f"confirmed by {NAME}"}, f"called {NAME}")
    ledger.note("claim:b", f"{NAME} again")
    ledger.set_party(NAME, "army")
    ledger.link_names("actor", NAME, "same", "A. Karim", "one man")
    ledger.add(ClaimRecord(document=f"Talk with {NAME}", measure="injured", value=3))
    for finding in ledger.findings()[:1]:
        ledger.dismiss(finding.id, "not_a_conflict", f"{NAME} spoke of another day")
    return ledger


def bytes_of(ledger):
    return b"".join(p.read_bytes() for p in ledger.path.parent.glob(ledger.path.name + "*"))


def test_nothing_of_the_name_is_left_and_the_chain_verifies(told, tmp_path):
    before, head = told.head, told.counts()
    assert NAME.encode() in bytes_of(told)
    done = told.redact(NAME, "a witness at risk")
    for part in (NAME, NAME.split()[0]):
        assert part.encode() not in bytes_of(told)
        assert part.encode("utf-16-le") not in bytes_of(told)
    assert set(done.places) >= {"document", "claim", "remark", "source", "name_link"}
    assert len(done.entries) >= 5
    result = told.verify(before)
    assert result.problems == []
    assert (result.redactions, result.redacted) == (1, len(done.entries))
    assert told.counts().claims == head.claims


def test_quotes_keep_their_places(told):
    places = {c.id: (c.quote_start, c.quote_end, c.record.value) for c in told.claims()}
    told.redact(NAME, "a witness at risk")
    for claim in told.claims():
        assert places[claim.id] == (claim.quote_start, claim.quote_end, claim.record.value)
        if claim.quote_start is not None:
            text = told.document(claim.document_row).text
            assert text[claim.quote_start : claim.quote_end] == claim.record.quote


def test_a_bundle_of_a_redacted_ledger_verifies_alone(told, tmp_path):
    told.redact(NAME, "a witness at risk")
    told.export_audit(tmp_path / "audit.zip")
    (tmp_path / "verify.py").write_bytes(verifier())
    command = [sys.executable, "-I", "verify.py", "audit.zip", told.head]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "redacted)" in done.stdout
    assert "(0 redacted)" not in done.stdout


def test_work_goes_on_after_it(told):
    told.redact(NAME, "a witness at risk")
    told.correct("b", {"group": "soldiers"})
    told.undo()
    assert told.claim("b").record.group is None
    assert told.verify().sound
    with pytest.raises(LedgerError, match="stand nowhere"):
        told.redact(NAME, "again")


def test_an_act_that_was_redacted_cannot_be_undone(ledger, table):
    ledger.import_paths([table])
    ledger.correct("a", {"note": f"by {NAME}"})
    ledger.redact(NAME, "a witness at risk")
    with pytest.raises(LedgerError, match="redacted"):
        ledger.undo()
    assert ledger.verify().sound


def test_an_earlier_day_shows_it_redacted_too(told):
    then = told.head
    told.redact(NAME, "a witness at risk")
    with told.as_known(then[:16]) as earlier:
        assert not any(NAME in str(c.record) for c in earlier.claims(None))


@pytest.mark.parametrize(
    ("words", "why", "said"),
    [
        ("x", "why", "at least 2"),
        (NAME, " ", "say why"),
        (NAME, f"{NAME} asked for it", "the reason holds the words"),
        ("reviewer", "why", "reviewer's name"),
        ("nobody at all", "why", "stand nowhere"),
    ],
)
def test_what_cannot_be_redacted_is_refused_and_nothing_changes(told, words, why, said):
    before = told.head
    with pytest.raises(LedgerError, match=said):
        told.redact(words, why)
    assert told.head == before
    assert told.verify().sound


def test_the_command(told, capsys):
    path = str(told.path)
    assert main(["--ledger", path, "redact", NAME, "--why", "a witness at risk", "--dry-run", "--json"]) == 0
    assert NAME.encode() in bytes_of(told)
    assert main(["--ledger", path, "redact", NAME, "--why", "a witness at risk"]) == 0
    assert "journal entries emptied" in capsys.readouterr().err
    assert NAME.encode() not in bytes_of(told)
    with Ledger(path) as again:
        assert again.verify().sound


WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Z"]), min_size=4, max_size=12)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS.map(lambda w: "§" + w + "§"))
def test_any_words(tmp_path_factory, words):
    """Quotes, brackets, any script: written into a note and a correction, then gone."""
    folder = tmp_path_factory.mktemp("any")
    with Ledger.create(folder / "any.db", reviewer="reviewer") as ledger:
        ledger.add(ClaimRecord(document="Paper", measure="killed", value=7, note=f"by {words}, twice"))
        (claim,) = ledger.claims()
        ledger.correct(claim.id, {"place": f"{words}, Mali"}, f"because of {words}")
        ledger.note(f"claim:{claim.id}", words)
        ledger.redact(words, "asked for")
        assert words.encode() not in bytes_of(ledger)
        assert ledger.verify().problems == []
        assert words not in str(ledger.claims())
