"""`Ledger`: everything the command and the review app do, for scripts and notebooks."""

from __future__ import annotations

import getpass
import os
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ledger import detection, journal, queries, store
from ledger.engine import reading, writing
from ledger.errors import LedgerError
from ledger.figures import Policy
from ledger.holder import holding
from ledger.records import ClaimRecord
from ledger.vocabulary import (
    Confidentiality,
    FindingState,
    NameKind,
    NameRelation,
    Reliability,
    ResolutionMethod,
    ReviewState,
)

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.acts import Act
    from ledger.intake.importer import ImportOptions, ImportReport
    from ledger.review import Doing
    from ledger.verify import Verification


@dataclass(frozen=True, slots=True)
class Done:
    """What an act did: its journal entry, a sentence, and what it changed among the findings."""

    seq: int
    say: str
    subject: str
    findings: detection.Changes


def default_reviewer() -> str:
    """`$CLAIMS_REVIEWER`, else the login name."""
    named = os.environ.get("CLAIMS_REVIEWER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


class Ledger:
    """An open ledger file. Every read is one consistent view; every act is one transaction.

    Raises NotALedger when `path` holds none. Use it as a context manager, or `close` it.
    """

    def __init__(self, path: str | os.PathLike[str], *, reviewer: str | None = None, readonly: bool = False) -> None:
        self.path = Path(path)
        self.reviewer = reviewer or default_reviewer()
        self._engine = store.open_engine(self.path, readonly=readonly)

    @classmethod
    def create(cls, path: str | os.PathLike[str], *, reviewer: str | None = None) -> Self:
        """Make a new, empty ledger; refuses to overwrite anything."""
        store.create(Path(path), reviewer or default_reviewer())
        return cls(path, reviewer=reviewer)

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
        self, only: queries.ClaimFilter | None = None, order: str = "entered", limit: int | None = None
    ) -> list[queries.ClaimView]:
        """The claims that `only` lets through (the standing ones, unless told)."""
        with self.reading() as c:
            return queries.claims(c, only, order, limit)

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

    def documents(self) -> list[queries.DocumentView]:
        """All documents, without their texts."""
        with self.reading() as c:
            return queries.documents(c)

    def findings(
        self,
        *,
        state: str = "open",
        kind: str | None = None,
        severity: str | None = None,
        list_: str | None = None,
        claim_row: int | None = None,
    ) -> list[queries.FindingView]:
        """Findings, slips first, the gravest first."""
        with self.reading() as c:
            return queries.findings(c, state=state, kind=kind, severity=severity, list_=list_, claim_row=claim_row)

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
        """The journal entries about `claim:ID`, `finding:ID`, `batch:N`, oldest first."""
        with self.reading() as c:
            return journal.about(c, subject)

    def journal(self, *, after: int = 0, newest_first: bool = False, limit: int | None = None) -> list[journal.Entry]:
        """Journal entries."""
        with self.reading() as c:
            return journal.entries(c, after=after, newest_first=newest_first, limit=limit)

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

    def correct(self, claim_id: str, values: dict[str, str | None], why: str = "", *, seen: str | None = None) -> Done:
        """Correct fields of a claim; the old values stay in the journal."""
        from ledger import review

        return self._perform("correct", lambda act: review.correct(act, claim_id, values, why, seen))

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

    def add(self, record: ClaimRecord) -> Done:
        """Key a claim in by hand, with or without a document in the ledger."""
        from ledger import review

        return self._perform("add", lambda act: review.add(act, record))

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

    def unlink_names(self, kind: str, name: str, why: str = "") -> Done:
        """Take back what was said about a name."""
        from ledger import review

        return self._perform("alias", lambda act: review.unlink_names(act, NameKind.parse(kind), name, why))

    def set_party(self, name: str, party: str | None, why: str = "") -> Done:
        """Say which party to the conflict a source belongs to, or (None) that it is none."""
        from ledger import review

        return self._perform("party", lambda act: review.set_party(act, name, party, why))

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

    def rebuild(self) -> detection.Changes:
        """Compute every reading and finding anew."""
        with holding(self.path, self.reviewer, "rebuild"), writing(self._engine) as connection:
            return detection.refresh(connection, None)

    def verify(self, head: str | None = None, progress: Callable[[str, int], None] | None = None) -> Verification:
        """Recompute the whole audit trail; `head` is a hash from an earlier report."""
        from ledger.verify import verify

        with self.reading() as connection:
            return verify(connection, head, progress)

    def backup(self, target: str | os.PathLike[str]) -> None:
        """Write a sound copy while the ledger may be in use."""
        store.backup(self._engine, Path(target))

    def _judge(self, name: str, claim_id: str, state: ReviewState, why: str, seen: str | None) -> Done:
        from ledger import review

        return self._perform(name, lambda act: review.judge(act, claim_id, state, why, seen))

    def _decide(self, name: str, finding_id: str, outcome: FindingState, method: str, why: str) -> Done:
        from ledger import review

        return self._perform(
            name, lambda act: review.decide(act, finding_id, outcome, ResolutionMethod.parse(method), why)
        )

    def _step(self, name: str) -> Done:
        from ledger import review

        def step(act: Act) -> Doing:
            entries = journal.stream(act.connection, newest_first=True)
            if name == "undo":
                entry = review.last_undoable(entries, self.reviewer)
                if entry is None:
                    raise LedgerError(f"{self.reviewer} has no act to undo")
                return review.undo(act, entry)
            entry = review.last_redoable(entries, self.reviewer)
            if entry is None:
                raise LedgerError(f"{self.reviewer} has nothing to do again")
            return review.redo(act, entry)

        return self._perform(name, step)

    def _perform(self, name: str, do: Callable[[Act], Doing]) -> Done:
        from ledger.acts import Act

        try:
            with writing(self._engine) as connection:
                act = Act(connection, self.reviewer, name)
                doing = do(act)
                entry = act.seal(doing.subject, **doing.extra)
                changes = detection.after(connection, act)
                return Done(entry.seq, doing.say, doing.subject, changes)
        except ValueError as error:
            raise LedgerError(f"{error}; nothing was changed") from error
