"""Reads from a ledger what a report needs, in one consistent view, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

from ledger import __version__, clock, journal, panels, queries
from ledger.figures import Policy
from ledger.journal import Entry
from ledger.queries import (
    ClaimView,
    Counts,
    DocumentView,
    FindingView,
    ReadingView,
    RemarkView,
)
from ledger.reporting.scope import Scope
from ledger.vocabulary import GroundRules


class ReadableLedger(Protocol):
    """What a report asks of a ledger; `ledger.api.Ledger` satisfies it."""

    @property
    def id(self) -> str:
        """The identity of the ledger."""

    @property
    def head(self) -> str:
        """The hash of its last journal entry."""

    @property
    def policy(self) -> Policy:
        """The tolerances its figures are read by."""

    def as_known(self, when: str) -> AbstractContextManager[ReadableLedger]:
        """The ledger as it was known after a day or a head."""

    @property
    def public_key(self) -> str | None:
        """The public key that signs its heads, in hex."""

    def reading(self) -> AbstractContextManager[Any]:
        """One consistent view, for the functions of `ledger.queries`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportInput:
    """Everything a report is made of. `claims` and `left_out` hold what is in scope, `others` the claims
    out of scope that stand in a finding of it; `remarks` are by subject (`claim:ID`, `finding:ID`), `supports`
    by the key of the quantity, made of the claims in scope that may be shown.
    """

    ledger: str
    head: str
    policy: Policy
    counts: Counts
    scope: Scope
    claims: list[ClaimView]
    others: list[ClaimView] = field(default_factory=list)
    left_out: list[ClaimView] = field(default_factory=list)
    readings: dict[int, ReadingView] = field(default_factory=dict)
    findings: list[FindingView] = field(default_factory=list)
    documents: list[DocumentView] = field(default_factory=list)
    remarks: dict[str, list[RemarkView]] = field(default_factory=dict)
    parties: dict[str, str] = field(default_factory=dict)
    reliability: dict[str, str] = field(default_factory=dict)
    supports: dict[str, panels.SupportView] = field(default_factory=dict)
    journal: list[Entry] = field(default_factory=list)
    program: str = __version__
    generated_at: str = ""
    as_known_on: str | None = None
    public_key: str | None = None


def gather(ledger: ReadableLedger, scope: Scope, as_known_on: str | None = None) -> ReportInput:
    """Read what `scope` covers. Nothing in the ledger changes, and nothing is read twice at two moments.

    `as_known_on` is only told: the ledger that is given is read as it stands.
    """
    identity, policy, public_key = ledger.id, ledger.policy, ledger.public_key
    with ledger.reading() as view:
        entries, parties, readings = journal.entries(view), queries.parties(view), queries.readings(view)
        acted_on = _acted_on(entries, scope.reviewer) if scope.reviewer else frozenset()
        claims = _covered(queries.claims(view, scope.filter("standing")), scope, acted_on)
        open_ = (c for c in claims if c.record.ground_rules is not GroundRules.OFF_THE_RECORD)
        findings = _findings(queries.findings(view, state=scope.state), claims, scope)
        return ReportInput(
            ledger=identity,
            head=journal.head(view),
            policy=policy,
            counts=queries.counts(view),
            scope=scope,
            claims=claims,
            others=_others(view, findings, claims),
            left_out=_covered(_left_out(view, scope), scope, acted_on),
            readings=readings,
            findings=findings,
            documents=queries.documents(view),
            remarks=_remarks(view, entries),
            parties=parties,
            reliability={s.name: s.reliability for s in queries.sources(view) if s.reliability},
            supports=panels.supports(open_, readings, queries.name_links(view), policy, parties),
            journal=entries,
            generated_at=clock.now(),
            as_known_on=as_known_on,
            public_key=public_key,
        )


def _covered(claims: list[ClaimView], scope: Scope, acted_on: frozenset[str]) -> list[ClaimView]:
    return [c for c in claims if scope.covers(c.record, acted_on)]


def _acted_on(entries: Iterable[Entry], reviewer: str) -> frozenset[str]:
    """The ids of the claims that a person accepted, corrected, keyed in or otherwise acted on."""
    return frozenset(
        e.subject.removeprefix("claim:") for e in entries if e.reviewer == reviewer and e.subject.startswith("claim:")
    )


def _findings(found: list[FindingView], claims: list[ClaimView], scope: Scope) -> list[FindingView]:
    if scope.whole:
        return found
    inside = {c.id for c in claims}
    return [f for f in found if not inside.isdisjoint(f.claims)]


def _others(view: Any, findings: Iterable[FindingView], claims: list[ClaimView]) -> list[ClaimView]:
    known = {c.id for c in claims}
    wanted = sorted({i for f in findings for i in f.claims} - known)
    found = (queries.claim(view, i) for i in wanted)
    return sorted((c for c in found if c is not None), key=lambda c: c.row)


def _left_out(view: Any, scope: Scope) -> list[ClaimView]:
    both = queries.claims(view, scope.filter("rejected")) + queries.claims(view, scope.filter("withdrawn"))
    return sorted({c.row: c for c in both}.values(), key=lambda c: c.row)


def _remarks(view: Any, entries: list[Entry]) -> dict[str, list[RemarkView]]:
    """The standing notes: only subjects that somebody ever noted something on are asked for."""
    subjects = sorted({e.subject for e in entries if e.act == "note"})
    found = {s: queries.remarks(view, s) for s in subjects}
    return {s: r for s, r in found.items() if r}
