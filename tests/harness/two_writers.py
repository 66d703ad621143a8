"""Two processes that act on one ledger at once, while a third reads and verifies.

    python -m tests.harness.two_writers --seconds 60
    PYTHONPATH=FOLDER python -m tests.harness.two_writers    with pysqlite3 installed into FOLDER

Each writer accepts and undoes on its own claims as fast as it can and keeps count of what was acknowledged. At the end
every acknowledged act must be in the journal. Waits are those of the caller, with everything an act does.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from ledger.api import Ledger
from ledger.connections.driver import driver, journal_mode
from tests.harness.filled import table

WRITER = """
import json, sys, time
from ledger.api import Ledger
path, name, first, last, seconds = sys.argv[1], sys.argv[2], *map(int, sys.argv[3:5]), float(sys.argv[5])
acknowledged, waits, errors = 0, [], []
with Ledger(path, reviewer=name) as ledger:
    end = time.monotonic() + seconds
    n = first
    while time.monotonic() < end:
        started = time.monotonic()
        try:
            if acknowledged % 2:
                ledger.undo()
            else:
                ledger.accept(f"s1-{n}")
                n = first + (n - first + 1) % (last - first)
            acknowledged += 1
        except Exception as error:
            errors.append(repr(error))
        waits.append(time.monotonic() - started)
print(json.dumps({"acknowledged": acknowledged, "waits": waits, "errors": errors}))
"""

READER = """
import json, sys, time
from ledger.api import Ledger
end, rounds, errors, longest = time.monotonic() + float(sys.argv[2]), 0, [], 0.0
while time.monotonic() < end:
    started = time.monotonic()
    try:
        with Ledger(sys.argv[1], readonly=True) as ledger:
            ledger.claims()
            if rounds % 5 == 0 and not ledger.verify(only=["journal", "rows"]).sound:
                errors.append("not sound")
    except Exception as error:
        errors.append(repr(error))
    longest = max(longest, time.monotonic() - started)
    rounds += 1
    time.sleep(0.05)
print(json.dumps({"rounds": rounds, "errors": errors, "longest": longest}))
"""


@dataclass
class Score:
    """What came of it."""

    acknowledged: int
    found: int
    errors: list[str]
    p50: float
    p99: float
    longest: float
    reads: int
    sound: bool


def run(folder: Path, seconds: float) -> Score:
    """Two writers and a reader for that long."""
    path = folder / "shared.db"
    with Ledger.create(path) as ledger:
        ledger.import_paths([table(folder / "table.csv", 200, 1)])
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), name, first, last, str(seconds)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for name, first, last in (("one", "0", "100"), ("two", "100", "200"))
    ]
    reader = subprocess.Popen(
        [sys.executable, "-c", READER, str(path), str(seconds)], stdout=subprocess.PIPE, text=True
    )
    told = [json.loads(w.communicate()[0]) for w in workers]
    read = json.loads(reader.communicate()[0])
    waits = sorted(wait for t in told for wait in t["waits"])
    with Ledger(path) as ledger:
        found = sum(e.reviewer in ("one", "two") for e in ledger.journal())
        sound = ledger.verify().sound
    return Score(
        acknowledged=sum(t["acknowledged"] for t in told),
        found=found,
        errors=[e for t in (*told, read) for e in t["errors"]],
        p50=waits[len(waits) // 2],
        p99=waits[int(len(waits) * 0.99)],
        longest=waits[-1],
        reads=read["rounds"],
        sound=sound,
    )


def main() -> int:
    """Run it and print the figures."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--seconds", type=float, default=60)
    given = options.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        s = run(Path(name), given.seconds)
    for error in sorted(set(s.errors))[:5]:
        print("  " + error)
    took = time.monotonic() - started
    print(f"SQLite {driver().sqlite_version}, {journal_mode()[0]}, {took:.0f} s, {s.reads} reads beside")
    print(f"{s.acknowledged} acts acknowledged, {s.acknowledged - s.found} lost, {len(s.errors)} errors")
    waits = ", ".join(f"{n} {v * 1000:.0f} ms" for n, v in (("p50", s.p50), ("p99", s.p99), ("longest", s.longest)))
    print(f"waits: {waits}; {'sound' if s.sound else 'UNSOUND'}")
    return 0 if s.found == s.acknowledged and not s.errors and s.sound else 1


if __name__ == "__main__":
    sys.exit(main())
