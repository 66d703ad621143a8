"""Formats of casualty data are known by their columns; each row gives the claims a person would code."""

from __future__ import annotations

import json

import pytest

from ledger.errors import InputError
from ledger.intake.batch import CONTENT, IntakeOptions
from ledger.intake.formats import known, recognised
from ledger.intake.items import items
from ledger.intake.prepare import prepare

UCDP = (
    "id,relid,year,type_of_violence,conflict_name,side_a,side_b,number_of_sources,source_article,source_office,"
    "source_original,where_prec,where_coordinates,adm_1,adm_2,country,date_prec,date_start,date_end,deaths_a,deaths_b,"
    "deaths_civilians,deaths_unknown,best,high,low\n"
)
UCDP_ROW = (
    '71,R-1,2013,2,North,Army,Rebels,1,"Daily, 2013-12-14: seven killed",Daily,police,1,Zaria town,Kaduna State,Zaria,'
    "Nigeria,1,2013-12-13 00:00:00.000,2013-12-14,0,1,6,0,7,9,5\n"
)
ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,country,admin1,admin2,admin3,"
    "location,geo_precision,source,notes,fatalities,timestamp\n"
)
IBC_LINES = "Iraq Body Count\nReleased 2017\n\n"
IBC = "IBC code,Start Date,End Date,Time,Location,Target,Weapons,Reported Minimum,Reported Maximum,Sources\n"
IBC_OLD = "IBC_code,Start_Date,End_Date,Time,Location,Target,Weapons,Deaths_recorded,Sources\n"
RADFORD = "days,loss_count,loss_type,claim_source,time_frame,loss_country,minimum,maximum,category,source_target\n"
AIRWARS = (
    "post_id,post_status,permalink,code,date,date_end,country_name,region,location_name,civilian_harm_status_slug,"
    "civilian_non_combatants_killed_min,civilian_non_combatants_killed_max,civilian_non_combatants_injured_min,"
    "civilian_non_combatants_injured_max,belligerents_killed_min,belligerents_killed_max,"
    "belligerent_1_belligerent_name,belligerent_1_assessment_slug,belligerent_1_deaths_conceded_min,"
    "belligerent_1_deaths_conceded_max\n"
)
HELIX = (
    "ID,Country,Figure category,Figure role,Total figures,Reported,Unit,Quantifier,Household size,Start date,"
    "Start date accuracy,End date,End date accuracy,Stock date,Stock date accuracy,Publishers,Sources,Source excerpt,"
    "Event name\n"
)


def claims(tmp_path, name: str, data: str, **options) -> list[dict]:
    """The claims of a small file, without what is empty."""
    path = tmp_path / name
    path.write_text(data, encoding="utf-8")
    [item] = items([str(path)])
    file = prepare(item, IntakeOptions(**options))
    try:
        found = []
        for chunk in file.rows():
            for row in chunk:
                named = dict(zip(("document", "id", "line", "mark", *CONTENT), row, strict=True))
                found.append({k: v for k, v in named.items() if v is not None and k != "mark"})
        return found
    finally:
        file.close()


def only(claim: dict, *names: str) -> tuple:
    return tuple(claim.get(n) for n in names)


def test_ucdp_a_total_and_the_parts_above_zero(tmp_path):
    found = claims(tmp_path, "ged.csv", UCDP + UCDP_ROW)
    assert [only(c, "id", "value", "low", "high", "qualifier", "group_name", "status") for c in found] == [
        ("ucdp:71:best", 7, 5, 9, "between", None, None),
        ("ucdp:71:b", 1, None, None, "exact", "Rebels", None),
        ("ucdp:71:civilians", 6, None, None, "exact", "civilians", "Civilian"),
    ]
    assert only(found[0], "attributed_to", "anonymity", "relayed_by") == ("police", "anonymous_described", "Daily")
    assert only(found[0], "event_start", "event_end") == ("2013-12-13", "2013-12-14")
    assert found[0]["place"] == "Zaria town, Zaria, Kaduna State, Nigeria"
    assert "event" not in found[0]


def test_ucdp_older_names_and_a_row_of_tags(tmp_path):
    old = UCDP.replace("best,high,low", "best_est,high_est,low_est")
    tags = "#event+id," + "," * (UCDP.count(",") - 1) + "#affected+killed\n"
    found = claims(tmp_path, "ged.csv", old + tags + UCDP_ROW)
    assert only(found[0], "line", "value", "low", "high") == (3, 7, 5, 9)


