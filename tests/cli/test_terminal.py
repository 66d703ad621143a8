"""A terminal never obeys what stands in a claim; a pipe gets it to the byte."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

from ledger.records import ClaimRecord
from ledger.vocabulary import Measure

HOSTILE = "a\x1b]52;c;aGk=\x07\x9b31mb\u202ec"


@pytest.fixture
def path(ledger):
    ledger.add(ClaimRecord(document=HOSTILE, measure=Measure.KILLED, value=5, group=HOSTILE, note=HOSTILE))
    return str(ledger.path)


def on_a_terminal(*arguments):
    ours, theirs = pty.openpty()
    worker = subprocess.Popen([sys.executable, "-m", "ledger.cli", *arguments], stdout=theirs, stderr=theirs)
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.close(ours)
    assert worker.wait() == 0
    return seen.decode()


@pytest.mark.parametrize(
    "command", [["list", "--csv"], ["list", "--json"], ["list"], ["show", "1"], ["show", "1", "--json"]], ids=" ".join
)
def test_nothing_from_a_claim_is_obeyed(path, command):
    seen = on_a_terminal("--ledger", path, *command)
    assert "\x1b]" not in seen
    assert "\x07" not in seen
    assert "\x9b" not in seen
    assert "\u202e" not in seen
    assert "31mb" in seen or "…" in seen


def test_a_pipe_gets_the_csv_to_the_byte(path):
    done = subprocess.run(
        [sys.executable, "-m", "ledger.cli", "--ledger", path, "list", "--csv"], capture_output=True, check=True
    )
    assert HOSTILE.encode() in done.stdout
