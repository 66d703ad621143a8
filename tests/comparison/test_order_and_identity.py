"""The same findings with the same ids, whatever the order, the claim ids or the grouping."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.comparison import blocks, detect, detect_block
from ledger.names import default
from tests.comparison.claims import POLICY, claim, day, findings, placed

DRAFTS = st.builds(
    lambda value, origin, on, group, place, measure, kind, qualifier, document, length: claim(
        value,
        origin,
        claim="",
        document=document,
        publisher="AP" if origin else document,
        group=group,
        place=place,
        measure=measure,
        qualifier=qualifier,
        as_of=day(70 + on),
        event_start=day(28),
        event_end=day(28 + length) if kind == "period" else None,
        time_kind=kind,
    ),
    st.integers(0, 40),
    st.sampled_from(["A", "B", "UN", None]),
    st.integers(0, 4),
    st.sampled_from(["people", "civilians", "children", "IS fighters", "jihadists"]),
    st.sampled_from(["Raqqa, Syria", "Syria", "Syria and Iraq"]),
    st.sampled_from(["killed", "casualties", "strength"]),
    st.sampled_from(["event", "period", "cumulative"]),
    st.sampled_from(["exact", "at_least", "up_to", "about"]),
    st.sampled_from(["d1", "d2", "d3"]),
    st.sampled_from([0, 1, 5, 40]),
)
LEDGERS = st.lists(DRAFTS, max_size=12).map(lambda drafts: [replace(c, claim=f"c{i:03}") for i, c in enumerate(drafts)])


def run(claims) -> list:
    return detect(placed(*claims), names=default(), policy=POLICY)


@settings(max_examples=400, deadline=None)
@given(LEDGERS, st.randoms(use_true_random=False))
def test_order_of_import_decides_nothing(claims, random) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert run(shuffled) == run(claims)


@settings(max_examples=400, deadline=None)
@given(LEDGERS)
def test_the_whole_is_the_union_of_its_blocks(claims) -> None:
    held = placed(*claims)
    every = sorted({b for p in held for b in blocks(p)})
    apart = [f for b in every for f in detect_block(b, held, names=default(), policy=POLICY)]
    assert sorted(apart, key=lambda f: f.id) == sorted(run(claims), key=lambda f: f.id)


@settings(max_examples=400, deadline=None)
@given(LEDGERS)
def test_no_two_findings_share_an_id(claims) -> None:
    ids = [f.id for f in run(claims)]
    assert len(ids) == len(set(ids))


@settings(max_examples=300, deadline=None)
@given(LEDGERS, st.data())
def test_a_change_touches_only_its_blocks(claims, data) -> None:
    """Comparing again only the blocks of a new claim gives what comparing everything gives."""
    if not claims:
        return
    added = data.draw(st.integers(0, len(claims) - 1))
    rest = [c for i, c in enumerate(claims) if i != added]
    held = placed(*claims)
    touched = set(blocks(placed(claims[added])[0]))
    kept = [f for f in run(rest) if f"{f.lens}:{f.block}" not in touched]
    again = [f for b in sorted(touched) for f in detect_block(b, held, names=default(), policy=POLICY)]
    assert sorted(kept + again, key=lambda f: f.id) == sorted(run(claims), key=lambda f: f.id)


def test_ids_come_from_what_it_is_about_and_not_from_claims() -> None:
    first = findings(claim(62, "A"), claim(27, "B"))
    second = findings(claim(62, "A"), claim(27, "B"), claim(27, "B"))
    assert [f.id for f in first] == [f.id for f in second]
    assert first[0].claims != second[0].claims


def test_slips_stand_before_disputes_before_notes() -> None:
    found = findings(
        claim(27, "A", place="Aleppo, Syria"),
        claim(26, "A", place="Aleppo, Syria"),
        claim(9000, "A"),
        claim(20, "B"),
        claim(27, "C", place="Homs, Syria"),
        claim(27, "C", place="Homs, Syria", qualifier="at_least"),
    )
    assert [f.code for f in found] == ["C6", "C1", "T1"]
