"""Adding a claim by hand: one question after another, and one act at the end."""

from __future__ import annotations

from ledger.errors import InputError
from ledger.intake.checks import RecordChecks
from ledger.records import FIELDS
from ledger.vocabulary import Measure
from tui.screens.base import PlaceScreen
from tui.widgets.ask import Question, options

STEPS = ("document", "measure", "figure_text", "group", "place", "event_start", "attributed_to")
HINTS = {
    "document": "its name; one the ledger does not have is entered as a reference",
    "figure_text": "as printed: 27, at least 27, 20 to 30, dozens",
    "event_start": "2015-06-03, 2015-06 or 2015; may be left empty",
}


def start(screen: PlaceScreen) -> None:
    """Ask for the first field."""
    _step(screen, {}, 0)


def _step(screen: PlaceScreen, given: dict[str, str], at: int) -> None:
    if at == len(STEPS):
        _add(screen, given)
        return
    name = STEPS[at]
    question = Question(
        f"add a claim: {name.replace('_', ' ')}",
        HINTS.get(name, "may be left empty"),
        options=options([(m.value, m.label) for m in Measure]) if name == "measure" else (),
        strict=name == "measure",
        needed=name in ("document", "figure_text"),
    )
    screen.ask(question, lambda answer: _step(screen, {**given, name: answer}, at + 1))


def _add(screen: PlaceScreen, given: dict[str, str]) -> None:
    try:
        record = RecordChecks("claim").record(1, [given.get(name, "") for name in FIELDS])
    except InputError as error:
        screen.news(f"{error.reason}; nothing was changed", "slip")
        return
    screen.review.perform(lambda ledger: ledger.add(record))
