"""The acts that several screens offer, on the claim or the finding that the cursor is on."""

from __future__ import annotations

from ledger.fields import VOCABULARIES, check, parse
from ledger.figures import show
from ledger.queries import ClaimView, FindingView
from ledger.records import FIELDS
from ledger.vocabulary import ResolutionMethod
from tui.screens.base import PlaceScreen
from tui.widgets.ask import Option, Question, options

DEFERRING = (
    "defer_unknown",
    "defer_unconfirmed",
    "defer_uncorroborated",
    "keep_pending",
    "dialogue_with_source",
)


class ActingScreen(PlaceScreen):
    """A screen with a claim or a finding under the cursor."""

    def do_accept(self) -> None:
        """Accept the claim."""
        claim = self._claim()
        self.review.perform(lambda ledger: ledger.accept(claim.id, seen=claim.row_hash))

    def do_unsure(self) -> None:
        """Mark the claim as unsure."""
        claim = self._claim()
        self.review.perform(lambda ledger: ledger.unsure(claim.id, seen=claim.row_hash))

    def do_reject(self) -> None:
        """Reject the claim with a reason."""
        claim = self._claim()
        question = Question("reject", f"claim {claim.id}: {show(claim.record.figure)}. Why?", needed=True)
        self.ask(
            question,
            lambda why: self.review.perform(lambda ledger: ledger.reject(claim.id, why, seen=claim.row_hash)),
        )

    def do_correct(self) -> None:
        """Correct a field: which, to what, and why."""
        claim = self._claim()
        chosen = tuple(
            Option(name, name.replace("_", " "), str(getattr(claim.record, name) or "not stated"))
            for name in FIELDS
            if name not in ("id", "document", "quote", "figure_text")
        )
        title = Question("correct which field", f"claim {claim.id}", options=chosen, strict=True, cursor="group")
        self.ask(title, lambda name: self._new_value(claim, name))

    def _new_value(self, claim: ClaimView, name: str) -> None:
        old = getattr(claim.record, name)
        terms = [(t.value, t.label or t.value) for t in VOCABULARIES[name]] if name in VOCABULARIES else []

        def wrong(text: str) -> str | None:
            try:
                check(claim.record, {name: parse(name, text)})
            except ValueError as error:
                return str(error)
            return None

        question = Question(
            f"new {name.replace('_', ' ')}",
            f"now: {old if old is not None else 'not stated'}; empty means not stated",
            value="" if old is None else str(old),
            options=options(terms),
            check=wrong,
        )
        self.ask(question, lambda text: self._why(claim, name, text))

    def _why(self, claim: ClaimView, name: str, text: str) -> None:
        question = Question("why", "the reason, kept in the journal; may be left empty")
        self.ask(
            question,
            lambda why: self.review.perform(
                lambda ledger: ledger.correct(claim.id, {name: text}, why, seen=claim.row_hash)
            ),
        )

    def do_settle(self) -> None:
        """Settle the finding."""
        self._decide("settle", "resolve", [m.value for m in ResolutionMethod])

    def do_dismiss(self) -> None:
        """Dismiss the finding."""
        self._decide("dismiss", "dismiss", ["not_a_conflict", *(m.value for m in ResolutionMethod)])

    def do_put_off(self) -> None:
        """Put the finding off."""
        self._decide("put off", "resolve", list(DEFERRING))

    def _decide(self, title: str, act: str, methods: list[str]) -> None:
        finding = self._finding()
        chosen = tuple(
            Option(name, ResolutionMethod(name).label, ResolutionMethod(name).origin) for name in dict.fromkeys(methods)
        )

        def reason(method: str) -> None:
            question = Question(f"{title}: {ResolutionMethod(method).label}", "Why?", needed=True)
            self.ask(
                question,
                lambda why: self.review.perform(lambda ledger: getattr(ledger, act)(finding.id, method, why)),
            )

        self.ask(Question(f"{title}: by which method", options=chosen, strict=True), reason)

    def do_note(self) -> None:
        """Note something on the claim or the finding."""
        s = self.standing()
        subject = f"claim:{s.claim.id}" if s.claim is not None else f"finding:{self._finding().id}"
        question = Question("note", f"on {subject.replace(':', ' ')}", needed=True)
        self.ask(question, lambda text: self.review.perform(lambda ledger: ledger.note(subject, text)))

    def _claim(self) -> ClaimView:
        claim = self.standing().claim
        assert claim is not None  # the registry lets nothing else through
        return claim

    def _finding(self) -> FindingView:
        finding = self.standing().finding
        assert finding is not None  # the registry lets nothing else through
        return finding
