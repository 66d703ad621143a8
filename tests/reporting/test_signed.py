"""A report of a ledger whose heads are signed carries the public key and says how to check a signature."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger.reporting import make
from ledger.reporting.build import build
from ledger.reporting.html import write_html
from ledger.reporting.json import write_json
from ledger.reporting.markdown import write_markdown
from tests.reporting.report_made import small

KEY = "c0" * 32


@pytest.mark.parametrize("write", [write_html, write_markdown, write_json])
def test_the_key_and_the_command_stand_in_every_writer(write):
    text = write(build(replace(small(), public_key=KEY)))
    assert text.count(KEY) >= 2
    assert "--signature SIGNED" in text
    assert "--signature" not in write(build(small()))


def test_the_key_of_a_ledger_that_is_signed_is_taken(ledger, tmp_path):
    pytest.importorskip("cryptography", reason="the extra sign is not installed")
    from ledger.signing import new_key

    key = new_key(tmp_path / "key.pem")
    ledger.sign(tmp_path / "key.pem")
    assert make(ledger).identity.public_key == key
