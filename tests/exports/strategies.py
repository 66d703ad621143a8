"""Claim records with texts that break naive writers and readers."""

from __future__ import annotations

from hypothesis import strategies as st

from ledger.figures import MAX_COUNT, settle
from ledger.records import ClaimRecord
from ledger.vocabulary import Anonymity, GroundRules, GroupStatus, Measure, Method, Qualifier, TimeKind

NASTY = st.sampled_from(
    ["'", "''=", "=cmd", "+1", "-", "@", '"', '""', ",", "\r", "\n", "\r\n", "\t", "\u2028", "\ufeff",
     "\x1b[2J", "\x9b", "\u202e", ";", "\\", "{", "قتل", "٢٧", "e\u0301",
     "\x85", "\x1c", " ", "#", "null", "\U0001f600"]
)  # fmt: skip
TEXT = (
    st.lists(NASTY | st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")), min_size=1)
    .map("".join)
    .map(str.strip)
    .filter(bool)
)
ENDS = st.sampled_from(["", " ", "\n", "\r\n", "\u00a0"])
WORDS = st.tuples(ENDS, TEXT, ENDS).map("".join)
"""Words as they stand in a text: blanks at their ends are part of them."""
COUNTS = st.integers(0, MAX_COUNT)


def figures() -> st.SearchStrategy:
    one = st.builds(settle, COUNTS, st.none(), st.none(), st.sampled_from(["exact", "about", "nearly"]).map(Qualifier))
    floor = st.builds(settle, st.none(), COUNTS, st.none(), st.sampled_from([Qualifier.AT_LEAST, Qualifier.MORE_THAN]))
    top = st.builds(
        settle,
        COUNTS,
        st.none(),
        st.none(),
        st.sampled_from(["at_most", "less_than", "up_to"]).map(Qualifier),
    )
    ends = st.tuples(COUNTS, COUNTS).map(sorted)
    span = ends.map(lambda e: settle(None, e[0], e[1], Qualifier.BETWEEN))
    vague = st.builds(settle, st.none(), COUNTS, st.none(), st.just(Qualifier.VAGUE), st.just("dozens"))
    word = st.builds(settle, st.none(), st.none(), st.none(), st.just(Qualifier.VAGUE), st.just("hundreds"))
    return one | floor | top | span | vague | word


@st.composite
def records(draw, key: str | None = None) -> ClaimRecord:
    figure = draw(figures())
    maybe = TEXT | st.none()
    return ClaimRecord(
        id=key,
        document=draw(TEXT),
        publisher=draw(maybe),
        published=draw(st.sampled_from([None, "2015-06-04", "2015-06", "2015~"])),
        url=draw(maybe),
        quote=draw(WORDS | st.none()),
        figure_text=figure.words or draw(WORDS | st.none()),
        value=figure.value,
        low=figure.low,
        high=figure.high,
        qualifier=figure.qualifier,
        measure=draw(st.sampled_from(Measure)),
        group=draw(maybe),
        place=draw(maybe),
        event_start=draw(st.sampled_from([None, "2015-05-30", "2011-03"])),
        event_end=draw(st.sampled_from([None, "2015-05-31"])),
        as_of=draw(st.sampled_from([None, "2015-05-31", "2015-01"])),
        time_kind=draw(st.sampled_from([None, *TimeKind])),
        counted_from=draw(st.sampled_from([None, "2011-03", "2011-03/.."])),
        definition=draw(maybe),
        attributed_to=draw(maybe),
        anonymity=draw(st.sampled_from([None, *Anonymity])),
        relayed_by=draw(maybe),
        event=draw(maybe),
        method=draw(st.sampled_from(Method)),
        ground_rules=draw(st.sampled_from([None, *GroundRules])),
        status=draw(st.sampled_from([None, *GroupStatus])),
        note=draw(maybe),
    )


def distinct(found: list[ClaimRecord]) -> list[ClaimRecord]:
    """One record a document, since a document has one publisher, date and address."""
    return list({record.document: record for record in found}.values())
