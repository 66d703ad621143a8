"""What is raised, and that each disagreement is raised once."""

from __future__ import annotations

from ledger.vocabulary import FindingList
from tests.comparison.claims import claim, day, findings, kinds


def running(value: int, origin: str, on: int, **fields):
    return claim(value, origin, as_of=day(on), time_kind="cumulative", counted_from="2014", event_start=None, **fields)


def test_one_dispute_a_pair_of_origins_however_many_reports() -> None:
    reports = [running(100 + on, "A", on) for on in range(20)] + [running(317 + on, "B", on) for on in range(20)]
    found = findings(*reports)
    assert [f.code for f in found] == ["C1"]
    assert found[0].origins == ("A", "B")
    assert found[0].list is FindingList.DISPUTE


def test_no_dispute_where_an_old_figure_meets_a_new_one() -> None:
    assert kinds(running(100, "A", 1), running(200, "A", 9), running(100, "B", 2), running(200, "B", 10)) == []


def test_reports_of_one_origin_are_a_slip_and_the_origin_is_no_dispute() -> None:
    found = findings(claim(27, "UN", publisher="AP"), claim(26, "UN", publisher="BBC"), claim(26, "B"))
    assert [f.code for f in found] == ["C6"]
    assert found[0].list is FindingList.SLIP
    assert found[0].origins == ("United Nations",)


def test_a_slip_names_the_sums_on_record() -> None:
    found = findings(
        claim(26, "SOHR", group="IS members"),
        claim(20, "SOHR", group="IS members", document="own"),
        claim(6, "SOHR", group="IS militants who blew themselves up", document="own"),
    )
    assert [f.code for f in found] == ["C6"]
    assert "20 + 6 = 26" in found[0].hint


def test_a_document_that_contradicts_itself() -> None:
    found = findings(claim(27, "A", document="d"), claim(62, "A", document="d"))
    assert [f.code for f in found] == ["C5"]
    assert len(found[0].claims) == 2
    assert {r.low for r in found[0].readings} == {27, 62}


def test_a_part_within_one_source_is_a_slip_and_between_sources_a_dispute() -> None:
    own = findings(claim(40, "A", group="children"), claim(31, "A", group="civilians"))
    others = findings(claim(40, "A", group="children"), claim(31, "B", group="civilians"))
    assert [(f.code, f.list) for f in own] == [("C3", FindingList.SLIP)]
    assert [(f.code, f.list) for f in others] == [("C3", FindingList.DISPUTE)]


def test_a_day_inside_a_longer_period() -> None:
    month = {"event_start": "2015-06-01", "event_end": "2015-06-30", "time_kind": "period"}
    assert kinds(claim(40), claim(31, "B", **month)) == ["C3"]
    assert kinds(claim(21), claim(31, "B", **month)) == []


def test_a_part_and_a_whole_that_share_two_months_meet_once() -> None:
    part = claim(40, event_start="2015-05-30", event_end="2015-06-03", time_kind="period")
    whole = claim(31, "B", event_start="2015-05-01", event_end="2015-06-30", time_kind="period")
    assert kinds(part, whole) == ["C3"]


def test_a_part_counted_later_may_have_grown() -> None:
    assert kinds(running(40, "A", 9, group="children"), running(31, "B", 5, group="civilians")) == []


def test_parts_that_fall_short_of_the_total() -> None:
    whole = {"document": "d"}
    found = findings(
        claim(27, "A", group="civilians", **whole),
        claim(26, "A", group="combatants", **whole),
        claim(61, "A", group="people", **whole),
    )
    assert [f.code for f in found] == ["C4"]
    assert "at most 53" in found[0].explanation


def test_parts_that_may_leave_others_out_only_exceed() -> None:
    below = [claim(27, "A", place="Raqqa, Syria"), claim(26, "A", place="Aleppo, Syria")]
    assert kinds(*below, claim(61, "A", place="Syria")) == []
    sums = [
        claim(27, "A", place="Raqqa province, Syria"),
        claim(26, "A", place="Aleppo province, Syria"),
        claim(41, "A", place="Syria"),
    ]
    assert kinds(*sums) == ["C4"]


def test_killed_and_injured_make_up_the_casualties() -> None:
    parts = [claim(27, "A", document="d"), claim(31, "A", document="d", measure="injured")]
    assert kinds(*parts, claim(58, "A", document="d", measure="casualties")) == []
    assert kinds(*parts, claim(71, "A", document="d", measure="casualties")) == ["C4"]


def test_a_period_that_is_not_the_rise_of_the_total() -> None:
    def daily(value: int):
        return claim(value, "A", time_kind="period", event_start=day(9), event_end=day(9), published=day(9))

    totals = [running(15899, "A", 8), running(16248, "A", 9)]
    assert kinds(*totals, daily(349)) == []
    found = findings(*totals, daily(725))
    assert [f.code for f in found] == ["C7"]
    assert "at most 349" in found[0].explanation


