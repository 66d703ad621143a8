"""The annotated sets of this folder, and the claims that the engine reads in them."""

from __future__ import annotations

import datetime
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledger.extraction import extract
from ledger.records import FIELDS

HERE = Path(__file__).parent
FILES = ("passages.jsonl", "gold.jsonl", "negations.jsonl", "held_out.txt")


@dataclass(frozen=True, slots=True)
class Annotated:
    """Passages with the claims and the explicit zeros annotated in them."""

    passages: list[dict[str, Any]]
    gold: list[dict[str, Any]]
    zeros: list[dict[str, Any]]


def rows(name: str, folder: Path = HERE) -> list[dict[str, Any]]:
    """The lines of a JSON Lines file; none where the file is absent."""
    path = folder / name
    return [json.loads(x) for x in path.read_text(encoding="utf-8").splitlines() if x] if path.exists() else []


def development() -> Annotated:
    """The passages whose errors are read and mended."""
    return _some(held_out=False)


def held_out() -> Annotated:
    """The third that is only ever scored."""
    return _some(held_out=True)


def blind() -> Annotated:
    """Passages written later, by somebody who did not see the rules; empty where there are none."""
    return Annotated(rows("blind_passages.jsonl"), rows("blind_gold.jsonl"), rows("blind_negations.jsonl"))


def _some(*, held_out: bool) -> Annotated:
    names = set((HERE / "held_out.txt").read_text(encoding="utf-8").split())

    def kept(found: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
        return [r for r in found if (r[key] in names) == held_out]

    return Annotated(
        kept(rows("passages.jsonl"), "id"), kept(rows("gold.jsonl"), "doc"), kept(rows("negations.jsonl"), "doc")
    )


def digest() -> str:
    """SHA-256 over the annotated files: a gate knows by it that it judges the data its floors were set on."""
    total = hashlib.sha256()
    for name in FILES:
        total.update(name.encode() + b"\0" + (HERE / name).read_bytes())
    return total.hexdigest()


def read(found: Annotated) -> list[dict[str, Any]]:
    """What the engine reads in the passages, as rows with the rules that fired."""
    out = []
    for passage in found.passages:
        day = datetime.date.fromisoformat(passage["published"]) if passage.get("published") else None
        for draft in extract(passage["text"], document=passage["id"], published=day).drafts:
            own = {name: getattr(draft.record, name) for name in FIELDS}
            rules = [(e.field, e.rule, e.words) for e in draft.rules]
            out.append({**own, "doc": passage["id"], "start": draft.start, "end": draft.end, "rules": rules})
    return out
