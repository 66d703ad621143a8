"""Adding a claim by hand: one question after another, and one act at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ledger.errors import InputError
from ledger.intake.checks import RecordChecks, figure_of
from ledger.intake.refusal import Refused
from ledger.records import FIELDS
from ledger.vocabulary import Measure
from tui.screens.base import PlaceScreen
from tui.screens.correcting import MOST, NAMES
from tui.widgets.ask import Option, Question, Told
from tui.wording import label

if TYPE_CHECKING:
    from ledger.anchors import Anchor
    from ledger.figures import Figure

STEPS = ("document", "measure", "figure_text", "group", "place", "event_start", "attributed_to")
HINTS = {
    "document": "its name; one the ledger does not have is entered as a reference",
    "figure_text": "as printed: 27, at least 27, 20 to 30, dozens",
    "event_start": "2015-06-03, 2015-06 or 2015; may be left empty",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of a document that are to become a claim: where they stand, and what to go back to."""

    at: Anchor
    words: Told
    back: Callable[[], object]


def start(screen: PlaceScreen) -> None:
    """Ask for the first field of a claim of which nothing is known."""
    _step(screen, {}, STEPS, 0, None)


def of_words(screen: PlaceScreen, given: dict[str, str], marked: Marked) -> None:
    """Go on with a claim whose document, quote and figure were marked in the text."""
    _step(screen, given, tuple(s for s in STEPS if s not in given), 0, marked)


def _step(
    screen: PlaceScreen, given: dict[str, str], steps: tuple[str, ...], number: int, marked: Marked | None
) -> None:
    """Ask for one field; going back asks for the one before again, with what was answered."""
    if number == len(steps):
        _add(screen, given, marked)
        return
    name, held = steps[number], given.get(steps[number], "")

    def back() -> None:
        if number > 0:
            _step(screen, given, steps, number - 1, marked)
        elif marked is not None:
            marked.back()

    def ask(known: tuple[Option, ...]) -> None:
        strict = name == "measure"
        question = Question(
            f"add a claim: {label(name)}  {number + 1} of {len(steps)}"
            + (f"  “{given['figure_text']}”" if marked else ""),
            HINTS.get(name, "may be left empty"),
            value="" if strict else held,
            options=known,
            strict=strict,
            cursor=held if strict else "",
            needed=name in ("document", "figure_text"),
            check=_checks(name),
        )
        screen.ask(
            question,
            lambda answer: _step(screen, {**given, name: answer}, steps, number + 1, marked),
            back,
            marked.words if marked else None,
        )

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


def _add(screen: PlaceScreen, given: dict[str, str], marked: Marked | None) -> None:
    try:
        record = RecordChecks("claim").record(1, [given.get(name, "") for name in FIELDS])
    except InputError as error:
        screen.news(f"{error.reason}; nothing was changed", "slip")
        return
    if marked is None:
        screen.review.perform(lambda ledger: ledger.add(record, None))
        return
    # The words as they stand, blanks and line ends too.
    record = replace(record, quote=given["quote"], figure_text=given["figure_text"])
    screen.review.perform(lambda ledger: ledger.add(record, marked.at))
