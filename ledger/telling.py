"""What an entry of the journal was about, in words: one place for the app, the command line and what undo says.

The words come from the entry's own contents. What an entry names by number only (the act that it takes back, a
finding, a document) is looked up before, and handed in as `Named`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ledger.counting import plural
from ledger.figures import Figure, show
from ledger.journal import Entry
from ledger.vocabulary import (
    Confidentiality,
    Measure,
    Method,
    NameKind,
    NameRelation,
    Qualifier,
    Reliability,
    ResolutionMethod,
)

SHOWN = 8
"""The first digits of a finding's id, which every command takes for the whole."""
FEW = 3
"""Revisions of a newer release up to which an import names each; the claims' own histories hold them all."""


@dataclass(frozen=True, slots=True)
class Named:
    """What entries name by number: earlier entries by theirs, findings by id in words, documents' keys by row."""

    entries: Mapping[int, Entry] = field(default_factory=dict)
    findings: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[int, str] = field(default_factory=dict)


def told(entry: Entry, named: Named | None = None) -> str:
    """What an act changed, in one line and without its reason; empty where its name says it all."""
    named = named or Named()
    contents = entry.contents()
    earlier = named.entries.get(contents.get("undoes") or contents.get("redoes") or 0)
    if earlier is not None:
        what = told(earlier, named)
        return f"{earlier.act}{': ' if what else ''}{what}"
    tell = _TELLERS.get(entry.act)
    return tell(entry, contents, named) if tell is not None and contents else ""


def with_reason(entry: Entry, named: Named | None = None) -> str:
    """The same with the reason that was given."""
    what, why = told(entry, named), str(entry.contents().get("why") or "")
    return " ".join(part for part in (what, f"“{why}”" if why else "") if part)


def subject(entry: Entry) -> str:
    """The claim, finding or batch that an entry is about; empty where its own words say it, as of a name."""
    kind, _, name = entry.subject.partition(":")
    if kind in ("name", "source", "document"):
        return ""
    return "the ledger" if kind == "ledger" else f"{kind} {name[:SHOWN]}"


def whole(entry: Entry, named: Named | None = None) -> str:
    """What an entry is about, what it changed, and why."""
    return ": ".join(part for part in (subject(entry), with_reason(entry, named)) if part)


def wanted(entries: Iterable[Entry]) -> set[int]:
    """The numbers of the earlier entries that have to be looked up to tell these."""
    numbers = {e.contents().get(key) for e in entries if e.act in ("undo", "redo") for key in ("undoes", "redoes")}
    return {n for n in numbers if isinstance(n, int)}


def link(kind: str, name: str, relation: str, target: str) -> str:
    """What was said about two names."""
    return f"“{name}” is {NameRelation(relation).label} “{target}” ({NameKind(kind).label})"


def claim(columns: Mapping[str, Any]) -> str:
    """A claim in a line, from its columns: how many of what, who, where, and who says so."""
    figure = Figure(
        value=columns.get("value"),
        low=columns.get("low"),
        high=columns.get("high"),
        qualifier=Qualifier(columns["qualifier"]),
        words=columns.get("figure_text"),
    )
    head = f"{show(figure)} {Measure(columns['measure']).label}"
    parts = (head, columns.get("group_name"), columns.get("place"), columns.get("attributed_to"))
    return ", ".join(str(p) for p in parts if p)


def _changes(contents: Mapping[str, Any], table: str) -> list[dict[str, Any]]:
    return [c for c in contents.get("changes", ()) if c["table"] == table]


def _alias(_entry: Entry, contents: dict[str, Any], _named: Named) -> str:
    links = [c["after"] for c in _changes(contents, "name_link")]
    made = [link(a["kind"], a["name"], a["relation"], a["target"]) for a in links if "target" in a]
    return "; ".join(made) or f"“{contents.get('name', '')}” on its own again"


def _decision(entry: Entry, contents: dict[str, Any], named: Named) -> str:
    made = next((c["after"] for c in _changes(contents, "decision") if "method" in c["after"]), None)
    about = named.findings.get(entry.subject.partition(":")[2], "")
    return ": ".join(p for p in (about, ResolutionMethod(made["method"]).label if made else "") if p)


def _added(_entry: Entry, contents: dict[str, Any], _named: Named) -> str:
    return "; ".join(claim(c["after"]) for c in _changes(contents, "claim") if c["before"] is None)


def _source(say: str, terms: type[Method] | type[Reliability] | None, column: str) -> Any:
    def tell(_entry: Entry, contents: dict[str, Any], _named: Named) -> str:
        after: dict[str, Any] = next((c["after"] for c in _changes(contents, "source")), {})
        held = after.get(column)
        shown = "none" if held is None else terms(held).label if terms else held
        return f"“{contents.get('name', '')}”, {say}: {shown}"

    return tell


def _document(entry: Entry, named: Named) -> str:
    kind, _, number = entry.subject.partition(":")
    return f"“{named.documents[int(number)]}”" if kind == "document" and int(number) in named.documents else ""


def _confidentiality(entry: Entry, contents: dict[str, Any], named: Named) -> str:
    after: dict[str, Any] = next((c["after"] for c in _changes(contents, "document")), {})
    term = after.get("confidentiality")
    said = Confidentiality(term).label if term else ""
    return ": ".join(p for p in (_document(entry, named), said) if p)


def _withdrawn(entry: Entry, _contents: dict[str, Any], named: Named) -> str:
    return _document(entry, named)


def _imported(_entry: Entry, contents: dict[str, Any], _named: Named) -> str:
    said = f"{plural(contents.get('claims', [0, 0])[1], 'claim')} of {contents.get('file', '')}"
    few = len(contents.get("changes", ())) <= FEW and _fields(_entry, contents, _named)
    return f"{said}: {few}" if few else said


def _noted(_entry: Entry, contents: dict[str, Any], _named: Named) -> str:
    return next((str(c["after"].get("text") or "") for c in _changes(contents, "remark")), "")


def tolerances(contents: Mapping[str, Any]) -> str:
    """Which tolerances were changed, and the version they now have."""
    change = contents["changes"][0]
    before, after = (json.loads(change[end]["value"]) for end in ("before", "after"))
    said = ", ".join(f"{n} {before[n]} > {after[n]}" for n in after if after[n] != before.get(n) and n != "version")
    return f"version {after['version']}: {said}"


def _policy(_entry: Entry, contents: dict[str, Any], _named: Named) -> str:
    return tolerances(contents)


def _fields(_entry: Entry, contents: dict[str, Any], _named: Named) -> str:
    said = []
    for change in contents.get("changes", ()):
        if change["before"] is None:
            continue
        for column, old in change["before"].items():
            if column != "state":
                name = column.removesuffix("_name").replace("_", " ")
                said.append(f"{name}: {_stated(old)} → {_stated(change['after'].get(column))}")
    return "; ".join(said)


def _stated(value: object) -> str:
    return "not stated" if value in (None, "") else str(value)


_TELLERS: dict[str, Any] = {
    "alias": _alias,
    "resolve": _decision,
    "dismiss": _decision,
    "add": _added,
    "party": _source("party to the conflict", None, "party"),
    "method": _source("counts by", Method, "method"),
    "reliability": _source("reliability", Reliability, "reliability"),
    "confidentiality": _confidentiality,
    "withdraw": _withdrawn,
    "import": _imported,
    "note": _noted,
    "policy": _policy,
    "correct": _fields,
    "event": _fields,
}
