"""An import that is killed at any moment leaves the ledger as it was, or holds the whole file."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from ledger.api import Ledger

ROWS = 3_000
MOMENTS = 20


@pytest.fixture(scope="module")
def long_table(tmp_path_factory):
    path = tmp_path_factory.mktemp("crash") / "long.csv"
    with path.open("w", encoding="utf-8") as out:
        out.write("document,value,measure,group,place,event_start,attributed_to\n")
        for n in range(ROWS):
            out.write(f"Report {n % 50},{n},killed,people,Town {n % 400},2020-01-0{n % 9 + 1},Source {n % 7}\n")
    return path


def test_killed_at_random_moments(tmp_path, long_table):
    path = tmp_path / "killed.db"
    Ledger.create(path).close()
    command = [sys.executable, "-m", "ledger.cli", "--ledger", str(path), "import", str(long_table), "-q"]

    started = time.monotonic()
    whole = tmp_path / "whole.db"
    Ledger.create(whole).close()
    subprocess.run([*command[:4], str(whole), *command[5:]], check=True)
    length = time.monotonic() - started

    pick = random.Random(7)
    with Ledger(path) as ledger:
        head = ledger.head
    complete = 0
    for _ in range(MOMENTS):
        worker = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(length * pick.uniform(0.2, 1.0))
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
        with Ledger(path) as ledger:
            claims = ledger.counts().claims
            assert claims in (0, ROWS)
            assert ledger.verify(head).sound
            if claims == 0:
                assert ledger.head == head
            else:
                complete += 1
                ledger.withdraw("batch:" + str(ledger.batches()[-1]["batch"]), "to try again")
                head = ledger.head
    subprocess.run(command, check=True)
    with Ledger(path) as ledger:
        assert ledger.counts().claims == ROWS
        assert ledger.verify(head).sound
    assert complete < MOMENTS, "no kill came in time: the test proves nothing"
