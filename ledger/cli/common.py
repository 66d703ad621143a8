"""What all subcommands share: which ledger, which reviewer, and how things are printed."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from ledger.cli.narration import detail, is_quiet
from ledger.cli.narration import say as say
from ledger.locations import default_ledger

if TYPE_CHECKING:
    from rich.console import Console

    from ledger.api import Done, Ledger

SHOWN = 8
"""The first digits of a finding's id, which every command takes for the whole."""

NAMED = 5
"""Findings of an act that are told in words."""

F = TypeVar("F", bound=Callable[..., Any])


def ledger_path(ctx: click.Context, fallback: str | None = None) -> Path:
    """The ledger that the command is about: --ledger, else $CLAIMS_LEDGER, else `fallback`."""
    given = ctx.find_root().obj
    return given if isinstance(given, Path) else Path(fallback) if fallback else default_ledger()


@contextmanager
def opened(ctx: click.Context, reviewer: str | None = None, *, readonly: bool = False) -> Iterator[Ledger]:
    """The ledger, open for the length of the command."""
    from ledger.api import Ledger

    path = ledger_path(ctx)
    with Ledger(path, reviewer=reviewer, readonly=readonly) as ledger:
        if ledger.migrated:
            say(f"{path}: brought up to date; the ledger as it was is kept in {ledger.migrated}")
        if ledger.caught_up:
            say(f"{path}: the comparison of an import that was cut short is finished")
        for warning in ledger.warnings():
            say(f"warning: {warning}")
        detail(f"{path}: ledger {ledger.id}, reviewer {ledger.reviewer}")
        try:
            yield ledger
            detail(f"{path}: head {ledger.head}")
        finally:
            ledger.remember()


@contextmanager
def as_known(ledger: Ledger, when: str | None) -> Iterator[Ledger]:
    """The ledger as it was known on a date or after a head; the ledger itself for None."""
    if when is None:
        yield ledger
        return
    with ledger.as_known(when) as then:
        yield then


def as_known_option(function: F) -> F:
    """Adds --as-known-on."""
    return click.option(
        "--as-known-on",
        metavar="DATE",
        help="As the ledger stood at the end of a day (2015-06-30), or after the entry with a head hash.",
    )(function)


def reviewer_option(function: F) -> F:
    """Adds --reviewer."""
    return click.option("--reviewer", metavar="NAME", help="Who acts; else $CLAIMS_REVIEWER, else the login name.")(
        function
    )


def json_option(function: F) -> F:
    """Adds --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(function)


def echo_json(value: object, *, pretty: bool = True) -> None:
    """Print one JSON value on stdout, indented unless told; signs that a terminal obeys are escaped."""
    from ledger.safetext import json_text

    sys.stdout.buffer.write((json_text(value, indent=2 if pretty else None) + "\n").encode())
    sys.stdout.buffer.flush()


class Shown(io.TextIOBase):
    """A stream to a terminal: signs that a terminal obeys are made visible on their way."""

    def __init__(self, terminal: TextIO) -> None:
        self._terminal = terminal

    def write(self, text: str, /) -> int:
        """Write `text`; line ends stay line ends."""
        from ledger.safetext import visible

        self._terminal.write(visible(text.replace("\r\n", "\n"), newlines=True, limit=len(text) + 1))
        return len(text)


def console(*, err: bool = False) -> Console:
    """A console that obeys nothing in the data: no markup, no emoji, no highlighting."""
    from rich.console import Console

    return Console(stderr=err, markup=False, emoji=False, highlight=False, soft_wrap=False)


def findings_in_words(ledger: Ledger, done: Done) -> dict[str, str]:
    """What the findings are that an act made, opened again or left without ground, by their ids."""
    from ledger.gist import figures, parties

    found = ledger.findings_at([*done.findings.new, *done.findings.reopened][:NAMED])
    said = {f.id: f"{f.kind.replace('_', ' ')}, {figures(f.readings)}, {parties(f.origins)}" for f in found}
    return {**done.findings.were, **said}


def report_done(
    done: Done, *, findings: bool = True, named: Mapping[str, str] | None = None, more: Iterable[str] = ()
) -> None:
    """Say what an act did, on stderr, with what it changed among the findings unless told otherwise.

    `named` are findings in words, by their ids, and `more` lines that follow the first.
    """
    from ledger.api import Done

    assert isinstance(done, Done)
    say(done.say)
    for line in more:
        say(f"  {line}")
    if not findings:
        return
    told = named or {}
    for label, ids in (
        ("new finding", done.findings.new),
        ("gone", done.findings.gone),
        ("reopened", done.findings.reopened),
    ):
        for i in (i for i in ids if i in told):
            say(f"  {label}: {i[:SHOWN]}, {told[i]}")
        if rest := [i[:SHOWN] for i in ids if i not in told]:
            say(f"  {label}: {', '.join(rest)}")


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Callable[[str, int], None]]:
    """Progress of long work on stderr: shown on a terminal only, and only after a second."""
    if quiet or is_quiet() or not sys.stderr.isatty():
        yield lambda label, done: None
        return
    from time import monotonic

    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from ledger.safetext import one_line

    started = monotonic()
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TextColumn("{task.completed:,}"),
        TimeElapsedColumn(),
        console=console(err=True),
        transient=True,
    ) as bar:
        task = bar.add_task("", total=None, visible=False)

        def show(label: str, done: int) -> None:
            bar.update(task, description=one_line(label, 110), completed=done, visible=monotonic() - started > 1)

        yield show
