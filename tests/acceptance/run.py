"""The acceptance checks on the material in ../shared: run by hand or by CI, skipped where it is absent.

python tests/acceptance/run.py ../shared
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from ledger.extraction import extract


def claims(*arguments: str) -> str:
    """Run the command; its stdout."""
    done = subprocess.run([sys.executable, "-m", "ledger.cli", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def article(shared: Path, folder: Path) -> None:
    """The six core claims of the first real article."""
    db = str(folder / "article.db")
    text = next((shared / "seed").glob("*.txt"))
    claims("--ledger", db, "init")
    claims("--ledger", db, "import", str(text), "--publisher", "The article", "--published", "2015-06-04")
    rows = json.loads(claims("--ledger", db, "list", "--json"))
    found = {(r["value"], r["qualifier"], r["measure"], r["group"], r["attributed_to"], r["relayed_by"]) for r in rows}
    sohr, force = "Syrian Observatory for Human Rights", "Iranian and Iraqi fighters"
    assert (7000, "about", "arrived", force, "a security source", "AFP") in found, found
    assert (27, "exact", "killed", "regime fighters", sohr, None) in found
    assert (26, "exact", "killed", "jihadists", sohr, None) in found
    assert (220000, "more_than", "killed", "people", None, None) in found
    assert any(f[:4] == (10000, "exact", "killed", "IS members") and "Antony Blinken" in f[4] for f in found)
    assert any(f[1] == "vague" and f[4:] == ("a security source", "AFP") for f in found)
    claims("--ledger", db, "verify")
    print(f"article: {len(rows)} claims, the six core claims right")


def gold(shared: Path, folder: Path) -> None:
    """The scorer on the annotated documents; floors are what was measured when they were set."""
    documents = sorted(str(p) for p in (shared / "gold" / "docs").glob("*.txt"))
    lines = [json.loads(x) for x in claims("extract", *documents, "--json").splitlines()]
    predicted = folder / "pred.jsonl"
    predicted.write_text("".join(json.dumps(x) + "\n" for x in lines if x["value"] != 0), encoding="utf-8")
    only = folder / "seed.list"
    only.write_text("seed\n", encoding="utf-8")
    for extra, floors in (([], (0.98, 0.96, 0.96)), (["--docs-list", str(only)], (1.0, 1.0, 1.0))):
        scorer = [sys.executable, str(shared / "gold" / "score_extraction.py"), "--json"]
        scorer += ["--gold", str(shared / "gold" / "gold.jsonl"), "--pred", str(predicted), *extra]
        levels = json.loads(subprocess.run(scorer, capture_output=True, text=True, check=True).stdout)["levels"]
        names = ("figure+measure", "figure+measure+group", "figure+measure+attr")
        scores = [round(levels[n]["f1"], 3) for n in names]
        print("gold", "seed only" if extra else "all", dict(zip(names, scores, strict=True)))
        assert all(s >= f for s, f in zip(scores, floors, strict=True)), (scores, floors)
    negations = [json.loads(x) for x in (shared / "gold" / "negations.jsonl").read_text(encoding="utf-8").splitlines()]
    zeros = [x for x in lines if x["value"] == 0]
    hit = sum(
        any(z["doc"] == n["doc"] and z["start"] < n["end"] and n["start"] < z["end"] for z in zeros) for n in negations
    )
    print(f"gold zeros: {hit} of {len(negations)}")
    assert hit == len(negations)


def texts(shared: Path, _folder: Path) -> None:
    """Every real text is read without a fault, and every claim's words stand at its offsets."""
    found = read = 0
    for path in sorted((shared / "data" / "texts").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for text in json.loads(line).values():
                if not isinstance(text, str):
                    continue
                read += 1
                for draft in extract(text).drafts:
                    found += 1
                    assert text[draft.start : draft.end] == draft.record.figure_text, (path.name, draft)
                    assert text[draft.quote_start : draft.quote_end] == draft.record.quote, (path.name, draft)
    assert found > 1000, found
    print(f"texts: {read} read, {found} claims, every one on its words")


def main() -> int:
    """Run every check."""
    shared = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        article(shared, Path(folder))
        gold(shared, Path(folder))
        texts(shared, Path(folder))
    print("acceptance on shared material: passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
