"""Why each field of a claim was read so: the rule and the words that gave it, one entry a field or more."""

from __future__ import annotations

from ledger.extraction.groups import Group
from ledger.extraction.model import Candidate, Mention, Source
from ledger.extraction.time_rules import When
from ledger.extraction.where import Where
from ledger.records import ClaimRecord, Evidence

_TIMES = ("event_start", "event_end", "counted_from", "as_of")


def of(
    record: ClaimRecord,
    m: Mention,
    candidate: Candidate,
    group: Group,
    source: Source,
    frame: str,
    place: Where | None,
    time: When | None,
    words: str,
) -> tuple[Evidence, ...]:
    """The entries of one claim; `words` are those of its figure with the qualifier."""
    out = [
        Evidence("value", m.rule, record.figure_text or ""),
        Evidence("measure", candidate.rule, candidate.words),
        Evidence("group", group.rule, group.words or ""),
        Evidence("attributed_to", frame, source.words),
    ]
    if m.qualifier_rule:
        out.append(Evidence("qualifier", m.qualifier_rule, words))
    if source.name is not None:
        out.append(Evidence("attributed_to", source.rule, source.words))
    if source.relays:
        out.append(Evidence("relayed_by", "relay.named", " > ".join(source.relays)))
    if place is not None:
        out.append(Evidence("place", place.rule, place.words))
    out += _time(record, candidate, time)
    if record.status is not None:
        out.append(Evidence("status", "status.group-noun", group.words or ""))
    if record.anonymity is not None:
        out.append(Evidence("anonymity", f"anonymity.{record.anonymity.value}", source.words))
    if record.ground_rules is not None:
        out.append(Evidence("ground_rules", "ground-rules.condition", "condition of anonymity"))
    return tuple(out)


def _time(record: ClaimRecord, candidate: Candidate, time: When | None) -> list[Evidence]:
    """The time under the fields it filled; words of time that come to no day stand under the start."""
    out = []
    if time is not None:
        filled = [name for name in _TIMES if getattr(record, name)]
        out = [Evidence(name, time.rule, time.words) for name in filled or ["event_start"]]
    if record.time_kind is not None:
        rule, words = (time.rule, time.words) if time is not None else (candidate.rule, candidate.words)
        out.append(Evidence("time_kind", rule, words))
    return out
