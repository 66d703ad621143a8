"""In no format does anything leave that a source's terms or a document's confidentiality keep back."""

from __future__ import annotations

import pytest

from ledger.exports.formats import FORMATS, format_named
from ledger.exports.source import exporting
from tests.exports.made import export, files, load

NAME = "Amina Yusuf Bello"
SECRETS = f"""\
id,document,publisher,published,url,quote,figure_text,value,measure,place,event_start,attributed_to,anonymity,\
relayed_by,ground_rules,note
off,Leaked memo,Daily,2020-05-02,https://daily.example/memo,4711 dead,4711,4711,killed,Zaria,2020-05-01,\
Colonel Offrecord,named_person,,off_the_record,said in confidence
back,Call with {NAME},Herald,2020-05-02,https://herald.example/amina-yusuf-bello,{NAME} counted 515,515,515,killed,\
Zaria,2020-05-01,{NAME},named_person,{NAME} > AFP,background,call {NAME} again
open,Open report,Daily,2020-05-02,https://daily.example/1,"{NAME.upper()} said 516, and Bello smiled",516,516,killed,\
Zaria,2020-05-01,{NAME},named_person,,,
deep,Open report,Daily,2020-05-02,https://daily.example/1,a man in the room counted 517,517,517,killed,Zaria,\
2020-05-01,a man in the room,anonymous_described,,deep_background,
kept,Hidden dossier,Secretpress,2020-05-02,https://secret.example/d,518 are dead,518,518,killed,Zaria,2020-05-01,\
Red Cross,,,,
"""


@pytest.fixture
def told(ledger, tmp_path):
    load(ledger, tmp_path, SECRETS)
    ledger.set_confidentiality("Hidden dossier", "confidential", "promised")
    return ledger


def text_of(path) -> str:
    return "\n".join(data.decode("utf-8", "replace") for data in files(path).values()).casefold()


@pytest.mark.parametrize("name", [f.name for f in FORMATS if f.shape != "audit"])
def test_nothing_withheld_is_in_the_files(told, tmp_path, name):
    text = text_of(export(told, name, tmp_path / "out"))
    for word in ("4711", "4,711", "offrecord", "leaked memo", "in confidence", "daily.example/memo"):
        assert word not in text, word
    for word in ("amina", "bello", "man in the room"):
        assert word not in text, word
    for word in ("dossier", "secretpress", "secret.example", "518 are dead"):
        assert word not in text, word
    if name != "annotations":  # it holds only words that were marked in a text
        assert all(figure in text for figure in ("515", "516", "517", "518"))


@pytest.mark.parametrize("name", ["csv", "jsonl"])
def test_what_stands_in_their_place(told, tmp_path, name):
    text = text_of(export(told, name, tmp_path / "out"))
    for words in ("a source on background", "a source on deep background", "confidential document 1"):
        assert words in text


def test_what_is_withheld_is_counted(told):
    with exporting(told) as out:
        counted = [(w.number, w.what) for w in out.withheld]
        assert out.size == 4
    assert counted == [
        (1, "claims"),
        (1, "names of sources"),
        (2, "quotes"),
        (1, "documents"),
        (1, "quotes"),
    ]


def test_findings_that_rest_on_a_withheld_claim_are_left_out(told):
    with exporting(told, needs=("findings", "documents", "acts")) as out:
        findings, documents = list(out.findings()), list(out.documents())
        ids = {c.view.id for c in out.claims()}
        assert {a.subject for a in out.acts()} == {"batch:1"}
    assert findings
    assert all(set(f.claims) <= ids for f in findings)
    assert [d.key for d in documents if d.confidentiality == "confidential"] == ["confidential document 1"]
    assert all(d.text_sha256 is None for d in documents)


def test_without_secrets_nothing_is_touched(ledger, tmp_path):
    load(ledger, tmp_path)
    with exporting(ledger) as out:
        assert out.withheld == ()
        assert list(out.records()) == [c.record for c in ledger.claims()]
    assert format_named("csv").round_trip == "the same claims"
