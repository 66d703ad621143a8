"""Texts read by several processes, tables by this one; the results come in the order of the files, always.

A worker only opens files and extracts: it never sees the ledger. It is started afresh (no fork, as a connection
may be open), so a handful of texts is read here.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import tempfile
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import IO

from ledger.errors import InputError, LedgerError
from ledger.intake.batch import IntakeOptions, Prepared
from ledger.intake.items import Item
from ledger.intake.meter import Meter
from ledger.intake.prepare import format_of, prepare
from ledger.intake.texts import prepare_text

FEW = 24
"""Fewer texts than this are not worth the start of another process."""
TASK = 8
"""Files that a worker is given at a time."""
_AHEAD = 4
"""Tasks that wait for each worker; results that nobody has taken yet are held in memory."""

Fault = tuple[str, int | None, str, str]


def workers(wanted: int | None = None) -> int:
    """How many processes to use: as many as asked for, else one a core that this process may run on."""
    if wanted is not None:
        return max(1, wanted)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, 32))


def prepare_all(items: list[Item], options: IntakeOptions, meter: Meter | None, jobs: int) -> Iterator[Prepared]:
    """Every item prepared, in order; the first InputError in that order ends it."""
    if jobs < 2 or len(items) < FEW:
        for number, item in enumerate(items):
            yield prepare(item, options, meter)
            if meter and len(items) > 1:
                meter("reading files", number + 1, len(items))
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_ready)
    try:
        yield from _ordered(pool, items, options, meter, jobs)
    except BrokenProcessPool:
        raise LedgerError("a process that was reading texts died; nothing was changed; try --jobs 1") from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _ordered(
    pool: ProcessPoolExecutor, items: list[Item], options: IntakeOptions, meter: Meter | None, jobs: int
) -> Iterator[Prepared]:
    waiting: deque[Future[list[Prepared | Item | Fault]]] = deque()
    tasks = (items[at : at + TASK] for at in range(0, len(items), TASK))
    done = 0
    while True:
        for task in islice(tasks, max(0, jobs * _AHEAD - len(waiting))):
            waiting.append(pool.submit(_read, task, options))
        if not waiting:
            return
        for found in waiting.popleft().result():
            if isinstance(found, tuple):
                raise InputError(*found)
            done += 1
            if meter:
                meter("reading files", done, len(items))
            yield prepare(found, options, meter) if isinstance(found, Item) else found


def _ready() -> None:
    """A worker leaves Ctrl-C to the process that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read(task: list[Item], options: IntakeOptions) -> list[Prepared | Item | Fault]:
    """In a worker: the texts among some items, the tables as they are, up to the first that cannot be read."""
    found: list[Prepared | Item | Fault] = []
    for item in task:
        try:
            known = format_of(item, options)
            found.append(prepare_text(item, known.name, options) if known.kind == "text" else item)
        except InputError as error:
            found.append((error.path, error.line, error.reason, error.remedy))
            break
    return found


class Shelf:
    """Prepared files waiting to be stored: texts in a temporary file, so that memory stays flat."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=16 << 20)  # noqa: SIM115 - closed by `close`
        self._held: list[Prepared | int] = []

    def __len__(self) -> int:
        return len(self._held)

    def __iter__(self) -> Iterator[Prepared]:
        for held in self._held:
            if isinstance(held, Prepared):
                yield held
                continue
            self._file.seek(held)
            yield pickle.load(self._file)

    def put(self, file: Prepared) -> None:
        """Keep one more."""
        if file.kind != "text":
            self._held.append(file)
            return
        self._held.append(self._file.seek(0, 2))
        pickle.dump(file, self._file, protocol=pickle.HIGHEST_PROTOCOL)

    def close(self) -> None:
        """Let go of all temporary files."""
        for held in self._held:
            if isinstance(held, Prepared):
                held.close()
        self._file.close()
