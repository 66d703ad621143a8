"""The demo as it was when the goldens were drawn: what is read and found in it changes with the engine alone.

    python -m tests.tui.frozen      draws it anew

`frozen.json` holds what the extractor read in the sample texts, the findings, and how sure a rule is.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, replace
from pathlib import Path
from unittest.mock import patch

from ledger.api import Ledger
from ledger.confidence import of_rule
from ledger.connections.engine import make_engine, writing
from ledger.detection import Changes
from ledger.extraction import extract
from ledger.extraction.model import Extraction
from ledger.fields import VOCABULARIES
from ledger.records import ClaimRecord, DraftClaim, Evidence
from tests.tui.screens import demo

STORE = Path(__file__).parent / "frozen.json"
COLUMNS = (
    *("id", "rank", "weight", "block", "code", "kind", "list", "severity", "state", "labels", "explanation", "fits_if"),
    *("hint", "reopened_by"),
)
ROWS = ("about", "higher", "lower")
SURE = {"value": {"list.and": [97, 100]}, "place": {"where.clause": [9, 10]}}


def frozen(path: Path, monkeypatch) -> Path:
    """A demo ledger with the stored readings and findings, whatever the engine makes of the samples now."""
    stored = json.loads(STORE.read_text(encoding="utf-8"))

    def reading(text: str, **given: object) -> Extraction:
        drafts = tuple(_draft(d) for d in stored["drafts"][str(given["document"])])
        return Extraction(drafts, None, (), "rules", "0" * 64)

    with monkeypatch.context() as patched:
        patched.setattr("ledger.extraction.plugins.extract", reading)
        demo(path)
    engine = make_engine(path)
    with writing(engine) as connection:
        connection.exec_driver_sql("DELETE FROM finding_claim")
        connection.exec_driver_sql("DELETE FROM finding")
        rows = {row[0]: row[1] for row in connection.exec_driver_sql("SELECT key, id FROM claim")}
        for number, row in enumerate(stored["findings"], 1):
            values = (number, *(row[c] for c in COLUMNS), *(rows.get(row[c]) for c in ROWS))
            marks = ", ".join("?" * len(values))
            connection.exec_driver_sql(
                f"INSERT INTO finding (row, {', '.join(COLUMNS + ROWS)}) VALUES ({marks})", values
            )
            connection.exec_driver_sql(
                "INSERT INTO finding_claim (finding, claim_id) VALUES (?, ?)",
                [(number, rows[claim]) for claim in row["claims"]],
            )
    engine.dispose()
    return path


def still(monkeypatch) -> None:
    """What screens ask of the engine stands still as well."""
    monkeypatch.setattr("ledger.confidence._table", lambda: SURE)
    monkeypatch.setattr("ledger.confidence.of_rule", of_rule.__wrapped__)  # what other tests left in its cache
    monkeypatch.setattr(Ledger, "preview_link", lambda *_: Changes(new=("a",), gone=()))


def _draft(stored: dict) -> DraftClaim:
    record = ClaimRecord(**stored["record"])
    terms = {n: v(getattr(record, n)) for n, v in VOCABULARIES.items() if getattr(record, n) is not None}
    places = [stored[k] for k in ("start", "end", "quote_start", "quote_end")]
    return DraftClaim(replace(record, **terms), *places, tuple(Evidence(*e) for e in stored["rules"]))


def draw() -> None:
    """Store what the engine makes of the samples now."""
    drafts: dict[str, list[dict]] = {}

    def reading(text: str, **given: object) -> Extraction:
        found = extract(text, **given)
        drafts[str(given["document"])] = [
            {**{k: v for k, v in asdict(d).items() if k not in ("record", "rules")}, "record": asdict(d.record),
             "rules": [[e.field, e.rule, e.words] for e in d.rules]}
            for d in found.drafts
        ]  # fmt: skip
        return found

    with patch("ledger.extraction.plugins.extract", reading), tempfile.TemporaryDirectory() as folder:
        path = demo(Path(folder) / "demo.db")
        engine = make_engine(path)
        with writing(engine) as connection:
            kept = ", ".join(("row", *COLUMNS, *ROWS))
            found = connection.exec_driver_sql(f"SELECT {kept} FROM finding ORDER BY rank, id").all()
            keys = {row[0]: row[1] for row in connection.exec_driver_sql("SELECT id, key FROM claim")}
            claims: dict[int, list[str]] = {}
            for finding, claim in connection.exec_driver_sql("SELECT finding, claim_id FROM finding_claim"):
                claims.setdefault(finding, []).append(keys[claim])
        engine.dispose()
    rows = []
    for number, *values in found:
        about = zip(ROWS, values[len(COLUMNS) :], strict=True)
        named = {column: keys.get(row) for column, row in about}
        rows.append({**dict(zip(COLUMNS, values, strict=False)), **named, "claims": sorted(claims[number])})
    STORE.write_text(json.dumps({"drafts": drafts, "findings": rows}, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    draw()
