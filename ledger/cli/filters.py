"""The filters of `claims list`, `claims export` and `claims report`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ledger.counting import plural
from ledger.vocabulary import Measure, Qualifier, ReviewState

if TYPE_CHECKING:
    from ledger.queries import ClaimFilter

F = TypeVar("F", bound=Callable[..., Any])


class State(click.Choice[str]):
    """Where a review stands: a term of the vocabulary, or the word by which the screens call it (`to_read`)."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The term."""
        if value not in STATES:
            with suppress(ValueError):  # the refusal of the choice itself names the terms
                value = ReviewState.parse(value).value
        return super().convert(value, param, ctx)


STATES = ("standing", "all", *(s.value for s in ReviewState))


def filter_options(function: F) -> F:
    """Adds the filters; they arrive as keyword arguments for `filter_from`."""
    for option in reversed(
        (
            click.option(
                "--state",
                type=State(STATES),
                default="standing",
                show_default=True,
                help="Where the review stands; also to_read, unsure, accepted, to_read_again, as the screens say.",
            ),
            click.option("--measure", type=click.Choice([m.value for m in Measure])),
            click.option("--qualifier", type=click.Choice([q.value for q in Qualifier])),
            click.option("--group", metavar="WORDS", help="Part of who was counted."),
            click.option("--place", metavar="WORDS", help="Part of where."),
            click.option("--source", metavar="WORDS", help="Part of who says so."),
            click.option("--document", metavar="WORDS", help="Part of the document's name."),
            click.option("--publisher", metavar="WORDS", help="Part of who published it."),
            click.option("--event", metavar="WORDS", help="Part of the event's label."),
            click.option("--batch", type=int, metavar="N", help="Only what came with that batch."),
            click.option("--least", type=int, metavar="N", help="Figures of N or more."),
            click.option("--most", type=int, metavar="N", help="Figures of N or fewer."),
            click.option("--words", metavar="WORDS", help="Words anywhere in quote, group, place or source."),
        )
    ):
        function = option(function)
    return function


def filter_from(options: dict[str, Any]) -> ClaimFilter:
    """The filter that the options describe."""
    from ledger.queries import ClaimFilter

    return ClaimFilter(**options)


def say_loosened(
    noun: str,
    options: Mapping[str, Any],
    count: Callable[[dict[str, Any]], int],
    defaults: Mapping[str, Any] = MappingProxyType({"state": "standing"}),
) -> None:
    """Say on stderr, where the options find nothing, how much there is without them and which of them to leave out.

    `count` says how many fit the options it is given, `defaults` which of them stand so unasked; those are named
    where they alone hide something.
    """
    from ledger.cli.common import say
    from ledger.loosening import loosened

    plain = {n: defaults.get(n) for n in options}
    given = {_spelled(n, v): n for n, v in options.items() if v is not None and v != defaults.get(n) and v is not False}

    def counted(parts: Sequence[str]) -> int:
        return count({**plain, **{given[p]: options[given[p]] for p in parts}})

    said = loosened(noun, list(given), counted)
    every = count({**plain, "state": "all"}) if not said and plain.get("state") != "all" else 0
    if every:
        said = f"--state all shows {plural(every, noun)}"
    if said:
        say(said)


def _spelled(name: str, value: Any) -> str:
    option = f"--{name.rstrip('_').replace('_', '-')}"
    if isinstance(value, tuple):
        return " ".join(_spelled(name, one) for one in value)
    words = str(value)
    return f'{option} "{words}"' if " " in words else f"{option} {words}"
