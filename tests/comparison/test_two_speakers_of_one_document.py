"""Two speakers whom one document quotes may disagree; the document does not contradict itself for it."""

from __future__ import annotations

from ledger.comparison import supported
from ledger.names import default
from tests.comparison.claims import claim, findings, kinds, placed

FAR = 600


def said(value: int, origin: str | None, at: int, quote: str = "", **fields):
    words = quote or f"There were {value} dead, {origin} said."
    return claim(value, origin, document="text", quote=words, figure_text=str(value), at=at, **fields)


def test_two_speakers_of_one_document_are_at_odds_with_each_other() -> None:
    assert kinds(said(34, "police", 300), said(41, "a doctor", FAR)) == ["C1"]


def test_the_outlet_and_its_speaker_are_two_voices() -> None:
    assert kinds(said(60, None, 300), said(41, "police", FAR)) == ["C1"]


def test_a_headline_that_gives_one_speakers_figure_contradicts_no_other() -> None:
    head = said(43, None, 0, "Toll rises to 43")
    told = said(43, "the doctor", 60), said(44, "Conflict Watch", FAR)
    assert [f.code for f in findings(head, *told)] == ["C1"]


def test_a_headline_that_fits_nobody_in_the_text_is_a_slip() -> None:
    found = findings(said(27, None, 0, "27 killed in Raqqa"), said(62, "police", FAR), said(64, "the army", FAR + 90))
    assert sorted(f.code for f in found) == ["C1", "C5"]
    (slip,) = (f for f in found if f.code == "C5")
    assert len(slip.claims) == 2


def test_one_speaker_who_gives_two_figures_is_still_a_contradiction() -> None:
    assert kinds(said(34, "police", 300), said(62, "police", FAR)) == ["C5"]
    assert kinds(said(34, None, 300), said(62, None, FAR)) == ["C5"]


def test_an_earlier_count_is_superseded_and_supports_nothing() -> None:
    now = said(34, "police", 300), said(41, "a doctor", 400)
    then = said(22, "police", FAR, "Police had earlier put the toll at 22.")
    assert kinds(*now, then) == ["C1"]
    other = said(22, "officials", FAR, "Officials had spoken of 22 dead.")
    assert supported(placed(now[1], then, other), {}, default()).supported is None


def test_some_of_the_wounded_are_no_count_of_the_wounded() -> None:
    both = "82 were wounded, of whom 15 were in critical condition, a doctor said."
    whole = said(82, "a doctor", FAR, both, measure="injured")
    part = said(15, "a doctor", FAR, both, measure="injured")
    assert kinds(whole, part, claim(78, "police", measure="injured")) == ["C1"]
    fifteen = claim(15, "police", measure="injured")
    assert supported(placed(part, fifteen), {}, default()).supported is None


def test_six_more_are_added_and_contradict_nothing() -> None:
    more = said(6, "a doctor", FAR, "6 more died on the way here, a doctor said.")
    assert kinds(said(18, "a doctor", 300), more) == []
    assert kinds(claim(18, "officials"), more) == []
