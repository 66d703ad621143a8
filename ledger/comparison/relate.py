"""The verdict on two claims, by the explain-away order: an alarm is only what survives it.

different thing - overlap only - other counting start - containment - definition - level on another day -
same document - readings meet - same origin - growth - unknown as-of - conflict. The first match wins.
"""

from __future__ import annotations

from ledger.comparison.axes import BASELINE, OVERLAP, axes
from ledger.comparison.sentences import (
    earlier_than,
    group_words,
    limits,
    place_words,
    says,
    time_words,
    when,
    who,
)
from ledger.comparison.severity import digit_hint, gap_severity
from ledger.comparison.values import Placed, Relation
from ledger.figures import Policy
from ledger.names import Names
from ledger.vocabulary import Severity

JUMP_TIMES, JUMP_DAYS = 10, 3
CLASSES = {
    "exact": "exact",
    "about": "about",
    "nearly": "about",
    "more_than": "floor",
    "at_least": "floor",
    "less_than": "ceiling",
    "at_most": "ceiling",
    "up_to": "ceiling",
}
"""Qualifiers that say the same in other words; “at least” against “more than” is not worth an alarm."""


def dated(claim: Placed) -> bool:
    """Whether anything says as of when the figure holds at the latest."""
    return claim.as_of_first is not None or claim.as_of_last is not None


def same_time(a: Placed, b: Placed) -> bool:
    """Whether two figures hold for the same date; one without any date is given the benefit."""
    if not dated(a) or not dated(b):
        return True
    return (a.as_of_first, a.as_of_last) == (b.as_of_first, b.as_of_last)


def before(a: Placed, b: Placed) -> bool:
    """Whether `a` certainly holds no later than `b` (not the same date)."""
    return (
        a.as_of_last is not None and b.as_of_first is not None and a.as_of_last <= b.as_of_first and not same_time(a, b)
    )


def relate(a: Placed, b: Placed, names: Names, policy: Policy) -> Relation:
    """The verdict on two claims."""
    if (early := _comparable(a, b, names)) is not None:
        return early
    for claim in (a, b):
        if claim.fault:
            fits = "Fits if the field that was keyed in wrong is corrected"
            return Relation("X1", Severity.MAJOR, f"{who(claim)}: {claim.fault}", fits)
    parts = axes(a, b, names)
    inside = {v for v in parts.values() if v != 0}
    definition = names.definition_relation(a.definition, b.definition)
    if inside:
        if a.incident and b.incident and not _one_statement(a, b):
            return Relation("N0", None, "the texts name no event, so these may be two incidents")
        if _listed(a, b):
            return Relation("N0", None, "one sentence lists the two figures side by side")
        if definition is None or {*inside, definition} - {0} == {1, -1}:
            return Relation("N0", None, "the figures are counted in different ways")
        part, whole = (a, b) if 1 in inside else (b, a)
        return contained(part, whole, next(k for k, v in parts.items() if v != 0), policy)
    if definition in (1, -1):
        part, whole = (a, b) if definition == 1 else (b, a)
        return contained(part, whole, "definition", policy)
    if definition is None:
        words = f"{a.definition or 'not stated'} / {b.definition or 'not stated'}"
        return Relation(
            "W1",
            Severity.NOTE,
            f"The two figures are counted differently ({words}) and are not compared",
            "Fits as it stands: neither way of counting is known to contain the other",
        )
    return same_quantity(a, b, policy)


def _one_statement(a: Placed, b: Placed) -> bool:
    """Whether one source says both in one document, at a stated time."""
    return a.document == b.document and a.origin == b.origin and a.attributed and not (a.loose or b.loose)


def _listed(a: Placed, b: Placed) -> bool:
    """Whether one sentence of one voice gives both figures, side by side."""
    return a.sentence is not None and a.sentence == b.sentence and a.origin == b.origin