def test_ucdp_two_events_in_one_place_on_one_day_are_told_apart(tmp_path):
    found = claims(tmp_path, "ged.csv", UCDP + UCDP_ROW + UCDP_ROW.replace("71,R-1", "72,R-2"))
    assert {c["event"] for c in found} == {"UCDP event 71", "UCDP event 72"}


def test_acled_zero_is_passed_over_and_words_are_said_to_be_lost(tmp_path):
    row = "NIG1,05 January 2019,1,Battles,Clash,Army,Rebels,Nigeria,Kaduna,Zaria,,Samaru,1,Daily,A dozen died,12,1\n"
    coarse = "NIG2,2019-02-01,3,Battles,Clash,Army,,Nigeria,Kaduna,,,Kaduna,3,Daily; Weekly,,3,1\n"
    none = "NIG3,2019-02-01,1,Protests,Peaceful,Civilians,,Nigeria,Kaduna,,,Kaduna,1,Daily,,0,1\n"
    first, second = claims(tmp_path, "acled.csv", ACLED + row + coarse + none)
    assert only(first, "id", "value", "event_start", "place", "relayed_by") == (
        "acled:NIG1", 12, "2019-01-05", "Samaru, Zaria, Kaduna, Nigeria", "Daily",
    )  # fmt: skip
    assert first["note"].startswith("vague_policy=acled")
    assert only(second, "event_start", "place", "relayed_by") == ("2019-02", "Kaduna, Nigeria", None)


def test_ibc_both_variants_and_the_bracket_that_names_the_origin(tmp_path):
    rows = (
        'k1,31 Oct 2005,1 Nov 2005,PM,"in Hilla",police,bomb,5,7,"WP 04 Nov (MoH)"\n'
        'k2,2 Nov 2005,2 Nov 2005,,"al-Amil, Baghdad",,gunfire,2,2,"AFP 31 Oct, NINA 29 Oct"\n'
    )
    first, second = claims(tmp_path, "ibc.csv", IBC_LINES + IBC + rows)
    assert only(first, "id", "value", "low", "high", "method", "status") == (
        "ibc:k1", None, 5, 7, "documented", "Civilian",
    )  # fmt: skip
    assert only(first, "attributed_to", "relayed_by", "place", "line") == ("MoH", "WP", "Hilla, Iraq", 5)
    assert only(second, "value", "attributed_to", "relayed_by", "place") == (2, None, None, "al-Amil, Baghdad, Iraq")
    [old] = claims(tmp_path, "old.csv", IBC_OLD + "d1,2-Sep-13,2-Sep-13,,Mosul,,bomb,3,AFP 03 Sep\n")
    assert only(old, "id", "value", "event_start", "event_end") == ("ibc:d1", 3, "2013-09-02", None)


def test_radford_day_and_total_minimum_and_maximum(tmp_path):
    rows = (
        "1,10,Civilian Deaths-Ukraine,UA Source,Day,Ukraine,0,0,Civilian Deaths,x\n"
        "56,4e+02,Tanks-Russia,Other,Cumulative,Russia,1,0,Tanks,x\n"
        "57,40,Military Casualties-Russia,RU Source,Cumulative,Russia,0,1,Military Casualties,x\n"
    )
    first, second, third = claims(tmp_path, "r.csv", RADFORD + rows)
    assert only(first, "value", "measure", "group_name", "event_start", "as_of", "time_kind") == (
        10, "killed", "Civilian Ukraine", "2022-02-24", "2022-02-24", "period",
    )  # fmt: skip
    assert only(second, "value", "qualifier", "measure", "counted_from", "anonymity") == (
        400, "at_least", "equipment_lost", "2022-02-24", "anonymous_bare",
    )  # fmt: skip
    assert only(third, "qualifier", "measure", "attributed_to") == ("up_to", "casualties", "RU Source")


def test_airwars_incidents_with_what_is_conceded(tmp_path):
    row = "1,publish,https://a.example/1,CS1,2017-03-01,,Syria,Raqqa,Tabqa,fair,4,6,10,10,0,0,Coalition,credible,2,2\n"
    draft = row.replace("publish", "draft").replace("CS1", "CS2")
    first, second, third = claims(tmp_path, "incidents.csv", AIRWARS + row + draft)
    assert only(first, "id", "low", "high", "group_name", "method") == (
        "airwars:CS1:civilian_non_combatants:killed", 4, 6, "civilians", "documented",
    )  # fmt: skip
    assert "grade: fair" in first["note"]
    assert only(second, "measure", "value") == ("injured", 10)
    assert only(third, "attributed_to", "value", "method") == ("Coalition", 2, "unknown")


