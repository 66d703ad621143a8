"""An evidence bundle: checked with python3 alone, any changed byte is named, what must stay is not in it."""

from __future__ import annotations

import csv
import json
import random
import shutil
import subprocess
import sys

import pytest

from ledger.api import Ledger
from ledger.cli.main import main
from ledger.errors import LedgerError
from ledger.locations import seeds
from ledger.records import ClaimRecord
from ledger.reporting import Scope, taken
from ledger.reporting.bundle import write_bundle
from ledger.vocabulary import Anonymity, GroundRules, Measure


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundle")
    with Ledger.create(folder / "demo.db", reviewer="Ada") as ledger:
        ledger.import_paths([str(seeds())])
        ledger.correct("A15", {"value": "38"}, "misread")
        ledger.resolve(ledger.findings()[0].id, "report_range", "both stand")
        yield ledger


@pytest.fixture(scope="module")
def bundle(demo, tmp_path_factory):
    folder = tmp_path_factory.mktemp("bundle") / "evidence"
    assert main(["--ledger", str(demo.path), "report", "--bundle", str(folder)]) == 0
    return folder


def check(folder, *arguments):
    """What a stranger sees: an empty environment, another folder, python3 and nothing else."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "check.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={},
    )
    return done.returncode, done.stdout, done.stderr


def made(ledger, target, scope=None, **more):
    with taken(ledger, scope, **more) as (then, report):
        return write_bundle(then, report, target)


def test_a_stranger_finds_it_sound_with_the_head(bundle, demo):
    code, said, error = check(bundle, demo.head)
    assert (code, error) == (0, "")
    assert f"head {demo.head}" in said
    assert check(bundle, "ab" * 32)[0] == 4


def test_one_changed_byte_anywhere_is_named(bundle, tmp_path):
    files = sorted(p.relative_to(bundle) for p in bundle.rglob("*") if p.is_file())
    assert len(files) > 25
    chance = random.Random(7)
    for name in files:
        copy = tmp_path / "copy"
        shutil.copytree(bundle, copy)
        data = bytearray((copy / name).read_bytes())
        if data:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(7)
        else:
            data = bytearray(b"x")
        (copy / name).write_bytes(data)
        code, said, error = check(copy)
        shutil.rmtree(copy)
        assert code != 0, name
        assert str(name) in said + error, (name, said, error)


def test_the_data_are_those_of_the_report(bundle):
    report = json.loads((bundle / "data" / "report.json").read_text())
    with (bundle / "data" / "claims.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [r["id"] for r in rows] == [c["id"] for c in report["claims"]]
    assert {r["document"] for r in rows} == {d["key"] for d in report["documents"]}


def test_every_file_is_described(bundle):
    crate = json.loads((bundle / "data" / "ro-crate-metadata.json").read_text())
    graph = {e["@id"]: e for e in crate["@graph"]}
    assert graph["ro-crate-metadata.json"]["conformsTo"]["@id"] == "https://w3id.org/ro/crate/1.2"
    parts = {p["@id"] for p in graph["./"]["hasPart"]}
    there = {p.relative_to(bundle / "data").as_posix() for p in (bundle / "data").rglob("*") if p.is_file()}
    assert parts == there - {"ro-crate-metadata.json"}
    assert all(graph[p]["@type"] == "File" for p in parts)


def test_other_tools_take_the_bag(bundle):
    bagit = pytest.importorskip("bagit", reason="the package bagit is not installed")
    bagit.Bag(str(bundle)).validate()


def test_what_must_not_leave_is_in_no_file(tmp_path):
    with Ledger.create(tmp_path / "l.db", reviewer="Ada") as ledger:
        text = tmp_path / "call.txt"
        text.write_text("Call\n\nAmina Yusuf Bello said on Monday that 4711 people were killed in Zaria.\n")
        ledger.import_paths([str(text)])
        claim = ledger.claims()[0].id
        ledger.correct(claim, {"ground_rules": "background"}, "as agreed with Bello")
        ledger.set_party("Amina Yusuf Bello", "government")
        ledger.note(f"claim:{claim}", "call Bello again")
        ledger.add(
            ClaimRecord(id="open", document="Weekly", measure=Measure.KILLED, value=62, attributed_to="Red Cross")
        )
        ledger.add(
            ClaimRecord(
                id="off",
                document="Hush",
                measure=Measure.KILLED,
                value=99,
                attributed_to="Musa Okoro",
                anonymity=Anonymity.NAMED_PERSON,
                ground_rules=GroundRules.OFF_THE_RECORD,
            )
        )
        ledger.set_confidentiality("Weekly", "confidential", "asked for")
        done = made(ledger, tmp_path / "evidence")
        head = ledger.head
    assert done.head == head
    code, said, error = check(done.folder, head)
    assert (code, error) == (0, ""), said
    held = b"".join(p.read_bytes() for p in done.folder.rglob("*") if p.is_file()).lower()
    for name in (b"bello", b"amina", b"okoro", b"weekly"):
        assert name not in held
    assert b"4,711" in held
    assert b"red cross" in held


def test_a_part_of_a_ledger_tells_nothing_of_the_rest(demo, tmp_path):
    done = made(demo, tmp_path / "part", Scope(place="Hasakeh"))
    code, said, _ = check(done.folder, demo.head)
    assert code == 0, said
    held = b"".join(p.read_bytes() for p in done.folder.rglob("*") if p.is_file())
    assert b"Islamic State" in held
    for other in (b"Airwars", b"Stuart Jones", b"Lebanese"):
        assert other not in held


def test_a_bundle_as_known_then_ends_then(demo, tmp_path):
    before = demo.journal()[-3].hash.hex()
    done = made(demo, tmp_path / "then", as_known_on=before)
    assert done.head == before
    code, said, _ = check(done.folder, before)
    assert code == 0
    assert f"head {before}" in said


def test_nothing_is_written_over_but_an_earlier_bundle(demo, tmp_path):
    target = tmp_path / "evidence"
    target.mkdir()
    (target / "mine.txt").write_text("mine")
    for force in (False, True):
        with taken(demo) as (then, report), pytest.raises(LedgerError, match="something here already"):
            write_bundle(then, report, target, force=force)
    assert [p.name for p in tmp_path.iterdir()] == ["evidence"]
    assert (target / "mine.txt").read_text() == "mine"
    made(demo, tmp_path / "other")
    with taken(demo) as (then, report):
        with pytest.raises(LedgerError, match="--force"):
            write_bundle(then, report, tmp_path / "other")
        write_bundle(then, report, tmp_path / "other", force=True)
    assert check(tmp_path / "other")[0] == 0


def test_a_report_goes_to_a_file_or_to_a_bundle(demo, capfdbinary):
    assert main(["--ledger", str(demo.path), "report"]) == 2
    assert b"-o PATH for a report, or --bundle DIR" in capfdbinary.readouterr().err


def test_the_ledger_is_verified_against_a_bundle(bundle, demo, capfdbinary):
    assert main(["--ledger", str(demo.path), "verify", "--against", str(bundle)]) == 0
    with Ledger.create(bundle.parent / "another.db") as other:
        assert main(["--ledger", str(other.path), "verify", "--against", str(bundle)]) == 4
    capfdbinary.readouterr()