def _comparable(a: Placed, b: Placed, names: Names) -> Relation | None:
    """Why two claims are not about things that can be compared; None where they are."""
    parts = axes(a, b, names)
    if None in parts.values():
        return Relation("N0", None, "the figures are about different things")
    if parts["period"] == OVERLAP:
        return Relation(
            "W4",
            Severity.NOTE,
            "the periods overlap, but neither contains the other",
            "Fits as it stands: overlapping periods are not comparable",
        )
    if parts["period"] == BASELINE:
        starts = f"{a.counted_from or 'not stated'} / {b.counted_from or 'not stated'}"
        return Relation(
            "W2",
            Severity.NOTE,
            f"the running counts start from different points ({starts})",
            "Fits as it stands: counts from different starts are not comparable",
        )
    if {v for v in parts.values() if v != 0} == {1, -1}:
        return Relation("N0", None, "neither contains the other")
    return None


def contained(part: Placed, whole: Placed, axis: str, policy: Policy) -> Relation:
    """The verdict where `part` counts something inside what `whole` counts."""
    if part.time_class == "level" and not same_time(part, whole):
        return Relation("N0", None, "levels on different dates")
    later = whole.running and part.running and not same_time(part, whole) and not before(part, whole)
    if later and (part.low > whole.ceiling or whole.time_class == "total"):
        return Relation("N1", None, "the part is counted later than the whole and may have grown")
    if part.low <= whole.ceiling:
        return Relation("N2", None, "the part fits inside the whole")
    severity, gap, relative = gap_severity(part.low, whole.ceiling, policy)
    if whole.soft_ceiling:
        severity = Severity.MINOR
    sentence = (
        f"{who(part)} counts {part.shown} for a part ({axis}: {_axis(part, axis)} inside "
        f"{_axis(whole, axis)}), more than the {whole.shown} that {who(whole)} gives for the whole"
    )
    fits = f"Fits if {who(whole)} counts less than the whole, or if {whole.shown} is an earlier or partial count"
    return Relation("C3", severity, sentence, fits, digit_hint(part.value, whole.value), gap, relative)


def _axis(claim: Placed, axis: str) -> str:
    if axis == "place":
        return place_words(claim.place)
    if axis == "period":
        return time_words(claim)
    if axis == "definition":
        return claim.definition or "not stated"
    return group_words(claim.group) if axis == "group" else claim.measure.replace("_", " ")


def same_quantity(a: Placed, b: Placed, policy: Policy) -> Relation:
    """The verdict on two claims that count the same thing."""
    if a.time_class == "level" and not same_time(a, b):
        return Relation("N3", None, "a level that can rise and fall, on different dates")
    same_t = same_time(a, b)
    early, late = (b, a) if not same_t and before(b, a) else (a, b)
    ordered = same_t or before(early, late)
    meet = a.low <= b.ceiling and b.low <= a.ceiling
    same_origin = a.attributed and b.attributed and a.origin == b.origin
    own_voice = a.origin == b.origin
    # Where a text states no time, “officials” beside a named source tell of another incident, or are its voice.
    doubt = a.loose and b.loose and (a.bare or b.bare)
    one_voice = own_voice or not a.attributed or not b.attributed or doubt
    falls = same_t or not a.running or (ordered and early.low > late.ceiling)
    if a.document == b.document and not meet and one_voice and falls:
        return _contradiction(a, b, policy)
    if meet:
        return _meet(a, b, same_origin)
    if a.running and not ordered:
        return Relation("N6", None, "which figure is the later one is not known; the lower may be earlier")
    if own_voice:
        return _own(early, late, same_t, policy)
    if a.running and not same_t:
        return _over_time(early, late, policy)
    return _disjoint(a, b, policy)


def _ordered(a: Placed, b: Placed) -> tuple[Placed, Placed]:
    return (a, b) if a.low > b.ceiling else (b, a)


def _contradiction(a: Placed, b: Placed, policy: Policy) -> Relation:
    high, low = _ordered(a, b)
    severity, gap, relative = gap_severity(high.low, low.ceiling, policy)
    return Relation(
        "C5",
        severity,
        f"The same document gives {high.shown} and {low.shown} for the same thing",
        "Fits if the two passages count different people, places or days",
        digit_hint(a.value, b.value),
        gap,
        relative,
    )


