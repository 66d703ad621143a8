"""Adding a claim by hand: one question after another, and one act at the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ledger.errors import InputError
from ledger.intake.checks import RecordChecks, figure_of
from ledger.intake.refusal import Refused
from ledger.records import FIELDS
from ledger.vocabulary import Measure
from tui.screens.base import PlaceScreen
from tui.screens.correcting import MOST, NAMES
from tui.widgets.ask import Option, Question

if TYPE_CHECKING:
    from ledger.anchors import Anchor
    from ledger.figures import Figure

STEPS = ("document", "measure", "figure_text", "group", "place", "event_start", "attributed_to")
HINTS = {
    "document": "its name; one the ledger does not have is entered as a reference",
    "figure_text": "as printed: 27, at least 27, 20 to 30, dozens",
    "event_start": "2015-06-03, 2015-06 or 2015; may be left empty",
}


def start(screen: PlaceScreen) -> None:
    """Ask for the first field of a claim of which nothing is known."""
    _step(screen, {}, list(STEPS), None)


def of_words(screen: PlaceScreen, given: dict[str, str], at: Anchor) -> None:
    """Go on with a claim whose document, quote and figure were marked in the text."""
    _step(screen, given, [s for s in STEPS if s not in given], at)


def _step(screen: PlaceScreen, given: dict[str, str], left: list[str], at: Anchor | None) -> None:
    if not left:
        _add(screen, given, at)
        return
    name, *rest = left

    def ask(known: tuple[Option, ...]) -> None:
        question = Question(
            f"add a claim: {name.replace('_', ' ')}" + (f"  “{given['figure_text']}”" if at else ""),
            HINTS.get(name, "may be left empty"),
            options=known,
            strict=name == "measure",
            needed=name in ("document", "figure_text"),
            check=_checks(name),
        )
        screen.ask(question, lambda answer: _step(screen, {**given, name: answer}, rest, at))

    if name == "measure":
        ask(tuple(Option(m.value, m.label) for m in Measure))
    elif name in NAMES:
        screen.review.known_names(
            NAMES[name], lambda names: ask(tuple(Option(n, n, f"{count:,}") for n, count in names[:MOST]))
        )
    else:
        ask(())


def figure_in(words: str) -> Figure | None:
    """The figure that some words hold, as a table of claims would be read; None for none."""
    try:
        return figure_of(None, None, None, None, words)
    except Refused:
        return None


def _checks(name: str) -> Callable[[str], str | None] | None:
    if name != "figure_text":
        return None

    def wrong(text: str) -> str | None:
        return None if figure_in(text) else f"“{text}” holds no figure that can be read"

    return wrong


def _add(screen: PlaceScreen, given: dict[str, str], at: Anchor | None) -> None:
    try:
        record = RecordChecks("claim").record(1, [given.get(name, "") for name in FIELDS])
    except InputError as error:
        screen.news(f"{error.reason}; nothing was changed", "slip")
        return
    if at is not None:  # the words as they stand, blanks and line ends too
        from dataclasses import replace

        record = replace(record, quote=given["quote"], figure_text=given["figure_text"])
    screen.review.perform(lambda ledger: ledger.add(record, at))
