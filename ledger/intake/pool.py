"""Texts read by several processes, tables by this one; the results come in the order of the files, always.

A worker only opens files and extracts: it never sees the ledger. What it has read it packs into bytes, which are put
on the shelf as they are, so that this process has little to do while others read. A handful of texts is read here.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import fields
from itertools import islice
from typing import NamedTuple

from ledger.detection import Settings
from ledger.errors import InputError, LedgerError
from ledger.intake.batch import IntakeOptions, Prepared
from ledger.intake.forking import FEW, context
from ledger.intake.items import Item
from ledger.intake.meter import Meter
from ledger.intake.placing import TextPlacer
from ledger.intake.prepare import format_of, prepare
from ledger.intake.shelf import Packed, pack
from ledger.intake.texts import prepare_text

TASK = 8
"""Files that a worker is given at a time."""
_AHEAD = 4
"""Tasks that wait for each worker; results that nobody has taken yet are held in memory."""


class Fault(NamedTuple):
    """What an InputError says."""

    path: str
    line: int | None
    reason: str
    remedy: str


def prepare_all(
    items: list[Item], options: IntakeOptions, meter: Meter | None, jobs: int, settings: Settings | None = None
) -> Iterator[Prepared | Packed]:
    """Every item prepared, in order, texts perhaps packed (`ledger.intake.shelf`); the first InputError ends it.

    Several processes place the claims of their texts as well, by the `settings` of the ledger.
    """
    if jobs < 2 or len(items) < FEW:
        for number, item in enumerate(items):
            yield prepare(item, options, meter)
            if meter and len(items) > 1:
                meter("reading files", number + 1, len(items))
        return
    about = (_plain(options), settings)
    pool = ProcessPoolExecutor(min(jobs, len(items)), mp_context=context(), initializer=_ready, initargs=about)
    try:
        yield from _ordered(pool, items, options, meter, jobs)
    except BrokenProcessPool:
        raise LedgerError("a process that was reading texts died; nothing was changed; try --jobs 1") from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _ordered(
    pool: ProcessPoolExecutor, items: list[Item], options: IntakeOptions, meter: Meter | None, jobs: int
) -> Iterator[Prepared | Packed]:
    waiting: deque[Future[list[Packed | Item | Fault]]] = deque()
    tasks = (items[at : at + TASK] for at in range(0, len(items), TASK))
    done = 0
    while True:
        for task in islice(tasks, max(0, jobs * _AHEAD - len(waiting))):
            waiting.append(pool.submit(_read, task))
        if not waiting:
            return
        for found in waiting.popleft().result():
            if isinstance(found, Fault):
                raise InputError(*found)
            done += 1
            if meter:
                meter("reading files", done, len(items))
            yield prepare(found, options, meter) if isinstance(found, Item) else found


_options = IntakeOptions()
_placer: TextPlacer | None = None
"""In a worker: what the user says about the files, and what places the claims in them."""


def _plain(options: IntakeOptions) -> IntakeOptions:
    """What concerns the reading alone: the options of an import would have a worker load what writes ledgers."""
    return IntakeOptions(**{f.name: getattr(options, f.name) for f in fields(IntakeOptions)})


def _ready(options: IntakeOptions, settings: Settings | None) -> None:
    """A worker leaves Ctrl-C to the process that started it, and does not outlive it."""
    global _options, _placer
    _options, _placer = options, TextPlacer(settings) if settings else None
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    """End with the process that started this one: one that was killed closes no pipes that its workers share."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(task: list[Item]) -> list[Packed | Item | Fault]:
    """In a worker: the texts among some items, the tables as they are, up to the first that cannot be read."""
    found: list[Packed | Item | Fault] = []
    for item in task:
        try:
            known = format_of(item, _options)
            found.append(pack(prepare_text(item, known.name, _options, _placer)) if known.kind == "text" else item)
        except InputError as error:
            found.append(Fault(error.path, error.line, error.reason, error.remedy))
            break
    return found
