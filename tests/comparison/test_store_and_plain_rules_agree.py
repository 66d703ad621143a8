"""The ledger finds what the rules find when every claim is compared with every other in plain Python.

Ledgers of random claims come in by parts, in any order, lose some and get names tied; after each step the stored
findings are those of `ledger.comparison.detect` over the claims that stand, field by field. Run more with
`CLAIMS_EXAMPLES=2000 pytest tests/comparison/test_store_and_plain_rules_agree.py`.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.api import Ledger
from ledger.comparison import Compared, Finding, detect, place_claim
from ledger.names import Names
from ledger.queries import ClaimFilter
from ledger.records import FIELDS, ClaimRecord
from ledger.vocabulary import Measure, Qualifier, TimeKind
from tests.comparison.claims import day

EXAMPLES = int(os.environ.get("CLAIMS_EXAMPLES", "25"))

SPANS = st.sampled_from(
    [(day(28), None), (day(28), day(28)), (day(28), day(33)), (day(1), day(58)), ("2015-02", None), (None, None)]
)
PLACES = st.sampled_from(
    ["Raqqa, Syria", "Syria", "Syria and Iraq", "Tripoli", "Aleppo, Syria", "Aleppo Governorate, Syria", None]
)
GROUPS = st.sampled_from(
    ["people", "civilians", "combatants", "children", "women", "men", "IS fighters", "jihadists", "militia X", None]
)


@st.composite
def records(draw: st.DrawFn) -> ClaimRecord:
    start, end = draw(SPANS)
    kind = draw(st.sampled_from(["event", "event", "event", "period", "cumulative", "point_in_time", None]))
    published = day(90 + draw(st.integers(0, 4)))
    qualifier = Qualifier(draw(st.sampled_from(["exact", "exact", "at_least", "up_to", "about", "more_than"])))
    return ClaimRecord(
        document=draw(st.sampled_from(["d1", "d2", "d3", "d4", "d5"])) + " " + published,
        publisher=draw(st.sampled_from(["AP", "BBC", "UN", None])),
        published=published if draw(st.booleans()) else None,
        value=draw(st.sampled_from([3, 5, 6, 20, 21, 60, 166, 173, 300, 4460])),
        qualifier=qualifier,
        measure=Measure(draw(st.sampled_from(["killed", "killed", "killed", "injured", "casualties", "strength"]))),
        group=draw(GROUPS),
        place=draw(PLACES),
        event_start=start,
        event_end=end,
        as_of=draw(st.sampled_from([None, None, day(70), day(71), day(73), "2015-03"])),
        time_kind=TimeKind(kind) if kind else None,
        definition=draw(st.sampled_from([None, None, None, "direct deaths", "all causes"])),
        attributed_to=draw(st.sampled_from(["Ministry", "SOHR", "UN", "AP", "BBC", None])),
        event=draw(st.sampled_from([None, None, None, "Battle of the Dam"])),
    )


def one_document(drafts: list[ClaimRecord]) -> list[ClaimRecord]:
    """What a table must keep to: a document has one publisher and one date, a claim an id of its own."""
    first = {d.document: d for d in reversed(drafts)}
    return [
        replace(
            d,
            id=f"c{i:03}",
            publisher=first[d.document].publisher,
            published=first[d.document].published,
        )
        for i, d in enumerate(drafts)
    ]


LEDGERS = st.lists(records(), min_size=2, max_size=14).map(one_document)


def put(path: Path, claims: list[ClaimRecord], name: str) -> str:
    table = path / f"{name}.jsonl"
    rows = ({f: v for f in FIELDS if (v := getattr(c, f)) is not None} for c in claims)
    table.write_bytes(b"\n".join(orjson.dumps(row) for row in rows))
    return str(table)


def plainly(ledger: Ledger) -> list[Finding]:
    """What comparing every claim with every other gives."""
    names = Names(ledger.name_links())
    standing = ledger.claims(ClaimFilter(state="standing"))
    placed = [
        place_claim(Compared.from_record(c.id, c.record, at=c.quote_start), names, ledger.policy) for c in standing
    ]
    return detect(placed, names=names, policy=ledger.policy, parties=ledger.parties())


def check(ledger: Ledger) -> None:
    stored = {f.id: f for f in ledger.findings(state="all")}
    expected = {f.id: f for f in plainly(ledger)}
    assert sorted((f.code, f.id) for f in stored.values()) == sorted((f.code, f.id) for f in expected.values())
    for name, found in stored.items():
        meant = expected[name]
        assert found.explanation == meant.explanation
        assert (found.claims, found.origins, found.severity) == (meant.claims, meant.origins, meant.severity)
        assert (found.fits_if, found.hint or "", found.list) == (meant.fits_if, meant.hint, meant.list)
        assert found.quantity == dict(meant.quantity)
        read = {claim: (r["why"], r["low"], r["high"]) for claim, r in found.readings.items()}
        assert read == {r.claim: (r.why, r.low, r.high) for r in meant.readings}
    order = [f.id for f in ledger.findings(state="all")]
    assert order == [f.id for f in plainly(ledger)]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledgers") / "empty.db"
    Ledger.create(path, reviewer="r").close()
    return path


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(claims=LEDGERS, data=st.data())
def test_every_step_leaves_what_the_plain_rules_find(empty: Path, claims: list[ClaimRecord], data: st.DataObject):
    path = empty.with_name("step.db")
    shutil.copy(empty, path)
    random = data.draw(st.randoms(use_true_random=False))
    shuffled = list(claims)
    random.shuffle(shuffled)
    cut = data.draw(st.integers(1, len(claims)))
    with Ledger(path, reviewer="r") as ledger:
        ledger.import_paths([put(path.parent, shuffled[:cut], "first")])
        check(ledger)
        for record in shuffled[cut : cut + 3]:
            ledger.add(record)
            check(ledger)
        if shuffled[cut + 3 :]:
            ledger.import_paths([put(path.parent, shuffled[cut + 3 :], "second")])
            check(ledger)
        ledger.reject(shuffled[0].id or "", why="misread")
        check(ledger)
        act = data.draw(st.sampled_from(["group", "place", "actor", "party", "inside"]))
        if act == "party":
            ledger.set_party("SOHR", "opposition")
            ledger.set_party("Ministry", "government")
        elif act == "inside":
            ledger.link_names("group", "militia X", "inside", "jihadists")
        else:
            name, target = {
                "group": ("militia X", "IS fighters"),
                "place": ("Tripoli", "Raqqa, Syria"),
                "actor": ("BBC", "Ministry"),
            }[act]
            ledger.link_names(act, name, "same", target)
        check(ledger)
        before = {f.id: f for f in ledger.findings(state="all")}
        changes = ledger.rebuild()
        assert not changes.new
        assert not changes.gone
        assert {f.id: f for f in ledger.findings(state="all")} == before
        assert ledger.verify().problems == []


def test_a_settled_number_under_two_measures_opens_when_a_claim_joins_either(empty: Path):
    """The new claim gives another number: the finding stays as it is, but what it is about has changed."""
    path = empty.with_name("settled.db")
    shutil.copy(empty, path)
    common = {"document": "Report", "published": "2015-04-01", "event_start": "2015-03-31", "attributed_to": "UN"}
    two = [
        ClaimRecord(id="a", value=166, measure=Measure.KILLED, group="civilians", place="Zaria, Nigeria", **common),
        ClaimRecord(id="b", value=166, measure=Measure.KILLED, group="soldiers", place="Zaria, Nigeria", **common),
    ]
    with Ledger(path, reviewer="r") as ledger:
        ledger.import_paths([put(path.parent, two, "two")])
        (odd,) = ledger.findings(kind="T4")
        ledger.dismiss(odd.id, "not_a_conflict", why="both counted")
        assert ledger.finding(odd.id).state.value == "dismissed"
        later = replace(two[0], id="c", document="Other", value=170, attributed_to="Red Cross")
        done = ledger.add(later)
        assert odd.id in done.findings.reopened
        assert ledger.finding(odd.id).reopened_by == ("c",)
        before = ledger.findings(state="all")
        ledger.rebuild()
        assert ledger.findings(state="all") == before


def test_a_sum_stays_when_something_else_of_its_event_changes(empty: Path):
    """All sums of an event are taken out when a claim about it changes: they must all come back."""
    path = empty.with_name("sums.db")
    shutil.copy(empty, path)
    common = {
        "document": "Report",
        "published": "2015-04-01",
        "event_start": "2015-03-31",
        "attributed_to": "UN",
        "place": "Zaria, Nigeria",
        "measure": Measure.KILLED,
    }
    parts = [
        ClaimRecord(id="a", value=27, group="civilians", **common),
        ClaimRecord(id="b", value=26, group="combatants", **common),
        ClaimRecord(id="c", value=61, group="people", **common),
    ]
    with Ledger(path, reviewer="r") as ledger:
        ledger.import_paths([put(path.parent, parts, "parts")])
        assert [f.code for f in ledger.findings()] == ["C4"]
        done = ledger.add(replace(parts[0], id="d", measure=Measure.INJURED, value=4, group="IS fighters"))
        assert (done.findings.new, done.findings.gone) == ((), ())
        check(ledger)
        assert [f.code for f in ledger.findings()] == ["C4"]
