"""Why an action cannot be done where a person stands: one function a reason, each None where it can."""

from __future__ import annotations

from ledger.vocabulary import FindingState, ReviewState
from tui.registry import Standing

MOST_MARKED = 5_000
"""Claims that one act may be about: each has an entry of its own in the journal."""


def opened(s: Standing) -> str | None:
    """The ledger is open."""
    return None if s.opened else "the ledger is not open yet"


def a_claim(s: Standing) -> str | None:
    """A claim is chosen, or some are marked."""
    if s.marked > MOST_MARKED:
        return f"{s.marked:,} claims are marked; act on at most {MOST_MARKED:,} at once"
    return opened(s) or (None if s.claim or s.marked else "no claim is chosen")


def _not_yet(s: Standing, state: ReviewState, said: str) -> str | None:
    if s.claim and s.claim.state is state and not s.marked:
        return f"the claim is {said} already"
    return a_claim(s)


def accepting(s: Standing) -> str | None:
    """The claim is not accepted yet."""
    return _not_yet(s, ReviewState.APPROVED, "accepted")


def rejecting(s: Standing) -> str | None:
    """The claim is not rejected yet."""
    return _not_yet(s, ReviewState.REJECTED, "rejected")


def doubting(s: Standing) -> str | None:
    """The claim is not marked as unsure yet."""
    return _not_yet(s, ReviewState.IN_PROGRESS, "marked unsure")


def deciding(s: Standing) -> str | None:
    """An open finding is chosen."""
    if s.finding and s.finding.state is not FindingState.OPEN:
        by = f" by {s.finding.decision.reviewer}" if s.finding.decision else ""
        return f"the finding is {s.finding.state.label} already{by}; u takes back your own latest act"
    return opened(s) or (None if s.finding else "no finding is chosen")


def something(s: Standing) -> str | None:
    """A claim or a finding is chosen."""
    return opened(s) or (None if s.claim or s.finding else "no claim or finding is chosen")


def a_row(s: Standing) -> str | None:
    """The cursor is on something that can be opened."""
    return opened(s) or (None if s.chosen else "nothing is chosen that can be opened")


def rows(s: Standing) -> str | None:
    """There are rows."""
    return opened(s) or (None if s.rows else "there are no rows here")


def filtered(s: Standing) -> str | None:
    """A filter is set."""
    return None if s.filtered else "no filter is set"


def with_text(s: Standing) -> str | None:
    """The ledger holds the words of the document."""
    return opened(s) or (None if s.text else "the ledger does not hold the words of this document")


def a_source(s: Standing) -> str | None:
    """A source is chosen."""
    return opened(s) or (None if s.source else "no source is chosen")


def a_document(s: Standing) -> str | None:
    """A document is chosen."""
    return opened(s) or (None if s.document else "no document is chosen")


def a_proposal(s: Standing) -> str | None:
    """Two names are proposed."""
    return opened(s) or (None if s.chosen else "no names are proposed")


def further(s: Standing) -> str | None:
    """There is a next one."""
    return opened(s) or (None if s.ahead else "there is no further one this way")


def back(s: Standing) -> str | None:
    """There is a previous one."""
    return opened(s) or (None if s.behind else "there is no earlier one this way")
