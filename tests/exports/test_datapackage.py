"""A data package describes every column, names every row it points to, and carries the ledger's head."""

from __future__ import annotations

import csv
import hashlib
import io
import json

import pytest

from ledger.exports.columns import TABLES
from ledger.heads import read_head
from ledger.intake.native import read_csv
from ledger.records import FIELDS
from tests.exports.made import claims, export, files, load


@pytest.fixture(params=["out", "out.zip"])
def package(request, ledger, tmp_path):
    load(ledger, tmp_path)
    return ledger, files(export(ledger, "datapackage", tmp_path / request.param))


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def test_the_claims_read_back_the_same(package):
    ledger, found = package
    rows = read_csv(io.StringIO(found["claims.csv"].decode(), newline=""), "claims.csv")
    assert [r.record for r in rows] == claims(ledger)


def test_every_column_is_described_and_every_file_hashed(package):
    _, found = package
    described = json.loads(found["datapackage.json"])
    assert [r["path"] for r in described["resources"]] == [f"{t.name}.csv" for t in TABLES]
    for resource in described["resources"]:
        data = found[resource["path"]]
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        header = data.decode().split("\r\n")[0].split(",")
        fields = resource["schema"]["fields"]
        assert [f["name"] for f in fields] == header
        assert all(f["title"] and f["description"].endswith(".") for f in fields)
    claims_ = next(r for r in described["resources"] if r["name"] == "claims")
    assert [f["name"] for f in claims_["schema"]["fields"]] == list(FIELDS)
    terms = {f["name"]: [c["value"] for c in f["categories"]] for f in claims_["schema"]["fields"] if "categories" in f}
    assert "at_least" in terms["qualifier"]
    assert "killed" in terms["measure"]


def test_rows_point_to_rows_that_are_there(package):
    _, found = package
    described = {r["name"]: r for r in json.loads(found["datapackage.json"])["resources"]}
    pointed = 0
    for resource in described.values():
        for link in resource["schema"].get("foreignKeys", []):
            other = described[link["reference"]["resource"]]
            there = {r[link["reference"]["fields"][0]] for r in rows_of(found[other["path"]])}
            named = {r[link["fields"][0]] for r in rows_of(found[resource["path"]])}
            assert named <= there
            pointed += len(named)
    assert pointed >= 5  # two documents, one finding, its two claims


def test_the_head_can_be_verified_against(package, tmp_path):
    ledger, found = package
    (tmp_path / "described.json").write_bytes(found["datapackage.json"])
    head = read_head(tmp_path / "described.json")
    assert (head.ledger, head.head, head.entries) == (ledger.id, ledger.head, ledger.entries())
    assert ledger.verify(against=[tmp_path / "described.json"]).sound


def test_the_same_ledger_gives_the_same_bytes(ledger, tmp_path):
    load(ledger, tmp_path)
    assert files(export(ledger, "datapackage", tmp_path / "a")) == files(export(ledger, "datapackage", tmp_path / "b"))
