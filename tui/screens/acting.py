"""The acts that several screens offer, on the claim or the finding that the cursor is on, or on marked claims."""

from __future__ import annotations

from collections.abc import Callable

from ledger.api import Done, Ledger
from ledger.figures import show
from ledger.queries import ClaimView, FindingView
from ledger.vocabulary import ResolutionMethod
from tui.screens import correcting
from tui.screens.base import PlaceScreen
from tui.widgets.ask import Option, Question, Told
from tui.wording import quoted

DEFERRING = (
    "defer_unknown",
    "defer_unconfirmed",
    "defer_uncorroborated",
    "keep_pending",
    "dialogue_with_source",
)
REASONS = (
    ("the words were misread", "not what the text says"),
    ("not a count of people harmed", "another number"),
    ("the same claim twice", "it stands in the ledger already"),
    ("not in the text", "the document does not say so"),
)
"""Reasons that a person can take with two keys instead of typing them."""

Judge = Callable[[Ledger, ClaimView], Done]


class ActingScreen(PlaceScreen):
    """A screen with a claim or a finding under the cursor."""

    def marked(self) -> list[int]:
        """The rows of the claims that are marked; acts are about them where there are any."""
        return []

    def unmark(self) -> None:
        """Take the marks off, after an act on them."""

    def acted(self, claim: ClaimView) -> None:
        """An act on the claim is under way."""

    # Claims

    def judge(self, act: str, why: str = "") -> None:
        """Accept, reject or mark as unsure: what is marked, else the claim under the cursor."""
        rows = self.marked()
        if rows:
            self._judge_many(act, rows, why)
            return
        claim = self._claim()
        self._judge(act, claim, why)
        self.acted(claim)

    def _judge(self, act: str, claim: ClaimView, why: str) -> None:
        self.review.perform(
            lambda ledger: _judging(ledger, act, claim, why),
            about=claim,
            again=lambda now: self._judge(act, now, why),
            failed=self.refused,
        )

    def refused(self) -> None:
        """An act was refused."""

    def _judge_many(self, act: str, rows: list[int], why: str) -> None:
        def do(ledger: Ledger) -> Done:
            from ledger.api import JUDGEMENTS

            found = [c for c in ledger.claims_at(rows) if c.state is not JUDGEMENTS[act]]
            return ledger.judge_many(act, [(c.id, c.row_hash) for c in found], why)

        self.review.perform(do)
        self.unmark()

    def do_accept(self) -> None:
        """Accept."""
        self.judge("accept")

    def do_unsure(self) -> None:
        """Mark as unsure."""
        self.judge("unsure")

    def do_reject(self) -> None:
        """Reject with a reason."""
        rows = self.marked()
        about = f"{len(rows):,} marked claims" if rows else f"claim {self._claim().id}: {_told(self._claim())}"
        reasons = tuple(Option(text, text, hint) for text, hint in REASONS)
        question = Question("reject: why?", about, options=reasons, needed=True)
        self.ask(question, lambda why: self.judge("reject", why), words=None if rows else quoted(self._claim()))

    def do_correct(self) -> None:
        """Correct a field: which, to what, and why."""
        rows = self.marked()
        if rows:
            correcting.many(self, rows, self.unmark)
        else:
            correcting.which(self, self._claim())

    # Findings

    def do_resolve(self) -> None:
        """Resolve the finding."""
        self._decide("resolve", "resolve", [m.value for m in ResolutionMethod])

    def do_dismiss(self) -> None:
        """Dismiss the finding."""
        self._decide("dismiss", "dismiss", ["not_a_conflict", *(m.value for m in ResolutionMethod)])

    def do_put_off(self) -> None:
        """Put the finding off."""
        self._decide("put off", "resolve", list(DEFERRING))

    def _decide(self, title: str, act: str, methods: list[str]) -> None:
        finding, words = self._finding(), self.quotes()
        about = finding.explanation
        chosen = tuple(
            Option(name, ResolutionMethod(name).label, ResolutionMethod(name).origin) for name in dict.fromkeys(methods)
        )

        def which(cursor: str = "") -> None:
            question = Question(f"{title}: by which method", about, options=chosen, strict=True, cursor=cursor)
            self.ask(question, reason, words=words)

        def reason(method: str) -> None:
            question = Question(f"{title}: {ResolutionMethod(method).label}. Why?", about, needed=True)
            self.ask(
                question,
                lambda why: self.review.perform(lambda ledger: getattr(ledger, act)(finding.id, method, why)),
                lambda: which(method),
                words,
            )

        which()

    def quotes(self) -> Told | None:
        """The sentences of the finding's claims, where the screen has them."""
        return None

    # Either

    def do_note(self) -> None:
        """Note something on the claim or the finding."""
        s = self.standing()
        subject = f"claim:{s.claim.id}" if s.claim is not None else f"finding:{self._finding().id}"
        on = f"on {subject.replace(':', ' ')}" if s.claim is not None else f"on: {self._finding().explanation}"
        question = Question("note", on, needed=True)
        words = quoted(s.claim) if s.claim is not None else self.quotes()
        self.ask(question, lambda text: self.review.perform(lambda ledger: ledger.note(subject, text)), words=words)

    def _claim(self) -> ClaimView:
        claim = self.standing().claim
        assert claim is not None  # the registry lets nothing else through
        return claim

    def _finding(self) -> FindingView:
        finding = self.standing().finding
        assert finding is not None  # the registry lets nothing else through
        return finding


def _judging(ledger: Ledger, act: str, claim: ClaimView, why: str) -> Done:
    if act == "accept":
        return ledger.accept(claim.id, why, seen=claim.row_hash)
    if act == "reject":
        return ledger.reject(claim.id, why, seen=claim.row_hash)
    return ledger.unsure(claim.id, why, seen=claim.row_hash)


def _told(c: ClaimView) -> str:
    return f"{show(c.record.figure)} {c.record.measure.label}, {c.record.group or 'who is not stated'}"
