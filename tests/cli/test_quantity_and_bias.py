"""One quantity on one scale, the profile of the parties, and listings that fit the width there is."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from ledger.cli.columns import fitted, print_columns
from ledger.cli.main import main

HEAD = (
    "id,document,publisher,published,value,qualifier,measure,group,place,time_kind,counted_from,as_of,attributed_to\n"
)


@pytest.fixture
def run(ledger, tmp_path, monkeypatch, capfdbinary):
    monkeypatch.setenv("CLAIMS_LEDGER", str(ledger.path))
    monkeypatch.setenv("COLUMNS", "80")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        out = capfdbinary.readouterr()
        return code, out.out.decode(), out.err.decode()

    return call


@pytest.fixture
def bring(ledger, tmp_path):
    def call(*rows: str) -> None:
        path = tmp_path / "rows.csv"
        path.write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        ledger.import_paths([str(path)])

    return call


def total(key: str, day: int, value: int, who: str, qualifier: str = "exact", start: str = "2020-01") -> str:
    on = f"2020-05-{day:02}"
    return f"{key},{key},Daily,{on},{value},{qualifier},killed,civilians,Zaria,cumulative,{start},{on},{who}"


TOLL = (
    total("a", 1, 27, "Red Cross"),
    total("b", 3, 53, "Ministry of Health"),
    total("c", 4, 31, "Amnesty International"),
    total("d", 5, 61, "Red Cross"),
)


def test_a_running_toll_in_order_of_date_with_its_three_ranges(run, bring):
    bring(*TOLL)
    code, out, _ = run("quantity", "a")
    assert code == 0
    assert all(len(line) <= 80 for line in out.splitlines())
    assert "4 reports, 3 origins, 3 not a party: 2 of 3 independent origins agree" in out.replace("\n", " ")
    days = [line.split()[1] for line in out.splitlines() if "2020-05-" in line and ("●" in line or "├" in line)]
    assert days == sorted(days)
    assert "left out: Ministry of Health" in out
    said = json.loads(run("quantity", "a", "--json")[1])
    assert (said["claimed"]["low"], said["claimed"]["high"]) == (27, 61)
    assert said["running"] is True
    assert [c["claim"] for c in said["claims"]] == ["a", "b", "c", "d"]
    assert [c["agrees"] for c in said["claims"]] == [None, False, True, True]
    assert [f["kind"] for f in said["findings"]] == ["toll_falls"]
    lows = [step["low"] for step in said["curve"]]
    assert lows == sorted(lows)


def test_what_starts_elsewhere_stands_in_the_panel_and_is_no_finding(ledger, run, bring):
    bring(total("a", 1, 900, "Red Cross"), total("b", 3, 53, "Ministry of Health", start="2020-04"))
    assert ledger.findings() == []
    said = json.loads(run("quantity", "a", "--json")[1])
    assert [b["code"] for b in said["beside"]] == ["W2"]
    assert "Not compared with it" in run("quantity", "a")[1]


def test_a_report_that_repeats_a_figure_is_named_with_its_origin(run, bring):
    bring(total("a", 1, 4461, "Red Cross"), total("b", 2, 4461, ""), total("c", 2, 4500, ""))
    said = json.loads(run("quantity", "a", "--json")[1])
    assert said["origins"] == 1
    assert sorted((c["claim"], c["likely"], c["origin"]) for c in said["claims"] if c["likely"]) == [
        ("b", "probably", "International Committee of the Red Cross"),
        ("c", "possibly", "International Committee of the Red Cross"),
    ]


def test_a_quantity_goes_by_its_key_a_finding_or_a_claim(ledger, run, bring):
    bring(*TOLL)
    (found,) = ledger.findings()
    keys = {
        json.loads(run("quantity", what, "--json")[1])["key"] for what in ("b", found.id[:8], found.quantity["key"])
    }
    assert len(keys) == 1
    code, _, err = run("quantity", "nothing")
    assert code == 1
    assert err.count("\n") == 1


def test_a_party_is_held_against_three_third_parties_and_ten_figures(ledger, run, bring):
    third = ("Red Cross", "Amnesty International", "Human Rights Watch")
    rows = [total(f"t{d}{n}", d, 100 + d, who) for d in range(1, 13) for n, who in enumerate(third)]
    rows += [total(f"p{d}", d, 3 * (100 + d), "Ministry of Defence") for d in range(1, 13)]
    bring(*rows)
    assert json.loads(run("bias", "--json")[1])["profiles"] == []
    ledger.set_party("Ministry of Defence", "North", "it fights")
    (profile,) = json.loads(run("bias", "--json")[1])["profiles"]
    assert profile["figures"] == 12
    assert len(profile["third"]) == 3
    assert [round(profile[end], 1) for end in ("low", "ratio", "high")] == [3.0, 3.0, 3.0]
    code, out, _ = run("bias")
    assert code == 0
    assert "moves no range" in out.replace("\n", " ")


def test_too_few_figures_give_no_ratio(ledger, run, bring):
    bring(total("a", 1, 27, "Red Cross"), total("b", 1, 62, "Ministry of Defence"))
    ledger.set_party("Ministry of Defence", "North", "it fights")
    (profile,) = json.loads(run("bias", "--json")[1])["profiles"]
    assert profile["ratio"] is None
    assert "1 with fewer than 10 figures" in run("bias")[1]


def test_conflicts_are_filtered_by_words_source_and_claim(run, bring):
    bring(*TOLL)
    assert len(json.loads(run("conflicts", "--about", "civilians zaria", "--json")[1])) == 1
    assert json.loads(run("conflicts", "--about", "kaduna", "--json")[1]) == []
    assert len(json.loads(run("conflicts", "--source", "amnesty", "--json")[1])) == 1
    assert json.loads(run("conflicts", "--claim", "a", "--json")[1]) == []
    code, out, _ = run("conflicts")
    assert code == 0
    assert all(len(line) <= 80 for line in out.splitlines())
    assert "independent origins agree" in out.replace("\n", " ")
    assert "1 finding" in run("conflicts", "--short")[1]


def test_columns_that_give_way_keep_the_others_whole(monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    assert fitted([6, 40, 40], 60, (1, 2)) == [6, 27, 27]
    assert fitted([6, 10, 60], 60, (1, 2)) == [6, 10, 44]
    out = Console(file=io.StringIO(), width=30)
    print_columns(out, ("id", "name"), [("12345678", "a name that is far too long for it")], yielding=(1,))
    lines = out.file.getvalue().splitlines()
    assert lines[1].startswith("12345678  a name")
    assert lines[1].endswith("…")
    assert all(len(line) <= 30 for line in lines)


def test_columns_show_what_a_terminal_would_obey():
    out = Console(file=io.StringIO(), width=60)
    print_columns(out, ("id",), [("\x1b[31mred",)])
    assert "\x1b" not in out.file.getvalue()


def test_findings_of_a_quantity_stand_in_the_order_of_conflicts(run, bring, ledger):
    bring(*TOLL, total("e", 5, 300, "Oxfam"), total("f", 5, 58, "World Vision"))
    listed = [f.id for f in ledger.findings()]
    assert len(listed) > 2
    assert [f.id for f in ledger.quantity("a").findings] == listed


def test_nothing_named_is_no_quantity(run, bring):
    bring(*TOLL)
    for empty in ("", " "):
        code, _, err = run("quantity", empty)
        assert (code, err.count("\n")) == (1, 1)


@pytest.mark.parametrize("kind", ["C1", "c1", "no_common_figure", "no common figure", "No-common-figure"])
def test_a_kind_goes_by_its_code_and_its_words(run, bring, kind):
    bring(total("a", 1, 27, "Red Cross"), total("b", 1, 53, "Ministry of Health"))
    code, out, _ = run("conflicts", "--kind", kind, "--json")
    assert code == 0
    assert [f["code"] for f in json.loads(out)] == ["C1"]


@pytest.mark.parametrize(("kind", "words"), [("stale", "stale_figure"), ("zzz", "no_common_figure, toll_falls")])
def test_a_kind_that_is_none_is_answered_with_those_there_are(run, bring, kind, words):
    code, _, err = run("conflicts", "--kind", kind)
    assert code == 1
    assert words in err


def test_what_is_wrong_with_a_command_in_a_group_names_its_help(run, bring):
    code, _, err = run("policy", "set")
    assert code == 2
    assert "claims policy set --help" in err


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("Zaria market, Nigeria", "Zaria market (Nigeria)"),
        ("Zaria Market, Nigeria", "Zaria Market (Nigeria)"),
        ("market, Zaria, Nigeria", "Zaria market (Nigeria)"),
        ("Old Souk, Zaria, Nigeria", "Old Souk (Nigeria)"),
    ],
)
def test_a_part_of_a_town_is_shown_with_its_town(bring, ledger, place, shown):
    bring(total("a", 1, 27, "Red Cross").replace("Zaria", f'"{place}"'))
    assert ledger.quantity("a").label.startswith(f"civilians killed, {shown}")


def test_where_no_two_origins_agree_no_curve_of_those_that_do_is_shown(run, bring):
    bring(
        *(
            total(f"{who}{day}", day, 27 * n + day, who)
            for n, who in ((1, "Red Cross"), (4, "Oxfam"))
            for day in (1, 2, 3)
        )
    )
    code, out, _ = run("quantity", "Oxfam1")
    assert code == 0
    assert "no two of 2 independent origins agree" in out
    assert "leave room for" not in out
    assert json.loads(run("quantity", "Oxfam1", "--json")[1])["curve"] == []


def test_a_long_toll_shows_as_many_claims_as_there_is_room_for(run, bring):
    days = [(start, day) for start in ("2020-05", "2020-06") for day in range(1, 29)]
    bring(
        *(
            f"{n},{n},Daily,{month}-{day:02},{100 + n},exact,killed,civilians,Zaria,cumulative,2020-01,"
            f"{month}-{day:02},Oxfam"
            for n, (month, day) in enumerate(days)
        )
    )
    out = run("quantity", "1")[1]
    drawn = [line for line in out.splitlines() if " 2020-0" in line]
    assert len(drawn) == 40
    assert "16 earlier claims are not shown" in out
