"""A data package is read as it describes itself; no path leads out of it."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

from ledger.errors import InputError
from tests.intake.making import zipped

CLAIMS = "document;measure;value;note\nA;killed;3;caf\xe9\n".encode("latin-1")
SCHEMA = {"fields": [{"name": n} for n in ("document", "measure", "value", "note")]}
RESOURCE = {"name": "claims", "path": "data/c.csv", "encoding": "latin-1", "dialect": {"delimiter": ";"}}


def package(folder, *resources: dict, files: dict[str, bytes] | None = None) -> str:
    for name, data in (files or {"data/c.csv": CLAIMS}).items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_bytes(data)
    (folder / "datapackage.json").write_text(json.dumps({"name": "p", "resources": list(resources)}))
    return str(folder)


def test_encoding_and_dialect_are_those_it_states(ledger, tmp_path):
    native = {**RESOURCE, "dialect": {}}
    where = package(tmp_path / "p", native, files={"data/c.csv": CLAIMS.replace(b";", b",")})
    ledger.import_paths([f"{where}/datapackage.json"])
    assert [c.record.note for c in ledger.claims()] == ["café"]


def test_a_folder_with_a_package_is_read_once(ledger, tmp_path):
    other = {"name": "places", "path": "places.csv", "schema": {"fields": [{"name": "town"}]}}
    files = {"data/c.csv": CLAIMS.replace(b";", b","), "places.csv": b"town\nZaria\n"}
    where = package(tmp_path / "p", {**RESOURCE, "dialect": {}, "schema": SCHEMA}, other, files=files)
    report = ledger.import_paths([where])
    assert [f.path for f in report.files] == [f"{where}/data/c.csv"]
    assert report.files[0].said == ("left out of the package: places",)


def test_a_package_in_an_archive(ledger, tmp_path):
    described = json.dumps({"resources": [{"path": "c.csv", "encoding": "latin-1"}]}).encode()
    path = tmp_path / "p.zip"
    path.write_bytes(zipped({"p/datapackage.json": described, "p/c.csv": CLAIMS.replace(b";", b",")}))
    ledger.import_paths([str(path)])
    assert len(ledger.claims()) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"path": "../c.csv"}, "leads out of the package"),
        ({"path": "/etc/passwd"}, "leads out of the package"),
        ({"path": "https://x.example/c.csv"}, "leads out of the package"),
        ({"path": "data/none.csv"}, "is not there"),
        ({"path": ["a.csv", "b.csv"]}, "has no single path"),
        ({"hash": "sha256:" + "0" * 64}, "is not the one that the data package describes"),
        ({"schema": {"fields": [{"name": "town"}]}}, "no table in the package holds claims"),
    ],
)
def test_what_a_package_may_not_say(ledger, tmp_path, change, words):
    where = package(tmp_path / "p", {**RESOURCE, **change})
    with pytest.raises(InputError, match=words):
        ledger.import_paths([where])


def test_a_hash_that_fits(ledger, tmp_path):
    data = CLAIMS.replace(b";", b",")
    resource = {**RESOURCE, "dialect": {}, "hash": "sha256:" + sha256(data).hexdigest()}
    ledger.import_paths([package(tmp_path / "p", resource, files={"data/c.csv": data})])
    assert len(ledger.claims()) == 1


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"resources": 3}', "[" * 100_000, '{"resources": []}'])
def test_a_broken_package(ledger, tmp_path, text):
    (tmp_path / "datapackage.json").write_text(text)
    with pytest.raises(InputError, match="data package"):
        ledger.import_paths([str(tmp_path / "datapackage.json")])


def test_what_a_package_says_is_missing_is_no_figure(ledger, tmp_path):
    header = "id,type_of_violence,side_a,side_b,date_start,date_end,best,low,high"
    row = "1,1,A,B,2020-01-02,2020-01-02,5,-99,7"
    schema = {"fields": [{"name": n} for n in header.split(",")], "missingValues": ["", "-99"]}
    table = {"name": "events", "path": "e.csv", "schema": schema}
    ledger.import_paths([package(tmp_path / "p", table, files={"e.csv": f"{header}\n{row}\n".encode()})])
    assert [(c.record.value, c.record.low) for c in ledger.claims()] == [(5, None)]


def test_what_is_no_file_with_a_table_is_left_out(ledger, tmp_path):
    more = ({"name": "inline", "data": [{"a": 1}]}, {"name": "readme", "path": "README.md"})
    files = {"data/c.csv": CLAIMS.replace(b";", b","), "README.md": b"12 people were killed in Zaria."}
    report = ledger.import_paths([package(tmp_path / "p", *more, {**RESOURCE, "dialect": {}}, files=files)])
    assert [f.said for f in report.files] == [("left out of the package: inline, readme",)]
