"""The verdict on two claims: worked cases of our own (the fifty-six of the design are in test_shared_cases)."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from ledger.comparison import Compared, place_claim, relate
from ledger.figures import Policy, settle
from ledger.names import Names
from ledger.vocabulary import Measure, Qualifier, TimeKind

FIRST = datetime.date(2020, 1, 1).toordinal()
NAMES = Names()


def day(number: int | None) -> str | None:
    return datetime.date.fromordinal(FIRST + number).isoformat() if number is not None else None


def claim(key: str, c: dict[str, Any]) -> Compared:
    words = {"": None, "fewer than": "less_than"}.get(c.get("qualifier", ""), c.get("qualifier", "").replace(" ", "_"))
    vague = words in ("dozens", "hundreds", "scores", "thousands")
    qualifier = Qualifier.VAGUE if vague else Qualifier.parse(words) if words else None
    try:
        figure = settle(c.get("value"), c.get("low"), c.get("high"), qualifier, words if vague else None)
        value, low, high, qualifier = figure.value, figure.low, figure.high, figure.qualifier
    except ValueError:
        value, low, high, qualifier = None, c.get("low"), c.get("high"), Qualifier.BETWEEN
    kind = (
        TimeKind.PERIOD
        if c.get("flow")
        else TimeKind.CUMULATIVE
        if not c.get("event") and c.get("start") is None
        else None
    )
    if c.get("event") is None and c.get("start") is not None:
        kind = TimeKind.EVENT if c["start"] == c["end"] else TimeKind.PERIOD
    return Compared(
        claim=key,
        document=c.get("doc") or f"document {key}",
        published=day(c.get("published")),
        value=value,
        low=low,
        high=high,
        qualifier=qualifier,
        figure_text=words if vague else None,
        measure=Measure.parse(c.get("measure", "killed")),
        group=(c.get("group") or ["people"])[-1],
        place=", ".join(reversed(c["place"])),
        event_start=day(c.get("start")),
        event_end=day(c.get("end")),
        as_of=day(c.get("asof")),
        time_kind=kind,
        counted_from={"since Oct 2023": "2019-01", "since Mar 2026": "2019-06"}.get(c.get("baseline", "")),
        definition=c.get("definition"),
        attributed_to=c.get("origin"),
        relayed_by=c.get("relay"),
        event=c.get("event"),
    )


def verdict(a: dict[str, Any], b: dict[str, Any]) -> tuple[str, str]:
    placed = [place_claim(claim(k, c), NAMES, Policy()) for k, c in (("a", a), ("b", b))]
    found = relate(*placed, NAMES, Policy())
    return found.code, found.level


BASE = {"place": ["Syria", "Raqqa"], "event": "e1", "asof": 10}
OWN: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"value": 41, "origin": "A"}, {"value": 44, "qualifier": "at least", "origin": "B"}, "C1"),
    ({"value": 40, "qualifier": "at least", "origin": "A"}, {"value": 52, "origin": "B"}, "N4 N5"),
    ({"value": 300, "qualifier": "about", "origin": "A"}, {"value": 320, "origin": "B"}, "N4 N5"),
    ({"value": 9, "asof": 1, "origin": "A"}, {"value": 31, "asof": 4, "origin": "B"}, "N6"),
    ({"value": 31, "asof": 1, "origin": "A"}, {"value": 9, "asof": 4, "origin": "B"}, "C2"),
    ({"value": 31, "asof": 1, "origin": "A"}, {"value": 9, "asof": 4, "origin": "A"}, "R2"),
    ({"value": 12, "origin": "A", "doc": "x"}, {"value": 17, "origin": "A", "doc": "x"}, "C5"),
    ({"value": 12, "origin": "A", "doc": "x"}, {"value": 17, "origin": "A", "doc": "y"}, "C6"),
    ({"value": 8, "group": ["children"], "origin": "A"}, {"value": 5, "group": ["civilians"], "origin": "B"}, "C3"),
    ({"value": 5, "group": ["civilians"], "origin": "A"}, {"value": 8, "group": ["soldiers"], "origin": "B"}, "N0"),
]


@pytest.mark.parametrize(("a", "b", "codes"), OWN)
def test_worked_cases(a, b, codes):
    assert verdict({**BASE, **a}, {**BASE, **b})[0] in codes.split()


@pytest.mark.parametrize(("a", "b", "codes"), OWN)
def test_the_verdict_does_not_depend_on_the_order(a, b, codes):
    assert verdict({**BASE, **a}, {**BASE, **b}) == verdict({**BASE, **b}, {**BASE, **a})
