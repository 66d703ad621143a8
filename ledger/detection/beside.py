"""A process beside this one that places claims while this one reads and stores them.

Placing a claim rests on its own words and on the settings alone, takes as long as all the rest of its reading, and
comes to the same wherever it is done. So a large comparison has it done by a process of its own. That one knows no
ledger and no file: it is given rows and gives back what they come to, in order. Where it cannot be started, or dies,
claims are placed here, as they are when they are few.

It is a new program and no copy of this process, which may run threads and holds a ledger open. It ends with the pipe
through which it is asked, so also when this process is killed, and Ctrl-C does not reach it.
"""

from __future__ import annotations

import gc
import marshal
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING

from ledger.detection.readings import Made, Stated, made
from ledger.detection.world import Settings, World
from ledger.driving import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

MANY = 20_000
"""Fewer claims are not worth the start of another process."""
_SIZE = 8
"""In so many bytes the length of what is sent is written before it."""
_KEPT = 5_000
"""Answers that the other process remembers: it has little to do, and two processes take memory."""
_AHEAD = 3
"""Lists of claims that are asked for before the first of them is taken."""


class _Gone(Exception):
    """The other process is no more."""


class Beside:
    """Another process that places claims by the `settings` of a ledger. Close it, or use it as a context."""

    def __init__(self, settings: Settings) -> None:
        self.key = settings.key
        """The settings it goes by (`settings_key`)."""
        self._process: subprocess.Popen[bytes] | None = None
        self._asked: SimpleQueue[bytes | None] = SimpleQueue()
        if not sys.executable or getattr(sys, "frozen", False):
            return
        with suppress(OSError):
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
                start_new_session=True,
            )
        if self._process is not None:
            # The other may wait to be read from while it is written to: that is done by a thread of its own.
            threading.Thread(target=_send, args=(self._process.stdin, self._asked), daemon=True).start()
            self._asked.put(pickle.dumps(settings))

    def __enter__(self) -> Beside:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def runs(self) -> bool:
        """Whether there is such a process."""
        return self._process is not None

    def close(self) -> None:
        """End it, whatever it is doing."""
        process, self._process = self._process, None
        if process is None:
            return
        self._asked.put(None)
        process.kill()
        process.wait()
        assert process.stdout is not None  # it was asked for
        process.stdout.close()

    def place(self, world: World, lists: Iterable[list[Stated]]) -> Iterator[tuple[list[Stated], list[Made]]]:
        """Some lists of claims, each with what they come to, in order; by `world` here where the other is gone."""
        waiting: deque[list[Stated]] = deque()
        try:
            for claims in lists:
                self._asked.put(marshal.dumps([row[2:] for row in claims]))
                waiting.append(claims)
                if len(waiting) > _AHEAD:
                    yield self._next(world, waiting)
            while waiting:
                yield self._next(world, waiting)
        finally:
            if waiting:  # what it was asked for nobody takes any more
                self.close()

    def _next(self, world: World, waiting: deque[list[Stated]]) -> tuple[list[Stated], list[Made]]:
        claims = waiting.popleft()
        try:
            found = self._taken()
        except _Gone:
            self.close()
            found = [made(world, *row[2:]) for row in claims]
        return claims, found

    def _taken(self) -> list[Made]:
        if self._process is None:
            raise _Gone
        assert self._process.stdout is not None  # it was asked for
        data = _received(self._process.stdout)
        if data is None:
            raise _Gone
        found: list[Made] = marshal.loads(data)
        return found


def worth_it(connection: Connection) -> bool:
    """Whether a ledger has so many claims that placing all of them is worth the start of another process."""
    last: int = raw(connection).execute("SELECT coalesce(max(id), 0) FROM claim").fetchone()[0]
    return last > MANY


def _send(pipe: IO[bytes], asked: SimpleQueue[bytes | None]) -> None:
    with suppress(OSError), pipe:
        while (data := asked.get()) is not None:
            pipe.write(len(data).to_bytes(_SIZE) + data)
            pipe.flush()
            del data  # not held while the next is waited for


def _received(pipe: IO[bytes]) -> bytes | None:
    """What was sent; None where the other has ended."""
    size = pipe.read(_SIZE)
    if len(size) < _SIZE:
        return None
    length = int.from_bytes(size)
    data = pipe.read(length)
    return data if len(data) == length else None


def answer(asks: IO[bytes], answers: IO[bytes]) -> None:
    """What the other process does: place claims until nobody asks any more."""
    settings = _received(asks)
    if settings is None:
        return
    world = World.made(*pickle.loads(settings)[1:])
    world.placer.kept = _KEPT
    gc.disable()  # of what is made nothing is in a circle
    while (data := _received(asks)) is not None:
        found = marshal.dumps([made(world, *row) for row in marshal.loads(data)])
        answers.write(len(found).to_bytes(_SIZE) + found)
        answers.flush()


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        answer(sys.stdin.buffer, sys.stdout.buffer)
    os._exit(0)
