"""W3C PROV as PROV-JSON: which document a claim was quoted from, who said it, and what was done to it since.

A document and a claim are entities, a claim is a quotation of its document (`prov:Quotation`) and attributed to
its source; where the source published the document itself, the document is its primary source. Those who only
carried the words influenced the claim and are not its source. Imports and acts of review are activities of their
reviewers. A correction, or a newer release of a dataset, makes the claim a revision of what it was before, whose
values stay in the journal; a claim that was rejected, withdrawn or retracted is invalidated. Everything is named
within the ledger's own namespace.
Formats: https://www.w3.org/TR/prov-dm/ and https://www.w3.org/Submission/prov-json/
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TextIO
from urllib.parse import quote

from ledger.exports.formats import Options
from ledger.exports.jsonstream import Pairs, stated, write_json
from ledger.exports.leaving import OutAct, Outgoing
from ledger.exports.names import agent_type, sentence
from ledger.exports.source import Export
from ledger.vocabulary import ReviewState

Pair = tuple[str, dict[str, Any]]

_GONE = (ReviewState.REJECTED, ReviewState.WITHDRAWN)
_SOFTWARE = "ledger:program"


def write(export: Export, stream: TextIO, options: Options) -> None:
    """Write the document."""
    acts = _Acts(export)
    write_json(
        stream,
        {
            "prefix": {"ledger": f"{export.stamp.urn}#", "xsd": "http://www.w3.org/2001/XMLSchema#"},
            "entity": Pairs(_entities(export, acts)),
            "agent": Pairs(_agents(export)),
            "activity": Pairs(_activities(export)),
            "wasDerivedFrom": Pairs(_numbered("derived", _derived(export, acts))),
            "wasAttributedTo": Pairs(_numbered("attributed", _attributed(export))),
            "wasInfluencedBy": Pairs(_numbered("carried", _carried(export))),
            "wasGeneratedBy": Pairs(_numbered("made", _generated(export, acts))),
            "wasInvalidatedBy": Pairs(_numbered("ended", _invalidated(export, acts))),
            "used": Pairs(_numbered("used", _used(export))),
            "wasAssociatedWith": Pairs(_numbered("by", _associated(export))),
        },
    )


class _Acts:
    """Which act brought a batch or a claim, and which corrected or ended a claim."""

    def __init__(self, export: Export) -> None:
        self.made: dict[str, int] = {}
        self.came: dict[str, str] = {}
        self.corrected: dict[str, list[int]] = {}
        self.ended: dict[str, int] = {}
        for act in export.acts():
            if act.act in ("import", "add"):
                self.made[act.subject] = act.seq
            elif act.act in ("correct", "revise"):
                self.corrected.setdefault(act.subject, []).append(act.seq)
                if act.came is not None:
                    self.came.setdefault(act.subject, f"batch:{act.came}")
            elif act.act in ("reject", "withdraw", "retract"):
                self.ended[act.subject] = act.seq

    def maker(self, claim: Outgoing) -> int | None:
        """The act that brought a claim."""
        own = f"claim:{claim.view.id}"
        return self.made.get(own, self.made.get(self.came.get(own, f"batch:{claim.view.batch}")))


def name(kind: str, of: str | int) -> str:
    """A qualified name in the ledger's namespace."""
    return f"ledger:{kind}/{quote(str(of), safe='')}"


def _term(text: str) -> dict[str, str]:
    return {"$": text, "type": "prov:QUALIFIED_NAME"}


def _time(text: str) -> dict[str, str]:
    return {"$": text, "type": "xsd:dateTime"}


def _numbered(kind: str, relations: Iterator[dict[str, Any]]) -> Iterator[Pair]:
    return ((f"_:{kind}{n}", relation) for n, relation in enumerate(relations, 1))


def _entities(export: Export, acts: _Acts) -> Iterator[Pair]:
    stamp = export.stamp
    yield (
        "ledger:state",
        {
            "prov:type": _term("prov:Collection"),
            "prov:label": stamp.words,
            "ledger:identity": stamp.ledger,
            "ledger:head": stamp.head,
            "ledger:policy": {"$": str(stamp.policy), "type": "xsd:int"},
            "ledger:entries": {"$": str(stamp.entries), "type": "xsd:int"},
        },
    )
    seen: set[str] = set()
    for d in export.documents():
        if d.key not in seen:
            seen.add(d.key)
            described = {
                "prov:type": _term("ledger:Document"),
                "prov:label": d.key,
                "prov:location": d.url,
                "ledger:published": d.published,
                "ledger:text_sha256": d.text_sha256,
            }
            yield name("document", d.key), stated(described)
    for claim in export.claims():
        record = claim.view.record
        described = {
            "prov:type": _term("ledger:Claim"),
            "prov:label": sentence(record),
            "prov:value": record.quote,
            "ledger:measure": record.measure.value,
            "ledger:qualifier": record.qualifier.value,
            "ledger:value": {"$": str(record.value), "type": "xsd:int"} if record.value is not None else None,
            "ledger:row_sha256": claim.view.row_hash or None,
        }
        yield name("claim", claim.view.id), stated(described)
        for seq in acts.corrected.get(f"claim:{claim.view.id}", ()):
            yield _before(claim, seq), {"prov:type": _term("ledger:Claim"), "prov:label": f"as it was before {seq}"}