def _meet(a: Placed, b: Placed, same_origin: bool) -> Relation:
    if same_origin and a.value is not None and a.value == b.value:
        if a.document != b.document and CLASSES.get(a.qualifier) != CLASSES.get(b.qualifier):
            return Relation(
                "T1",
                Severity.NOTE,
                f"{who(a)} says “{a.shown}” and {who(b)} says “{b.shown}”: one number of one source, "
                "qualified differently",
                "Fits if the qualifier was lost or changed on the way; compare with the source's own words",
            )
        return Relation("R0", None, f"both repeat one figure of {a.origin_name}: one source, not two")
    if a.soft_low > (_soft(b)) or b.soft_low > _soft(a):
        return Relation("N5", None, f"compatible: {a.why if a.low != a.ceiling else b.why}")
    return Relation("N4", None, "the figures agree")


def _soft(claim: Placed) -> float:
    return claim.ceiling if claim.soft_high is None else claim.soft_high


def _own(early: Placed, late: Placed, same_t: bool, policy: Policy) -> Relation:
    origin = early.origin_name
    if same_t:
        high, low = _ordered(early, late)
        severity, gap, relative = gap_severity(high.low, low.ceiling, policy)
        return Relation(
            "C6",
            severity,
            f"Two reports give different figures of {origin} for one date: {high.shown} and {low.shown}",
            f"Fits if one report misquotes {origin}, or if the two count different people",
            digit_hint(early.value, late.value) or f"check what {origin} said",
            gap,
            relative,
        )
    if late.low > early.ceiling or not early.running:
        return Relation("R1", None, f"{origin} changed its figure from {early.shown} to {late.shown}")
    severity, gap, relative = gap_severity(early.low, late.ceiling, policy)
    level = Severity.NOTE if severity is Severity.MINOR else Severity.MINOR
    return Relation(
        "R2",
        level,
        f"{origin} cut its figure from {early.shown} ({when(early)}) to {late.shown} ({when(late)})",
        "Fits if the source removed duplicates or corrected itself",
        digit_hint(early.value, late.value),
        gap,
        relative,
    )


def _over_time(early: Placed, late: Placed, policy: Policy) -> Relation:
    if late.low > early.ceiling:
        within = (late.as_of_last or 0) - (early.as_of_first or 0) <= JUMP_DAYS
        if within and early.ceiling > 0 and late.low >= JUMP_TIMES * early.ceiling:
            return Relation(
                "W5",
                Severity.NOTE,
                f"A rise of ten times or more within {JUMP_DAYS} days, from {early.shown} ({when(early)}) to "
                f"{late.shown} ({when(late)}): possible, worth a look",
                "Fits if the toll really rose so fast",
                digit_hint(early.value, late.value),
                late.low - early.ceiling,
                1 - early.ceiling / late.low,
            )
        return Relation("N6", None, f"a running total may grow from {early.shown} to {late.shown}")
    severity, gap, relative = gap_severity(early.low, late.ceiling, policy)
    if late.soft_ceiling:
        severity = Severity.MINOR
    if not late.as_of_known:
        return Relation(
            "T3",
            Severity.NOTE,
            f"{who(late)} gives {late.shown}, published later than {early.shown} ({who(early)}, "
            f"{when(early)}), but does not say as of when; it may repeat an older figure",
            f"Fits if {late.shown} is as of before {earlier_than(early)}",
            "",
            gap,
            relative,
        )
    return Relation(
        "C2",
        severity,
        f"{says(late)} {when(late)}, {says(early)} {when(early)}; a running total does not fall",
        f"Fits if the {late.shown} of {who(late)} is as of before {earlier_than(early)}, or counts less",
        digit_hint(early.value, late.value),
        gap,
        relative,
    )


def _disjoint(a: Placed, b: Placed, policy: Policy) -> Relation:
    high, low = _ordered(a, b)
    severity, gap, relative = gap_severity(high.low, low.ceiling, policy)
    if low.soft_ceiling or (high.running and not (dated(high) and dated(low))):
        severity = Severity.MINOR
    fits = f"Fits if one of the two counts other people, places or days, or if {low.shown} is a partial count"
    if high.running:
        before_that = f"is as of before {earlier_than(high)}"
        fits = f"Fits if the {low.shown} of {who(low)} {before_that}, or is a partial count"
    return Relation(
        "C1",
        severity,
        f"{who(high)} gives {high.shown} ({limits(high)}), {who(low)} gives {low.shown} ({limits(low)}); "
        "no number fits both",
        fits,
        digit_hint(a.value, b.value),
        gap,
        relative,
    )