def test_more_dead_than_the_unit_had_people() -> None:
    unit = {"group": "Wagner Group"}
    found = findings(claim(911, "A", **unit), claim(701, "B", measure="strength", **unit))
    assert [f.code for f in found] == ["C8"]
    assert kinds(claim(611, "A", **unit), claim(701, "B", measure="strength", **unit)) == []


def test_a_number_filed_under_two_measures() -> None:
    assert kinds(claim(4461, "A"), claim(4461, "A", measure="displaced")) == ["T4"]
    assert kinds(claim(4461, "A"), claim(4461, "B", measure="displaced")) == []
    assert kinds(claim(4000, "A"), claim(4000, "A", measure="displaced")) == []


def test_a_figure_repeated_after_it_was_replaced() -> None:
    first = claim(27, "A", published="2015-06-04")
    raised = claim(53, "A", published="2015-06-05")
    assert kinds(first, raised) == []
    repeated = claim(27, "A", published="2015-06-07")
    found = findings(first, raised, repeated)
    assert [f.code for f in found] == ["T2"]
    assert set(found[0].claims) == {first.claim, raised.claim, repeated.claim}


def test_reports_that_cite_each_other() -> None:
    ring = [claim(27, "Beta", publisher="Alpha"), claim(27, "Alpha", publisher="Beta")]
    assert kinds(*ring) == ["X2"]
    assert kinds(*ring, claim(27, None, publisher="Alpha")) == []


def test_a_cut_is_a_note_and_a_period_filed_as_a_total_is_hinted_at() -> None:
    found = findings(running(2792, "A", 1), running(2752, "A", 5))
    assert [(f.code, f.list) for f in found] == [("R2", FindingList.NOTE)]
    back = findings(running(2792, "A", 1), running(41, "A", 5), running(2801, "A", 6))
    assert "filed as a total" in back[0].hint


def test_a_tenfold_rise_is_worth_a_look() -> None:
    assert kinds(running(41, "A", 3), running(901, "B", 5)) == ["W5"]
    assert kinds(running(41, "A", 3), running(901, "B", 25)) == []


def test_an_uncertain_place_is_asked_once() -> None:
    found = findings(claim(27, place="Tripoli"), claim(27, "B", place="Tripoli"))
    assert [f.code for f in found] == ["W3"]
    assert "Libya" in found[0].explanation


def test_ways_of_counting_are_noted_once() -> None:
    counted = [claim(31 + 10 * n, "AB"[n], definition="xy"[n]) for n in range(2)]
    assert kinds(*counted) == ["W1"]
    assert kinds(claim(20, "A", definition="x"), claim(31, "B")) == []


def test_an_impossible_record() -> None:
    found = findings(claim(27, as_of="2015-06-09", published="2015-06-04"))
    assert [f.code for f in found] == ["X1"]


def test_all_but_one_agree() -> None:
    found = findings(*(claim(12, o) for o in "ABC"), claim(81, "D"))
    assert [f.code for f in found] == ["C1", "C1", "C1"]
    assert all("All but one of 4" in f.explanation for f in found)


def test_sides_are_named() -> None:
    found = findings(claim(12, "A"), claim(81, "B"), parties={"A": "north", "B": "south"})
    assert "parties to the conflict" in found[0].explanation


def test_an_unattributed_repeat_is_no_source_of_its_own() -> None:
    reports = [claim(27, None, publisher=f"Paper {n}") for n in range(5)]
    assert kinds(claim(27, "A"), *reports, claim(62, "B")) == ["C1"]


def test_places_of_different_provinces_add_up_to_no_more_than_the_country() -> None:
    def said(value: int, place: str):
        return claim(value, "A", place=place, document="d")

    towns = [said(27, "Zaria, Nigeria"), said(36, "Kano, Nigeria")]
    assert kinds(*towns, said(51, "Nigeria")) == ["C4"]
    assert kinds(*towns, said(64, "Nigeria")) == []


def test_a_town_is_not_counted_beside_its_own_province() -> None:
    def said(value: int, place: str):
        return claim(value, "A", place=place, document="d")

    nested = [said(27, "Zaria, Nigeria"), said(31, "Kaduna State, Nigeria"), said(17, "Kano State, Nigeria")]
    assert kinds(*nested, said(51, "Nigeria")) == []
    (found,) = findings(*nested, said(47, "Nigeria"))
    assert found.code == "C4"
    assert all(part in found.explanation for part in ("31 (Kaduna State)", "17 (Kano State)"))
    assert "Zaria" not in found.explanation
