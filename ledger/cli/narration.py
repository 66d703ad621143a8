"""How much a command says on stderr: `claims --quiet` and `claims --verbose`. Standard output never changes with it."""

from __future__ import annotations

from enum import IntEnum
from time import perf_counter

import click


class Loudness(IntEnum):
    """Errors alone; what was done; and with it which ledger was used and how long it took."""

    QUIET = 0
    NORMAL = 1
    VERBOSE = 2


class _State:
    loudness = Loudness.NORMAL
    started = 0.0


def begin(loudness: Loudness) -> None:
    """Start a command that is so loud."""
    _State.loudness = loudness
    _State.started = perf_counter()


def is_quiet() -> bool:
    """Whether nothing but errors is to be said."""
    return _State.loudness is Loudness.QUIET


def say(text: str) -> None:
    """Narration: a line on stderr, unless the command is quiet."""
    if not is_quiet():
        _line(text)


def detail(text: str) -> None:
    """A line on stderr for those who asked for more."""
    if _State.loudness is Loudness.VERBOSE:
        _line(text)


def end() -> None:
    """Say what the command took, to those who asked for more."""
    if _State.loudness is Loudness.VERBOSE:
        _line(f"{perf_counter() - _State.started:.2f} s{_memory()}")


def _memory() -> str:
    try:
        import resource
    except ImportError:  # Windows
        return ""
    import sys

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    mebibytes = peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return f", {mebibytes:,.0f} MiB at most"


def _line(text: str) -> None:
    from ledger.safetext import visible

    click.echo(visible(text), err=True)
