"""The quality gate of extraction: no change may read the development passages worse than the floors allow.

    python -m tests.gold.gate                     check the development passages; exit 1 where a floor is broken
    python -m tests.gold.gate --errors            the same, with every error
    python -m tests.gold.gate --write             raise the floors to what is measured now
    python -m tests.gold.gate --write --lower     set them, lowering where need be: say why in the commit
    python -m tests.gold.gate --set held-out      score the held-out third (or `blind`): figures only, no floors
    python -m tests.gold.gate --set blind

The floors stand in baseline.json with the SHA-256 of the annotated data; other data need other floors.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path
from typing import Any

from tests.gold import sets
from tests.gold.scoring import Score, Tally, score

BASELINE = Path(__file__).parent / "baseline.json"
SLACK = 0.01
"""Floors stand this far below what was measured, and at least one claim and a half below, so that one may move."""
FEWEST = 5
"""Measures with fewer annotated claims have no floor of their own."""

Floors = dict[str, dict[str, float]]


def tallies(result: Score) -> dict[str, Tally]:
    """What has a floor: claims found, zeros, measures with enough claims, fields."""
    named: dict[str, Tally] = {"figure and measure": result.found, "explicit zeros": result.zeros}
    named |= {f"measure {m}": t for m, t in sorted(result.measures.items()) if t.wanted >= FEWEST}
    return named | result.fields


def measured(result: Score) -> Floors:
    """Precision and recall of each, as the baseline holds them."""
    return {
        name: {"precision": round(t.precision, 4), "recall": round(t.recall, 4)} for name, t in tallies(result).items()
    }


def floors_for(found: Floors, counts: dict[str, int]) -> Floors:
    """What was measured, less the slack, rounded down; `counts` are the claims annotated."""
    slack = {name: max(SLACK, 1.5 / max(1, counts[name])) for name in found}
    return {n: {k: max(0.0, math.floor((v - slack[n]) * 100) / 100) for k, v in t.items()} for n, t in found.items()}


def broken(found: Floors, floors: Floors) -> list[str]:
    """One line for each floor that is not held."""
    out = []
    for name, least in floors.items():
        for kind, floor in least.items():
            value = found.get(name, {}).get(kind, 0.0)
            if value < floor:
                out.append(f"{name}: {kind} {value:.3f} is below its floor {floor:.2f}")
    return out


def check(baseline: dict[str, Any], result: Score, digest: str) -> list[str]:
    """Why the gate is shut; an empty list where it is open."""
    if baseline["gold_sha256"] != digest:
        return ["the annotated data are not those the floors were set on; set them again with --write"]
    return broken(measured(result), baseline["floors"])


def show(title: str, result: Score) -> None:
    """Print the tallies."""
    print(f"{title}: {result.found.wanted} claims annotated, {result.found.given} read")
    print(f"  {'':28}{'precision':>10}{'recall':>8}{'right':>7}")
    rows = [("figure and measure", result.found), ("explicit zeros", result.zeros)]
    rows += [(f"  {m}", t) for m, t in sorted(result.measures.items())]
    rows += list(result.fields.items())
    for name, t in rows:
        print(f"  {name:28}{t.precision:10.3f}{t.recall:8.3f}{t.right:5} of {t.wanted}")


def main(arguments: list[str] | None = None) -> int:
    """The command; 0 where the gate is open."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--set", choices=("development", "held-out", "blind"), default="development")
    parser.add_argument("--errors", action="store_true", help="print what went wrong; development passages only")
    parser.add_argument("--write", action="store_true", help="set the floors to what is measured")
    parser.add_argument("--lower", action="store_true", help="with --write: floors may fall")
    given = parser.parse_args(arguments)
    if given.set != "development":
        if given.errors or given.write:
            parser.error("only the development passages have errors to read and floors to set")
        data = sets.held_out() if given.set == "held-out" else sets.blind()
        if not data.passages:
            print(f"there are no {given.set} passages here", file=sys.stderr)
            return 1
        show(given.set, score(data.gold, sets.read(data), data.zeros))
        return 0
    data = sets.development()
    result = score(data.gold, sets.read(data), data.zeros)
    show("development", result)
    if given.errors:
        for kind, gold, read in result.wrong:
            print(json.dumps({"wrong": kind, "gold": gold, "read": read}, ensure_ascii=False))
    if given.write:
        counts = {name: t.wanted for name, t in tallies(result).items()}
        return write(floors_for(measured(result), counts), lower=given.lower)
    reasons = check(json.loads(BASELINE.read_text(encoding="utf-8")), result, sets.digest())
    for reason in reasons:
        print(f"gate: {reason}", file=sys.stderr)
    return 1 if reasons else 0


def write(floors: Floors, *, lower: bool, path: Path = BASELINE) -> int:
    """Write the floors; refused where one would fall and `lower` was not given."""
    if path.exists() and not lower:
        old: Floors = json.loads(path.read_text(encoding="utf-8"))["floors"]
        falling = broken(floors, old)
        if falling:
            for line in falling:
                print(f"gate: {line}", file=sys.stderr)
            print("gate: nothing written; --lower sets floors that fall", file=sys.stderr)
            return 1
        floors = {n: {k: max(v, old.get(n, {}).get(k, 0.0)) for k, v in t.items()} for n, t in floors.items()}
    path.write_text(json.dumps({"gold_sha256": sets.digest(), "floors": floors}, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
