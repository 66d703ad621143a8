"""What a person can do to a ledger, and imports: each act one transaction and one journal entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledger import detection, queries
from ledger.collecting import uncollected
from ledger.connections.engine import writing
from ledger.connections.plain import plainly
from ledger.counting import plural
from ledger.detection.beside import Beside, worth_it
from ledger.errors import LedgerError
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
    from sqlalchemy import Connection

    from ledger.acts import Act
    from ledger.anchors import Anchor
    from ledger.intake.reports import ImportOptions, ImportReport
    from ledger.policies import VerdictChange
    from ledger.redaction import Redacted
    from ledger.review import Doing

from ledger.api.opened import Opened


@dataclass(frozen=True, slots=True)
class Done:
    """What an act did: its journal entry, a sentence, and what it changed among the findings.

    An act on many claims has an entry for each: `first` is the number of the first of them, `seq` of the last. `act` is
    the name of the act, as the journal has it.
    """

    seq: int
    say: str
    subject: str
    findings: detection.Changes
    first: int = 0
    act: str = ""


JUDGEMENTS: dict[str, ReviewState] = {
    "accept": ReviewState.APPROVED,
    "reject": ReviewState.REJECTED,
    "unsure": ReviewState.IN_PROGRESS,
}
"""What a person can say of a claim, by the name of the act."""


class _Undecided(Exception):
    """Ends a preview: its transaction rolls back."""


class Acting(Opened):
    """Every act is one transaction, and undone by its opposite."""

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
        return self._perform_all(act, lambda _: (steps, f"{plural(len(claims), 'claim')}: {state.label}"))

    def correct_many(
        self, claims: Sequence[tuple[str, str | None]], values: dict[str, str | None], why: str = ""
    ) -> Done:
        """Give many claims, each (id, row hash seen), the same values: all or none of them."""
        from ledger import review

        steps = [lambda a, i=i, seen=seen: review.correct(a, i, values, why, seen) for i, seen in claims]
        return self._perform_all(
            "correct", lambda _: (steps, f"{plural(len(claims), 'claim')}: corrected {', '.join(values)}")
        )

    def resolve(self, finding_id: str, method: str, why: str) -> Done:
        """Resolve a finding by a published method, with a reason."""
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
        return self._perform_all("event", lambda _: (steps, f"{plural(len(steps), 'claim')}: {said}"))

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
        from ledger.intake.importer import import_paths
        from ledger.intake.reports import ImportOptions

        return import_paths(
            self._engine, self.path, list(paths), options or ImportOptions(reviewer=self.reviewer), progress
        )

    def redact(self, words: str, why: str, *, dry_run: bool = False) -> Redacted:
        """Remove words from the ledger for good, wherever they stand; the journal still verifies."""
        from ledger.redaction import redact

        return redact(self.path, words, why, self.reviewer, dry_run=dry_run)

    def open_by_kind(self) -> dict[str, int]:
        """How many findings stand open, by kind."""
        with self.reading() as c:
            return detection.open_by_kind(c)

    def rebuild(self, progress: Callable[[str, int], None] | None = None, jobs: int = 1) -> detection.Changes:
        """Compute every reading and finding anew; `progress` is told what is being done and how much of it is.

        With more than one of `jobs` a second process helps with many claims; the result is the same.
        """
        with ExitStack() as held:
            held.enter_context(holding(self.path, self.reviewer, "rebuild"))
            connection = held.enter_context(plainly(self.path))
            beside = None
            if jobs > 1 and worth_it(connection):
                beside = held.enter_context(Beside(detection.Settings.of(connection)))
            detection.rebuild_search(connection)
            return detection.rebuild(connection, progress, beside=beside)

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
            with uncollected(), writing(self._engine) as connection:
                steps, say = plan(connection)
                entry, doing, changes = together.run(connection, self.reviewer, name, steps, say)
                return Done(entry.seq, doing.say, doing.subject, changes, entry.seq - len(steps) + 1, name)
        except ValueError as error:
            raise LedgerError(f"{error}; nothing was changed") from error
