"""The bytes of a table compressed as they are read, by a thread beside the one that reads them.

Compressing takes a quarter of the time of reading and needs no Python meanwhile, so that two cores do both at once.
What is packed goes into a temporary file, that memory does not grow with the table.
"""

from __future__ import annotations

import tempfile
import zlib
from queue import Queue
from threading import Thread
from typing import IO, Self

_PIECE = 1 << 18
"""Bytes that are compressed at a time; a file of fewer needs no thread."""
_HELD = 1 << 20
"""Packed bytes that are held in memory before they go to a file."""
_WAITING = 4
"""Pieces that may wait."""


class Packing:
    """Bytes on their way into a temporary file, compressed with zlib; nothing is kept of more than `limit`.

    As a context it lets go of the file only when reading fails.
    """

    def __init__(self, limit: int) -> None:
        self._left = limit
        self._pieces: Queue[bytes | None] = Queue(_WAITING)
        self._thread: Thread | None = None
        self._buffer = bytearray()
        self._packer = zlib.compressobj(6)
        self._failed: BaseException | None = None
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(_HELD)  # noqa: SIM115 - closed by whoever takes it

    def add(self, data: bytes) -> None:
        """Take the next bytes."""
        self._left -= len(data)
        if self._left < 0:
            self._buffer.clear()
            return
        self._buffer += data
        if len(self._buffer) < _PIECE:
            return
        if self._thread is None:
            self._thread = Thread(target=self._pack_all, daemon=True)
            self._thread.start()
        self._pieces.put(bytes(self._buffer))
        self._buffer.clear()

    def done(self) -> IO[bytes] | None:
        """The file with all that was taken, at its start; None where that was too much. OSError says what failed."""
        self._join()
        if self._failed is not None:
            self._file.close()
            raise self._failed
        if self._left < 0:
            self._file.close()
            return None
        self._pack(bytes(self._buffer))
        self._file.write(self._packer.flush())
        self._file.seek(0)
        return self._file

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: BaseException | None, at: object) -> None:
        if error is not None:
            self._join()
            self._file.close()

    def _join(self) -> None:
        thread, self._thread = self._thread, None
        if thread is not None:
            self._pieces.put(None)
            thread.join()

    def _pack_all(self) -> None:
        while (piece := self._pieces.get()) is not None:
            if self._failed is None:
                try:
                    self._pack(piece)
                except BaseException as error:  # said by `done`
                    self._failed = error

    def _pack(self, piece: bytes) -> None:
        self._file.write(self._packer.compress(piece))
