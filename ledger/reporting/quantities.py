"""Claims grouped by what they count, each group named in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ledger.panels import LineView, SupportView
from ledger.queries import ClaimView, ReadingView
from ledger.reporting.model import Claim, Finding, Line, Quantity, Support
from ledger.reporting.words import capital
from ledger.vocabulary import Measure, TimeKind

_FEWEST = 2
"""So many independent sources it takes before one can support another."""
_RANK = {m.value: n for n, m in enumerate(Measure)}


def key(view: ClaimView, reading: ReadingView | None) -> str:
    """The quantity a claim speaks of; without a stored reading, its own words."""
    if reading is not None:
        return reading.quantity
    r = view.record
    parts = (r.measure.value, r.group, r.place, r.event, r.event_start, r.event_end, r.counted_from)
    return "|".join(p or "" for p in parts)


def about(claims: Sequence[Claim]) -> str:
    """What is counted, in words: “Killed · Islamic State members · Hasakeh, Syria · 3 June 2015”.

    Where claims of one quantity use different words, the most frequent stand, the earliest on a tie.
    """
    place = _most(c.place for c in claims)
    parts = (
        capital(_most(c.measure_words for c in claims) or ""),
        _most(c.group for c in claims) or "people not specified",
        place or "place not stated",
        _most(c.period for c in claims) or "time not stated",
        claims[0].definition if len({c.definition for c in claims}) == 1 else None,
    )
    return " · ".join(p for p in parts if p)


def _most(words: Iterable[str | None]) -> str | None:
    found = Counter(w for w in words if w)
    return found.most_common(1)[0][0] if found else None


def by_reading(claims: Iterable[Claim]) -> list[Claim]:
    """Claims from the lowest reading to the highest, then by date of publication and order of entry."""

    def order(c: Claim) -> tuple[float, float, str, int]:
        low = c.reading.low if c.reading else -1
        high = float("inf") if c.reading is None or c.reading.high is None else c.reading.high
        return (low, high, c.published or "", c.row)

    return sorted(claims, key=order)


def grouped(
    claims: Sequence[Claim],
    keys: Mapping[str, str],
    running: Mapping[str, bool],
    findings: Sequence[Finding],
    supports: Mapping[str, SupportView],
) -> tuple[Quantity, ...]:
    """The quantities of `claims`, by measure and then by name; `keys` gives each claim's, by its id."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(keys[claim.id], []).append(claim)
    touched: dict[str, list[int]] = {}
    for finding in findings:
        for claim_id in finding.claims:
            touched.setdefault(claim_id, []).append(finding.number)
    named = [(about(members), k, members) for k, members in groups.items()]
    named.sort(key=lambda x: (_RANK[x[2][0].measure], x[0].casefold(), x[1]))
    return tuple(
        _quantity(n, words, k, members, supports.get(k), running, touched)
        for n, (words, k, members) in enumerate(named, 1)
    )


def _quantity(
    number: int,
    words: str,
    key: str,
    members: Sequence[Claim],
    found: SupportView | None,
    running: Mapping[str, bool],
    touched: Mapping[str, Sequence[int]],
) -> Quantity:
    return Quantity(
        number=number,
        key=key,
        about=words,
        measure=members[0].measure,
        running=all(running[c.id] for c in members),
        reports=found.reports if found else len({c.document for c in members}),
        origins=found.origins if found else independent(members),
        not_party=found.not_party if found else independent(c for c in members if not c.party),
        support=support(found) if found else None,
        claims=tuple(c.id for c in by_reading(members)),
        findings=tuple(sorted({f for c in members for f in touched.get(c.id, ())})),
    )


def support(view: SupportView) -> Support:
    """The three nested ranges in words; below two independent sources there is only what is claimed."""
    lines = [_line("claimed", "claimed by anybody", view.claimed)]
    words = "One source only: nothing to compare it with."
    if view.origins == 0:
        words = "No source: these reports cite each other, and none of them counted."
    if view.origins >= _FEWEST:
        lines.append(_line("supported", "given by two or more independent sources", view.supported))
        agree = len(view.agreeing.origins) if view.agreeing else 0
        if agree >= _FEWEST:
            lines.append(_line("agreeing", f"fits {agree} of {view.origins} independent sources", view.agreeing))
            words = f"{agree} of {view.origins} independent sources fit together."
        else:
            words = f"No two of {view.origins} independent sources fit together."
        if view.supported is None:
            words += " No figure is given by two of them."
    if view.together:
        words += f" Counted as one source: {'; '.join(view.together)}."
    return Support(
        words=words,
        lines=tuple(line for line in lines if line is not None),
        left_out=view.left_out if len(lines) > _FEWEST else (),
        must_be_wrong=view.must_be_wrong if view.origins >= _FEWEST else 0,  # one source alone may correct itself
    )


def _line(name: str, words: str, view: LineView | None) -> Line | None:
    return None if view is None else Line(name=name, words=words, low=view.low, high=view.high, origins=view.origins)


def independent(claims: Iterable[Claim]) -> int:
    """How many sources stand behind claims; where nobody is named the outlet speaks in its own voice."""
    return len({c.origin for c in claims})


def runs(view: ClaimView) -> bool:
    """Whether the claim is a running total, which may grow from date to date."""
    r = view.record
    return r.time_kind is TimeKind.CUMULATIVE or (r.time_kind is None and r.counted_from is not None)
