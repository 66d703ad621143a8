"""Times the comparison engine on made-up ledgers: `python benchmarks/bench_comparison.py [CLAIMS ...]`.

Two shapes: `u`, about five claims a quantity; `z`, a heavy tail whose largest quantity holds some thousands
of claims. Everything runs in plain Python without a store, so the figures bound what a store adds. Where
DuckDB is installed the same claims are joined with themselves there, and times are given as ratios to it.
"""

from __future__ import annotations

import random
import sys
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from datetime import date
from time import perf_counter

from ledger.comparison import Compared, blocks, detect, detect_block, place_claim
from ledger.figures import Policy
from ledger.names import default
from ledger.names.gazetteer import places
from ledger.vocabulary import Measure, Qualifier, TimeKind

ORIGINS = [f"Source {n}" for n in range(12)]
GROUPS = ("people", "civilians", "children", "women", "IS fighters", "jihadists", "soldiers")


def ledger(claims: int, shape: str, seed: int = 1) -> Iterator[Compared]:
    """Claims about events, by a random choice that is the same everywhere."""
    rng = random.Random(seed)
    towns = [", ".join(reversed(p.path)) for p in places() if p.kind == "town"]
    start = date(2012, 1, 1).toordinal()
    quantities = max(claims // 5, 1)
    most = 5000
    for number in range(claims):
        if shape == "u":
            q = rng.randrange(quantities)
        else:
            q = 0 if rng.random() < most / claims else int(quantities * rng.random() ** 3)
        own = random.Random(q)
        on = start + own.randrange(3000)
        truth = int(10 ** own.uniform(0.5, 4))
        late = rng.randrange(60)
        value = max(0, round(truth * rng.choice((1, 1, 1, 1, 0.97, 1.02, 1.3, 0.7)) * (1 + late / 200)))
        yield Compared(
            claim=f"c{number:07}",
            document=f"d{number // 3}",
            publisher=f"Paper {rng.randrange(40)}",
            published=date.fromordinal(on + late).isoformat(),
            as_of=date.fromordinal(on + late).isoformat() if rng.random() < 0.5 else None,
            value=value,
            qualifier=rng.choice((Qualifier.EXACT, Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.ABOUT)),
            measure=own.choice((Measure.KILLED, Measure.INJURED)),
            group=own.choice(GROUPS),
            place=own.choice(towns),
            event_start=date.fromordinal(on).isoformat(),
            time_kind=TimeKind.EVENT,
            attributed_to=rng.choice(ORIGINS),
        )


def run(claims: int, shape: str) -> None:
    names, policy = default(), Policy()
    rows = list(ledger(claims, shape))
    start = perf_counter()
    placed = [place_claim(c, names, policy) for c in rows]
    at = perf_counter()
    found = detect(placed, names=names, policy=policy)
    end = perf_counter()
    quantities = Counter(p.quantity_key for p in placed)
    kinds = dict(sorted(Counter(f.code for f in found).items()))
    print(
        f"{shape} {claims:>9,} claims {len(quantities):>8,} quantities, largest {max(quantities.values()):,}: "
        f"place {(at - start) / claims * 1e6:.1f} us a claim, detect {end - at:.2f} s, {len(found):,} findings {kinds}"
    )
    held: dict[str, list] = {}
    for p in placed:
        for b in blocks(p):
            held.setdefault(b, []).append(p)
    steps = []
    for p in random.Random(2).sample(placed, min(2000, len(placed))):
        start = perf_counter()
        for b in blocks(p):
            detect_block(b, held[b], names=names, policy=policy)
        steps.append(perf_counter() - start)
    steps.sort()
    p50, p99 = steps[len(steps) // 2], steps[int(len(steps) * 0.99)]
    largest = max(len(v) for v in held.values())
    print(f"  one claim again: p50 {p50 * 1e3:.2f} ms, p99 {p99 * 1e3:.2f} ms; largest block {largest:,} claims")
    duckdb(placed, end - at)


def duckdb(placed: list, ours: float) -> None:
    """The ratio to DuckDB's self-join over the same claims, where it is installed."""
    try:
        import duckdb as db
    except ImportError:
        print("  (duckdb is not installed: no ratio)")
        return
    con = db.connect()
    con.execute("CREATE TABLE claim (quantity VARCHAR, origin VARCHAR, as_of INTEGER, lo DOUBLE, hi DOUBLE)")
    con.executemany(
        "INSERT INTO claim VALUES (?, ?, ?, ?, ?)",
        [(p.quantity_key, p.origin, p.as_of_last, p.low, p.ceiling) for p in placed],
    )
    start = perf_counter()
    con.execute(
        "SELECT count(*) FROM claim a JOIN claim b USING (quantity)"
        " WHERE a.as_of <= b.as_of AND a.lo > b.hi AND a.origin <> b.origin"
    ).fetchone()
    theirs = perf_counter() - start
    print(f"  DuckDB self-join {theirs:.2f} s: rebuild is {ours / theirs:.1f} times that")


if __name__ == "__main__":
    sizes = [int(a) for a in sys.argv[1:] if a.isdigit()] or [100_000]
    if "--memory" in sys.argv:
        tracemalloc.start()
    for size in sizes:
        for form in ("u", "z"):
            run(size, form)
