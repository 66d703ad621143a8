"""The comparison of whole ledgers beside DuckDB: `python benchmarks/bench_comparison.py [CLAIMS ...]`.

    --json FILE     the figures, for programs
    --keep FOLDER   make the ledgers there once, and use them again the next time (a million claims take minutes)

For each size and both shapes of `made_up.py` a ledger is made by `import_paths` and the same claims are given to
DuckDB; then each of these runs in a process of its own, in turns, three times, and the best counts:

* findings: every finding of every kind anew from the readings, stored, as `claims rebuild` does it;
* rebuild: the same with the readings and quantities anew as well;
* floor: what of that is no comparing at all: the same readings read, and the findings that are there taken out and
  put in again by bare SQL from Python (no program in Python that keeps its findings in SQLite can take less);
* disputes: which quantities are in dispute;
* one claim: `Ledger.add`, its commit included, p50 and p99 of 300 acts.

The peer is DuckDB's self-join over the same readings, already loaded there: pairs of one quantity, of two
origins, the earlier above the later. It has them in the order in which the claims came, as a user's claims lie;
sorted by quantity, as our own readings lie after an import, it takes about two thirds of the time. Its loading is
not counted. Its version is printed, since 1.5.5 takes half as long again as 2.0.1 on the heavy tail. Ratios are of
wall time; memory is the peak of the whole process. Needs `pip install 'casualty-ledger[bench]'`.
"""

from __future__ import annotations

import csv
import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import made_up

ROUNDS = 3
ACTS = 300
JOIN = (
    "SELECT count(*), count(DISTINCT a.quantity) FROM claim a JOIN claim b ON a.quantity = b.quantity"
    " AND a.as_of <= b.as_of AND a.lo > b.hi AND a.origin <> b.origin"
)


def told(**figures: float | str) -> None:
    """What a process measured, for the one that started it."""
    print(json.dumps({**figures, "mb": peak()}))


