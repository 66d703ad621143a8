"""A long text laid out in lines, with every line's place in the raw text kept. Pure arithmetic on offsets.

Highlights, words and the cursor are all offsets in the raw text, so that what a person marks on the screen is
exactly what the ledger stores.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rich.cells import cell_len

from ledger.safetext import visible
from tui.lines import Line

_PIECE = re.compile(r"\S+\s*|\s+")
_WORD = re.compile(r"[\w%€$£][\w.,'’\-]*[\w%]|[\w%]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words from `start` to `end` in a role; a later highlight lies over an earlier one."""

    start: int
    end: int
    role: str


class TextMap:
    """A text in lines of at most `width` cells. A word longer than a line is broken where the line ends."""

    def __init__(self, text: str, width: int) -> None:
        self.text, self.width = text, max(width, 8)
        self.lines: list[tuple[int, int]] = []
        start = 0
        for paragraph in text.split("\n"):
            self._fill(start, start + len(paragraph))
            start += len(paragraph) + 1
        self._starts = [a for a, _ in self.lines]

    def _fill(self, start: int, end: int) -> None:
        first, room = start, self.width
        for piece in _PIECE.finditer(self.text, start, end):
            a, b = piece.span()
            bare = self.text[a:b].rstrip()
            size = _size(bare)
            if size > room and a > first:
                self.lines.append((first, a))
                first, room = a, self.width
            while size > room:
                cut = _fitting(self.text, a, b, room)
                self.lines.append((first, cut))
                first = a = cut
                room, size = self.width, _size(self.text[a:b].rstrip())
            room -= _size(self.text[a:b])
        self.lines.append((first, end))

    def line_of(self, offset: int) -> int:
        """The number of the line that holds an offset."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def draw(self, number: int, highlights: Sequence[Highlight], base: str = "") -> Line:
        """One line with its highlights."""
        a, b = self.lines[number]
        over = [h for h in highlights if h.start < b and a < h.end]
        edges = sorted({a, b, *(min(max(e, a), b) for h in over for e in (h.start, h.end))})
        parts: list[tuple[str, str]] = []
        for x, y in pairwise(edges):
            role = next((h.role for h in reversed(over) if h.start <= x and y <= h.end), base)
            parts.append((self.text[x:y].rstrip("\r") if y == b else self.text[x:y], role))
        return Line.of(*parts)


def _size(text: str) -> int:
    return cell_len(text) if text.isascii() and text.isprintable() else cell_len(visible(text))


def _fitting(text: str, start: int, end: int, room: int) -> int:
    taken = 0
    for i in range(start, end):
        taken += _size(text[i])
        if taken > room:
            return max(i, start + 1)
    return end


def words(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand, without the punctuation around them."""
    return [m.span() for m in _WORD.finditer(text)]


def word_at(found: Sequence[tuple[int, int]], offset: int) -> int:
    """The number of the word at or before an offset."""
    return max(bisect_right(found, (offset, 1 << 60)) - 1, 0)
