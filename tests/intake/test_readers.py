"""Processes that read texts: however an import ends, none of them stays, and there is one line to read."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ledger.api import Ledger
from ledger.intake import forking

CLAIMS = [sys.executable, "-c", "from ledger.cli.main import run; raise SystemExit(run())"]
pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks at processes in /proc")


@pytest.fixture
def texts(tmp_path):
    made = tmp_path / "texts"
    made.mkdir()
    for n in range(600):
        words = f"Report {n}\n\nIn Zaria, {n + 10} people were killed on 4 May 2020, the Ministry of Health said.\n"
        (made / f"{n:03}.txt").write_text(words * 10, encoding="utf-8")
    Ledger.create(tmp_path / "l.db", reviewer="reviewer").close()
    return made


def start(tmp_path: Path, *more: str) -> subprocess.Popen[str]:
    command = [*CLAIMS, "--ledger", str(tmp_path / "l.db"), "import", "--jobs", "2", *more]
    marked = {**os.environ, "CLAIMS_READERS_TEST": str(tmp_path), "CLAIMS_REVIEWER": "reviewer"}
    return subprocess.Popen(command, env=marked, stderr=subprocess.PIPE, text=True, start_new_session=True)


def running(tmp_path: Path) -> list[str]:
    """The processes that came of an import that `start` began."""
    mark, found = f"CLAIMS_READERS_TEST={tmp_path}".encode(), []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found.append(process.name)
        except OSError:
            continue
    return found


def until(true, seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


def entries(tmp_path: Path) -> int:
    with Ledger(tmp_path / "l.db", reviewer="reviewer") as ledger:
        assert ledger.verify().sound
        return ledger.entries()


def test_one_that_is_killed_takes_its_readers_along(tmp_path, texts):
    importing = start(tmp_path, str(texts))
    assert until(lambda: len(running(tmp_path)) >= 4)
    importing.kill()
    importing.communicate()
    assert until(lambda: not running(tmp_path))
    assert entries(tmp_path) == 1


@pytest.mark.parametrize("processes", [2, 3, 5])
def test_ctrl_c_is_one_line_and_ends_all(tmp_path, texts, processes):
    importing = start(tmp_path, str(texts))
    assert until(lambda: len(running(tmp_path)) >= processes)
    os.killpg(importing.pid, signal.SIGINT)
    said = importing.communicate()[1].strip()
    assert importing.returncode == 130
    assert said == "claims: interrupted; nothing was left half done"
    assert until(lambda: not running(tmp_path))
    assert entries(tmp_path) == 1


def test_a_reader_that_dies_ends_the_import(tmp_path, texts):
    importing = start(tmp_path, str(texts))
    assert until(lambda: len(running(tmp_path)) >= 5)
    reader = max(running(tmp_path), key=int)
    os.kill(int(reader), signal.SIGKILL)
    said = importing.communicate()[1].strip()
    assert importing.returncode == 1
    assert said == "claims: a process that was reading texts died; nothing was changed; try --jobs 1"
    assert until(lambda: not running(tmp_path))
    assert entries(tmp_path) == 1


def test_what_is_wrong_is_said_once_although_others_read_already(tmp_path, texts):
    (texts / "300.txt").write_bytes(b"caf\xe9 27 dead\n")
    importing = start(tmp_path, str(texts))
    said = importing.communicate()[1].strip()
    assert importing.returncode == 1
    assert said.splitlines()[0].startswith(f"claims: {texts}/300.txt:1: byte 0xe9 is not UTF-8")
    assert until(lambda: not running(tmp_path))
    assert entries(tmp_path) == 1
    (tmp_path / "l.db").unlink()
    importing = start(tmp_path, str(texts))
    assert "there is no ledger here" in importing.communicate()[1]
    assert importing.returncode == 1
    assert until(lambda: not running(tmp_path))


def test_only_many_texts_are_begun_ahead(tmp_path, monkeypatch):
    started = []
    monkeypatch.setattr("multiprocessing.forkserver.ensure_running", lambda: started.append(1))
    monkeypatch.setattr("multiprocessing.resource_tracker.ensure_running", lambda: None)
    monkeypatch.setattr(forking, "_warm", False)
    for n in range(forking.FEW):
        (tmp_path / f"{n}.csv").touch()
        (tmp_path / f".{n}.txt").touch()
    (tmp_path / "a.txt").touch()
    assert not forking.warm_up([str(tmp_path), str(tmp_path / "a.txt")], 2)
    (tmp_path / "more").mkdir()
    for n in range(forking.FEW):
        (tmp_path / "more" / f"{n}.txt.gz").touch()
    assert not forking.warm_up([str(tmp_path)], 1)
    assert started == []
    assert forking.warm_up([str(tmp_path)], 2)
    assert started == [1]
