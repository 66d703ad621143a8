"""The words of verdicts: calm, both readings in them, no blame."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from ledger.comparison.axes import paths
from ledger.comparison.times import day_words, edtf_words, span_words
from ledger.comparison.values import Placed, Subject
from ledger.comparison.verdicts import ReadingShown
from ledger.figures import bounds
from ledger.names.groups import JOINED
from ledger.names.spelling import proper, spelled


def who(claim: Placed) -> str:
    """The one who counts, and through whom where that is somebody else."""
    name, relay = claim.origin_name.casefold(), claim.relay.casefold()
    if relay and claim.attributed and relay != name and not name.endswith(f"(to {relay})"):
        return f"{claim.origin_name} (via {claim.relay})"
    return claim.origin_name


def says(claim: Placed) -> str:
    """“SOHR (via Reuters) gives at least 27”."""
    return f"{who(claim)} gives {given(claim)}"


def when(claim: Placed) -> str:
    """As of when a figure holds, or when it was published."""
    if claim.as_of_first is None and claim.as_of_last is None:
        return "on no stated date"
    words = span_words(claim.as_of_first, claim.as_of_last)
    return f"as of {words}" if claim.as_of_known else f"published {words}"


def earlier_than(claim: Placed) -> str:
    """When another figure would fit beside this one; only a stated as-of date says before which day that is."""
    if claim.as_of_known and claim.as_of_first:
        return f"is as of before {day_words(claim.as_of_first)}"
    return "is the earlier one"


def reading(claim: Placed) -> ReadingShown:
    """How the claim was read, for showing."""
    return ReadingShown(claim.claim, claim.why, claim.low, claim.high)


def limits(claim: Placed) -> str:
    """The reading in words."""
    span = bounds(claim.low, claim.ceiling)
    return f"exactly {span}" if claim.high == claim.low else span


SAID = frozenset({"at_least", "more_than", "at_most", "less_than", "up_to", "between"})
"""Qualifiers whose words are the reading: nothing is added to “at least 27”."""


def given(claim: Placed, *more: str) -> str:
    """A figure as printed, with how it was read where its words do not tell: “about 30 (27 to 33)”."""
    told = claim.low == claim.high or (claim.qualifier in SAID and claim.high is not None) or _plain_floor(claim)
    notes = [*([] if told else [limits(claim)]), *(m for m in more if m)]
    return f"{claim.shown} ({', '.join(notes)})" if notes else claim.shown


def _plain_floor(claim: Placed) -> bool:
    return claim.high is None and claim.qualifier in ("at_least", "more_than")


def group_words(group: str) -> str:
    """A class in words; classes counted together are joined by “and”."""
    return proper(group.replace(JOINED, " and "))


def way_words(definition: str | None) -> str:
    """A way of counting in words."""
    return proper(definition) if definition else "not stated"


def place_words(place: str, said: str | None) -> str:
    """A placed claim's place in words, the narrowest name with its country; `said` is how the claim itself says it."""
    if place.startswith("?"):
        return "place not stated"
    shown = []
    for path in paths(place):
        narrow, wide = spelled(path[-1], said), spelled(path[0], said)
        if len(path) > 2 and path[-1].islower() and (around := spelled(path[-2], said)) not in narrow:
            whole = f"{around} {narrow}"  # “Zaria market”: the word for a part says nothing without its place
            narrow = whole if narrow[0].islower() or whole.casefold() in (said or "").casefold() else narrow
        shown.append(narrow if len(path) == 1 or narrow.endswith(f" {wide}") else f"{narrow} ({wide})")
    return " and ".join(shown)


def time_words(claim: Placed) -> str:
    """What stretch of time the quantity covers, in words."""
    if claim.time_class == "total":
        return f"since {edtf_words(claim.counted_from)}" if claim.counted_from else "running total, no start stated"
    if claim.time_class == "level":
        at = claim.anchor.removeprefix("at ").split(" ")[0]
        return "at a time not stated" if at == "?" else f"at {edtf_words(at)}"
    if claim.label:
        return claim.label
    if claim.window_first is not None:
        return span_words(claim.window_first, claim.window_last)
    if claim.anchor.startswith("period as of "):
        return f"period up to {edtf_words(claim.anchor.removeprefix('period as of '))}"
    return "time not stated"


def quantity_words(claim: Placed) -> dict[str, str | None]:
    """What is counted, part by part, with its key and a label that people read."""
    return dict(_quantity_words(claim[: len(Subject._fields)], claim.label, time_words(claim), claim.place_said))


@lru_cache(maxsize=4096)
def _quantity_words(
    parts: tuple[str | None, ...], event: str, period: str, said: str | None
) -> Mapping[str, str | None]:
    subject = Subject._make(parts)
    measure, group = subject.measure.replace("_", " "), group_words(subject.group)
    place = place_words(subject.place, said)
    label = f"{group} {measure}, {place}, {period}"
    if subject.definition:
        label += f" ({way_words(subject.definition)})"
    return {
        "measure": subject.measure,
        "group": group,
        "place": place,
        "period": period,
        "event": event or None,
        "counted_from": subject.counted_from,
        "definition": subject.definition,
        "key": subject.quantity_key,
        "label": label,
    }