def test_airwars_sources_are_documents_and_statements_are_read(ledger, tmp_path):
    (tmp_path / "sources.csv").write_text(
        "post_id,post_status,permalink,code,date,name,language,url,archive_url,media,hash\n"
        "1,publish,x,CS1,2017-03-02,Local News,ar,https://n.example/1,https://a.example,,h1\n",
        encoding="utf-8",
    )
    (tmp_path / "statements.csv").write_text(
        "post_id,code,belligerent_id,belligerent_name,belligerent_slug,date,url,statement,hash\n"
        '1,CS1,7,US-led Coalition,us,2017-05-02,https://c.example/1,"In Raqqa, 27 civilians were killed.",h2\n',
        encoding="utf-8",
    )
    ledger.import_paths([str(tmp_path / "sources.csv"), str(tmp_path / "statements.csv")])
    source = ledger.documents()[0]
    assert (source.publisher, source.published) == ("Local News", "2017-03-02")
    [claim] = ledger.claims()
    assert (claim.record.value, claim.record.attributed_to, claim.record.publisher) == (
        27, "US-led Coalition", "US-led Coalition",
    )  # fmt: skip
    assert ledger.verify().sound


def test_helix_flow_and_stock(tmp_path):
    rows = (
        "1,Syria,New Displacement,Recommended figure,5000,1000,Household,More than,5,2019-10-09,Day,2019-10-31,Month,,,"
        'UN OCHA,UN OCHA,"1,000 families fled",Operation\n'
        "2,Syria,IDPs,Triangulation,6000000,,Person,Approximately,,2018-01-01,Day,2018-12-31,Day,2018-12-31,Year,,"
        "UN; SARC,,\n"
    )
    flow, stock = claims(tmp_path, "helix.csv", HELIX + rows)
    assert only(flow, "value", "qualifier", "time_kind", "event_start", "event_end", "attributed_to") == (
        5000, "more_than", "period", "2019-10-09", "2019-10", "UN OCHA",
    )  # fmt: skip
    assert "reported as 1000 households of 5" in flow["note"]
    assert only(stock, "qualifier", "time_kind", "as_of", "event_start", "attributed_to") == (
        "about", "point_in_time", "2018", None, None,
    )  # fmt: skip


def day(on: str, source: str, period: int, **more: int) -> dict:
    return {"report_date": on, "report_source": source, "report_period": period, **more}


GAZA = [
    day("2023-10-07", "mohtel", 24, killed=232, killed_cum=232, ext_killed=232, ext_injured_cum=1610),
    day("2023-10-08", "missing", 24, ext_killed_cum=400),
    day("2023-10-09", "gmotel", 48, killed=190, killed_cum=560),
    day("2023-10-10", "mohtel", 0, killed=0, killed_cum=560, press_killed_cum=8),
]


def test_gaza_takes_no_extrapolated_field_and_no_day_without_a_report(tmp_path):
    found = claims(tmp_path, "gaza.json", json.dumps(GAZA, indent=1))
    assert [only(c, "id", "value", "event_start", "event_end", "as_of") for c in found] == [
        ("t4p:gaza-strip:2023-10-07:killed_cum", 232, None, None, "2023-10-07"),
        ("t4p:gaza-strip:2023-10-07:killed", 232, "2023-10-07", "2023-10-07", None),
        ("t4p:gaza-strip:2023-10-09:killed_cum", 560, None, None, "2023-10-09"),
        ("t4p:gaza-strip:2023-10-09:killed", 190, "2023-10-08", "2023-10-09", None),
        ("t4p:gaza-strip:2023-10-10:press_killed_cum", 8, None, None, "2023-10-10"),
    ]
    assert only(found[2], "attributed_to", "relayed_by") == (
        "Ministry of Health in Gaza", "Government Media Office in Gaza",
    )  # fmt: skip


def test_west_bank_flash_and_verified_and_nothing_that_was_carried_on(tmp_path):
    rows = [
        {
            "report_date": "2023-10-07",
            "verified": {"killed": 6, "killed_cum": 6},
            "killed_cum": 3,
            "flash_source": "un",
        },
        {"report_date": "2023-10-08", "killed_cum": 3, "flash_source": "fill"},
    ]
    found = claims(tmp_path, "wb.json", json.dumps(rows))
    assert [only(c, "value", "definition", "time_kind") for c in found] == [
        (3, "flash", "cumulative"),
        (6, "verified", "cumulative"),
        (6, "verified", "period"),
    ]


def test_lebanon_takes_what_was_reported_and_the_phase(tmp_path):
    rows = [day("2026-04-01", "moph_lb", 24, phase=2, killed_cum=4100, killed_cum_reported=53)]
    [total] = claims(tmp_path, "lb.json", json.dumps(rows))
    assert only(total, "value", "event", "counted_from") == (53, "Lebanon, phase 2", None)


