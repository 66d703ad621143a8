"""The Merkle tree of RFC 9162 (SHA-256), built from a stream of leaf hashes in logarithmic memory."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""
_HEIGHT = 6
_BLOCK = 1 << _HEIGHT


class Tree:
    """Takes leaf hashes one by one; `root` may be asked for at any time."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[tuple[int, bytes]] = []

    def add(self, leaf: bytes) -> None:
        """Append one leaf hash (already hashed with the leaf prefix 0x00)."""
        self._put(0, leaf)
        self.size += 1

    def extend(self, leaves: Sequence[bytes]) -> None:
        """Append many leaf hashes: whole blocks of them level by level, which takes half the time."""
        at = 0
        while at < len(leaves):
            if self.size % _BLOCK or len(leaves) - at < _BLOCK:
                self.add(leaves[at])
                at += 1
                continue
            level: Sequence[bytes] = leaves[at : at + _BLOCK]
            while len(level) > 1:
                pairs = iter(level)
                level = [sha256(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs, strict=True)]
            self._put(_HEIGHT, level[0])
            self.size += _BLOCK
            at += _BLOCK

    def _put(self, height: int, node: bytes) -> None:
        while self._peaks and self._peaks[-1][0] == height:
            node = _node(self._peaks.pop()[1], node)
            height += 1
        self._peaks.append((height, node))

    def root(self) -> bytes:
        """The root over the leaves so far."""
        if not self._peaks:
            return EMPTY
        node = self._peaks[-1][1]
        for _, left in reversed(self._peaks[:-1]):
            node = _node(left, node)
        return node


def path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes beside the way from the leaf at `index` to the root, the lowest first (RFC 9162, 2.1.3.1)."""
    beside = []
    level = list(leaves)
    while len(level) > 1:
        if index ^ 1 < len(level):
            beside.append(level[index ^ 1])
        above = [_node(level[n], level[n + 1]) for n in range(0, len(level) - 1, 2)]
        level = above + level[len(above) * 2 :]
        index //= 2
    return beside


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
