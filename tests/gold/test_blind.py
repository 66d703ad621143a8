"""The blind set is well formed: offsets, terms, names and dates hold together. The engine is not run here."""

from __future__ import annotations

import itertools
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ledger.vocabulary import Measure, Qualifier, TimeKind

HERE = Path(__file__).parent
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


PASSAGES = {p["id"]: p for p in rows("blind_passages")}
GOLD = rows("blind_gold")
ZEROS = rows("blind_negations")
FIELDS = set(rows("gold")[0])
ALTERNATIVES = {f"{name}_alt" for name in ("attributed", "relayed", "group", "measure", "qualifier", "place", "date")}
TIMES = {"date_end", "as_of", "time_kind"}


def flat(text: str) -> str:
    return " ".join(text.casefold().split())


def of(doc: str, kept: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row for row in kept if row["doc"] == doc]


def test_sixty_passages_of_the_agreed_length():
    assert len(PASSAGES) == 60 == len(rows("blind_passages"))
    for passage in PASSAGES.values():
        assert 60 <= len(passage["text"].split()) <= 250, passage["id"]
        date.fromisoformat(passage["published"])


def test_every_passage_is_new():
    known = {flat(p["text"]) for p in rows("passages")}
    assert not known & {flat(p["text"]) for p in PASSAGES.values()}


def test_every_passage_is_annotated():
    assert {row["doc"] for row in GOLD} == set(PASSAGES)
    assert {row["doc"] for row in ZEROS} <= set(PASSAGES)


@pytest.mark.parametrize("doc", PASSAGES)
def test_the_figure_stands_at_its_offsets(doc):
    for row in of(doc, GOLD + ZEROS):
        text = PASSAGES[row["doc"]]["text"]
        start, end = row["start"], row["end"]
        assert text[start:end] == row["figure_text"]
        assert not text[start - 1 : start].isalnum()
        assert not text[end : end + 1].isalnum()


def test_no_two_figures_overlap():
    for doc in PASSAGES:
        spans = sorted((row["start"], row["end"]) for row in GOLD + ZEROS if row["doc"] == doc)
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans)), doc


@pytest.mark.parametrize("doc", PASSAGES)
def test_terms_are_those_of_the_vocabulary(doc):
    for row in of(doc, GOLD):
        assert set(row) >= FIELDS
        assert set(row) - FIELDS <= ALTERNATIVES | TIMES
        assert row["tier"] in {"core", "edge"}
        assert {row["qualifier"], *row.get("qualifier_alt", [])} <= {term.value for term in Qualifier}
        measures = {term.value for term in Measure} | ({"other"} if row["tier"] == "edge" else set())
        assert {row["measure"], *row.get("measure_alt", [])} <= measures
        assert row.get("time_kind") in {None, *(term.value for term in TimeKind)}


@pytest.mark.parametrize("doc", PASSAGES)
def test_value_and_bounds_follow_the_qualifier(doc):
    for row in of(doc, GOLD):
        value, low, high = row["value"], row["low"], row["high"]
        match row["qualifier"]:
            case "vague":
                assert (value, low, high) == (None, None, None)
            case "between":
                assert value is None
                assert low < high
            case "at_least" | "more_than":
                assert (low, high) == (value, None)
                assert value > 0
            case "up_to" | "at_most" | "less_than":
                assert (low, high) == (None, value)
                assert value > 0
            case _:
                assert (low, high) == (None, None)
                assert value > 0


@pytest.mark.parametrize("doc", PASSAGES)
def test_names_are_words_of_the_passage(doc):
    for row in of(doc, GOLD):
        text = flat(PASSAGES[row["doc"]]["text"])
        for name in (row["attributed_to"], row["place"], *(row["relayed_by"] or "").split(" > ")):
            assert not name or flat(name) in text, name


@pytest.mark.parametrize("doc", PASSAGES)
def test_dates_are_not_after_publication(doc):
    for row in of(doc, GOLD):
        published = date.fromisoformat(PASSAGES[row["doc"]]["published"])
        for day in (row["date"], row.get("date_end"), row.get("as_of"), *row.get("date_alt", [])):
            if day is not None:
                assert DATE.fullmatch(day)
                assert day <= published.isoformat()


def test_zeros_name_a_measure():
    assert len(ZEROS) >= 20
    for row in ZEROS:
        assert set(row) == {"doc", "figure_text", "start", "end", "value", "measure"}
        assert row["value"] == 0
        assert row["measure"] in {term.value for term in Measure}
