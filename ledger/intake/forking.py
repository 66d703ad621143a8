"""Where the processes that read texts come from, and a head start for it.

They are never forked from this process, which holds a ledger open and may run threads. On the command line they part
from a process of their own that has loaded everything once, and that loads while this one does (`warm_up`);
elsewhere, and where a system cannot do that, each starts afresh.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from multiprocessing.context import BaseContext
from pathlib import PurePath

FEW = 24
"""Fewer texts than this are not worth the start of another process."""
_NAMES = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".eml", ""})
_AHEAD = ["ledger.intake.warm", "ledger.cli.main"]
"""Loaded ahead; the second, as a worker first runs the script that started it."""
_warm = False


def workers(wanted: int | None = None) -> int:
    """How many processes to use: as many as asked for, else one a core that this process may run on."""
    if wanted is not None:
        return max(1, wanted)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, 32))


def context() -> BaseContext:
    """How the processes are started."""
    return multiprocessing.get_context("forkserver" if _warm else "spawn")


def warm_up(paths: Iterable[str], jobs: int) -> bool:
    """Start to load what reading texts needs, in a process of its own, where `paths` look like many texts."""
    global _warm
    if jobs < 2 or "forkserver" not in multiprocessing.get_all_start_methods() or not _many(paths):
        return False
    from multiprocessing import forkserver, resource_tracker

    multiprocessing.get_context("forkserver").set_forkserver_preload(_AHEAD)
    resource_tracker.ensure_running()  # by itself, as it lets signals through again
    # Ctrl-C is for this process alone: all that come from here never see it.
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)
    _warm = True
    return True


def _many(paths: Iterable[str]) -> bool:
    """Whether there are enough files among `paths` and in the folders below that may be texts."""
    found = 0
    for name in _files(paths):
        found += may_be_text(name)
        if found >= FEW:
            return True
    return False


def _files(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        for _, folders, names in os.walk(path):
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (name for name in names if not name.startswith("."))


def may_be_text(name: str) -> bool:
    """Whether a file of that name may be a text, packed or not."""
    path = PurePath(name)
    return PurePath(path.stem if path.suffix.lower() == ".gz" else name).suffix.lower() in _NAMES
