"""The verdict on two claims, by the explain-away order: an alarm is only what survives it.

different thing - overlap only - other counting start - containment - definition - level on another day -
same document - readings meet - same origin - growth - unknown as-of - conflict. The first match wins.
"""

from __future__ import annotations

from ledger.comparison.axes import BASELINE, OVERLAP, axes
from ledger.comparison.sentences import given, group_words, place_words, time_words, way_words, who
from ledger.comparison.severity import digit_hint, gap_severity
from ledger.comparison.times import JUMP_DAYS, before, dated, same_time
from ledger.comparison.values import C, Placed
from ledger.comparison.verdicts import Relation, Verdict
from ledger.comparison.wording import soft, words
from ledger.figures import Policy
from ledger.names import Names
from ledger.names.groups import PEOPLE
from ledger.vocabulary import Severity

JUMP_TIMES = 10
ANSWER = 300
"""Characters between two statements of which one answers the other."""
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
        if a.incident and b.incident and not (_one_statement(a, b) or _answered(a, b)):
            return Relation("N0", None, "the texts name no event, so these may be two incidents")
        if parts["place"] and a.document == b.document and a.attributed != b.attributed and a.at is not None:
            return Relation("N0", None, "the text itself and a speaker in it name the place more or less narrowly")
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
        ways = f"{way_words(a.definition)} / {way_words(b.definition)}"
        return Relation(
            "W1",
            Severity.NOTE,
            f"The two figures are counted differently ({ways}) and are not compared",
            "Fits as it stands: neither way of counting is known to contain the other",
        )
    return same_quantity(a, b, policy)


def _one_statement(a: Placed, b: Placed) -> bool:
    """Whether one source says both in one document, at a stated time."""
    return a.document == b.document and a.origin == b.origin and a.attributed and not (a.loose or b.loose)


def _answered(a: Placed, b: Placed) -> bool:
    """Whether two speakers whom one document quotes next to each other count those of one place and day.

    “Twelve protesters were shot, doctors said. Police said three people died”: the one must then count all people,
    since a group's “fighters” may be its own.
    """
    if PEOPLE not in (a.group, b.group):
        return False
    near = a.at is not None and b.at is not None and a.document == b.document and 0 < abs(a.at - b.at) <= ANSWER
    return near and a.place == b.place and a.attributed and b.attributed and not (a.loose or b.loose)


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
        f"{who(part)} counts {given(part)} for a part ({axis}: {_axis(part, axis)} inside "
        f"{_axis(whole, axis)}), more than {who(whole)} gives for the whole: {given(whole)}"
    )
    fits = f"Fits if {who(whole)} counts less than the whole, or if {whole.shown} is an earlier or partial count"
    return Relation("C3", severity, sentence, fits, digit_hint(part.value, whole.value), gap, relative)


def _axis(claim: Placed, axis: str) -> str:
    if axis == "place":
        return place_words(claim.place, claim.place_said)
    if axis == "period":
        return time_words(claim)
    if axis == "definition":
        return way_words(claim.definition)
    return group_words(claim.group) if axis == "group" else claim.measure.replace("_", " ")


def same_quantity(a: Placed, b: Placed, policy: Policy) -> Relation:
    """The verdict on two claims that count the same thing, in words."""
    found = verdict(a, b, policy)
    if found.code == "N4" and (a.soft_low > soft(b) or b.soft_low > soft(a)):
        found = Verdict("N5")
    return Relation(found.code, found.severity, *words(found.code, a, b), found.gap, found.relative)


def verdict(a: C, b: C, policy: Policy) -> Verdict:
    """The verdict on two claims that count the same thing."""
    same_t = same_time(a, b)
    if a.time_class == "level" and not same_t:
        return Verdict("N3")
    early, late = (b, a) if not same_t and before(b, a) else (a, b)
    ordered = same_t or before(early, late)
    meet = a.low <= b.ceiling and b.low <= a.ceiling
    if meet:
        return Verdict(*_meet(a, b))
    falls = same_t or not a.running or (ordered and early.low > late.ceiling)
    if falls and a.document == b.document and _one_voice(a, b):
        return _apart("C5", a, b, policy)
    if a.running and not ordered:
        return Verdict("N6")
    if a.origin == b.origin:
        return _own(early, late, same_t, policy)
    if a.running and not same_t:
        return _over_time(early, late, policy)
    found = _apart("C1", a, b, policy)
    low = b if a.low > b.ceiling else a
    if low.soft_ceiling or (a.running and not (dated(a) and dated(b))):
        return found._replace(severity=Severity.MINOR)
    return found


def _one_voice(a: C, b: C) -> bool:
    """Whether one document says both, or may: two of its speakers are two voices, and a speaker is not the outlet.

    Only its headline speaks for the whole text. Where a text states no time, “officials” beside a named source tell
    of another incident, or are its voice, and so is what nobody says."""
    if a.origin == b.origin:
        return True
    if not a.attributed or not b.attributed:
        return (a.loose and b.loose) or (a if not a.attributed else b).lead
    return a.loose and b.loose and (a.bare or b.bare)


def _apart(code: str, a: C, b: C, policy: Policy) -> Verdict:
    high, low = (a, b) if a.low > b.ceiling else (b, a)
    return Verdict(code, *gap_severity(high.low, low.ceiling, policy))


def _meet(a: C, b: C) -> tuple[str, Severity | None]:
    if a.attributed and b.attributed and a.origin == b.origin and a.value is not None and a.value == b.value:
        if a.document != b.document and CLASSES.get(a.qualifier) != CLASSES.get(b.qualifier):
            return "T1", Severity.NOTE
        return "R0", None
    return "N4", None


def _own(early: C, late: C, same_t: bool, policy: Policy) -> Verdict:
    if same_t:
        return _apart("C6", early, late, policy)
    if late.low > early.ceiling or not early.running:
        return Verdict("R1")
    severity, gap, relative = gap_severity(early.low, late.ceiling, policy)
    return Verdict("R2", Severity.NOTE if severity is Severity.MINOR else Severity.MINOR, gap, relative)


def _over_time(early: C, late: C, policy: Policy) -> Verdict:
    if late.low > early.ceiling:
        within = (late.as_of_last or 0) - (early.as_of_first or 0) <= JUMP_DAYS
        if within and early.ceiling > 0 and late.low >= JUMP_TIMES * early.ceiling:
            return Verdict("W5", Severity.NOTE, late.low - early.ceiling, 1 - early.ceiling / late.low)
        return Verdict("N6")
    severity, gap, relative = gap_severity(early.low, late.ceiling, policy)
    if not late.as_of_known:
        return Verdict("T3", Severity.NOTE, gap, relative)
    return Verdict("C2", Severity.MINOR if late.soft_ceiling else severity, gap, relative)