def peak() -> float:
    """The most memory this process has held, in MB. What getrusage tells begins with that of its parent."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def findings(path: str, *, readings: bool = False) -> None:
    """All findings anew."""
    from ledger import detection
    from ledger.connections.plain import plainly

    start, cpu = perf_counter(), process_time()
    with plainly(Path(path)) as connection:
        (detection.rebuild if readings else detection.compare_all)(connection)
    spent = {"s": perf_counter() - start, "cpu": process_time() - cpu}
    with sqlite3.connect(path) as db:
        told(**spent, findings=db.execute("SELECT count(*) FROM finding").fetchone()[0])


def rebuild(path: str) -> None:
    """All readings and findings anew."""
    findings(path, readings=True)


def floor(path: str) -> None:
    """What reading the readings in question and storing the findings takes when nothing is compared."""
    from ledger.detection import gathering, screens

    with sqlite3.connect(path, isolation_level=None) as db:
        tables = {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in ("finding", "finding_claim")}
        of_them = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (?, ?)"
        indexes = db.execute(of_them, tuple(tables)).fetchall()
        db.execute("BEGIN IMMEDIATE")
        start, cpu = perf_counter(), process_time()
        read = sum(1 for _ in db.execute(gathering.SEEN.format(quantity="quantity AS q", which=screens.SUSPECT)))
        for name, _ in indexes:
            db.execute(f"DROP INDEX {name}")
        for name in reversed(tables):
            db.execute(f"DELETE FROM {name}")
        for name, rows in tables.items():
            db.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        for _, statement in indexes:
            db.execute(statement)
        spent = {"s": perf_counter() - start, "cpu": process_time() - cpu}
        db.execute("ROLLBACK")
    told(**spent, found=len(tables["finding"]), readings=read)


def disputes(path: str) -> None:
    """Which quantities are in dispute."""
    from ledger import queries
    from ledger.connections.plain import plainly

    start, cpu = perf_counter(), process_time()
    with plainly(Path(path), readonly=True) as connection:
        found = queries.disputed(connection)
    told(s=perf_counter() - start, cpu=process_time() - cpu, quantities=len(found))


def one_claim(path: str) -> None:
    """Claims added by hand to quantities that are there, one act each."""
    from ledger.api import Ledger
    from ledger.records import ClaimRecord
    from ledger.vocabulary import Measure, TimeKind

    about = "SELECT measure, group_name, place, event_start, value FROM claim WHERE id = ?"
    with sqlite3.connect(path) as db:
        last = db.execute("SELECT max(id) FROM claim").fetchone()[0]
        picked = random.Random(3).sample(range(1, last), ACTS + 20)
        rows = [db.execute(about, (i,)).fetchone() for i in picked]
    times = []
    with Ledger(path, reviewer="bench") as ledger:
        for number, (measure, group, place, day, value) in enumerate(rows):
            later = (date.fromisoformat(day) + timedelta(number % 60)).isoformat()
            record = ClaimRecord(
                document=f"By hand {number}",
                publisher="Keyed in",
                published=later,
                value=round(value * (1.0 if number % 8 else 0.7)),
                measure=Measure(measure),
                group=group,
                place=place,
                event_start=day,
                as_of=later,
                time_kind=TimeKind.EVENT,
                attributed_to=f"Source {number % 12}",
            )
            start = perf_counter()
            ledger.add(record)
            times.append(perf_counter() - start)
    times = sorted(times[20:])
    told(s=sum(times), p50=times[len(times) // 2] * 1e3, p99=times[int(len(times) * 0.99)] * 1e3)


def duckdb(path: str) -> None:
    """The peer's self-join."""
    import duckdb as db

    con = db.connect()
    con.execute(
        "CREATE TABLE claim AS SELECT * FROM read_csv(?, header = true, columns = {'quantity': 'INTEGER',"
        " 'origin': 'INTEGER', 'as_of': 'INTEGER', 'lo': 'DOUBLE', 'hi': 'DOUBLE'})",
        [path],
    )
    start, cpu = perf_counter(), process_time()
    pairs, quantities = con.execute(JOIN).fetchone()
    told(s=perf_counter() - start, cpu=process_time() - cpu, pairs=pairs, quantities=quantities, version=db.__version__)


def make(folder: Path, claims: int, shape: str) -> tuple[Path, Path]:
    """A ledger of made-up claims, and its readings as a table for the peer; what is there already is taken."""
    ledger, readings = folder / f"{shape}.db", folder / f"{shape}-as-they-came.csv"
    if not ledger.exists():
        fill(ledger, claims, shape)
    if not readings.exists():
        tell(ledger, readings)
    return ledger, readings


def fill(ledger: Path, claims: int, shape: str) -> None:
    """Make a ledger of made-up claims."""
    from ledger.api import Ledger

    table, part = ledger.with_suffix(".csv"), ledger.with_suffix(".part")
    part.unlink(missing_ok=True)
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(made_up.COLUMNS)
        writer.writerows(made_up.rows(claims, shape))
    with Ledger.create(part, reviewer="bench") as made:
        made.import_paths([str(table)])
    table.unlink()
    part.rename(ledger)


def tell(ledger: Path, readings: Path) -> None:
    """Write the readings of a ledger for the peer, in the order in which the claims came."""
    origins: dict[str, int] = {}
    whole = readings.with_suffix(".part")
    with sqlite3.connect(ledger) as db, whole.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("quantity", "origin", "as_of", "lo", "hi"))
        rows = db.execute(
            "SELECT quantity, origin_key, as_of_last, lo, coalesce(hi, 1e18) FROM reading ORDER BY claim_id"
        )
        writer.writerows((q, origins.setdefault(o, len(origins)), *rest) for q, o, *rest in rows)
    whole.rename(readings)


