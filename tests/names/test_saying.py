"""What people say of names: chains of the same, several wider classes, and what cannot be said."""

from __future__ import annotations

import pytest

from ledger.cli.main import main
from ledger.names import Names
from ledger.names.saying import objection


@pytest.mark.parametrize("order", [("A", "B", "C"), ("C", "B", "A"), ("B", "C", "A")])
def test_names_that_are_one_through_another_are_one(order) -> None:
    one, two, three = order
    names = Names(
        [(kind, a, "same", b) for kind in ("group", "actor", "definition") for a, b in ((one, two), (two, three))]
    )
    assert len({names.resolve_group(n) for n in "ABC"}) == 1
    assert len({names.resolve_actor(n) for n in "ABC"}) == 1
    assert len({names.resolve_definition(n) for n in "ABC"}) == 1


def test_a_class_put_inside_another_stays_in_those_it_was_in() -> None:
    before = Names()
    names = Names([("group", "ISIL", "inside", "Tiger Force"), ("group", "Night Watch", "inside", "Syrian army")])
    held = names.resolve_group("IS")
    assert held == names.resolve_group("ISIL") == before.resolve_group("ISIL")
    assert names.groups.above(held) >= before.groups.above(held)
    assert names.group_relation(held, names.resolve_group("Tiger Force")) == 1


def test_a_class_may_be_put_inside_two() -> None:
    names = Names([("group", "Night Watch", "inside", "Syrian army"), ("group", "Night Watch", "inside", "jihadists")])
    own = names.resolve_group("Night Watch")
    assert all(names.group_relation(own, names.resolve_group(wide)) == 1 for wide in ("Syrian army", "jihadists"))


def test_what_lies_inside_another_follows_it_where_that_is_the_same_as_a_third() -> None:
    names = Names([("group", "Night Watch", "inside", "Old Guard"), ("group", "Old Guard", "same", "Syrian army")])
    assert names.group_relation(names.resolve_group("Night Watch"), names.resolve_group("Syrian army")) == 1


def test_a_circle_that_two_people_made_is_passed_over() -> None:
    names = Names(
        [
            ("group", "Night Watch", "inside", "Old Guard"),
            ("group", "Old Guard", "inside", "Night Watch"),
            ("group", "civilians", "same", "people"),
            ("group", "people", "inside", "civilians"),
            ("group", "people", "different", "civilians"),
        ]
    )
    assert names.groups.above(names.resolve_group("Old Guard"))
    assert names.resolve_group("people") == "people"


SAID = (
    ("group", "Night Watch", "inside", "Old Guard"),
    ("place", "Raka city", "same", "Raqqa, Syria"),
    ("actor", "A", "same", "B"),
    ("actor", "B", "same", "C"),
    ("definition", "named dead", "inside", "all dead"),
)


@pytest.mark.parametrize(
    ("kind", "name", "relation", "target", "words"),
    [
        ("group", "Night Watch", "inside", "Old Guard", "stands so already"),
        ("group", "Old Guard", "inside", "Night Watch", "take that back first: claims alias group 'Night Watch'"),
        ("group", "Night Watch", "same", "Old Guard", "take that back first"),
        ("group", "people", "inside", "civilians", "'civilians' lies inside 'people' already"),
        ("group", "IS", "inside", "ISIL", "one and the same already"),
        ("place", "Raqqa, Syria", "same", "Raka city", "stands so already"),
        ("place", "Raka city", "same", "Deir ez-Zor, Syria", "take that back first"),
        ("place", "Raka city", "inside", "Homs, Syria", "take that back first"),
        ("place", "Syria", "inside", "Raqqa, Syria", "'Raqqa, Syria' lies inside 'Syria' already"),
        ("place", "Raqqa, Syria", "inside", "Ar-Raqqah, Syria", "one place already"),
        ("actor", "C", "same", "A", "'C' is the same as 'A' already"),
        ("actor", "A", "inside", "D", "a source lies inside no other; claims sources 'A' --compiler"),
        ("definition", "all dead", "inside", "named dead", "take that back first"),
        ("group", "a  b", "same", "A b", "the two names are one"),
    ],
)
def test_what_cannot_be_said_is_answered_with_why(kind, name, relation, target, words) -> None:
    assert words in (objection(Names(SAID), kind, name, relation, target) or "")


@pytest.mark.parametrize(
    ("kind", "name", "relation", "target"),
    [
        ("group", "Night Watch", "inside", "Syrian army"),
        ("place", "Raka town", "same", "Raqqa, Syria"),
        ("place", "Tabqa, Syria", "inside", "Raqqa, Syria"),
        ("actor", "Toll Watch", "inside", "compilers"),
        ("definition", "direct deaths", "different", "all dead"),
    ],
)
def test_what_can_be_said_meets_no_objection(kind, name, relation, target) -> None:
    assert objection(Names(SAID), kind, name, relation, target) is None


def test_a_contradiction_is_refused_in_one_line_and_changes_nothing(ledger, monkeypatch, capsys) -> None:
    monkeypatch.setenv("CLAIMS_LEDGER", str(ledger.path))
    assert main(["alias", "group", "civilians", "same", "people"]) == 0
    capsys.readouterr()
    assert main(["alias", "group", "people", "inside", "civilians"]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert len(ledger.name_links()) == 1


def _two_say(ledger, tmp_path, one, other) -> None:
    """Two sources count the dead of one day."""
    path = tmp_path / "rows.csv"
    path.write_text(
        "id,document,publisher,published,value,measure,group,place,event_start,attributed_to\n"
        f"a,One,Daily,2020-05-02,43,killed,people,Kaduna,2020-05-01,{one}\n"
        f"b,Two,Weekly,2020-05-02,31,killed,people,Kaduna,2020-05-01,{other}\n",
        encoding="utf-8",
    )
    ledger.import_paths([str(path)])


def test_a_claim_of_a_name_tied_before_is_read_anew_when_its_target_is_tied(ledger, tmp_path) -> None:
    _two_say(ledger, tmp_path, "First Desk", "Third Desk")
    ledger.link_names("actor", "First Desk", "same", "Second Desk")
    ledger.link_names("actor", "Second Desk", "same", "Third Desk")
    found = [(f.code, f.id) for f in ledger.findings()]
    assert [code for code, _ in found] == ["C6"]
    ledger.rebuild()
    assert [(f.code, f.id) for f in ledger.findings()] == found


@pytest.mark.parametrize(
    ("kind", "known", "also", "new"),
    [
        ("actor", "SOHR", "Syrian Observatory for Human Rights", "The Coventry desk"),
        ("group", "ISIL", "Islamic State", "the black flags"),
        ("place", "Raqqa, Syria", "Ar-Raqqah, Syria", "Raka city, Syria"),
    ],
)
def test_a_name_on_record_keeps_its_spellings_whichever_way_round_it_is_said(kind, known, also, new) -> None:
    for said in ((kind, known, "same", new), (kind, new, "same", known)):
        names = Names([said])
        resolve = {"actor": names.resolve_actor, "group": names.resolve_group, "place": names.resolve_place}[kind]
        assert resolve(known) == resolve(also) == resolve(new)


def test_a_claim_of_the_new_name_is_read_anew_whichever_way_round_it_is_said(ledger, tmp_path) -> None:
    _two_say(ledger, tmp_path, "Syrian Observatory for Human Rights", "Coventry desk")
    ledger.link_names("actor", "SOHR", "same", "Coventry desk")
    assert [f.code for f in ledger.findings()] == ["C6"]
