"""Correcting a field: which one, its new value with the known terms and names to choose from, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ledger.fields import VOCABULARIES, check, parse
from ledger.queries import ClaimView
from ledger.records import FIELDS
from tui.screens.base import PlaceScreen
from tui.widgets.ask import Option, Question
from tui.wording import quoted

FIXED = ("id", "document", "quote", "figure_text")
NAMES: dict[str, str] = {"group": "group", "place": "place", "attributed_to": "actor", "relayed_by": "actor"}
"""The fields that hold names, by the kind of thing they name."""
MOST = 200
WHY = Question("why", "the reason, kept in the journal; enter leaves it out")
Back = Callable[[], object]


def field_options(claim: ClaimView | None) -> tuple[Option, ...]:
    """The fields that can be corrected, each with what it holds now."""
    return tuple(
        Option(name, name.replace("_", " "), _now(getattr(claim.record, name)) if claim else "")
        for name in FIELDS
        if name not in FIXED
    )


def which(screen: PlaceScreen, claim: ClaimView, cursor: str = "group") -> None:
    """Ask which field of a claim, and go on; from there, esc comes back here."""
    question = Question(
        "correct which field", f"claim {claim.id}", options=field_options(claim), strict=True, cursor=cursor
    )
    screen.ask(
        question, lambda name: value(screen, claim, name, back=lambda: which(screen, claim, name)), words=quoted(claim)
    )


def value(screen: PlaceScreen, claim: ClaimView, name: str, words: str | None = None, back: Back | None = None) -> None:
    """Ask for the new value of a field; `words` were marked in the document and stand in the line already."""
    old = getattr(claim.record, name)

    def wrong(text: str) -> str | None:
        return _wrong(claim, name, text)

    def ask(known: tuple[Option, ...]) -> None:
        question = Question(
            f"new {name.replace('_', ' ')}",
            f"now: {_now(old)}; empty means not stated",
            value=words if words is not None else "" if old is None else str(old),
            options=known,
            check=wrong,
        )
        screen.ask(
            question,
            lambda text: why(screen, claim, {name: text}, back=lambda: value(screen, claim, name, text, back)),
            back,
            quoted(claim),
        )

    _known(screen, name, ask)


def why(
    screen: PlaceScreen,
    claim: ClaimView,
    values: dict[str, str | None],
    at: Any = None,
    back: Back | None = None,
) -> None:
    """Ask for the reason, and do it."""

    def do(reason: str, seen: ClaimView) -> None:
        screen.review.perform(
            lambda ledger: ledger.correct(claim.id, values, reason, seen=seen.row_hash, at=at),
            about=seen,
            again=lambda now: do(reason, now),
        )

    screen.ask(WHY, lambda reason: do(reason, claim), back, quoted(claim))


def many(screen: PlaceScreen, rows: list[int], after: Callable[[], None]) -> None:
    """Give one field of many claims the same value."""
    title = f"correct which field of {len(rows):,} claims"

    def first(cursor: str = "group") -> None:
        screen.ask(Question(title, options=field_options(None), strict=True, cursor=cursor), new)

    def new(name: str, text: str = "") -> None:
        def ask(known: tuple[Option, ...]) -> None:
            question = Question(f"new {name.replace('_', ' ')} of {len(rows):,} claims", value=text, options=known,
                                check=lambda text: _wrong(None, name, text))  # fmt: skip
            screen.ask(question, lambda text: reason(name, text), lambda: first(name))

        _known(screen, name, ask)

    def reason(name: str, text: str) -> None:
        def do(given: str) -> None:
            screen.review.perform(
                lambda ledger: ledger.correct_many(
                    [(c.id, c.row_hash) for c in ledger.claims_at(rows)], {name: text}, given
                )
            )
            after()

        screen.ask(WHY, do, lambda: new(name, text))

    first()


def _wrong(claim: ClaimView | None, name: str, text: str) -> str | None:
    try:
        parsed = parse(name, text)
        if claim is not None:
            check(claim.record, {name: parsed})
    except ValueError as error:
        return str(error)
    return None


def _known(screen: PlaceScreen, name: str, then: Callable[[tuple[Option, ...]], None]) -> None:
    """The terms or the names in use that the field may hold, read off the app's thread where need be."""
    if name in VOCABULARIES:
        then(tuple(Option(t.value, t.label or t.value) for t in VOCABULARIES[name]))
    elif name in NAMES:
        screen.review.known_names(
            NAMES[name], lambda names: then(tuple(Option(n, n, f"{count:,}") for n, count in names[:MOST]))
        )
    else:
        then(())


def _now(held: object) -> str:
    return str(getattr(held, "label", None) or held) if held not in (None, "") else "not stated"
