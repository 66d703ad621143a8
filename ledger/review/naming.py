"""What a person says of names and sources."""

from __future__ import annotations

from typing import Any

from ledger.acts import Act
from ledger.detection.world import names_with
from ledger.driving import raw
from ledger.errors import LedgerError
from ledger.models import NameLink, Source
from ledger.names.saying import objection
from ledger.queries import name_links
from ledger.review.doing import Doing
from ledger.vocabulary import Method, NameKind, NameRelation, Reliability

_NAMED = "SELECT 1 FROM claim WHERE attributed_to = ? UNION ALL SELECT 1 FROM document WHERE publisher = ? LIMIT 1"


def link_names(act: Act, kind: NameKind, name: str, relation: NameRelation, target: str, why: str) -> Doing:
    """Say that two names are the same, that one lies inside the other, or that they differ."""
    if against := objection(names_with(tuple(name_links(act.connection))), kind.value, name, relation.value, target):
        raise LedgerError(f"{against}; nothing was changed")
    link = NameLink(kind=kind.value, name=name.strip(), relation=relation.value, target=target.strip())
    act.add(link)
    say = f"{kind.label} {name!r} is {relation.label} {target!r}"
    return Doing(f"name:{link.id}", say, {"why": why, "name": name.strip()})


def unlink_names(act: Act, kind: NameKind, name: str, why: str) -> Doing:
    """Take back what was said about a name."""
    from sqlmodel import col, select

    query = select(NameLink).where(
        col(NameLink.kind) == kind.value, col(NameLink.name) == name, col(NameLink.state) == "standing"
    )
    links = list(act.session.exec(query))
    if not links:
        raise LedgerError(f"nothing was said about the {kind.label} {name!r}; nothing was changed")
    for link in links:
        act.change(link, state="withdrawn")
    return Doing(f"name:{links[0].id}", f"{kind.label} {name!r}: on its own again", {"why": why, "name": name})


def set_party(act: Act, name: str, party: str | None, why: str) -> Doing:
    """Say which party to the conflict a source belongs to, or that it is none (`party` None)."""
    say = f"{name!r} belongs to {party!r}" if party else f"{name!r} is no party to the conflict"
    if not raw(act.connection).execute(_NAMED, (name, name)).fetchone():
        say += "; no claim names it so yet"
    return _of_source(act, name, say, why, party=party)


def set_method(act: Act, name: str, method: Method | None, why: str) -> Doing:
    """Say how a source counts, where its claims do not say so themselves, or take that back (`method` None).

    A documented count is a floor: what nobody could document is not in it.
    """
    value = method.value if method else None
    said = f"counts what is {method.label}" if method is Method.DOCUMENTED else f"counts by {value or 'a way not said'}"
    return _of_source(act, name, f"{name!r} {said}", why, method=value)


def set_reliability(act: Act, name: str, reliability: Reliability | None, why: str) -> Doing:
    """Say how reliable a source is (Admiralty A to F), or take that back (`reliability` None)."""
    value = reliability.value if reliability else None
    said = f"{reliability.value}, {reliability.label}" if reliability else "not graded"
    return _of_source(act, name, f"{name!r}: {said}", why, reliability=value)


def _of_source(act: Act, name: str, say: str, why: str, **value: Any) -> Doing:
    """Give a source, made where nothing was said of it yet, a new value."""
    from sqlmodel import col, select

    source = act.session.exec(select(Source).where(col(Source.name) == name)).first()
    if source is None:
        source = Source(name=name, **value)
        act.add(source)
    elif not act.change(source, **value, state="standing"):
        raise LedgerError(f"{name!r} stands so already; nothing was changed")
    return Doing(f"source:{source.id}", say, {"why": why, "name": name})
