"""Signing needs a library that is an extra: without it one line says so, whatever is asked for."""

from __future__ import annotations

import sys

import pytest

from ledger import signing
from ledger.cli.main import main


@pytest.fixture
def without(monkeypatch):
    for name in [n for n in sys.modules if n.partition(".")[0] == "cryptography"] + ["cryptography"]:
        monkeypatch.setitem(sys.modules, name, None)


def test_a_new_key(without, tmp_path, capsys):
    assert main(["sign", "--new-key", str(tmp_path / "key.pem")]) == 1
    assert "pip install 'casualty-ledger[sign]'" in capsys.readouterr().err
    assert not (tmp_path / "key.pem").exists()


def test_a_signature(without, ledger, tmp_path, capsys):
    head = signing.SignedHead(signing.FORMAT, ledger.id, "0" * 64, 1, "2040-01-01T00:00:00Z", "0" * 64, "0" * 128)
    (tmp_path / "head.json").write_bytes(head.as_json())
    assert main(["--ledger", str(ledger.path), "verify", "--signature", str(tmp_path / "head.json")]) == 1
    assert "pip install 'casualty-ledger[sign]'" in capsys.readouterr().err
