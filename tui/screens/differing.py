"""What has changed in a claim since a person saw it, as a question."""

from __future__ import annotations

from collections.abc import Sequence

from ledger.figures import show
from ledger.journal import Entry
from ledger.queries import ClaimView
from ledger.records import FIELDS
from tui.widgets.ask import Option, Question


def differences(seen: ClaimView, now: ClaimView) -> list[str]:
    """The fields that differ, each with both values."""
    found = []
    if seen.state is not now.state:
        found.append(f"state: {seen.state.label} → {now.state.label}")
    for name in FIELDS:
        old, new = getattr(seen.record, name), getattr(now.record, name)
        if old != new:
            found.append(f"{name.replace('_', ' ')}: {_said(old)} → {_said(new)}")
    return found


def question(seen: ClaimView, now: ClaimView, history: Sequence[Entry]) -> Question:
    """Whether to go on with what stands now."""
    last = history[-1] if history else None
    by = f"{last.reviewer} ({last.act}, {last.at[:16].replace('T', ' ')})" if last else "somebody else"
    told = differences(seen, now) or ["its words in the document"]
    return Question(
        f"claim {now.id}: {show(now.record.figure)} was changed by {by} while you looked at it",
        "\n".join(told),
        options=(
            Option("leave", "leave it", "nothing was changed"),
            Option("again", "do it all the same", "on the claim as it stands now"),
        ),
        strict=True,
        cursor="leave",
    )


def _said(value: object) -> str:
    return str(getattr(value, "label", None) or value) if value not in (None, "") else "not stated"
