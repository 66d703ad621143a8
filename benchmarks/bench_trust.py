"""What trust costs: the journal of an import, verification in flat memory, and waiting while somebody imports.

    python benchmarks/bench_trust.py --rows 1000000

Prints CPU seconds and ratios of one run. Part 1 stores the same claims with and without the journal (row hashes,
Merkle roots, the read-back before commit, the entry), as raw inserts under the same schema, keys and search index,
so that nothing but the journal differs. Part 2 verifies, by check, with the peak of memory. Part 3 has a second
process act on the ledger while a third imports.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ledger import journal
from ledger.api import Ledger
from ledger.connections.driver import driver
from ledger.connections.engine import make_engine, writing
from ledger.derived import TABLES
from ledger.merkle import Tree
from ledger.rowhash import COLUMNS, row_hash
from ledger.sealing import stored_root

COLUMNS_OF = COLUMNS["claim"]
CHUNK = 2_000


def table(path: Path, rows: int, *, first: int = 0) -> None:
    """A native table as a casualty recorder keeps it: 50 claims a document, 20,000 places, no two in conflict."""
    with path.open("w", encoding="utf-8") as out:
        out.write(
            "document,publisher,published,figure_text,value,qualifier,measure,group,place,event_start,"
            "attributed_to,note\n"
        )
        for n in range(first, first + rows):
            out.write(
                f"Report {n // 50},Daily {n // 50 % 40},2020-05-02,{n % 900},{n % 900},exact,killed,civilians,"
                f'"Town {n % 20000}, Kaduna State, Nigeria",2020-{1 + n % 12:02}-{1 + n % 28:02},Source {n % 300},'
                f"recorded by team {n % 17}\n"
            )


def made(rows: int) -> Iterator[list[tuple[object, ...]]]:
    """Rows of `claim` without their hashes, in chunks."""
    blank = dict.fromkeys(COLUMNS_OF)
    chunk = []
    for n in range(1, rows + 1):
        values = blank | {
            "id": n,
            "key": str(n),
            "document_id": 1,
            "source_line": n + 1,
            "fingerprint": f"{n:032x}",
            "figure_text": str(n % 900),
            "value": n % 900,
            "qualifier": "exact",
            "measure": "killed",
            "group_name": "civilians",
            "place": f"Town {n % 20000}, Kaduna State, Nigeria",
            "event_start": f"2020-{1 + n % 12:02}-{1 + n % 28:02}",
            "attributed_to": f"Source {n % 300}",
            "method": "unknown",
            "note": f"recorded by team {n % 17}",
            "state": "review_not_started",
        }
        chunk.append(tuple(values.values()))
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def store(folder: Path, rows: int, *, journalled: bool) -> float:
    """CPU seconds to store the rows in one transaction, with or without the journal."""
    path = folder / f"stored-{journalled}.db"
    Ledger.create(path).close()
    engine = make_engine(path)
    marks = ", ".join("?" * (len(COLUMNS_OF) + 1))
    insert = f"INSERT INTO claim ({', '.join(COLUMNS_OF)}, row_hash) VALUES ({marks})"
    started = time.process_time()
    with writing(engine) as connection:
        connection.exec_driver_sql(
            "INSERT INTO document (id, key, row_hash) VALUES (1, 'Report', ?)", (row_hash("document", ()),)
        )
        tree, filler = Tree(), bytes(32)
        for chunk in made(rows):
            if journalled:
                hashed = []
                for row in chunk:
                    digest = row_hash("claim", row)
                    tree.add(digest)
                    hashed.append((*row, digest))
            else:
                hashed = [(*row, filler) for row in chunk]
            connection.exec_driver_sql(insert, hashed)
        if journalled:
            assert stored_root(connection, "claim", 1, rows) == tree.root().hex()
            journal.append(connection, "bench", "import", "batch:1", {"claims": [1, rows, tree.root().hex()]})
        connection.exec_driver_sql("INSERT INTO claim_search (claim_search) VALUES ('rebuild')")
    took = time.process_time() - started
    engine.dispose()
    path.unlink()
    return took


def cost(folder: Path, rows: int) -> dict[str, Any]:
    """Part 1."""
    plain, full = store(folder, rows, journalled=False), store(folder, rows, journalled=True)
    print(f"1. storing {rows:,} claims: {plain:.1f} CPU s without the journal, {full:.1f} with it: {full / plain:.2f}x")
    return {"without": plain, "with": full}


def verification(path: Path, *, derive: bool = False) -> dict[str, Any]:
    """Part 2: verification in a process of its own, which tells its peak of memory.

    Rows are those of evidence and review, and those that follow from them: readings, quantities, findings.
    What a large ledger gets unless told otherwise, and (`derive`) with readings and findings computed anew.
    """
    parts = [["derive"]] if derive else [["journal", "rows"], ["default"]]
    results = {}
    for only in parts:
        done = subprocess.run(
            [sys.executable, __file__, "--verify", str(path), *only], capture_output=True, text=True, check=True
        )
        found = json.loads(done.stdout)
        rate = (found["rows"] + found["derived"] * ("journal" not in only)) / found["seconds"]
        evidence = found["rows"] / found["seconds"]
        print(
            f"2. verify, {' and '.join(only)}: {found['rows']:,} rows and {found['derived']:,} derived ones in"
            f" {found['seconds']:.1f} CPU s, {rate:,.0f} rows a second ({evidence:,.0f} of evidence),"
            f" {found['peak'] >> 10} MiB{'' if found['sound'] else ', NOT SOUND'}"
        )
        results[only[0]] = {**found, "a second": rate, "of evidence a second": evidence}
    return results


def one_verification(path: str, only: list[str]) -> None:
    """Verify and print what it took."""
    how: dict[str, Any] = {"derive": {"derive": True}, "default": {}}.get(only[0], {"only": only})
    with Ledger(path) as ledger:
        started = time.process_time()
        result = ledger.verify(**how)
        seconds = time.process_time() - started
        peak = _peak()
        with ledger.reading() as connection:
            counts = [connection.exec_driver_sql(f"SELECT count(*) FROM {t}").scalar_one() for t in TABLES]
    told = {"rows": result.rows, "derived": sum(counts), "seconds": seconds, "peak": peak, "sound": result.sound}
    print(json.dumps(told))


def _peak() -> int:
    """The most memory this process held, in KiB; getrusage would count that of its parent before exec."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0])
    except (OSError, IndexError, ValueError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


ACTOR = """
import json, select, sys, time
from ledger.api import Ledger
from ledger.derived import TABLES
from ledger.records import ClaimRecord
from ledger.vocabulary import Measure
waits = []
with Ledger(sys.argv[1], reviewer="other") as ledger:
    print("ready", flush=True)
    while not select.select([sys.stdin], [], [], 0.05)[0]:
        claim = ClaimRecord(
            document="Notes",
            value=len(waits),
            measure=Measure.KILLED,
            place=f"Town {len(waits)}, Kaduna State, Nigeria",
            event_start="2020-01-02",
            attributed_to="Source 1",
        )
        started = time.monotonic()
        ledger.add(claim)
        waits.append(time.monotonic() - started)
print(json.dumps(waits))
"""


def waiting(folder: Path, rows: int) -> dict[str, Any]:
    """Part 3: how long another process, which adds a claim every 50 ms, waits while `rows` claims are imported."""
    path, first, source = folder / "shared.db", folder / "first.csv", folder / "import.csv"
    table(first, 500)
    table(source, rows, first=1_000_000)
    with Ledger.create(path) as ledger:
        ledger.import_paths([str(first)])
    actor = subprocess.Popen(
        [sys.executable, "-c", ACTOR, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert actor.stdout is not None
    actor.stdout.readline()
    started = time.monotonic()
    with Ledger(path, reviewer="importer") as ledger:
        ledger.import_paths([str(source)])
    took = time.monotonic() - started
    waits = sorted(json.loads(actor.communicate("stop\n")[0]))
    with Ledger(path) as ledger:
        found = sum(e.reviewer == "other" for e in ledger.journal())
        claims = ledger.counts().claims
    print(
        f"3. an import of {rows:,} rows took {took:.0f} s; another process added {len(waits)} claims meanwhile:"
        f" {len(waits) - found} lost, waits p50 {waits[len(waits) // 2]:.2f} s, longest {waits[-1]:.1f} s;"
        f" {claims:,} claims stand"
    )
    return {"seconds": took, "acts": len(waits), "lost": len(waits) - found, "waits": waits}


def main() -> None:
    """Run the parts."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--import-rows", type=int, default=30_000)
    options.add_argument("--only", type=int, choices=(1, 2, 3))
    options.add_argument("--ledger", type=Path, help="A ledger for part 2; else one is made.")
    options.add_argument("--folder", type=Path, help="Where to put the ledgers.")
    options.add_argument("--json", type=Path, help="The figures, for programs.")
    options.add_argument("--verify", nargs="+", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.verify:
        one_verification(given.verify[0], given.verify[1:])
        return
    print(f"SQLite {driver().sqlite_version}, {os.cpu_count()} cores; CPU seconds unless said")
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        folder = Path(name)
        steps: dict[str, Callable[[], dict[str, Any]]] = {
            "cost": lambda: cost(folder, given.rows),
            "verify": lambda: {
                **verification(given.ledger or _ledger(folder, given.rows)),
                **verification(given.ledger or _ledger(folder, given.import_rows), derive=True),
            },
            "waiting": lambda: waiting(folder, given.import_rows),
        }
        results = {name: step() for number, (name, step) in enumerate(steps.items(), 1) if given.only in (None, number)}
    if given.json:
        given.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def _ledger(folder: Path, rows: int) -> Path:
    """A ledger of that many claims, compared."""
    path, source = folder / f"large{rows}.db", folder / "large.csv"
    if not path.exists():
        table(source, rows)
        with Ledger.create(path) as ledger:
            ledger.import_paths([str(source)])
        source.unlink()
    return path


if __name__ == "__main__":
    main()
