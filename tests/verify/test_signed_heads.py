"""A signed head can only have been made with the key, and over this history."""

from __future__ import annotations

import json
import os

import pytest

from ledger.api import Ledger
from ledger.cli.main import main
from ledger.errors import LedgerError
from tests.verify.test_tampering import tamper

pytest.importorskip("cryptography")


@pytest.fixture
def signed(ledger, table, tmp_path, capsys):
    """A ledger with its key and a signed head, and an act after it."""
    key, head = tmp_path / "key.pem", tmp_path / "head.json"
    ledger.import_paths([table])
    path = str(ledger.path)
    assert main(["sign", "--new-key", str(key)]) == 0
    public = capsys.readouterr().out.strip()
    assert main(["--ledger", path, "sign", "--key", str(key), "-o", str(head)]) == 0
    ledger.accept("a")
    ledger.close()
    return path, key, head, public


def verify(path, *more):
    return main(["--ledger", path, "verify", "--only", "journal", *map(str, more)])


def test_a_sound_signature(signed, capsys):
    path, key, head, public = signed
    assert os.stat(key).st_mode & 0o777 == 0o600
    assert verify(path, "--signature", head) == 0
    assert verify(path, "--signature", head, "--public-key", public) == 0
    with Ledger(path) as ledger:
        assert ledger.public_key == public
        assert ledger.verify().sound


@pytest.mark.parametrize(
    ("name", "value"), [("head", "0" * 64), ("entries", 1), ("signature", "00" * 64), ("signed_at", "")]
)
def test_an_altered_signed_head(signed, name, value, capsys):
    path, _, head, _ = signed
    found = json.loads(head.read_text())
    head.write_text(json.dumps({**found, name: value}))
    assert verify(path, "--signature", head) == 4
    assert "signature does not fit" in capsys.readouterr().err


def test_a_signature_of_somebody_else(signed, tmp_path, capsys):
    path, _, _, public = signed
    other = tmp_path / "other.pem"
    main(["sign", "--new-key", str(other)])
    assert main(["--ledger", path, "sign", "--key", str(other), "-o", str(tmp_path / "o.json")]) == 1
    assert "--change-key" in capsys.readouterr().err
    assert main(["--ledger", path, "sign", "--key", str(other), "--change-key", "-o", str(tmp_path / "o.json")]) == 0
    assert verify(path, "--signature", tmp_path / "o.json") == 0
    assert verify(path, "--signature", tmp_path / "o.json", "--public-key", public) == 4
    assert "signed by" in capsys.readouterr().err


def test_a_tail_cut_after_the_signature_was_made(signed, capsys):
    path, _, head, _ = signed
    tamper(path, "DELETE FROM journal WHERE seq > 2")
    assert verify(path, "--signature", head) == 4
    assert "journal was cut" in capsys.readouterr().err


def test_a_key_that_others_can_read_is_refused(signed, tmp_path, capsys):
    path, key, _, _ = signed
    key.chmod(0o644)
    assert main(["--ledger", path, "sign", "--key", str(key), "-o", str(tmp_path / "x.json")]) == 1
    assert "chmod 600" in capsys.readouterr().err


def test_a_key_is_never_overwritten(signed, capsys):
    _, key, _, _ = signed
    before = key.read_bytes()
    assert main(["sign", "--new-key", str(key)]) == 1
    assert key.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"", b"not a key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_what_is_no_key_is_refused(signed, tmp_path, content, capsys):
    bad = tmp_path / "bad.pem"
    bad.write_bytes(content)
    bad.chmod(0o600)
    assert main(["--ledger", signed[0], "sign", "--key", str(bad), "-o", str(tmp_path / "x.json")]) == 1
    assert "no key" in capsys.readouterr().err


def test_what_is_no_signed_head_is_refused(signed, table):
    with Ledger(signed[0]) as ledger, pytest.raises(LedgerError):
        ledger.verify(signatures=[table])


def test_a_test_vector_of_rfc_8032():
    """Test 1: what signs here verifies elsewhere."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.from_private_bytes(
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    )
    public = key.public_key().public_bytes_raw().hex()
    assert public == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert key.sign(b"").hex().startswith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155")
