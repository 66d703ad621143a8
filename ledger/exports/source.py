"""Reads from a ledger what an export needs: in one consistent view, in flat memory, without what is withheld.

The rows are spooled to a temporary file and the view is closed before the first byte is written, so that a slow
reader of the export (`claims export -o - | less`) keeps nobody from writing. What may be told is decided by
`ledger.disclosure`, for every format alike.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import astuple, replace
from typing import Any, Protocol

from ledger import __version__, disclosure, journal, queries, store
from ledger.disclosure import HIDDEN, OFF, Saying
from ledger.exports.leaving import OutAct, OutDocument, OutFinding, Outgoing, Stamp, Withheld
from ledger.exports.spool import Spool
from ledger.queries import RECORD_AT, ClaimFilter, ReadingView
from ledger.records import FIELDS, ClaimRecord
from ledger.vocabulary import Anonymity, Confidentiality, FindingState, GroundRules, RevisionKind

CONTEXT = 32
"""How many characters before and after a quote anchor it in a changed text."""

_SAID, _HOW, _RULES, _QUOTE = (
    RECORD_AT + FIELDS.index(f) for f in ("attributed_to", "anonymity", "ground_rules", "quote")
)
_DOCUMENT_ROW, _QUOTE_START, _QUOTE_END = 2, 5, 6


class ReadableLedger(Protocol):
    """What an export asks of a ledger; `ledger.api.Ledger` satisfies it."""

    @property
    def id(self) -> str:
        """The identity of the ledger."""

    def reading(self) -> AbstractContextManager[Any]:
        """One consistent view, for the functions of `ledger.queries`."""


class Export:
    """What leaves a ledger. Every method gives its rows anew, as often as it is called.

    Made by `exporting`; `documents`, `findings`, `acts` and the words around quotes are there where they were
    asked for.
    """

    def __init__(self, stamp: Stamp, spools: dict[str, Spool]) -> None:
        self.stamp = stamp
        self.withheld: tuple[Withheld, ...] = ()
        self._spools = spools
        self._aliases: dict[int, str] = {}
        self._erase: Callable[[str], str] | None = None

    @property
    def size(self) -> int:
        """How many claims."""
        return self._spools["claims"].count

    def claims(self) -> Iterator[Outgoing]:
        """The claims, in the order of entry."""
        for raw, reading, open_, prefix, suffix in self._spools["claims"]:
            yield self._outgoing(raw, reading, open_, prefix, suffix)

    def records(self) -> Iterator[ClaimRecord]:
        """The claims as native records."""
        return (c.view.record for c in self.claims())

    def documents(self) -> Iterator[OutDocument]:
        """The documents that the claims stand in, in the order of entry."""
        for row in self._spools["documents"]:
            document = OutDocument(*row)
            alias = self._aliases.get(document.row)
            if alias is not None:
                document = replace(
                    document, key=alias, publisher=None, url=None, text_sha256=None, original_sha256=None
                )
            yield self._told(document)

    def findings(self) -> Iterator[OutFinding]:
        """The findings that rest on exported claims alone, slips first."""
        return (self._told(OutFinding(*row)) for row in self._spools["findings"])

    def acts(self) -> Iterator[OutAct]:
        """What was done to the claims and batches of the export, in order."""
        return (self._told(OutAct(*row)) for row in self._spools["acts"])

    def _told(self, value: Any) -> Any:
        return value if self._erase is None else disclosure.erased(value, self._erase)

    def _outgoing(
        self, raw: tuple[Any, ...], reading: tuple[Any, ...] | None, open_: tuple[str, ...], prefix: str, suffix: str
    ) -> Outgoing:
        view = queries.claim_of(raw)
        stored = record = view.record
        alias = self._aliases.get(view.document_row)
        if record.ground_rules in HIDDEN:
            said = disclosure.shown_source(record)
            how = record.anonymity if said == record.attributed_to else Anonymity.ANONYMOUS_DESCRIBED
            record = replace(record, attributed_to=said, anonymity=how, quote=disclosure.shown_quote(record))
        if alias is not None:
            record = replace(record, document=alias, publisher=None, url=None, quote=None)
        record = self._told(record)
        if record != stored:
            view = replace(view, record=record, evidence=(), source_key=None, row_hash="")  # its hash tells of the rest
        if record.quote != stored.quote:  # offsets belong to the words as they stand in the document
            view = replace(view, quote_start=None, quote_end=None, figure_start=None, figure_end=None)
            prefix = suffix = ""
        return Outgoing(
            view,
            ReadingView(*reading) if reading else None,
            open_,
            self._told(prefix) or None,
            self._told(suffix) or None,
            alias is not None,
        )


@contextmanager
def exporting(ledger: ReadableLedger, only: ClaimFilter | None = None, needs: Iterable[str] = ()) -> Iterator[Export]:
    """What `only` lets through, ready to be written.

    `needs` are, beside the claims: "documents", "findings", "acts", "context" (the words around quotes).
    """
    identity, wanted = ledger.id, frozenset(needs)
    with ExitStack() as stack:
        spools = {name: stack.enter_context(Spool()) for name in ("claims", "documents", "findings", "acts")}
        with ledger.reading() as view:
            last = journal.entries(view, newest_first=True, limit=1)
            stamp = Stamp(
                ledger=identity,
                head=journal.head(view),
                entries=last[0].seq if last else 0,
                at=last[0].at if last else "",
                version=__version__,
                policy=store.policy(view).version,
            )
            export = Export(stamp, spools)
            _Reader(view, export, spools, wanted).read(only or ClaimFilter())
        yield export


class _Reader:
    """One reading of the ledger into the spools."""

    def __init__(self, view: Any, export: Export, spools: dict[str, Spool], needs: frozenset[str]) -> None:
        self._view, self._export, self._spools, self._needs = view, export, spools, needs
        self._sayings: dict[Saying, None] = {}
        self._off = self._off_findings = 0
        self._claims, self._documents = _Marks(), _Marks()
        self._batches: set[int] = set()
        self._quotes = self._secret_quotes = 0
        kept, self._open_publishers = queries.confidential(view)
        self._secret = {d.row: d for d in kept}
        self._text: tuple[int, str | None] = (0, None)

    def read(self, only: ClaimFilter) -> None:
        for part in queries.claim_parts(self._view, only):
            self._part(part)
        if "documents" in self._needs:
            self._read_documents()
        if "findings" in self._needs:
            self._read_findings()
        if "acts" in self._needs:
            self._read_acts()
        self._close()

    def _part(self, part: list[tuple[Any, ...]]) -> None:
        rows = [raw[0] for raw in part]
        readings = queries.readings(self._view, rows)
        open_: dict[int, dict[str, None]] = {}
        if "findings" in self._needs:
            for _, row, list_, state in queries.finding_pairs(self._view, rows):
                if state == FindingState.OPEN.value:
                    open_.setdefault(row, {})[list_] = None
        for raw in part:
            reading = readings.get(raw[0])
            rules = GroundRules(raw[_RULES]) if raw[_RULES] else None
            saying = Saying(
                raw[_SAID],
                Anonymity(raw[_HOW]) if raw[_HOW] else None,
                rules,
                reading.origin if reading else " ".join((raw[_SAID] or "").split()),
            )
            self._sayings[saying] = None
            if rules is OFF:
                self._off += 1
                continue
            if raw[_QUOTE] is not None:
                self._secret_quotes += raw[_DOCUMENT_ROW] in self._secret
                deep = rules is GroundRules.DEEP_BACKGROUND or (rules in HIDDEN and not saying.unnamed)
                self._quotes += deep and raw[_DOCUMENT_ROW] not in self._secret
            self._claims.add(raw[0])
            self._documents.add(raw[_DOCUMENT_ROW])
            if raw[3] is not None:
                self._batches.add(raw[3])
            before, after = self._around(raw) if "context" in self._needs else ("", "")
            found = tuple(sorted(open_.get(raw[0], ())))
            self._spools["claims"].add((raw, astuple(reading) if reading else None, found, before, after))

    def _around(self, raw: tuple[Any, ...]) -> tuple[str, str]:
        """The words before and after the quote; none of a document whose text stays with the ledger."""
        row, start, end = raw[_DOCUMENT_ROW], raw[_QUOTE_START], raw[_QUOTE_END]
        if start is None:
            return "", ""
        if self._text[0] != row:
            document = queries.document(self._view, row)
            open_ = document and document.confidentiality == Confidentiality.UNPROTECTED.value
            self._text = row, document.text if document and open_ else None
        text = self._text[1]
        return ("", "") if text is None else (text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT])

    def _read_documents(self) -> None:
        for part in _parts(self._documents):
            for d in queries.documents_at(self._view, part):
                self._spools["documents"].add(
                    (
                        d.row,
                        d.key,
                        d.publisher,
                        d.published,
                        d.url,
                        d.text_sha256,
                        d.original_sha256,
                        d.confidentiality,
                        d.state,
                    )
                )

    def _read_findings(self) -> None:
        outside = {i for i, row, _, _ in queries.finding_pairs(self._view) if row not in self._claims}
        ids = [i for i in queries.finding_ids(self._view) if i not in outside]
        for at in range(0, len(ids), 500):
            for f in queries.findings_at(self._view, ids[at : at + 500]):
                settled = f.decision if f.state is not FindingState.OPEN else None
                about = str(f.quantity.get("label", ""))
                self._spools["findings"].add(
                    (f.id, f.code, f.kind, f.list.value, f.severity.value, f.state.value, about, f.explanation)
                    + (f.fits_if, f.hint, f.claims, f.origins)
                    + (
                        (settled.outcome.value, settled.method.value, settled.why, settled.reviewer, settled.at)
                        if settled
                        else (None,) * 5
                    )
                )

    def _read_acts(self) -> None:
        ids = {raw[RECORD_AT] for raw, *_ in self._spools["claims"]}
        released = self._released()
        changed = {row for changes in released.values() for row, *_ in changes}
        named = {raw[0]: raw[RECORD_AT] for raw, *_ in self._spools["claims"] if raw[0] in changed}
        self._batches.update(came for changes in released.values() for *_, came in changes if came is not None)
        subjects = {f"batch:{n}" for n in self._batches}
        for entry in journal.stream(self._view):
            kind, _, name = entry.subject.partition(":")
            told = entry.seq, entry.at, entry.reviewer
            if entry.subject in subjects or entry.seq in released or (kind == "claim" and name in ids):
                self._spools["acts"].add((*told, entry.act, entry.subject, None))
            for row, act, came in released.get(entry.seq, ()):
                self._spools["acts"].add((*told, act, f"claim:{named[row]}", came))

    def _released(self) -> dict[int, list[tuple[int, str, int | None]]]:
        """What newer releases did to claims of the export, by entry: the claim, the act, the batch it had come with."""
        found: dict[int, list[tuple[int, str, int | None]]] = {}
        for entry in journal.stream(self._view):
            if entry.act != "import" or '"kind":' not in (entry.payload or ""):
                continue
            for change in entry.contents().get("changes", ()):
                if change["table"] == "claim" and change["id"] in self._claims and "kind" in change:
                    act = "retract" if change["kind"] == RevisionKind.RETRACTION.value else "revise"
                    came = (change.get("before") or {}).get("batch_id")
                    found.setdefault(entry.seq, []).append((change["id"], act, came))
        return found

    def _close(self) -> None:
        """What is withheld, now that everything was seen."""
        export = self._export
        hidden = [s for s in self._sayings if s.ground_rules in HIDDEN]
        names = list(disclosure.withheld_names(self._sayings).items()) if hidden or self._off else []
        inside = [row for row in sorted(self._secret) if row in self._documents]
        export._aliases = {row: disclosure.document_alias(n) for n, row in enumerate(inside, 1)}
        told = ((d.key, d.url, d.publisher, export._aliases[d.row]) for d in (self._secret[row] for row in inside))
        names += disclosure.document_names(told, self._open_publishers)
        export._erase = disclosure.eraser(names) if names else None
        counted = (
            ("claims", self._off, "made off the record: left out"),
            ("names of sources", len({s.origin for s in hidden if not s.unnamed}), "on background: withheld"),
            ("quotes", self._quotes, "of sources on background: withheld, as the words may tell who spoke"),
            ("documents", len(inside), "confidential: only their figures are told"),
            ("quotes", self._secret_quotes, "from confidential documents: withheld"),
        )
        export.withheld = tuple(Withheld(*row) for row in counted if row[1])


class _Marks:
    """A set of row numbers, one bit each."""

    def __init__(self) -> None:
        self._bits = bytearray()

    def add(self, row: int) -> None:
        """Take a row in."""
        byte = row >> 3
        if byte >= len(self._bits):
            self._bits.extend(bytes(byte + 1 - len(self._bits) + 4_096))
        self._bits[byte] |= 1 << (row & 7)

    def __contains__(self, row: int) -> bool:
        return row >> 3 < len(self._bits) and bool(self._bits[row >> 3] >> (row & 7) & 1)

    def __iter__(self) -> Iterator[int]:
        for at, byte in enumerate(self._bits):
            if byte:
                yield from ((at << 3) + bit for bit in range(8) if byte >> bit & 1)


def _parts(rows: Iterable[int], size: int = 500) -> Iterator[array[int]]:
    part = array("q")
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield part
            part = array("q")
    if part:
        yield part
