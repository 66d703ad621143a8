"""The audit bundle verifies with nothing but Python, is the same to the byte, and holds nothing that must stay."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from hashlib import sha256

import pytest

from ledger import journal
from ledger.api import Ledger
from ledger.cli.main import main
from ledger.exports import verify_bundle
from ledger.exports.audit import verifier
from ledger.records import ClaimRecord
from ledger.rowhash import COLUMNS
from tests.conftest import ROOT
from tests.harness.filled import filled
from tests.harness.tamper import run


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A ledger and its bundle."""
    folder = tmp_path_factory.mktemp("bundle")
    path = filled(folder, 24)
    assert main(["--ledger", str(path), "export", "--format", "audit", "-o", str(folder / "audit.zip")]) == 0
    return path, folder / "audit.zip"


def isolated(folder, *arguments):
    """Run the verifier that ships in the bundle, away from the project and its packages."""
    (folder / "verify.py").write_bytes(verifier())
    command = [sys.executable, "-I", "-S", "verify.py", *map(str, arguments)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_the_verifier_is_at_most_80_lines_of_standard_library():
    source = verifier().decode()
    assert len(source.splitlines()) <= 80
    assert max(map(len, source.splitlines())) <= 120
    imports = [line for line in source.splitlines() if line.startswith(("import", "from"))]
    assert imports == ["import functools, hashlib, json, pathlib, sys, zipfile"]


def test_a_bundle_is_checked_without_the_project(made, tmp_path):
    path, bundle = made
    with Ledger(path) as ledger:
        head = ledger.head
    code, out, err = isolated(tmp_path, bundle, head[:16])
    assert (code, err) == (0, "")
    assert out.startswith("sound: ")
    assert head in out


def test_an_unpacked_bundle_is_checked_too(made, tmp_path):
    zipfile.ZipFile(made[1]).extractall(tmp_path)
    assert isolated(tmp_path, ".")[0] == 0
    (text,) = (tmp_path / "texts").iterdir()
    text.write_text("other words", encoding="utf-8")
    rows = (tmp_path / "rows" / "claim.tsv").read_bytes()
    (tmp_path / "rows" / "claim.tsv").write_bytes(rows.replace(b'"Zaria"', b'"Zarya"', 1))
    code, out, _ = isolated(tmp_path, ".")
    assert code == 4
    assert f"document {text.stem} what is stored is not what was imported" in out
    assert re.search(r"^claim \d+ altered$", out, re.MULTILINE)
    assert re.search(r"^claim \d+ its words do not stand", out, re.MULTILINE)


@pytest.mark.parametrize("name", ["journal.tsv", "withheld.json"])
def test_what_is_no_bundle_is_said_so(made, tmp_path, name):
    zipfile.ZipFile(made[1]).extractall(tmp_path)
    (tmp_path / name).write_bytes(b"\xff\x00 nothing")
    code, out, err = isolated(tmp_path, ".")
    assert (code, out) == (1, "")
    assert err.startswith("cannot be read")
    assert "Traceback" not in err


def test_the_same_ledger_gives_the_same_bundle(made, tmp_path):
    path, bundle = made
    assert main(["--ledger", str(path), "export", "--format", "audit", "-o", str(tmp_path / "again.zip")]) == 0
    assert (tmp_path / "again.zip").read_bytes() == bundle.read_bytes()


def test_lines_hold_the_very_bytes_that_were_hashed(made):
    with zipfile.ZipFile(made[1]) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        for table in COLUMNS:
            for line in archive.read(f"rows/{table}.tsv").splitlines():
                number, digest, row = line.split(b"\t")
                assert sha256(b"\x00" + row).hexdigest() == digest.decode()
                assert json.loads(row)[:2] == [table, int(number)]
        entries = archive.read("journal.tsv").splitlines()
    assert manifest["format"] == "casualty-ledger-audit-1"
    assert manifest["entries"] == len(entries)
    assert manifest["head"] == entries[-1].partition(b"\t")[0].decode()
    assert {t: list(c) for t, c in COLUMNS.items()} == manifest["columns"]


def test_the_verifier_knows_where_the_columns_are():
    """It reads them by number: a column that moves must move there too."""
    claim = ["table", *COLUMNS["claim"]]
    assert claim[4] == "document_id"
    assert claim[8:11] == ["quote", "quote_start", "quote_end"]
    assert claim[11:14] == ["figure_text", "figure_start", "figure_end"]
    assert ["table", *COLUMNS["document"]][9] == "text_sha256"
    assert ["table", *COLUMNS["original"]][3] == "sha256"
    assert set(COLUMNS) == set(verifier().decode().partition('in "')[2].partition('"')[0].split())


def test_what_may_not_leave_is_represented_by_its_hash(ledger, tmp_path):
    secret = "Ahmed the gravedigger"
    ledger.add(
        ClaimRecord(document="Talk", measure="killed", value=7, attributed_to=secret, ground_rules="off_the_record")
    )
    ledger.add(ClaimRecord(document="Report", measure="killed", value=9, attributed_to="Red Cross"))
    kept = next(c.id for c in ledger.claims() if c.record.attributed_to == secret)
    ledger.correct(kept, {"note": f"spoken with {secret} twice"})
    ledger.note(f"claim:{kept}", f"{secret} asked not to be named")
    done = ledger.export_audit(tmp_path / "audit.zip")
    assert done.withheld == {"claim": 1, "remark": 1, "text": 1, "entry": 3}
    with zipfile.ZipFile(tmp_path / "audit.zip") as archive:
        for name in archive.namelist():
            assert b"gravedigger" not in archive.read(name), name
        assert b"Red Cross" in archive.read("rows/claim.tsv")
    assert isolated(tmp_path, "audit.zip")[0] == 0
    assert ledger.verify(against=[tmp_path / "audit.zip"]).sound


def test_a_name_on_background_is_withheld_everywhere(ledger, tmp_path):
    name = "Colonel Idris"
    ledger.add(ClaimRecord(document="Talk", measure="killed", value=7, attributed_to=name, ground_rules="background"))
    ledger.add(ClaimRecord(document="Paper", measure="killed", value=9, attributed_to=name))
    ledger.set_party(name, "army")
    ledger.export_audit(tmp_path / "audit.zip")
    with zipfile.ZipFile(tmp_path / "audit.zip") as archive:
        assert [n for n in archive.namelist() if b"Idris" in archive.read(n)] == []
    assert isolated(tmp_path, "audit.zip")[0] == 0


def test_a_confidential_document_stays_whole(ledger, tmp_path):
    text = tmp_path / "secret-list.txt"
    text.write_text("A list\n\nShelling killed 12 people in Zaria, the Red Cross said.\n", encoding="utf-8")
    report = ledger.import_paths([str(text)])
    ledger.set_confidentiality(report.files[0].document, "confidential")
    ledger.export_audit(tmp_path / "audit.zip")
    with zipfile.ZipFile(tmp_path / "audit.zip") as archive:
        everything = b"".join(archive.read(n) for n in archive.namelist())
    assert b"Zaria" not in everything
    assert b"secret-list" not in everything
    assert isolated(tmp_path, "audit.zip")[0] == 0


def test_a_text_in_which_no_figure_stands_is_no_tampering(ledger, table, tmp_path):
    (tmp_path / "weather.txt").write_text("Weather\n\nThe sun was shining all day.\n", encoding="utf-8")
    ledger.import_paths([str(tmp_path / "weather.txt")])
    ledger.import_paths([table])
    ledger.export_audit(tmp_path / "audit.zip")
    code, out, _ = isolated(tmp_path, "audit.zip")
    assert (code, out.splitlines()[:-1]) == (0, [])
    assert ledger.verify(against=[tmp_path / "audit.zip"]).sound


def test_no_filter_is_taken(made, tmp_path, capsys):
    code = main(["--ledger", str(made[0]), "export", "--format", "audit", "--measure", "killed", "-o", "x.zip"])
    assert code == 2
    assert "--measure" in capsys.readouterr().err


def test_random_tampering_is_noticed_named_and_agreed_upon(tmp_path, capsys):
    """The small run of `python -m tests.harness.tamper`."""
    score = run(tmp_path, 25, 11, isolated=2)
    assert score.missed == []
    assert score.noticed == score.named == score.agreed == 25


def test_the_format_page_shows_a_true_example():
    """The worked example of docs/reference/journal-format.md, recomputed from its words."""
    page = (ROOT / "docs" / "reference" / "journal-format.md").read_text(encoding="utf-8")
    blocks = [b.strip() for b in page.split("```")[1::2]]
    row, row_digest, payload, link, digest = (b.partition("\n")[2].strip() if "\n" in b else b for b in blocks[:5])
    assert sha256(b"\x00" + row.encode()).hexdigest() == row_digest
    given = json.loads(link)
    assert journal.payload_hash(bytes(range(16)), payload.encode()).hex() == given["payload_hash"]
    assert journal.canonical(given).decode() == link
    assert sha256(b"\x00" + link.encode()).hexdigest() == digest


def test_the_merkle_root_of_the_verifier_is_that_of_the_program():
    from ledger.merkle import Tree

    for count in range(40):
        leaves = [sha256(bytes([n])).digest() for n in range(count)]
        tree = Tree()
        for leaf in leaves:
            tree.add(leaf)
        assert verify_bundle.merkle(leaves) == tree.root().hex()
