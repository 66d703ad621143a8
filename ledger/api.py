"""`Ledger`: everything the command and the review app do, for scripts and notebooks."""

from __future__ import annotations

import getpass
import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ledger import detection, journal, queries, store
from ledger.engine import CACHE_KIB, reading, writing
from ledger.errors import LedgerError, OlderLedger
from ledger.figures import Policy
from ledger.holder import holding
from ledger.records import ClaimRecord
from ledger.vocabulary import (
    Confidentiality,
    FindingState,
    Method,
    NameKind,
    NameRelation,
    Reliability,
    ResolutionMethod,
    ReviewState,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from ledger.acts import Act
    from ledger.anchors import Anchor
    from ledger.comparison.bias import Profile
    from ledger.exports.audit import Bundled
    from ledger.intake.importer import ImportOptions, ImportReport
    from ledger.journal import Entry
    from ledger.panels import SupportView
    from ledger.policies import VerdictChange
    from ledger.quantities import QuantityView
    from ledger.redaction import Redacted
    from ledger.reporting import Report, Scope
    from ledger.reporting.bundle import Bundled as EvidenceBundle
    from ledger.review import Doing
    from ledger.signing import SignedHead
    from ledger.verify import Verification
    from ledger.watching import Watch


@dataclass(frozen=True, slots=True)
class Done:
    """What an act did: its journal entry, a sentence, and what it changed among the findings.

    An act on many claims has an entry for each: `first` is the number of the first of them, `seq` of the last.
    """

    seq: int
    say: str
    subject: str
    findings: detection.Changes
    first: int = 0


def default_reviewer() -> str:
    """`$CLAIMS_REVIEWER`, else the login name."""
    named = os.environ.get("CLAIMS_REVIEWER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


JUDGEMENTS: dict[str, ReviewState] = {
    "accept": ReviewState.APPROVED,
    "reject": ReviewState.REJECTED,
    "unsure": ReviewState.IN_PROGRESS,
}
"""What a person can say of a claim, by the name of the act."""


class _Undecided(Exception):
    """Ends a preview: its transaction rolls back."""


class Ledger:
    """An open ledger file. Every read is one consistent view; every act is one transaction.

    Raises NotALedger when `path` holds none. Use it as a context manager, or `close` it.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        reviewer: str | None = None,
        readonly: bool = False,
        cache: int = CACHE_KIB,
    ) -> None:
        self.path = Path(path)
        self.reviewer = reviewer or default_reviewer()
        self.migrated: Path | None = None
        """The backup of the ledger as it was, where it had to be brought up to date first."""
        try:
            self._engine = store.open_engine(self.path, readonly=readonly, cache=cache)
        except OlderLedger:
            if readonly:
                raise
            from ledger.migration import migrate

            self.migrated = migrate(self.path, self.reviewer)
            self._engine = store.open_engine(self.path, cache=cache)

    @classmethod
    def create(cls, path: str | os.PathLike[str], *, reviewer: str | None = None) -> Self:
        """Make a new, empty ledger; refuses to overwrite anything."""
        store.create(Path(path), reviewer or default_reviewer())
        return cls(path, reviewer=reviewer)

    def warnings(self) -> list[str]:
        """What a user should know before working: a network folder, or a file that is not what it was."""
        from ledger import lastseen
        from ledger.health import network_folder

        kind = network_folder(self.path)
        found = [f"{self.path}: {kind} is a network folder, where locks fail; keep it on a disk"] if kind else []
        with suppress(LedgerError), self.reading() as c:  # a damaged file: the command itself says so
            changed = lastseen.warning(self.path, c)
            found += [changed] if changed else []
        return found

    def remember(self) -> None:
        """Keep in this machine's own memory how far the journal goes, so that a loss is noticed."""
        from ledger import lastseen

        with suppress(LedgerError), self.reading() as c:
            lastseen.remember(self.path, c)

    def watch(self) -> Watch:
        """A way to notice what others do to the file."""
        from ledger.watching import Watch

        return Watch(self._engine, self.path)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view, for functions of `ledger.queries`."""
        with reading(self._engine) as connection:
            yield connection

    @contextmanager
    def as_known(self, when: str) -> Iterator[Ledger]:
        """The ledger as it was known after an earlier day or journal entry, read-only.

        `when` is an EDTF date (its last day counts) or a head hash. Findings are computed anew for what the
        ledger held then. LedgerError when it holds no such entry.
        """
        from ledger import asknown

        with self.reading() as c:
            seq = asknown.entry_at(c, when)
        with (
            asknown.copy_at(self._engine, seq) as path,
            Ledger(path, reviewer=self.reviewer, readonly=True) as then,
        ):
            yield then

    # Reading

    @property
    def head(self) -> str:
        """The hash of the last journal entry, in hex."""
        with self.reading() as c:
            return journal.head(c)

    @property
    def id(self) -> str:
        """The identity of this ledger, given when it was made."""
        with self.reading() as c:
            return store.setting(c, "ledger_id")

    @property
    def policy(self) -> Policy:
        """The tolerances figures are read by."""
        with self.reading() as c:
            return store.policy(c)

    def counts(self) -> queries.Counts:
        """How much the ledger holds."""
        with self.reading() as c:
            return queries.counts(c)

    def claims(
        self,
        only: queries.ClaimFilter | None = None,
        order: str = "entered",
        limit: int | None = None,
        *,
        descending: bool = False,
    ) -> list[queries.ClaimView]:
        """The claims that `only` lets through (the standing ones, unless told)."""
        with self.reading() as c:
            return queries.claims(c, only, order, limit, descending=descending)

    def claim(self, claim_id: str) -> queries.ClaimView:
        """One claim by its id; LedgerError when there is none."""
        with self.reading() as c:
            found = queries.claim(c, claim_id)
        if found is None:
            raise LedgerError(f"there is no claim {claim_id}; claims list shows them")
        return found

    def claim_rows(
        self, only: queries.ClaimFilter | None = None, order: str = "entered", descending: bool = False
    ) -> array[int]:
        """The rows of those claims in order, 8 bytes each: what a long list scrolls over."""
        with self.reading() as c:
            return queries.claim_rows(c, only, order, descending)

    def claims_at(self, rows: Iterable[int]) -> list[queries.ClaimView]:
        """The claims in those rows."""
        with self.reading() as c:
            return queries.claims_at(c, rows)

    def document(self, row: int) -> queries.DocumentView | None:
        """One document, with its text."""
        with self.reading() as c:
            return queries.document(c, row)

    def document_rows(self, words: str = "") -> array[int]:
        """The rows of the documents whose name or publisher holds `words`, in the order of entry."""
        with self.reading() as c:
            return queries.document_rows(c, words)

    def documents_at(self, rows: Iterable[int]) -> list[queries.DocumentView]:
        """The documents in those rows, without their texts."""
        with self.reading() as c:
            return queries.documents_at(c, rows)

    def claims_of_document(self, row: int) -> list[queries.ClaimView]:
        """The standing claims of one document, in the order of its words."""
        with self.reading() as c:
            return queries.claims_of_document(c, row)

    def claims_of_quantity(self, claim_id: str, most: int = 500) -> list[queries.ClaimView]:
        """The standing claims that speak of the quantity of one of them, in the order of entry."""
        with self.reading() as c:
            return queries.claims_of_quantity(c, claim_id, most)

    def readings_of(self, rows: Iterable[int]) -> dict[int, queries.ReadingView]:
        """What the standing claims in those rows commit to."""
        with self.reading() as c:
            return queries.readings(c, list(rows))

    def names_in_use(self, kind: str) -> list[tuple[str, int]]:
        """The names of sources ("actor"), groups or places in standing claims, each with its number of claims."""
        with self.reading() as c:
            return queries.names_in_use(c, kind)

    def documents(self) -> list[queries.DocumentView]:
        """All documents, without their texts."""
        with self.reading() as c:
            return queries.documents(c)

    def finding_ids(self, *, words: str = "") -> list[str]:
        """The ids of the findings that hold every word, what is open first."""
        with self.reading() as c:
            return queries.finding_ids(c, words=words)

    def findings_at(self, ids: Iterable[str]) -> list[queries.FindingView]:
        """The findings with those ids, in that order."""
        with self.reading() as c:
            return queries.findings_at(c, ids)

    def findings(
        self,
        *,
        state: str = "open",
        kind: str | None = None,
        severity: str | None = None,
        list_: str | None = None,
        claim_row: int | None = None,
        limit: int | None = None,
    ) -> list[queries.FindingView]:
        """Findings, slips first, the gravest first."""
        with self.reading() as c:
            return queries.findings(
                c, state=state, kind=kind, severity=severity, list_=list_, claim_row=claim_row, limit=limit
            )

    def quantity(self, what: str) -> QuantityView:
        """One quantity by its key, by a finding or by a claim: its claims, its support, what stands beside it."""
        from ledger import quantities

        with self.reading() as c:
            return quantities.view(c, what)

    def supports_of(self, keys: Sequence[str]) -> dict[str, SupportView]:
        """What the ledger supports for each of those quantities, by key."""
        from ledger import quantities

        with self.reading() as c:
            return quantities.supports(c, keys)

    def bias(self, *, by_party: bool = False) -> list[Profile]:
        """How the figures of the sources that are parties stand to those of third parties (`comparison.bias`)."""
        from ledger.comparison.bias import profiles
        from ledger.detection.placed import spoken_of_by
        from ledger.detection.world import World

        with self.reading() as c:
            parties = World.of(c).context.parties
            return profiles(spoken_of_by(c, list(parties)), parties, by_party=by_party)

    def finding(self, finding_id: str) -> queries.FindingView:
        """One finding by its id or the start of it; LedgerError when there is none."""
        with self.reading() as c:
            found = queries.finding(c, finding_id)
        if found is None:
            raise LedgerError(f"there is no finding {finding_id}; claims conflicts --state all shows them")
        return found

    def readings(self) -> dict[int, queries.ReadingView]:
        """What every standing claim commits to, by its row."""
        with self.reading() as c:
            return queries.readings(c)

    def history(self, subject: str) -> list[journal.Entry]:
        """The journal entries about `claim:ID`, `finding:ID`, `batch:N`, oldest first.

        Of an import that revised a claim, the changes to that claim alone.
        """
        with self.reading() as c:
            found = journal.about(c, subject)
            kind, _, name = subject.partition(":")
            view = queries.claim(c, name) if kind == "claim" else None
            if view is not None:
                found = sorted([*found, *journal.revising(c, view.row)], key=lambda e: e.seq)
            return found

    def journal(
        self, *, after: int = 0, before: int | None = None, newest_first: bool = False, limit: int | None = None
    ) -> list[journal.Entry]:
        """Journal entries with a number above `after` and, if given, below `before`."""
        with self.reading() as c:
            return journal.entries(c, after=after, before=before, newest_first=newest_first, limit=limit)

    def journal_numbers(self, words: str = "") -> array[int]:
        """The numbers of the journal entries whose reviewer, act or subject holds every word, newest first."""
        with self.reading() as c:
            return journal.numbers(c, words)

    def journal_at(self, numbers: Iterable[int]) -> list[Entry]:
        """The journal entries with those numbers, in that order."""
        with self.reading() as c:
            return journal.entries_at(c, numbers)

    def entries(self) -> int:
        """How many journal entries there are."""
        with self.reading() as c:
            return journal.size(c)

    def remarks(self, subject: str) -> list[queries.RemarkView]:
        """The notes on a claim or a finding."""
        with self.reading() as c:
            return queries.remarks(c, subject)

    def name_links(self) -> list[tuple[str, str, str, str]]:
        """What people said about names: kind, name, relation, target."""
        with self.reading() as c:
            return queries.name_links(c)

    def parties(self) -> dict[str, str]:
        """The sources that are parties to the conflict: name to party."""
        with self.reading() as c:
            return queries.parties(c)

    def sources(self) -> list[queries.SourceView]:
        """What people said about sources: party, way of counting, reliability."""
        with self.reading() as c:
            return queries.sources(c)

    def batches(self) -> list[dict[str, object]]:
        """The imported files, in order."""
        with self.reading() as c:
            return queries.batches(c)

    # Acts

    def accept(self, claim_id: str, why: str = "", *, seen: str | None = None) -> Done:
        """Accept a claim as read right."""
        return self._judge("accept", claim_id, ReviewState.APPROVED, why, seen)

    def reject(self, claim_id: str, why: str, *, seen: str | None = None) -> Done:
        """Reject a claim: it stays in the record and counts no more."""
        return self._judge("reject", claim_id, ReviewState.REJECTED, why, seen)

    def unsure(self, claim_id: str, why: str = "", *, seen: str | None = None) -> Done:
        """Mark a claim as one to come back to."""
        return self._judge("unsure", claim_id, ReviewState.IN_PROGRESS, why, seen)

    def correct(
        self,
        claim_id: str,
        values: dict[str, str | None],
        why: str = "",
        *,
        seen: str | None = None,
        at: Anchor | None = None,
    ) -> Done:
        """Correct fields of a claim; the old values stay in the journal. `at` is where a new figure stands."""
        from ledger import review

        return self._perform("correct", lambda act: review.correct(act, claim_id, values, why, seen, at))

    def judge_many(self, act: str, claims: Sequence[tuple[str, str | None]], why: str = "") -> Done:
        """Accept, reject or mark as unsure (`act`) many claims, each (id, row hash seen): all or none of them."""
        from ledger import review

        state = JUDGEMENTS[act]
        steps = [lambda a, i=i, seen=seen: review.judge(a, i, state, why, seen) for i, seen in claims]
        return self._perform_all(act, lambda _: (steps, f"{len(claims):,} claims: {state.label}"))

    def correct_many(
        self, claims: Sequence[tuple[str, str | None]], values: dict[str, str | None], why: str = ""
    ) -> Done:
        """Give many claims, each (id, row hash seen), the same values: all or none of them."""
        from ledger import review

        steps = [lambda a, i=i, seen=seen: review.correct(a, i, values, why, seen) for i, seen in claims]
        return self._perform_all("correct", lambda _: (steps, f"{len(claims):,} claims: corrected {', '.join(values)}"))

    def resolve(self, finding_id: str, method: str, why: str) -> Done:
        """Settle a finding by a published method, with a reason."""
        return self._decide("resolve", finding_id, FindingState.RESOLVED, method, why)

    def dismiss(self, finding_id: str, method: str, why: str) -> Done:
        """Dismiss a finding, with a reason."""
        return self._decide("dismiss", finding_id, FindingState.DISMISSED, method, why)

    def note(self, subject: str, text: str) -> Done:
        """Put a note on `claim:ID` or `finding:ID`."""
        from ledger import review

        return self._perform("note", lambda act: review.remark(act, subject, text))

    def add(self, record: ClaimRecord, at: Anchor | None = None) -> Done:
        """Key a claim in by hand, with or without a document in the ledger; `at` is where its words stand."""
        from ledger import review

        return self._perform("add", lambda act: review.add(act, record, at))

    def withdraw(self, what: str, why: str) -> Done:
        """Take back a document (by its key) or a batch (`batch:N`) as one act."""
        from ledger import review

        return self._perform("withdraw", lambda act: review.withdraw(act, what, why))

    def link_names(self, kind: str, name: str, relation: str, target: str, why: str = "") -> Done:
        """Say that two names are the same, that the first lies inside the second, or that they differ."""
        from ledger import review

        return self._perform(
            "alias",
            lambda act: review.link_names(act, NameKind.parse(kind), name, NameRelation.parse(relation), target, why),
        )

    def preview_link(self, kind: str, name: str, relation: str, target: str) -> detection.Changes:
        """What saying so about two names would change among the findings; nothing is changed."""
        from ledger import review

        found: list[detection.Changes] = []

        def plan(act: Act) -> Doing:
            doing = review.link_names(act, NameKind.parse(kind), name, NameRelation.parse(relation), target, "")
            found.append(detection.after(act.connection, act))
            raise _Undecided(doing.say)

        try:
            self._perform("alias", plan)
        except _Undecided:
            return found[0]
        raise AssertionError("a preview never ends well")

    def unlink_names(self, kind: str, name: str, why: str = "") -> Done:
        """Take back what was said about a name."""
        from ledger import review

        return self._perform("alias", lambda act: review.unlink_names(act, NameKind.parse(kind), name, why))

    def set_party(self, name: str, party: str | None, why: str = "") -> Done:
        """Say which party to the conflict a source belongs to, or (None) that it is none."""
        from ledger import review

        return self._perform("party", lambda act: review.set_party(act, name, party, why))

    def tie_event(
        self, claim_ids: Sequence[str], label: str | None, why: str = "", *, tied_to: str | None = None
    ) -> Done:
        """Say that claims are about one event (or, with None, that they are not): one act for all of them.

        `tied_to` is the event that they must be tied to now.
        """
        from ledger import review

        def step(claim_id: str) -> Callable[[Act], Doing]:
            return lambda act: review.tie_event(act, claim_id, label, why, None if label else tied_to)

        said = f"tied to the event {label!r}" if label else f"no longer tied to the event {tied_to!r}"
        steps = [step(c) for c in dict.fromkeys(claim_ids)]
        return self._perform_all("event", lambda _: (steps, f"{len(steps)} claims: {said}"))

    def set_policy(self, values: Mapping[str, str], why: str) -> tuple[Done, list[VerdictChange]]:
        """Read all figures by other tolerances (`values`: name to whole number), and say which findings came,
        went or weigh otherwise. The policy takes the next version number.
        """
        from ledger import policies

        seen: list[dict[str, queries.FindingView]] = []

        def do(act: Act) -> Doing:
            seen.append(policies.verdicts(act.connection))
            return policies.set_policy(act, values, why)

        done = self._perform("policy", do)
        with self.reading() as c:
            return done, policies.compared(seen[0], policies.verdicts(c))

    def set_method(self, name: str, method: str | None, why: str = "") -> Done:
        """Say how a source counts where its claims do not say so: `documented`, `estimate`, or None."""
        from ledger import review

        known = Method.parse(method) if method else None
        return self._perform("method", lambda act: review.set_method(act, name, known, why))

    def set_reliability(self, name: str, reliability: str | None, why: str = "") -> Done:
        """Say how reliable a source is: a letter of the Admiralty code, A to F, or None."""
        from ledger import review

        graded = Reliability.parse(reliability) if reliability else None
        return self._perform("reliability", lambda act: review.set_reliability(act, name, graded, why))

    def set_confidentiality(self, document: str, confidentiality: str, why: str = "") -> Done:
        """Say whether a document may be passed on: `unprotected`, `restricted` or `confidential`."""
        from ledger import review

        term = Confidentiality.parse(confidentiality)
        return self._perform("confidentiality", lambda act: review.set_confidentiality(act, document, term, why))

    def undo(self) -> Done:
        """Take back this reviewer's latest act."""
        return self._step("undo")

    def redo(self) -> Done:
        """Take back this reviewer's latest undo."""
        return self._step("redo")

    def import_paths(
        self,
        paths: Iterable[str],
        options: ImportOptions | None = None,
        progress: Callable[[str, int], None] | None = None,
    ) -> ImportReport:
        """Import files, folders and globs: one transaction a file; the same content again changes nothing."""
        from ledger.intake.importer import ImportOptions, import_paths

        return import_paths(
            self._engine, self.path, list(paths), options or ImportOptions(reviewer=self.reviewer), progress
        )

    def redact(self, words: str, why: str, *, dry_run: bool = False) -> Redacted:
        """Remove words from the ledger for good, wherever they stand; the journal still verifies."""
        from ledger.redaction import redact

        return redact(self._engine, self.path, words, why, self.reviewer, dry_run=dry_run)

    def open_by_kind(self) -> dict[str, int]:
        """How many findings stand open, by kind."""
        with self.reading() as c:
            return detection.open_by_kind(c)

    def rebuild(self, progress: Callable[[str, int], None] | None = None) -> detection.Changes:
        """Compute every reading and finding anew; `progress` is told what is being done and how much of it is."""
        with holding(self.path, self.reviewer, "rebuild"), writing(self._engine) as connection:
            detection.rebuild_search(connection)
            return detection.rebuild(connection, progress)

    def verify(
        self,
        head: str | None = None,
        progress: Callable[[str, int], None] | None = None,
        *,
        only: Iterable[str] | None = None,
        against: Iterable[str | os.PathLike[str]] = (),
        signatures: Iterable[str | os.PathLike[str]] = (),
        public_key: str | None = None,
    ) -> Verification:
        """Recompute the whole audit trail; `head` is a hash from an earlier report.

        `only` names the checks to run (`ledger.verify.CHECKS`), all of them unless told. `against` names
        reports, audit bundles, signed heads and backups whose history the ledger must contain; `signatures` names
        signed heads, which must also be valid under `public_key` (else under the key that the ledger names).
        """
        from ledger.heads import read_head
        from ledger.verify import CHECKS, verify

        signed = [Path(s) for s in signatures]
        heads = [read_head(path) for path in (*map(Path, against), *signed)]
        result: Verification | None = None
        try:
            with self.reading() as connection:
                result = verify(connection, head, progress, only=CHECKS if only is None else only, heads=heads)
        except LedgerError:
            if result is None or result.sound:  # else a damaged page was met again on the way out
                raise
        for path in signed:
            self._check_signature(path, public_key, result)
        return result

    def _check_signature(self, path: Path, public_key: str | None, result: Verification) -> None:
        from ledger import signing

        found = signing.read_signed(path)
        expected = (public_key or self.public_key or "").strip().lower()
        if not signing.is_valid(found):
            result.add("altered", "signature", path, f"{path}: the signature does not fit: it or the head was altered")
        elif found.public_key != expected:
            whose = f"not by {expected[:16]}…" if expected else "and this ledger names no key"
            say = f"{path}: signed by {found.public_key[:16]}…, {whose}"
            result.add("unattributed", "signature", path, say)

    @property
    def public_key(self) -> str | None:
        """The public key that signs this ledger's heads, in hex; None where nobody signs."""
        with self.reading() as c:
            return store.public_key(c)

    def sign(self, key: str | os.PathLike[str], *, change_key: bool = False) -> SignedHead:
        """Sign the head with a key file; the public key is recorded first, where it is not yet."""
        from ledger import signing

        self._record_key(signing.public_key(Path(key)), change_key)
        with self.reading() as c:
            ledger, head, entries = store.setting(c, "ledger_id"), journal.head(c), journal.size(c)
        return signing.sign(Path(key), ledger, head, entries)

    def _record_key(self, public: str, change_key: bool) -> None:
        from ledger.acts import Act
        from ledger.models import Setting

        recorded = self.public_key
        if recorded == public:
            return
        if recorded is not None and not change_key:
            raise LedgerError(f"this ledger is signed with the key {recorded[:16]}…; --change-key records another")
        with writing(self._engine) as connection:
            act = Act(connection, self.reviewer, "key")
            row = connection.exec_driver_sql("SELECT id FROM setting WHERE name = 'public_key'").scalar()
            kept = act.get(Setting, row) if row is not None else None
            if kept is None:
                act.add(Setting(name="public_key", value=public))
            else:
                act.change(kept, value=public)
            act.seal("ledger:key")

    def report(self, scope: Scope | None = None, *, as_known_on: str | None = None, since: str | None = None) -> Report:
        """The audit report as values: of the whole ledger, or of what `scope` covers.

        `as_known_on` (a date or a head hash) reports what was known then, `since` adds what changed from then on.
        """
        from ledger.reporting import make

        return make(self, scope, as_known_on=as_known_on, since=since)

    def write_report(
        self,
        path: str | os.PathLike[str],
        scope: Scope | None = None,
        *,
        format_: str | None = None,
        as_known_on: str | None = None,
        since: str | None = None,
        force: bool = False,
    ) -> list[Path]:
        """Write the audit report; gives the files. `format_` is html, markdown, json or pdf, else by the ending.

        A report of more than 1,000 claims as HTML gets further pages in a folder beside it.
        """
        from ledger.reporting.files import format_of, write_report

        report = self.report(scope, as_known_on=as_known_on, since=since)
        return write_report(report, os.fspath(path), format_ or format_of(os.fspath(path)), force=force)

    def write_bundle(
        self,
        folder: str | os.PathLike[str],
        scope: Scope | None = None,
        *,
        as_known_on: str | None = None,
        since: str | None = None,
        force: bool = False,
    ) -> EvidenceBundle:
        """Write the evidence bundle: report, data, documents and audit trail in a folder that checks itself."""
        from ledger.reporting import taken
        from ledger.reporting.bundle import write_bundle

        with taken(self, scope, as_known_on=as_known_on, since=since) as (then, report):
            return write_bundle(then, report, folder, force=force)

    def export(
        self,
        path: str | os.PathLike[str],
        format_: str | None = None,
        only: queries.ClaimFilter | None = None,
        *,
        force: bool = False,
    ) -> int:
        """Write claims in a format of other programs, by name or by the ending of `path`; gives how many were written.

        What may not leave the ledger stays in it. LedgerError for a format that there is not.
        """
        from ledger.exports.formats import FORMATS, Options, format_for, format_named
        from ledger.exports.source import exporting
        from ledger.exports.writing import write

        known = format_ is None or format_ in {f.name for f in FORMATS}
        chosen = format_named(format_) if format_ and known else format_for(os.fspath(path))
        if not known or chosen is None or chosen.shape == "audit":
            raise LedgerError(f"{path}: say which format to write; for the audit bundle there is export_audit")
        with exporting(self, only or queries.ClaimFilter(), chosen.needs) as export:
            return export.size - write(export, chosen, os.fspath(path), Options(), force)

    def export_audit(self, target: str | os.PathLike[str], *, force: bool = False) -> Bundled:
        """Write the audit bundle, a zip that verifies without this program; says what went into it."""
        import zipfile

        from ledger.exports.audit import write_bundle
        from ledger.exports.output import safe_binary_output

        with (
            safe_binary_output(Path(target), force=force) as raw,
            zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive,
            self.reading() as connection,
        ):
            return write_bundle(connection, archive)

    def backup(self, target: str | os.PathLike[str]) -> None:
        """Write a sound copy while the ledger may be in use; a copy whose record does not verify is not kept."""
        from ledger.verify import verify

        def check(copy: Engine) -> None:
            with reading(copy) as connection:
                found = verify(connection, only=("journal", "rows")).problems
            if found:
                say = f"{target}: the copy does not verify ({found[0].say}); it was not kept"
                raise LedgerError(f"{say}: claims verify names everything, claims recover saves what can be read")

        store.backup(self._engine, Path(target), check)

    def _judge(self, name: str, claim_id: str, state: ReviewState, why: str, seen: str | None) -> Done:
        from ledger import review

        return self._perform(name, lambda act: review.judge(act, claim_id, state, why, seen))

    def _decide(self, name: str, finding_id: str, outcome: FindingState, method: str, why: str) -> Done:
        from ledger import review

        return self._perform(
            name, lambda act: review.decide(act, finding_id, outcome, ResolutionMethod.parse(method), why)
        )

    def _step(self, name: str) -> Done:
        from ledger import together

        plan = together.undoing if name == "undo" else together.redoing
        return self._perform_all(name, lambda connection: plan(connection, self.reviewer))

    def _perform(self, name: str, do: Callable[[Act], Doing]) -> Done:
        return self._perform_all(name, lambda _: ([do], None))

    def _perform_all(
        self, name: str, plan: Callable[[Connection], tuple[Sequence[Callable[[Act], Doing]], str | None]]
    ) -> Done:
        from ledger import together

        try:
            with writing(self._engine) as connection:
                steps, say = plan(connection)
                entry, doing, changes = together.run(connection, self.reviewer, name, steps, say)
                return Done(entry.seq, doing.say, doing.subject, changes, entry.seq - len(steps) + 1)
        except ValueError as error:
            raise LedgerError(f"{error}; nothing was changed") from error