def measured(name: str, path: Path) -> dict[str, Any]:
    """Run one of the functions above in a process of its own."""
    command = [sys.executable, __file__, "--run", name, str(path)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def copied(ledger: Path, copy: Path) -> None:
    """Copy a ledger by its pages. Copied in one go the file lies in memory in large pieces, and Linux then takes two
    to three times as long to write a page of it; one that was filled by imports lies there by its pages."""
    with ledger.open("rb") as source, copy.open("wb", buffering=0) as target:
        shutil.copyfileobj(source, target, 4096)
        os.fsync(target.fileno())


@contextmanager
def place(kept: str | None, claims: int) -> Iterator[Path]:
    """A folder for the ledgers of one size, kept where that is asked for."""
    if kept is None:
        with tempfile.TemporaryDirectory(prefix="bench-") as name:
            yield Path(name)
        return
    folder = Path(kept) / str(claims)
    folder.mkdir(parents=True, exist_ok=True)
    yield folder


def compare(claims: int, shape: str, kept: str | None = None) -> dict[str, object]:
    """All measurements of one ledger."""
    with place(kept, claims) as folder:
        ledger, readings = make(folder, claims, shape)
        best: dict[str, dict[str, Any]] = {}
        for _ in range(ROUNDS):
            for what, path in (
                ("duckdb", readings),
                ("disputes", ledger),
                ("findings", ledger),
                ("floor", ledger),
            ):
                run = measured(what, path)
                best[what] = min(run, best.get(what, run), key=lambda r: r["s"])
        best["rebuild"] = measured("rebuild", ledger)
        copy = ledger.with_name("copy.db")
        copied(ledger, copy)
        best["one_claim"] = measured("one_claim", copy)
        copy.unlink()
    peer = best["duckdb"]
    line = (
        f"{shape} {claims:>9,} claims, {peer['pairs']:,.0f} pairs at odds,"
        f" DuckDB {peer['version']} {peer['s']:.2f} s {peer['mb']:.0f} MB"
    )
    print(line)
    for what in ("findings", "floor", "rebuild", "disputes"):
        run = best[what]
        run["times"], run["memory"] = run["s"] / peer["s"], run["mb"] / peer["mb"]
        run["cpu_times"] = run["cpu"] / peer["cpu"]
        count = next(run[kind] for kind in ("findings", "found", "quantities") if kind in run)
        print(
            f"  {what:<9} {run['s']:7.2f} s ({run['cpu']:.2f} CPU) {run['mb']:4.0f} MB {count:>9,.0f} found:"
            f" {run['times']:6.2f} x DuckDB's time, {run['cpu_times']:.2f} x its CPU, {run['memory']:.2f} x its memory"
        )
    print(f"  one claim p50 {best['one_claim']['p50']:.2f} ms, p99 {best['one_claim']['p99']:.2f} ms", flush=True)
    return {"claims": claims, "shape": shape, **best}


def main(arguments: list[str]) -> None:
    """Measure the sizes that are asked for, and how the times grow from the first to the last."""
    given = dict(pairwise(arguments))
    out, kept = given.get("--json"), given.get("--keep")
    sizes = [int(a) for a in arguments if a.isdigit()] or [100_000]
    results = [compare(size, shape, kept) for size in sizes for shape in ("u", "z")]
    for shape in "uz":
        mine = [r for r in results if r["shape"] == shape]
        if len(mine) > 1:
            first, last = mine[0], mine[-1]
            by = {"findings": "s", "disputes": "s", "one_claim": "p50"}
            grown = {what: last[what][figure] / first[what][figure] for what, figure in by.items()}
            shown = ", ".join(f"{what} {times:.1f}" for what, times in grown.items())
            print(f"{shape} from {first['claims']:,} to {last['claims']:,} claims, times: {shown}")
    if out:
        Path(out).write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        globals()[sys.argv[2]](sys.argv[3])
    else:
        main(sys.argv[1:])
