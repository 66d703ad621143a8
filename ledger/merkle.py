"""The Merkle tree of RFC 9162 (SHA-256), built from a stream of leaf hashes in logarithmic memory."""

from __future__ import annotations

from hashlib import sha256

EMPTY = sha256(b"").digest()
"""The root of a tree without leaves."""


class Tree:
    """Takes leaf hashes one by one; `root` may be asked for at any time."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[tuple[int, bytes]] = []

    def add(self, leaf: bytes) -> None:
        """Append one leaf hash (already hashed with the leaf prefix 0x00)."""
        height, node = 0, leaf
        while self._peaks and self._peaks[-1][0] == height:
            node = _node(self._peaks.pop()[1], node)
            height += 1
        self._peaks.append((height, node))
        self.size += 1

    def root(self) -> bytes:
        """The root over the leaves so far."""
        if not self._peaks:
            return EMPTY
        node = self._peaks[-1][1]
        for _, left in reversed(self._peaks[:-1]):
            node = _node(left, node)
        return node


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
