"""Lines of text for the screens: spans of words with a role, each made safe on the way in.

Everything the app shows is built of `Line`s. A span's text passes `ledger.safetext.visible` when the line is
made, so no text from a ledger can reach the terminal, or a markup engine, by another way. A role names what
a span means ("slip", "dim"); `theme` alone knows the colours. Widths are terminal cells, not characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from ledger.safetext import visible

ELLIPSIS = "…"

Part = "str | tuple[str, str] | Line"


def cells(text: str) -> int:
    """The cells that safe text takes; most of it is ASCII, for which counting letters is ten times as quick."""
    return len(text) if text.isascii() else cell_len(text)


def cut(text: str, width: int) -> str:
    """`text` in at most `width` cells; what is cut ends in an ellipsis."""
    if width <= 0:
        return ""
    if cells(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + ELLIPSIS


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a screen: spans of (text, role), already safe to show."""

    spans: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, *parts: str | tuple[str, str] | Line) -> Line:
        """A line of plain strings, (text, role) pairs and other lines. Line ends become signs."""
        spans: list[tuple[str, str]] = []
        for part in parts:
            if isinstance(part, Line):
                spans.extend(part.spans)
            else:
                text, role = (part, "") if isinstance(part, str) else part
                if text:
                    spans.append((visible(text), role))
        return cls(tuple(spans))

    @property
    def text(self) -> str:
        """The words without their roles."""
        return "".join(text for text, _ in self.spans)

    @property
    def width(self) -> int:
        """Cells that the line takes."""
        return sum([cells(text) for text, _ in self.spans])

    def __add__(self, other: Line) -> Line:
        return Line(self.spans + other.spans)

    def __bool__(self) -> bool:
        return bool(self.spans)

    def cut(self, width: int) -> Line:
        """The line in at most `width` cells; what is cut ends in an ellipsis."""
        if self.width <= width:
            return self
        kept: list[tuple[str, str]] = []
        left = width - 1
        for text, role in self.spans:
            size = cells(text)
            if size <= left:
                kept.append((text, role))
                left -= size
                continue
            # The ellipsis takes the role of the words it stands for.
            kept.append((set_cell_size(text, max(left, 0)).rstrip() + ELLIPSIS, role))
            break
        return Line(tuple(kept)) if width > 0 else Line()

    def pad(self, width: int, align: str = "left") -> Line:
        """The line in exactly `width` cells."""
        line, size = self, self.width
        if size > width:
            line = self.cut(width)
            size = line.width
        blank = ((" " * (width - size), ""),) if width > size else ()
        return Line(blank + line.spans if align == "right" else line.spans + blank)

    def roled(self, role: str) -> Line:
        """The same words, all in one role."""
        return Line(tuple((text, role) for text, _ in self.spans))


def between(left: Line, right: Line, width: int, gap: int = 2) -> Line:
    """`left` at the left edge and `right` at the right one; where both do not fit, `left` is cut first."""
    right = right.cut(max(width * 2 // 3, 0))
    left = left.cut(max(width - right.width - (gap if right else 0), 0))
    return left + Line(((" " * max(width - left.width - right.width, 0), ""),)) + right


def words(line: Line) -> Iterator[tuple[str, str]]:
    """The line's words with their roles; each keeps the blanks that follow it."""
    for text, role in line.spans:
        start = 0
        for i in range(1, len(text)):
            if text[i - 1] == " " and text[i] != " ":
                yield text[start:i], role
                start = i
        if start < len(text):
            yield text[start:], role


def wrap(line: Line, width: int, indent: int = 0) -> list[Line]:
    """The line broken at blanks into lines of at most `width` cells; later ones start with `indent` blanks.

    A word longer than a line is broken where the line ends. At least one line comes back.
    """
    width = max(width, 8 + indent)
    margin = ((" " * indent, ""),) if indent else ()
    done: list[Line] = []
    now: list[tuple[str, str]] = []
    room = width

    def turn() -> None:
        nonlocal now, room
        if now:
            text, role = now[-1]
            now[-1] = (text.rstrip(" "), role)
        done.append(Line((margin if done else ()) + tuple(now)))
        now, room = [], width - indent

    for word, role in words(line):
        bare = word.rstrip(" ")
        if cell_len(bare) > room and now:
            turn()
        while cell_len(bare) > room:
            piece = _fitting(bare, room)
            now.append((piece, role))
            word, bare = word[len(piece) :], bare[len(piece) :]
            turn()
        size = cell_len(word)
        if not word:
            continue
        if size > room:  # only its blanks do not fit
            word, size = bare, cell_len(bare)
        now.append((word, role))
        room -= size
    if now or not done:
        turn()
    return done


def _fitting(text: str, width: int) -> str:
    taken = 0
    for i, letter in enumerate(text):
        taken += cell_len(letter)
        if taken > width:
            return text[: max(i, 1)]
    return text


def paragraphs(parts: Iterable[tuple[str, str]], width: int) -> list[Line]:
    """Running text with line ends, in spans of (raw text, role), wrapped to `width`.

    Each part is made safe on its own, so that places in the raw text keep their meaning for the caller.
    """
    rows: list[list[tuple[str, str]]] = [[]]
    for raw, role in parts:
        shown = visible(raw, newlines=True, limit=len(raw) + 1)
        first, *rest = shown.split("\n")
        if first:
            rows[-1].append((first, role))
        for piece in rest:
            rows.append([(piece, role)] if piece else [])
    done: list[Line] = []
    for row in rows:
        done.extend(wrap(Line(tuple(row)), width) if row else [Line()])
    return done
