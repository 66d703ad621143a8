"""Measure how often each rule reads its field right, and write ledger/confidence.json.

    python -m tests.gold.precision             print the table
    python -m tests.gold.precision --write     write it
    python -m tests.gold.precision --also ../shared/gold     with the passages there too (docs/*.txt, gold.jsonl)

Counted are the development and the held-out passages (never the blind ones): a rule's claims are those whose evidence
names it, and they are right where the field is. A claim that nobody annotated counts as wrong for the rules of its
figure and its measure; fields that the annotation leaves open count for nothing.
"""

from __future__ import annotations

import argparse
import datetime
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from ledger.extraction.engine import ENGINE
from tests.gold import sets
from tests.gold.scoring import (
    align,
    attribution_right,
    group_right,
    measure_right,
    place_right,
    qualifier_right,
    time_right,
    value_right,
    words,
)

OUT = Path(__file__).resolve().parents[2] / "ledger" / "confidence.json"
TIMES = ("event_start", "event_end", "counted_from", "as_of")
Counts = dict[str, dict[str, list[int]]]


def count(gold: list[dict[str, Any]], read: list[dict[str, Any]], counts: Counts) -> None:
    """Add what these passages show of each rule."""
    for doc in sorted({r["doc"] for r in (*gold, *read)}):
        own = [g for g in gold if g["doc"] == doc]
        for g, r in align(own, [r for r in read if r["doc"] == doc and r["value"] != 0]):
            if r is None or (g is not None and g.get("tier") == "edge"):
                continue
            for field, right in _checks(g, r).items():
                fields = TIMES if field == "event_start" else (field,)
                for rule in {rule for f, rule, _ in r["rules"] if f in fields}:
                    tally = counts[field].setdefault(rule, [0, 0])
                    tally[0] += right
                    tally[1] += 1


def _checks(g: Any, r: Any) -> dict[str, bool]:
    """The fields that can be judged, and whether each is right."""
    if g is None:
        return {"value": False, "measure": False}
    found = {"value": value_right(g, r), "measure": measure_right(g, r), "qualifier": qualifier_right(g, r)}
    if not (found["value"] and found["measure"]):
        return found
    found["group"] = group_right(g, r)
    found["attributed_to"] = attribution_right(g, r)
    if g.get("place"):
        found["place"] = place_right(g, r)
    if g.get("date"):
        found["event_start"] = time_right(g, r)
    if g.get("relayed_by") or r.get("relayed_by"):
        a, b = set(words(g.get("relayed_by"))), set(words(r.get("relayed_by")))
        found["relayed_by"] = bool(a and b) and (a <= b or b <= a)
    return found


def beside(folder: Path) -> sets.Annotated:
    """Annotated documents of another folder: docs/*.txt and gold.jsonl."""
    texts = [{"id": p.stem, "text": p.read_text(encoding="utf-8")} for p in sorted((folder / "docs").glob("*.txt"))]
    return sets.Annotated(texts, sets.rows("gold.jsonl", folder), [])


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="How often each rule reads its field right.")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--also", type=Path, action="append", default=[], metavar="FOLDER")
    given = parser.parse_args()
    counts: Counts = defaultdict(dict)
    data = [sets.development(), sets.held_out(), *(beside(f) for f in given.also)]
    for found in data:
        count(found.gold, sets.read(found), counts)
    for field, rules in sorted(counts.items()):
        for rule, (right, seen) in sorted(rules.items(), key=lambda r: (-r[1][1], r[0])):
            print(f"{field:14} {rule:28} {right:4} of {seen:4}  {right / seen:.3f}")
    if given.write:
        table = {f: {r: counts[f][r] for r in sorted(counts[f])} for f in sorted(counts)}
        whole = {
            "engine": ENGINE,
            "gold_sha256": sets.digest(),
            "passages": sum(len(d.passages) for d in data),
            "measured": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
            "rules": table,
        }
        text = json.dumps(whole, indent=1, ensure_ascii=False)
        text = text.replace("[\n    ", "[").replace(",\n    ", ", ").replace("\n   ]", "]")
        OUT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
