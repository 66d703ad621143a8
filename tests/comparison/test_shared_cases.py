"""The worked pairs of the design: each gets its verdict, either way round."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ledger.comparison import relate
from ledger.names import default
from tests.comparison.claims import POLICY, claim, day, placed

CASES = Path(__file__).parents[3] / "shared" / "design" / "conflict_cases.json"
WORDS = ("dozens", "hundreds")


def coded(raw: dict, number: str):
    word = raw.get("qualifier") or ""
    kind = "event" if raw.get("event") or raw.get("start") is not None else "cumulative"
    group = raw.get("group")

    def on(key: str) -> str | None:
        return None if raw.get(key) is None else day(raw[key])

    return claim(
        raw.get("value"),
        raw.get("origin") or None,
        claim=number,
        document=raw.get("doc") or number,
        publisher=raw.get("relay"),
        published=on("published"),
        low=raw.get("low"),
        high=raw.get("high"),
        qualifier="vague" if word in WORDS else word or ("between" if "low" in raw else "exact"),
        figure_text=word if word in WORDS else None,
        measure=raw.get("measure", "killed"),
        group=group[-1] if group else None,
        place=", ".join(reversed(raw["place"])),
        event_start=on("start"),
        event_end=on("end"),
        as_of=on("asof"),
        time_kind="period" if raw.get("flow") else kind,
        counted_from=raw.get("baseline"),
        definition=raw.get("definition"),
        event=raw.get("event"),
    )


def cases() -> list:
    if not CASES.exists():
        return [pytest.param(None, marks=pytest.mark.skip(reason="../shared/design is not here"))]
    read = json.loads(CASES.read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["name"]) for case in read]


@pytest.mark.parametrize("case", cases())
def test_verdict(case: dict) -> None:
    a, b = placed(coded(case["a"], "a"), coded(case["b"], "b"))
    for one, other in ((a, b), (b, a)):
        verdict = relate(one, other, default(), POLICY)
        assert verdict.code in case["kinds"]
        assert verdict.level == case["severity"]
        assert verdict.sentence
