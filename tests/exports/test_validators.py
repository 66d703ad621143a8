"""Exports as other people's programs see them; each validator also objects to an export that was spoiled."""

from __future__ import annotations

import json
import shutil
import warnings
from importlib.util import find_spec

import pytest

from ledger.api import Ledger
from tests.exports.validate import exported, sample
from tests.exports.validators import VALIDATORS


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("validated")
    with sample(folder) as ledger:
        yield ledger, folder


def spoil(name: str, path) -> None:
    """Change one thing in an export that its validator must notice."""
    if name == "datapackage":
        table = path / "claims.csv"
        table.write_bytes(table.read_bytes().replace(b",killed,", b",slain,", 1))
    elif name == "csv":
        path.write_bytes(path.read_bytes().replace(b"27,27,", b"27,several,", 1))
    elif name == "claimreview":
        path.write_text(path.read_text(encoding="utf-8").replace('"claimReviewed"', '"claimsReviewed"'), "utf-8")
    elif name == "annotations":
        path.write_text(path.read_text(encoding="utf-8").replace("TextPositionSelector", "PositionSelector"), "utf-8")
    elif name == "prov":
        told = json.loads(path.read_text(encoding="utf-8"))
        told["wasSaidBy"] = told.pop("wasAttributedTo")
        path.write_text(json.dumps(told), "utf-8")
    elif name == "hxl":
        path.write_text(path.read_text(encoding="utf-8").replace("#affected", "#indicator"), "utf-8")
    elif name == "ro-crate":
        (path / "claims.csv").unlink()
    elif name == "sqlite":
        beside = path.with_name(path.stem + ".metadata.json")
        beside.write_text("{}", "utf-8")
    else:
        path.write_bytes(path.read_bytes()[:-2_000])


@pytest.mark.parametrize(("name", "library", "validator"), VALIDATORS, ids=[f"{n}-{w}" for n, w, _ in VALIDATORS])
def test_the_validator_agrees_and_can_object(made: tuple[Ledger, object], tmp_path, name, library, validator):
    if find_spec(library) is None:
        pytest.skip(f"the extra validate is not installed: no {library}")
    ledger, folder = made
    path = exported(ledger, name, folder)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what these libraries warn of is theirs
        assert validator(path)
        spoiled = tmp_path / path.name
        if path.is_dir():
            shutil.copytree(path, spoiled)
        else:
            for file in (path, path.with_name(path.stem + ".metadata.json")):
                if file.exists():
                    shutil.copy(file, tmp_path / file.name)
        spoil(name, spoiled)
        with pytest.raises(Exception, match=r"\S"):
            validator(spoiled)