def test_ukraine_qualifier_in_a_side_column_and_prisoners(tmp_path):
    rows = [{"date": "2022-03-06", "day": 11, "personnel": 11000, "personnel*": "more", "POW": 0}]
    people, prisoners = claims(tmp_path, "p.json", json.dumps(rows))
    assert only(people, "value", "qualifier", "measure") == (11000, "more_than", "casualties")
    assert only(prisoners, "value", "measure") == (0, "captured")


def test_ukraine_corrections_below_zero_are_refused(tmp_path):
    rows = [{"date": "2022-10-13", "day": 231, "tank": 0, "APC": -25, "drone": 20, "personnel": 0}]
    with pytest.raises(InputError, match=r"c.json:1: column APC “-25” is below zero"):
        claims(tmp_path, "c.json", json.dumps(rows))


def test_every_format_has_what_the_reference_prints():
    names = [f.name for f in known()]
    assert len(set(names)) == len(names)
    for f in known():
        columns = {c.name for c in f.columns}
        assert set(f.needs) <= columns
        assert recognised(f.needs) is not None
        assert sum(bool(c.means) for c in f.columns) >= 3


def test_a_table_of_another_format_is_named(tmp_path):
    with pytest.raises(InputError, match=r"x.csv:1: this is no table of UCDP"):
        claims(tmp_path, "x.csv", RADFORD, format="ucdp-ged")
    with pytest.raises(InputError, match=r"no known format has the columns a, b; write a mapping: claims mapping init"):
        claims(tmp_path, "x.csv", "a,b\n1,2\n")


ACLED_ROWS = "{},{},1,Battles,Clash,A,B,Syria,Hasakeh,,,Ras al Ain,1,SOHR,,{},\n"


def acled(*days: str) -> str:
    return ACLED + "".join(ACLED_ROWS.format(f"SYR{n}", day, n) for n, day in enumerate(days, 1))


def test_dates_that_a_spreadsheet_wrote_are_told_apart_by_the_whole_column(tmp_path):
    found = claims(tmp_path, "a.csv", acled("2/3/2020", "3/3/2020", "14/3/2020", "05 March 2020", "2020-03-06"))
    assert [c["event_start"] for c in found] == ["2020-03-02", "2020-03-03", "2020-03-14", "2020-03-05", "2020-03-06"]
    found = claims(tmp_path, "b.csv", acled("2/3/2020", "2/14/2020"))
    assert [c["event_start"] for c in found] == ["2020-02-03", "2020-02-14"]
    assert [c["event_start"] for c in claims(tmp_path, "c.csv", acled("3/3/2020"))] == ["2020-03-03"]


def test_dates_that_can_be_read_two_ways_are_asked_for(tmp_path):
    said = r"^.*a\.csv: the dates in column “event_date” can be read as DD/MM/YYYY and MM/DD/YYYY alike; say --dates"
    with pytest.raises(InputError, match=said):
        claims(tmp_path, "a.csv", acled("2/3/2020", "4/5/2020"))
    [found] = claims(tmp_path, "a.csv", acled("2/3/2020"), dates="MM/DD/YYYY")
    assert found["event_start"] == "2020-02-03"
    [found] = claims(tmp_path, "a.csv", acled("2/3/2020"), dates="DD/MM/YYYY")
    assert found["event_start"] == "2020-03-02"
    tagged = "Town,Day,Dead\n#loc,#date,#affected+killed\nA,2/3/2020,5\n"
    [found] = claims(tmp_path, "h.csv", tagged, dates="DD/MM/YYYY")
    assert found["event_start"] == "2020-03-02"


def test_a_loss_that_is_not_known_is_not_taken_for_equipment(tmp_path):
    with pytest.raises(InputError, match=r"r.csv:2: column category “Civilians Killed” is no loss that is known here"):
        claims(tmp_path, "r.csv", RADFORD + "5,10,Killed-Ukraine,UA Source,Day,Ukraine,0,0,Civilians Killed,x\n")


def test_a_statement_that_concedes_deaths_in_its_usual_words(tmp_path):
    text = (
        "post_id,code,belligerent_name,date,url,statement,hash\n1,CS1,US-led Coalition,2017-04-01,https://x.example/1,"
    )
    text += '"Two civilians were unintentionally killed and one was inadvertently injured near Raqqa.",h1\n'
    found = claims(tmp_path, "s.csv", text)
    assert [only(c, "measure", "value") for c in found] == [("killed", 2), ("injured", 1)]
