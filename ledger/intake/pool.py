"""Texts read by several processes, tables by this one; the results come in the order of the files, always.

What is loaded here is little: on the command line the others begin to read before this process has loaded what
writes a ledger (`reading_ahead`). A handful of texts is read here.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import fields
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ledger.errors import InputError, LedgerError
from ledger.intake.batch import IntakeOptions, Prepared
from ledger.intake.forking import FEW, context, warm_up
from ledger.intake.items import Item, items, with_packages
from ledger.intake.meter import Meter
from ledger.intake.paths import expand
from ledger.intake.reading import STDIN

if TYPE_CHECKING:
    from ledger.detection import Settings
    from ledger.intake.shelf import Packed

TASK, LAST = 16, 4
"""Files that a process is given at a time, and of the last ones, so that all end together."""
_AHEAD, _AHEAD_IN_ALL = 4, 32
"""Tasks that wait for each process, and for all of them where those are few, so that none is without while this one
stores; results that nobody has taken yet are held in memory."""

Outcome = tuple[Any, ...]
"""What became of an item: `text` with what `shelf.Packed` holds, `table`, or `fault` with what an InputError says.
Plain values, as they arrive before this process has loaded what they are for."""


class Readers:
    """Processes that read texts, each some files at a time, and what they have read, in order."""

    def __init__(self, found: list[Item], options: IntakeOptions, jobs: int, settings: Settings | None) -> None:
        self.asked = (found, options, jobs, settings)
        self._settings = pickle.dumps(settings) if settings else None
        self._pool = ProcessPoolExecutor(
            min(jobs, len(found)), mp_context=context(), initializer=_ready, initargs=(options,)
        )
        self._tasks = _tasks(found, jobs)
        self._waiting: deque[tuple[list[Item], Future[list[Outcome]]]] = deque()
        self._most = max(jobs * _AHEAD, _AHEAD_IN_ALL)
        # To start a process waits until there is one to part from; this one has its own to load meanwhile. And
        # Ctrl-C, which comes to the main thread, never meets a process half started.
        self._failed: BaseException | None = None
        self._beginning = threading.Thread(target=self._begin)
        self._beginning.start()

    def _begin(self) -> None:
        try:
            self._ask()
        except BaseException as error:  # said in its turn, by the thread that waits for what was read
            self._failed = error

    def _ask(self) -> None:
        """Give out tasks, as many as may wait."""
        for task in islice(self._tasks, max(0, self._most - len(self._waiting))):
            self._waiting.append((task, self._pool.submit(_read, task, self._settings)))

    def outcomes(self) -> Iterator[tuple[Item, Outcome]]:
        """Every item with what became of it."""
        self._beginning.join()
        if self._failed is not None:
            raise self._failed
        while True:
            self._ask()
            if not self._waiting:
                return
            task, future = self._waiting.popleft()
            yield from zip(task, future.result(), strict=False)  # a fault ends it

    def close(self) -> None:
        """Let the processes end."""
        self._beginning.join()
        self._pool.shutdown(wait=False, cancel_futures=True)


def _tasks(found: list[Item], jobs: int) -> Iterator[list[Item]]:
    at = 0
    while at < len(found):
        size = TASK if len(found) - at > 2 * jobs * TASK else LAST
        yield found[at : at + size]
        at += size


_begun: list[Readers] = []
"""Those who read already what will be asked for."""
_listed: dict[tuple[str, ...], list[Item]] = {}
"""And what they read, by the paths that were given."""


@contextmanager
def reading_ahead(paths: Iterable[str], ledger: Path, options: IntakeOptions, jobs: int) -> Iterator[None]:
    """Where `paths` look like many texts, others begin to read them; `prepare_all` goes on from there.

    What is wrong with a path or a file is said when it is asked for.
    """
    given = list(paths)
    try:
        if STDIN not in given and warm_up(given, jobs):
            found = listed(given, ledger, options)
            _listed[tuple(given)] = found
            _begun.append(Readers(found, options, jobs, _settings(ledger)))
    except InputError:
        pass
    try:
        yield
    finally:
        _listed.clear()
        while _begun:
            _begun.pop().close()


def listed(paths: list[str], ledger: Path, options: IntakeOptions) -> list[Item]:
    """All that is to be read of some paths; listed once for those who read ahead and for the import itself."""
    found = _listed.pop(tuple(paths), None)
    if found is None:
        found = with_packages(list(items(expand(paths, ledger))), everything=options.mapping is not None)
    return found


def _settings(ledger: Path) -> Settings | None:
    """What claims are placed by; None where the ledger cannot be read."""
    from ledger.connections.plain import plainly
    from ledger.detection import Settings

    try:
        with plainly(ledger, readonly=True, patience=0) as connection:
            return Settings.of(connection)
    except Exception:  # whatever is wrong with it is told when it is opened to be written
        return None


def prepare_all(
    found: list[Item], options: IntakeOptions, meter: Meter | None, jobs: int, settings: Settings | None = None
) -> Generator[Prepared | Packed | Item]:
    """Every item prepared, in order, texts perhaps packed (`ledger.intake.shelf`); the first InputError ends it.

    Several processes place the claims of their texts as well, by the `settings` of the ledger. What turns out to be
    a table comes as it is: it is for this process to prepare.
    """
    from ledger.intake.prepare import prepare
    from ledger.intake.shelf import Packed

    if jobs < 2 or len(found) < FEW:
        for number, item in enumerate(found):
            yield prepare(item, options, meter)
            if meter and len(found) > 1:
                meter("reading files", number + 1, len(found))
        return
    readers = _readers(found, plain(options), jobs, settings)
    try:
        for number, (item, outcome) in enumerate(readers.outcomes()):
            kind, *values = outcome
            if kind == "fault":
                raise InputError(*values)
            if meter:
                meter("reading files", number + 1, len(found))
            yield item if kind == "table" else Packed(*values)
    except BrokenProcessPool:
        raise LedgerError("a process that was reading texts died; nothing was changed; try --jobs 1") from None
    finally:
        readers.close()


def _readers(found: list[Item], options: IntakeOptions, jobs: int, settings: Settings | None) -> Readers:
    while _begun:
        begun = _begun.pop()
        if begun.asked == (found, options, jobs, settings):  # nobody has changed anything since
            return begun
        begun.close()
    return Readers(found, options, jobs, settings)


def plain(options: IntakeOptions) -> IntakeOptions:
    """What concerns the reading alone: the options of an import would have a reader load what writes ledgers."""
    return IntakeOptions(**{f.name: getattr(options, f.name) for f in fields(IntakeOptions)})


_options = IntakeOptions()
"""In a process that reads: what the user says about the files."""


def _ready(options: IntakeOptions) -> None:
    """One that reads leaves Ctrl-C to the process that started it, and does not outlive it."""
    global _options
    _options = options
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    """End with the process that started this one: one that was killed closes no pipes that its readers share."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read(task: list[Item], settings: bytes | None) -> list[Outcome]:
    from ledger.intake.reader import read

    return read(task, _options, settings)
