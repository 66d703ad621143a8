"""What comparison finds in the material of ../shared, printed: run by hand, skipped where it is absent.

python -m tests.acceptance.comparison ../shared
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

from ledger.api import Ledger
from ledger.comparison import Compared
from ledger.names import default
from ledger.queries import FindingView
from ledger.records import FIELDS
from ledger.vocabulary import FindingList
from tests.comparison import real_data, test_gold_pairs, test_shared_cases

LOUD = (FindingList.SLIP, FindingList.DISPUTE)
DATES = {
    "fk_ahram_aleppo": "2016-06-03",
    "fk_ahram_homs": "2014-04-06",
    "fk_dailysabah_aleppo": "2016-06-03",
    "gum_crane": "2015-09-12",
    "muc_tst4_0038": "1988-10-15",
    "muc_tst4_0042": "1988-10-24",
    "muc_tst4_0078": "1988-12-05",
    "ocha_westbank": "2026-07-16",
    "reut_12633": "1987-04-02",
    "reut_2034": "1987-03-05",
    "reut_3332": "1987-03-09",
    "seed": "2015-06-04",
    "we_drone_bureau": "2017-01-17",
    "we_iraq_2012": "2012-07-23",
    "we_kandahar_ied": "2009-10-03",
    "wmt_israel_covid": "2020-07-25",
}
"""When each text was published, as it says itself or as the day of the week and the matter give it."""


def rows(claims: Iterable[Compared], path: Path) -> None:
    """Write claims as a native table."""
    own = [f.name for f in fields(Compared) if f.name in FIELDS]
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["id", *own])
        for c in claims:
            writer.writerow([c.claim, *(getattr(c, name) for name in own)])


def cases() -> tuple[int, int]:
    """The worked pairs: how many get their verdict, and how many there are."""
    right = 0
    read = json.loads(test_shared_cases.CASES.read_text(encoding="utf-8"))
    for case in read:
        try:
            test_shared_cases.test_verdict(case)
            right += 1
        except AssertionError as wrong:
            print(f"  {case['name']}: {wrong}")
    print(f"cases: {right} of {len(read)} get their verdict")
    return right, len(read)


def pairs(shared: Path) -> list[dict]:
    """The labelled pairs."""
    lines = (shared / "gold" / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def wrong(label: str, loud: bool) -> bool:
    """Whether a pair is flagged where it should not be, or not where it should."""
    return loud != (label == "conflict") and label != "conflict_weak"


def coded(shared: Path, folder: Path) -> int:
    """The pairs, hand-coded into native tables and imported; how many are wrong."""
    counted: Counter[tuple[str, bool]] = Counter()
    failed = 0
    for number, pair in enumerate(pairs(shared)):
        mine, theirs = test_gold_pairs.CODED.get(number, ({}, {}))
        table = folder / f"pair-{number}.csv"
        rows([test_gold_pairs.coded(pair["a"], mine), test_gold_pairs.coded(pair["b"], theirs)], table)
        with Ledger.create(folder / f"pair-{number}.db") as ledger:
            ledger.import_paths([str(table)])
            loud = [f for f in ledger.findings() if f.list in LOUD]
        counted[pair["label"], bool(loud)] += 1
        if wrong(pair["label"], bool(loud)):
            failed += 1
            print(f"  pair {number}, {pair['label']}: {[f.explanation for f in loud]} ({pair['note']})")
    _print("pairs hand-coded", counted)
    return failed


def texts(shared: Path, folder: Path) -> int:
    """The same pairs, from the texts: imported with their dates, read by the program. How many differ."""
    source = folder / "texts"
    source.mkdir()
    for path in sorted((shared / "gold" / "docs").glob("*.txt")):
        head = f"---\ntitle: {path.stem}\npublisher: {path.stem}\npublished: {DATES[path.stem]}\n---\n"
        (source / path.name).write_text(head + path.read_text(encoding="utf-8"), encoding="utf-8")
    counted: Counter[tuple[str, bool]] = Counter()
    differ = 0
    with Ledger.create(folder / "texts.db") as ledger:
        ledger.import_paths([str(source)])
        held = {(c.record.document, c.figure_start): c for c in ledger.claims()}
        findings = [f for f in ledger.findings() if f.list in LOUD]
        for number, pair in enumerate(pairs(shared)):
            both = [held.get((pair[side]["doc"], pair[side]["start"])) for side in "ab"]
            ids = {c.id for c in both if c is not None}
            loud = [f for f in findings if len(ids) == 2 and ids <= set(f.claims) and not _one_side(f, both)]
            counted[pair["label"], bool(loud)] += 1
            if wrong(pair["label"], bool(loud)):
                differ += 1
                print(f"  pair {number}, {pair['label']}: {_why(ledger, both, loud)} ({pair['note']})")
        _print("pairs from the texts", counted)
        print(f"  all findings in the 16 texts: {dict(Counter(f.kind for f in findings))}")
        for f in findings:
            print(f"    {f.kind}: {f.explanation}")
    return differ


def _one_side(finding: FindingView, both: list) -> bool:
    """Whether a dispute between two sources holds both claims on one side: the same source giving the same figure."""
    told = {(c.record.attributed_to, c.record.value) for c in both}
    return finding.list is FindingList.DISPUTE and len(told) == 1


def _why(ledger: Ledger, both: list, loud: list) -> str:
    """Why a pair from the texts comes out otherwise than its label."""
    if loud:
        return "; ".join(f.explanation for f in loud)
    if None in both:
        return f"figure {'ab'[both.index(None)]} is not read from the text"
    read = [c for c in both if c is not None]
    views = [ledger.quantity(c.id) for c in read]
    parts = [(p, *(v.parts[p] for v in views)) for p in views[0].parts]
    apart = [f"{p}: {a} / {b}" for p, a, b in parts if a != b]
    said = [next(c.says for c in v.claims if c.claim == b.id) for v, b in zip(views, read, strict=True)]
    if not apart:
        return f"one quantity, said by {' and '.join(said)}"
    return f"not compared, {'; '.join(apart)}{_inside(read)}"


def _inside(both: list) -> str:
    """That one of two claims counts a part of the other's place, and no more than the whole; else nothing."""
    names = default()
    for part, whole in (both, both[::-1]):
        inner, outer = (names.locate(c.record.place).paths for c in (part, whole))
        figures = part.record.value, whole.record.value
        held = inner and outer and inner != outer and all(any(p[: len(q)] == q for q in outer) for p in inner)
        if held and None not in figures and figures[0] <= figures[1]:
            where = f"{part.record.place} lies in {whole.record.place}"
            return f"; {where}, and {figures[0]} there fits {figures[1]} in all"
    return ""


