"""Pairs that people annotated in real texts, coded by hand into records: what conflicts is flagged, and
nothing that is compatible, a duplicate, a part or a different thing is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ledger.vocabulary import FindingList
from tests.comparison.claims import claim, findings

PAIRS = Path(__file__).parents[3] / "shared" / "gold" / "pairs.jsonl"

EVENT = {"time_kind": "event"}
TOTAL = {"time_kind": "cumulative", "event_start": None}
JUNE = {"time_kind": "period", "event_start": "2012-06-01", "event_end": "2012-06-30", "place": "Iraq"}
DRONES = {"time_kind": "period", "event_start": "2009-01-01", "event_end": "2015-12-31"}
WEEK = {"time_kind": "period", "event_start": "2020-07-07", "event_end": "2020-07-13", "place": "West Bank"}
NOVEMBER = {"time_kind": "period", "event_start": "1989-11-01", "event_end": "1989-11-30", "place": "El Salvador"}
ARRIVED = {"time_kind": "period", "event_start": None, "as_of": "2015-06-03", "place": "Syria"}

# What a person who codes the pair adds to the annotation: dates, places in full, and the same group and event
# where the annotation says so. Keys are line numbers of the file; the two dicts are for its two sides.
CODED: dict[int, tuple[dict[str, Any], dict[str, Any]]] = {
    0: ({"place": "Castello Road, Aleppo, Syria"}, {"place": "Castello Road, Aleppo, Syria"}),
    1: ({"place": "Castello Road, Aleppo, Syria"}, {"place": "Castello Road, Aleppo, Syria"}),
    2: (JUNE, JUNE | {"group": "people"}),
    3: (DRONES | {"place": "Pakistan"}, DRONES | {"place": "Pakistan"}),
    4: ({"place": "Ecuador"}, {"place": "Ecuador"}),
    5: (
        {"time_kind": "period", "event_start": "2016-01-01", "event_end": "2016-12-31", "group": "civilians"},
        {"time_kind": "period", "event_start": "2016-01-01", "event_end": "2016-12-31", "place": "Afghanistan"},
    ),
    6: ({"group": "Iranians"}, {}),
    7: (TOTAL | {"counted_from": "2020"}, TOTAL | {"counted_from": "2020"}),
    8: (ARRIVED, ARRIVED),
    9: ({}, {"place": "Old City of Homs, Homs, Syria"}),
    10: ({"place": "Damascus"}, {"place": "Damascus"}),
    12: (TOTAL | {"counted_from": "2011"}, TOTAL | {"counted_from": "2011"}),
    13: ({"place": "Mecca, Saudi Arabia"}, {"place": "Mecca, Saudi Arabia"}),
    15: (NOVEMBER, NOVEMBER),
    16: ({"place": "Ecuador"}, {"place": "Ecuador", "measure": "bodies_found", "group": "people"}),
    17: ({"place": "Murdochville, Canada"}, {"place": "Murdochville, Canada", "group": "unaccounted-for miners"}),
    18: ({"place": "Iraq"}, {"place": "Taji, Iraq"}),
    19: (WEEK, WEEK | {"group": "Palestinians injured by settlers"}),
    20: ({"place": "Kandahar Province"}, {"place": "Shah Wali Kot, Kandahar, Afghanistan"}),
    21: (NOVEMBER, NOVEMBER),
    22: ({"group": "Iranians"}, {"place": "Fish Lake, Basra, Iraq"}),
    24: (TOTAL | {"counted_from": "2011-03"}, TOTAL | {"counted_from": "2014-08"}),
    25: (
        TOTAL | {"counted_from": "2011-03", "published": "2015-06-04"},
        TOTAL | {"counted_from": "2011-03", "published": "2016-06-04"},
    ),
    26: ({"place": "Mecca, Saudi Arabia"}, {"place": "Mecca, Saudi Arabia", "event": "a day of pilgrimage"}),
    27: ({"event_start": "2012-07-23"}, {"event_start": "2010-05-10"}),
    28: ({"place": "Taji, Iraq"}, {"place": "Sadr City, Baghdad, Iraq"}),
    29: (
        {"time_kind": "period", "event_start": "2009-01-20", "event_end": "2017-01-20"},
        DRONES | {"place": "Pakistan, Somalia and Yemen"},
    ),
    30: (
        {"time_kind": "period", "event_start": "2020-07-24", "event_end": "2020-07-24"},
        TOTAL | {"counted_from": "2020"},
    ),
    31: ({}, {"place": "Damascus"}),
}


def coded(raw: dict, more: dict[str, Any]):
    qualifier = {"range": "between"}.get(raw["qualifier"], raw["qualifier"])
    fields = {
        "document": raw["doc"],
        "publisher": raw["doc"],
        "figure_text": raw["figure_text"],
        "qualifier": qualifier,
        "measure": raw["measure"],
        "group": raw["group"],
        "place": raw["place"],
    }
    if qualifier == "between":
        fields |= {"low": raw["low"], "high": raw["high"]}
    return claim(raw["value"], raw["attributed_to"], **(fields | more))


def pairs() -> list:
    if not PAIRS.exists():
        return [pytest.param(0, {}, marks=pytest.mark.skip(reason="../shared/gold is not here"))]
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [pytest.param(i, row, id=f"{row['label']}-{i}") for i, row in enumerate(rows)]


@pytest.mark.parametrize(("number", "pair"), pairs())
def test_flagged_where_and_only_where_it_conflicts(number: int, pair: dict) -> None:
    mine, theirs = CODED.get(number, ({}, {}))
    loud = [
        f
        for f in findings(coded(pair["a"], mine), coded(pair["b"], theirs))
        if f.list in (FindingList.SLIP, FindingList.DISPUTE)
    ]
    if pair["label"] == "conflict":
        assert [f.code for f in loud] == ["C1"]
    elif pair["label"] != "conflict_weak":
        assert loud == []
