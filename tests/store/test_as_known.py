"""What a ledger held on an earlier day is computed from its journal, claims, reviews and findings alike."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger import clock
from ledger.api import Ledger
from ledger.errors import LedgerError
from ledger.intake.reports import ImportOptions
from ledger.queries import ClaimFilter
from ledger.records import ClaimRecord
from ledger.vocabulary import Measure


def state(ledger):
    """Everything that people see of a ledger."""
    return (
        [(c.record, c.state, c.row_hash) for c in ledger.claims(ClaimFilter(state="all"))],
        [f.as_json() for f in ledger.findings(state="all")],
        ledger.documents(),
        ledger.sources(),
        ledger.name_links(),
        ledger.policy,
        ledger.head,
    )


def test_each_head_gives_back_what_it_stood_for(ledger, table, tmp_path):
    other = tmp_path / "more.csv"
    other.write_text(
        "id,document,measure,value,place,event_start,attributed_to,group\n"
        "e,Third report,killed,27,Zaria,2020-05-01,Red Cross,civilians\n"
    )
    acts = [
        lambda: ledger.import_paths([table]),
        lambda: ledger.accept("a"),
        lambda: ledger.correct("c", {"value": "27", "figure_text": "27"}, "misread"),
        lambda: ledger.import_paths([str(other)]),
        lambda: ledger.undo(),
        lambda: ledger.resolve(ledger.findings()[0].id, "report_range", "both stand"),
        lambda: ledger.set_reliability("Red Cross", "B"),
        lambda: ledger.withdraw("batch:1", "wrong file"),
        lambda: ledger.link_names("place", "Zaria", "same", "Zariya"),
        lambda: ledger.note("claim:e", "ask again"),
        lambda: ledger.add(ClaimRecord(document="Call", measure=Measure.KILLED, value=5)),
    ]
    seen = [state(ledger)]
    for act in acts:
        act()
        seen.append(state(ledger))
    for then in seen:
        with ledger.as_known(then[-1]) as earlier:
            assert state(earlier) == then
            assert earlier.verify(then[-1]).problems == []
    assert state(ledger) == seen[-1]


def test_a_day_is_known_to_its_end(ledger, table, monkeypatch):
    for day, value in (("2026-03-01T23:59:59Z", "a"), ("2026-03-02T00:00:00Z", "b"), ("2026-03-05T12:00:00Z", "c")):
        monkeypatch.setattr(clock, "now", lambda day=day: day)
        ledger.add(ClaimRecord(id=value, document="Daily", measure=Measure.KILLED, value=5))
    made = ledger.journal()[0].at[:10]
    assert made > "2026-03-05", "the first entry is of the day the test runs on"
    for when, ids in (("2026-03-01", "a"), ("2026-03-04", "ab"), ("2026-03", "abc"), ("2026", "abc")):
        with ledger.as_known(when) as then:
            assert "".join(c.id for c in then.claims()) == ids


@pytest.mark.parametrize(
    ("when", "says"),
    [
        ("1999", "not made yet"),
        ("soon", "no date and no head hash"),
        ("2015/..", "has no end"),
        ("ab" * 32, "no journal entry with the hash"),
    ],
)
def test_what_the_ledger_never_knew_is_refused(ledger, when, says):
    with pytest.raises(LedgerError, match=says), ledger.as_known(when):
        pass


def test_the_command_lists_what_stood_then(ledger, table, capfdbinary):
    from ledger.cli.main import main

    ledger.import_paths([table])
    head = ledger.head
    ledger.reject("a", "misread")
    assert main(["--ledger", str(ledger.path), "list", "--as-known-on", head[:12], "--json"]) == 0
    assert capfdbinary.readouterr().out.count(b'"id"') == 4
    assert main(["--ledger", str(ledger.path), "list", "--as-known-on", "1999"]) == 1
    assert b"was not made yet" in capfdbinary.readouterr().err


ACTS = ["accept", "reject", "correct", "undo", "redo", "party", "import"]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(ACTS), min_size=1, max_size=8))
def test_any_acts_can_be_looked_behind(tmp_path_factory, acts):
    folder = tmp_path_factory.mktemp("then")
    with Ledger.create(folder / "l.db", reviewer="Ada") as ledger:
        for n in (1, 2):
            ledger.add(ClaimRecord(id=f"k{n}", document="Daily", measure=Measure.KILLED, value=n * 50))
        seen = []
        for n, act in enumerate(acts):
            try:
                _do(ledger, act, n, folder)
            except LedgerError:
                continue
            seen.append(state(ledger))
        for then in seen:
            with ledger.as_known(then[-1]) as earlier:
                assert state(earlier) == then


def _do(ledger, act, n, folder):
    if act == "import":
        path = folder / f"{n}.csv"
        path.write_text(f"id,document,measure,value\ni{n},File {n},killed,{n}\n")
        ledger.import_paths([str(path)], ImportOptions(reviewer="Ada"))
    elif act == "party":
        ledger.set_party("Red Cross", f"side {n}")
    elif act in ("undo", "redo"):
        getattr(ledger, act)()
    elif act == "correct":
        ledger.correct("k1", {"value": str(n + 1)})
    else:
        getattr(ledger, act)("k2", "why")