def _print(title: str, counted: Counter[tuple[str, bool]]) -> None:
    totals: Counter[str] = Counter()
    for (label, _), number in counted.items():
        totals[label] += number
    said = ", ".join(f"{label} {counted[label, True]} of {totals[label]}" for label in sorted(totals))
    print(f"{title}, flagged: {said}")


def through(name: str, claims: Iterator[Compared], folder: Path) -> dict[str, int]:
    """Import a table through the ledger, and count its findings by code."""
    table = folder / f"{name}.csv"
    rows(claims, table)
    with Ledger.create(folder / f"{name}.db") as ledger:
        ledger.import_paths([str(table)])
        found = dict(sorted(Counter(f.code for f in ledger.findings()).items()))
    print(f"{name}: {found}")
    return found


def tables(folder: Path) -> None:
    """The real tables, with what their keepers know of them."""
    radford = through("radford", real_data.radford(), folder)
    disputes = radford.get("C1", 0) + radford.get("C2", 0)
    print(f"radford disputes: {disputes} (between 100 and 125)")
    assert 100 <= disputes <= 125
    gaza = through("gaza", real_data.gaza(), folder)
    print(f"gaza: {gaza.get('C7', 0)} of 25 period mismatches, {gaza.get('R2', 0)} of 2 falling totals")
    assert gaza == {"C7": 25, "R2": 2}
    lebanon = through("lebanon", real_data.lebanon(), folder)
    print(f"lebanon: {sum(lebanon.values())} false alarms; children and women within killed: {gaza.get('C3', 0)}")
    assert not lebanon


def main() -> int:
    """Run every check; non-zero where an acceptance line is missed (what the texts give is only printed)."""
    shared = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else real_data.DATA.parent
    if not (shared / "gold").exists():
        print(f"{shared}: the shared material is not here; nothing was checked")
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        right, all_ = cases()
        failed = coded(shared, folder)
        texts(shared, folder)
        tables(folder)
    return int(right != all_ or failed > 0)


if __name__ == "__main__":
    sys.exit(main())
