"""Imports every table of ../shared/data and checks rows against the files, read independently: run by hand.

python -m tests.acceptance.intake ../shared

Prints file, rows, claims, rejects with reasons, seconds and peak memory of the whole process; then for 20 rows of
each file, spread over it, the claims that the ledger has of them against an independent reading of the file.
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

MEASURED = """
import re, sys, time
from ledger.cli.main import main
start = time.perf_counter()
code = main(sys.argv[1:])
peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024
print(f"{time.perf_counter() - start:.1f} {peak}", file=sys.stderr)
sys.exit(code)
"""
TABLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ucdp/hdx_conflict_data_BGD.csv", ()),
    ("radford/replication-data-pnas.csv", ()),
    ("gaza/casualties_daily.json", ()),
    ("gaza/west_bank_daily.json", ()),
    ("gaza/lebanon_casualties_daily.json", ()),
    ("ukraine/russia_losses_personnel.json", ()),
    ("ukraine/russia_losses_equipment_correction.json", ()),
    ("wars/totals.csv", ("--mapping", "war-totals")),
    ("ecdc/ecdc_COVID-19-geographic-distribution-worldwide.csv", ("--mapping", "ecdc-covid", "--encoding", "latin-1")),
    ("drone/strike-data.csv", ("--mapping", "drone-strikes")),
    ("drone/dronestream_2013-06-06.json", ("--mapping", "dronestream")),
    ("drone/us-yemen-strikes-from-2007.xlsx", ("--mapping", "yemen-strikes")),
)
SPOTS = 20

Rows = list[dict[str, Any]]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run([sys.executable, "-c", MEASURED, *arguments], capture_output=True, text=True, check=False)


def imported(shared: Path, folder: Path, name: str, options: tuple[str, ...]) -> tuple[dict[str, Any], list[dict]]:
    """Import one table into a ledger of its own; its report and claims. Prints the line of the table."""
    db = str(folder / f"{Path(name).stem}.db")
    run("--ledger", db, "init")
    rejects = str(folder / f"{Path(name).stem}.rejects")
    done = run("--ledger", db, "import", str(shared / "data" / name), *options, "--rejects", rejects, "--json")
    assert done.returncode == 0, done.stderr
    seconds, peak = done.stderr.split()[-2:]
    [file] = json.loads(done.stdout)["files"]
    why = Counter(_reason(s["reason"]) for s in file["skipped"] if s["line"] is not None)
    print(
        f"{name:62} {file['rows']:>7,} {file['claims_added']:>7,} {file['rejected']:>4} {seconds:>6} s {peak:>4} MB"
        f"  {'; '.join(f'{n} {r}' for r, n in why.most_common(4))}"
    )
    claims = json.loads(run("--ledger", db, "list", "--json").stdout)
    assert run("--ledger", db, "verify").returncode == 0
    return file, claims


def _reason(text: str) -> str:
    head, _, tail = text.partition("”")
    return f"{head.partition(' “')[0]}{tail}" if tail else text


def figure(claim: dict[str, Any]) -> tuple[Any, Any, Any]:
    """Value, low and high."""
    return claim["value"], claim["low"], claim["high"]


def number(text: Any) -> int | None:
    """A cell as a whole number; None where it is empty."""
    shown = str(text).strip() if text is not None else ""
    return int(float(shown)) if shown and shown not in ("NA", "-", "?") else None


def ranged(low: Any, high: Any, best: Any = None) -> tuple[Any, Any, Any] | None:
    """What low, best and high become: one number where they agree."""
    lo, hi, value = number(low), number(high), number(best)
    if lo is None and hi is None:
        return None if value is None else (value, None, None)
    if lo is None or hi is None:
        return (hi, None, hi) if lo is None else (lo, lo, None)
    return (lo, None, None) if lo == hi and value in (None, lo) else (value, lo, hi)


def table(path: Path, **options: Any) -> Rows:
    """A CSV file as the standard library reads it."""
    encoding = options.pop("encoding", "utf-8")
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, **options))


Expected = Iterator[tuple[str, tuple[Any, Any, Any] | None]]


def ucdp(path: Path) -> Expected:
    """The total of each event."""
    for row in table(path)[1:]:
        yield f"ucdp:{row['id']}:best", ranged(row["low"], row["high"], row["best"])


def gaza(path: Path) -> Expected:
    """Running totals of the killed as reported; nothing extrapolated."""
    area = {"casualties_daily": "gaza-strip", "lebanon_casualties_daily": "lebanon"}[path.stem]
    for row in json.loads(path.read_text(encoding="utf-8")):
        reported = row.get("killed_cum_reported", row.get("killed_cum"))
        none = row["report_source"] == "missing" or row["report_period"] == 0 or reported is None
        yield f"t4p:{area}:{row['report_date']}:killed_cum", None if none else (reported, None, None)


def west_bank(path: Path) -> Expected:
    """What was verified."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        value = row.get("verified", {}).get("killed_cum")
        name = f"t4p:west-bank:{row['report_date']}:verified.killed_cum"
        yield name, None if value is None else (value, None, None)


def personnel(path: Path) -> Expected:
    """The total of each day."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        yield f"ukraine:{row['date']}:personnel", (row["personnel"], None, None)


def corrections(path: Path) -> Expected:
    """The corrections of drones, where no other is below zero."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        counts = [v for k, v in row.items() if isinstance(v, int) and k != "day"]
        value = row["drone"] if row["drone"] > 0 and min(counts) >= 0 else None
        yield f"ukraine:{row['date']}:drone:correction", None if value is None else (value, None, None)