def _before(claim: Outgoing, seq: int) -> str:
    return name("claim", f"{claim.view.id}@{seq}")


def _agents(export: Export) -> Iterator[Pair]:
    yield _SOFTWARE, {"prov:type": _term("prov:SoftwareAgent"), "prov:label": export.stamp.program}
    seen: set[str] = set()

    def one(key: str, type_: str, label: str) -> Iterator[Pair]:
        if key not in seen:
            seen.add(key)
            yield key, {"prov:type": _term(f"prov:{type_}"), "prov:label": label}

    for document in export.documents():
        if document.publisher:
            yield from one(name("source", document.publisher), "Organization", document.publisher)
    for claim in export.claims():
        record = claim.view.record
        for relay in record.relays:
            yield from one(name("source", relay), "Organization", relay)
        if record.attributed_to:
            said = record.attributed_to
            yield from one(name("source", said), agent_type(record.anonymity), said)
    for act in export.acts():
        yield from one(name("reviewer", act.reviewer), "Person", act.reviewer)


def _entries(export: Export) -> Iterator[OutAct]:
    """Each act once: what a release did to claims belongs to its import."""
    return (act for act in export.acts() if act.act not in ("revise", "retract"))


def _activities(export: Export) -> Iterator[Pair]:
    for act in _entries(export):
        at = _time(act.at)
        yield name("act", act.seq), {"prov:startTime": at["$"], "prov:endTime": at["$"], "prov:label": act.act}


def _derived(export: Export, acts: _Acts) -> Iterator[dict[str, Any]]:
    for claim in export.claims():
        record, own = claim.view.record, name("claim", claim.view.id)
        link = {"prov:generatedEntity": own, "prov:usedEntity": name("document", record.document)}
        yield link | ({"prov:type": _term("prov:Quotation")} if record.quote else {})
        if record.attributed_to and record.attributed_to == record.publisher and not record.relays:
            yield link | {"prov:type": _term("prov:PrimarySource")}
        for seq in acts.corrected.get(f"claim:{claim.view.id}", ()):
            yield {
                "prov:generatedEntity": own,
                "prov:usedEntity": _before(claim, seq),
                "prov:activity": name("act", seq),
                "prov:type": _term("prov:Revision"),
            }


def _attributed(export: Export) -> Iterator[dict[str, Any]]:
    yield {"prov:entity": "ledger:state", "prov:agent": _SOFTWARE}
    for document in export.documents():
        if document.publisher:
            yield {"prov:entity": name("document", document.key), "prov:agent": name("source", document.publisher)}
    for claim in export.claims():
        said = claim.view.record.attributed_to
        if said:
            yield {"prov:entity": name("claim", claim.view.id), "prov:agent": name("source", said)}


def _carried(export: Export) -> Iterator[dict[str, Any]]:
    for claim in export.claims():
        for step, relay in enumerate(claim.view.record.relays, 1):
            yield {
                "prov:influencee": name("claim", claim.view.id),
                "prov:influencer": name("source", relay),
                "prov:type": _term("ledger:Relay"),
                "ledger:step": {"$": str(step), "type": "xsd:int"},
            }


def _generated(export: Export, acts: _Acts) -> Iterator[dict[str, Any]]:
    for claim in export.claims():
        maker = acts.maker(claim)
        if maker is not None:
            yield {"prov:entity": name("claim", claim.view.id), "prov:activity": name("act", maker)}


def _invalidated(export: Export, acts: _Acts) -> Iterator[dict[str, Any]]:
    for claim in export.claims():
        ender = acts.ended.get(f"claim:{claim.view.id}", acts.ended.get(f"batch:{claim.view.batch}"))
        if claim.view.state in _GONE and ender is not None:
            yield {"prov:entity": name("claim", claim.view.id), "prov:activity": name("act", ender)}


def _used(export: Export) -> Iterator[dict[str, Any]]:
    reviewed: Callable[[OutAct], bool] = lambda act: act.subject.startswith("claim:") and act.act != "add"  # noqa: E731
    for act in filter(reviewed, export.acts()):
        yield {
            "prov:activity": name("act", act.seq),
            "prov:entity": name("claim", act.subject.removeprefix("claim:")),
        }


def _associated(export: Export) -> Iterator[dict[str, Any]]:
    for act in _entries(export):
        yield {"prov:activity": name("act", act.seq), "prov:agent": name("reviewer", act.reviewer)}
        yield {"prov:activity": name("act", act.seq), "prov:agent": _SOFTWARE}
