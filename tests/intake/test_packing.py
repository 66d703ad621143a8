"""The bytes of a table are compressed as they are read, and nothing is kept of one that is too large."""

from __future__ import annotations

import random
import zlib

import pytest

from ledger.intake.packing import _PIECE, Packing


@pytest.mark.parametrize("size", [0, 1, _PIECE - 1, _PIECE, 12 * _PIECE + 5])
def test_what_was_added_comes_back(size):
    data = random.Random(size).randbytes(size)
    with Packing(len(data)) as packing:
        for at in range(0, size, 70_000):
            packing.add(data[at : at + 70_000])
        with packing.done() as packed:
            assert zlib.decompress(packed.read()) == data


def test_more_than_the_limit_is_not_kept():
    with Packing(3 * _PIECE) as packing:
        for _ in range(4):
            packing.add(bytes(_PIECE))
        assert packing.done() is None


def test_what_fails_is_said_at_the_end(monkeypatch):
    def full(_piece):
        raise OSError("the disk is full")

    packing = Packing(10 * _PIECE)
    monkeypatch.setattr(packing, "_pack", full)
    for _ in range(9):
        packing.add(bytes(_PIECE))
    with pytest.raises(OSError, match="full"):
        packing.done()
