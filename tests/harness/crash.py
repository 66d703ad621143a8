"""Import and review acts killed at random moments, again and again, until they are done.

    python -m tests.harness.crash --runs 200

Each run starts with an empty ledger. A process of its own imports a table and accepts claims one by one, and says
after each that it is done; it is killed with SIGKILL at least twice and started again. After every kill the
ledger must verify, hold all or nothing of the import, and every act that was said to be done.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from ledger.api import Ledger
from tests.harness.filled import table

WORKER = """
import sys
from ledger.api import Ledger
path, table, acts = sys.argv[1:]
with Ledger(path, reviewer="reviewer") as ledger:
    print("open", flush=True)
    if ledger.counts().claims == 0:
        ledger.import_paths([table])
        print("import", flush=True)
    done = {e.subject for e in ledger.journal() if e.act == "accept"}
    for n in range(int(acts)):
        if f"claim:s1-{n}" not in done:
            ledger.accept(f"s1-{n}")
            print(f"accept s1-{n}", flush=True)
print("done", flush=True)
"""


@dataclass
class Score:
    """What came of all runs. `lost` acts were said to be done and were not there."""

    runs: int = 0
    kills: int = 0
    lost: int = 0
    half: int = 0
    unsound: int = 0
    completed: int = 0


class _Worker:
    """One start of the process, and what it said."""

    def __init__(self, path: Path, source: str, acts: int) -> None:
        command = [sys.executable, "-c", WORKER, str(path), source, str(acts)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.said: list[str] = []
        self.opened = threading.Event()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line.strip())
            self.opened.set()
        self.opened.set()

    def kill_after(self, seconds: float) -> bool:
        """Kill it that long after it opened the ledger; False when it was done before."""
        self.opened.wait(60)
        time.sleep(seconds)
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return "done" not in self.said

    def finish(self) -> bool:
        """Let it run to its end."""
        self.process.wait(120)
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return "done" in self.said


def run(folder: Path, runs: int, seed: int, *, rows: int = 400, acts: int = 25, kills: int = 2) -> Score:
    """Do it `runs` times, each killed `kills` times or more."""
    pick, score = random.Random(seed), Score()
    source = table(folder / "table.csv", rows, 1)
    length = _length(folder, source, acts)
    while score.runs < runs:
        path = folder / f"crash{score.runs}.db"
        path.unlink(missing_ok=True)
        Ledger.create(path).close()
        acknowledged: set[str] = set()
        killed = 0
        while killed < kills:
            worker = _Worker(path, source, acts)
            if not worker.kill_after(pick.uniform(0, length * (0.9 if killed == 0 else 0.5))):
                break  # it was quicker than the kill: this run does not count
            killed += 1
            score.kills += 1
            acknowledged |= set(worker.said)
            _check(path, acknowledged, rows, score)
        else:
            last = _Worker(path, source, acts)
            finished = last.finish()
            acknowledged |= set(last.said)
            _check(path, acknowledged, rows, score)
            score.runs += 1
            score.completed += finished and _complete(path, rows, acts)
        path.unlink()
    return score


def _length(folder: Path, source: str, acts: int) -> float:
    """How long the work takes once the ledger is open."""
    path = folder / "length.db"
    Ledger.create(path).close()
    worker = _Worker(path, source, acts)
    worker.opened.wait(60)
    started = time.monotonic()
    assert worker.finish()
    path.unlink()
    return time.monotonic() - started


def _check(path: Path, acknowledged: set[str], rows: int, score: Score) -> None:
    with Ledger(path) as ledger:
        claims = ledger.counts().claims
        accepted = {e.subject.removeprefix("claim:") for e in ledger.journal() if e.act == "accept"}
        score.unsound += not ledger.verify().sound
    score.half += claims not in (0, rows)
    score.lost += "import" in acknowledged and claims == 0
    score.lost += len({a.removeprefix("accept ") for a in acknowledged if a.startswith("accept ")} - accepted)


def _complete(path: Path, rows: int, acts: int) -> bool:
    with Ledger(path) as ledger:
        accepts = [e.subject for e in ledger.journal() if e.act == "accept"]
        imports = [e for e in ledger.journal() if e.act == "import"]
        return ledger.counts().claims == rows and len(imports) == 1 and len(accepts) == len(set(accepts)) == acts


def main() -> int:
    """Run it and print the figures."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--runs", type=int, default=200)
    options.add_argument("--seed", type=int, default=5)
    options.add_argument("--rows", type=int, default=400)
    options.add_argument("--acts", type=int, default=25)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        score = run(Path(name), given.runs, given.seed, rows=given.rows, acts=given.acts)
    print(
        f"{score.runs} runs, {score.kills} kills: acknowledged lost {score.lost}, half-imports {score.half},"
        f" unsound {score.unsound}, completed {score.completed} of {score.runs}"
    )
    return 0 if score.completed == score.runs and not (score.lost or score.half or score.unsound) else 1


if __name__ == "__main__":
    sys.exit(main())
