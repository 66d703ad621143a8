"""Rows in columns that fit the width there is: names give way, numbers and ids stay whole."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

GAP = 2
LEAST = 8
"""Cells that a column which gives way keeps."""
MOST = 60
"""Cells that a column takes at most, however long its texts."""
NARROW = 100
"""Cells of a terminal below which names would be cut beyond knowing in a line of their own."""
LONGEST = 2_000
"""Letters of a cell that are never cut by the width: in a pipe, or where it wraps."""


def print_columns(
    out: Console,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    yielding: Collection[int] = (),
    right: Collection[int] = (),
) -> None:
    """Print rows under their heads, a line each; columns in `yielding` are cut where the width asks for it.

    Signs that a terminal would obey are made visible. Where even that is too wide, the other columns give way
    as well, so that a line never breaks.
    """
    from rich.cells import cell_len, set_cell_size

    from ledger.safetext import one_line

    free = uncut(out)
    shown = [[one_line(cell, LONGEST if free else MOST) for cell in row] for row in rows]
    widths = [max(cell_len(head), *(cell_len(row[at]) for row in shown), 0) for at, head in enumerate(heads)]
    widths = widths if free else fitted(widths, out.width - GAP * (len(heads) - 1), yielding)

    def line(cells: Sequence[str]) -> str:
        done = []
        for at, cell in enumerate(cells):
            text = cell
            if cell_len(text) > widths[at]:
                text = set_cell_size(text, max(widths[at] - 1, 0)).rstrip() + "…"
            space = " " * max(widths[at] - cell_len(text), 0)
            done.append(space + text if at in right else text + space)
        return (" " * GAP).join(done).rstrip()

    out.print(line(list(heads)), style="bold", no_wrap=True, overflow="ignore", crop=False)
    # Rich measures every line that it prints; a hundred thousand of them it need not.
    out.file.write("".join(f"{line(row)}\n" for row in shown))


def narrow(out: Console) -> bool:
    """Whether names are better wrapped over some lines than cut."""
    return out.width < NARROW and not uncut(out)


def uncut(out: Console) -> bool:
    """Whether lines may be as long as they get: a pipe has no edge, unless $COLUMNS gives it one."""
    return not out.is_terminal and "COLUMNS" not in os.environ


def print_sheets(
    out: Console,
    heads: Sequence[str],
    rows: Iterable[tuple[Sequence[str], Sequence[str]]],
    *,
    right: Collection[int] = (),
) -> None:
    """Print rows of a narrow terminal: a few short cells, and beside them sentences that wrap and are never cut."""
    from rich.cells import cell_len

    from ledger.safetext import one_line

    shown = [([one_line(c, MOST) for c in cells], [one_line(s, LONGEST) for s in said]) for cells, said in rows]
    first = heads[:-1]
    widths = [max(cell_len(head), *(cell_len(cells[at]) for cells, _ in shown), 0) for at, head in enumerate(first)]
    left = sum(widths) + GAP * len(widths)
    room = max(out.width - left, LEAST)

    def line(cells: Sequence[str]) -> str:
        return "".join(
            (cell.rjust if at in right else cell.ljust)(widths[at] - cell_len(cell) + len(cell)) + " " * GAP
            for at, cell in enumerate(cells)
        )

    def sheet(cells: Sequence[str], said: Sequence[str]) -> str:
        lines = [part for sentence in said for part in wrapped(sentence, room)]
        ahead = [line(cells), *[" " * left] * (len(lines) - 1)]
        return "\n".join(f"{a}{part}".rstrip() for a, part in zip(ahead, lines, strict=True))

    out.print(sheet(first, heads[-1:]), style="bold", no_wrap=True, overflow="ignore", crop=False)
    for cells, said in shown:
        out.file.write(f"{sheet(cells, said)}\n")


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken at blanks where it has any."""
    if text.isascii():
        from textwrap import wrap

        return wrap(text, width, break_on_hyphens=False) or [""]
    from rich.console import Console
    from rich.text import Text

    return [str(part).rstrip() for part in Text(text).wrap(Console(width=width), width)] or [""]


def fitted(widths: Sequence[int], room: int, yielding: Collection[int]) -> list[int]:
    """The widths that fit into `room` cells: the widest column that gives way is cut first."""
    found = list(widths)
    for giving, least in ((set(yielding), LEAST), (set(range(len(found))), 1)):
        while sum(found) > room:
            widest = max(giving, key=lambda at: found[at], default=None)
            if widest is None or found[widest] <= least:
                break
            others = sorted((found[at] for at in giving if at != widest), reverse=True)
            step = found[widest] - max(others[0] if others else 0, least)
            found[widest] -= min(max(step, 1), sum(found) - room)
    return found
