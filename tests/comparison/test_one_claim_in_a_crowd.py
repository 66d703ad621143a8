"""One claim that changes in a quantity of very many: what it cannot change is left alone, and the rest is as ever.

The quantities of these ledgers are small, so the sizes from which a quantity is not looked at whole are set to two.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.api import Ledger
from ledger.detection import gathering, lately
from ledger.records import ClaimRecord
from ledger.vocabulary import Measure, Qualifier, TimeKind
from tests.comparison.claims import day
from tests.comparison.test_store_and_plain_rules_agree import check, one_document, put

EXAMPLES = int(os.environ.get("CLAIMS_EXAMPLES", "6"))


@st.composite
def crowded(draw: st.DrawFn) -> ClaimRecord:
    published = draw(st.integers(1, 5))
    return ClaimRecord(
        document=f"Report {draw(st.integers(1, 8))}",
        publisher=draw(st.sampled_from(["AP", "BBC", "Ministry"])),
        published=day(published),
        value=draw(st.sampled_from([20, 27, 60, 61, 200])),
        qualifier=draw(st.sampled_from([Qualifier.EXACT, Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.ABOUT])),
        measure=Measure.KILLED,
        group=draw(st.sampled_from(["people", "people", "people", "civilians"])),
        place="Raqqa, Syria",
        event_start=day(1),
        as_of=draw(st.sampled_from([None, day(1)])),
        time_kind=TimeKind.EVENT,
        attributed_to=draw(st.sampled_from(["Ministry", "SOHR", "UN", None])),
        event="Battle of the Dam",
    )


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledgers") / "empty.db"
    Ledger.create(path, reviewer="r").close()
    return path


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(claims=st.lists(crowded(), min_size=6, max_size=14).map(one_document), data=st.data())
def test_every_act_leaves_what_comparing_anew_finds(empty: Path, claims: list[ClaimRecord], data: st.DataObject):
    path = empty.with_name("crowd.db")
    shutil.copy(empty, path)
    with pytest.MonkeyPatch.context() as patch, Ledger(path, reviewer="r") as ledger:
        patch.setattr(lately, "MANY", 2)
        patch.setattr(gathering, "CROWD", data.draw(st.sampled_from([2, gathering.CROWD])))
        ledger.import_paths([put(path.parent, claims[:-2], "first")])
        found = ledger.findings()
        if found:
            settled = data.draw(st.sampled_from(found))
            ledger.dismiss(settled.id, "not_a_conflict", why="both counted")
        for record in claims[-2:]:
            ledger.add(record)
            check(ledger)
            assert ledger.verify().problems == []  # of a ledger so small it compares every column with what is found
        name = data.draw(st.sampled_from([c.id or "" for c in claims]))
        ledger.correct(name, {"attributed_to": data.draw(st.sampled_from(["Red Cross", "Observers"]))})
        check(ledger)
        ledger.correct(name, {"value": "33"})
        check(ledger)
        ledger.reject(data.draw(st.sampled_from([c.id or "" for c in claims])), why="misread")
        check(ledger)
        before = ledger.findings(state="all")
        changes = ledger.rebuild()
        assert (changes.new, changes.gone) == ((), ())
        assert ledger.findings(state="all") == before
        assert ledger.verify().problems == []


def test_the_findings_of_other_sources_are_not_written_again(empty: Path):
    path = empty.with_name("other.db")
    shutil.copy(empty, path)
    common = {"measure": Measure.KILLED, "place": "Raqqa, Syria", "event_start": day(1), "as_of": day(2)}
    reports = [
        ClaimRecord(id=f"{source}{n}", document=f"{source} {n}", published=day(2), value=value, attributed_to=source,
                    **common)
        for source in ("UN", "SOHR")
        for n, value in enumerate((20, 30))
    ]  # fmt: skip
    with pytest.MonkeyPatch.context() as patch, Ledger(path, reviewer="r") as ledger:
        patch.setattr(lately, "MANY", 2)
        ledger.import_paths([put(path.parent, reports, "reports")])
        both = {f.id: f.claims for f in ledger.findings(kind="C6")}
        assert len(both) == 2
        looked = []
        kept = lately.Lately.others
        patch.setattr(lately.Lately, "others", lambda *given: looked.append(kept(*given)) or looked[-1])
        done = ledger.add(replace(reports[0], id="z", document="Third", value=40))
        ((left,),) = looked
        assert {c[:4] for c in both[left]} == {"SOHR"}
        assert left not in (*done.findings.new, *done.findings.gone)
        check(ledger)


def test_a_claim_that_comes_first_speaks_for_what_others_found(empty: Path):
    """A source's own cut says what is counted by the first claim of its quantity, and that is now the new one."""
    path = empty.with_name("first.db")
    shutil.copy(empty, path)
    common = {"measure": Measure.KILLED, "group": "people", "event_start": day(1), "time_kind": TimeKind.EVENT}
    reports = [
        ClaimRecord(id=f"{source}{n}", document=f"{source} {n}", published=day(n), as_of=day(n), value=40 - 10 * n,
                    place="Raqqa, Syria", attributed_to=source, **common)
        for source in ("SOHR", "UN")
        for n in (1, 2)
    ]  # fmt: skip
    with pytest.MonkeyPatch.context() as patch, Ledger(path, reviewer="r") as ledger:
        patch.setattr(lately, "MANY", 2)
        ledger.import_paths([put(path.parent, reports, "cuts")])
        cuts = {f.id for f in ledger.findings(kind="R2")}
        assert len(cuts) == 2
        looked = []
        kept = lately.Lately.others
        patch.setattr(lately.Lately, "others", lambda *given: looked.append(kept(*given)) or looked[-1])
        record = replace(reports[0], id="A", document="Third", value=31, published=day(3), as_of=day(3))
        ledger.add(record)
        ((left,),) = looked
        assert left in cuts
        with ledger.reading() as c:
            about = "SELECT DISTINCT claim.key FROM finding JOIN claim ON claim.id = about WHERE code = 'R2'"
            assert [row[0] for row in c.exec_driver_sql(about)] == ["A"]
        check(ledger)
        assert ledger.verify().problems == []