def wars(path: Path) -> Expected:
    """Military dead, with an open end left open."""
    for row in table(path):
        kind = {"military_killed": "military", "civilians_killed_directly": "civilians"}.get(row["bucket"])
        more = f"{kind}" if kind else f"{row['low']}-{row['high']}:actions"
        key = f"casualty-source-aggregation-totals:{row['war_id']}:{row['side']}:{row['bucket']}:{more}"
        yield key, ranged(row["low"], row["high"])


def ecdc(path: Path) -> Expected:
    """Deaths of a day; a figure below zero is a correction, and no claim."""
    for row in table(path, encoding="latin-1", delimiter=";"):
        key = f"ecdc-covid-19-by-country-and-day:{row['geoId']}:{row['dateRep']}:killed"
        yield key, None if int(row["deaths"]) < 0 else (int(row["deaths"]), None, None)


def strikes(path: Path) -> Expected:
    """People killed, minimum and maximum."""
    for row in table(path):
        key = f"us-drone-strikes-strike-data:{row['strike_id']}:people-killed"
        pairs = [(row[f"min_{w}"], row[f"max_{w}"]) for w in ("ppl_killed", "civil_killed", "child_killed", "injured")]
        wrong = any((number(a) or 0) > (number(b) or 0) for a, b in pairs)
        yield key, None if wrong else ranged(*pairs[0])


def dronestream(path: Path) -> Expected:
    """People killed, where the words of the row can be read."""
    for row in json.loads(path.read_text(encoding="utf-8"))["strike"]:
        words = [row[k].casefold() for k in ("civilians", "children", "injuries")]
        wrong = any(w in ("some", "possibly", "possible", "many") for w in words)
        key = f"dronestream:{row['_id']}:people-killed"
        yield key, None if wrong else ranged(row["deaths_min"], row["deaths_max"])


def yemen(path: Path) -> Expected:
    """People killed, from the workbook's third sheet."""
    sheet = load_workbook(path, data_only=True)["All US actions"]
    for row in list(sheet.iter_rows(values_only=True))[1:]:
        if row[0] and row[10] not in (None, "-"):
            key = f"bureau-of-investigative-journalism-us-ac:{str(row[0]).strip()}:people-killed"
            yield key, ranged(row[10], row[11])


SPOT: dict[str, Callable[[Path], Expected]] = {
    "ucdp/hdx_conflict_data_BGD.csv": ucdp,
    "gaza/casualties_daily.json": gaza,
    "gaza/lebanon_casualties_daily.json": gaza,
    "gaza/west_bank_daily.json": west_bank,
    "ukraine/russia_losses_personnel.json": personnel,
    "ukraine/russia_losses_equipment_correction.json": corrections,
    "wars/totals.csv": wars,
    "ecdc/ecdc_COVID-19-geographic-distribution-worldwide.csv": ecdc,
    "drone/strike-data.csv": strikes,
    "drone/dronestream_2013-06-06.json": dronestream,
    "drone/us-yemen-strikes-from-2007.xlsx": yemen,
}


def checked(path: Path, name: str, claims: list[dict]) -> list[str]:
    """The spot checks of one file: what was compared, and `WRONG` where it differs."""
    if name.startswith("radford"):
        return radford(path, claims)
    by_id = {c["id"]: figure(c) for c in claims}
    every = list(SPOT[name](path))
    lines = []
    for key, expected in random.Random(1).sample(every, min(SPOTS, len(every))):
        found = by_id.get(key)
        lines.append(f"  {'ok   ' if found == expected else 'WRONG'} {key}: file {expected}, ledger {found}")
    return lines


def radford(path: Path, claims: list[dict]) -> list[str]:
    """Rows without an id: how often each figure of a source, day and group stands in the file and in the ledger."""
    rows = table(path)
    wanted = Counter((r["claim_source"], r["days"], int(float(r["loss_count"])), r["category"]) for r in rows)
    held: Counter[tuple[str, str, int, str]] = Counter()
    from datetime import date

    for c in claims:
        days = (date.fromisoformat(c["as_of"]) - date(2022, 2, 23)).days
        held[(c["attributed_to"], str(days), c["value"], c["note"].removeprefix("category: "))] += 1
    return [
        f"  {'ok   ' if wanted[k] == held[k] else 'WRONG'} {k}: file {wanted[k]}, ledger {held[k]}"
        for k in random.Random(1).sample(sorted(wanted), SPOTS)
    ]


def encoding_is_asked_for(shared: Path, folder: Path) -> None:
    """The Latin-1 file without --encoding ends in an error that names line and option."""
    db = str(folder / "plain.db")
    run("--ledger", db, "init")
    file = shared / "data" / "ecdc" / "ecdc_COVID-19-geographic-distribution-worldwide.csv"
    done = run("--ledger", db, "import", str(file), "--mapping", "ecdc-covid")
    said = done.stderr.splitlines()[0]
    assert done.returncode == 1, said
    assert ".csv:5835: byte 0xe7 is not UTF-8; give the right one with --encoding" in said, said
    print(f"without --encoding: {said[said.index('ecdc_') :][:140]}…")


def main(shared: Path) -> int:
    """Run everything; 1 if a spot check differs."""
    if not (shared / "data").exists():
        print(f"{shared} is not here: nothing was checked", file=sys.stderr)
        return 0
    wrong = 0
    listed: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{'file':62} {'rows':>7} {'claims':>7} {'bad':>4} {'time':>8} {'peak':>7}  rejects")
        for path, options in TABLES:
            _file, claims = imported(shared, folder, path, options)
            if path.startswith("gaza"):
                assert not any("ext_" in c["id"] for c in claims)
            lines = checked(shared / "data" / path, path, claims)
            wrong += sum("WRONG" in line for line in lines)
            listed += [f"{path}: {len(lines)} rows", *lines]
        encoding_is_asked_for(shared, folder)
    print("\n".join(["", "spot checks", *listed]))
    print(f"\n{wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")))
