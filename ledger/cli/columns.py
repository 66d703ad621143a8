"""Rows in columns that fit the width there is: names give way, numbers and ids stay whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

GAP = 2
LEAST = 8
"""Cells that a column which gives way keeps."""
MOST = 60
"""Cells that a column takes at most, however long its texts."""


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

    shown = [[one_line(cell, MOST) for cell in row] for row in rows]
    widths = [max(cell_len(head), *(cell_len(row[at]) for row in shown), 0) for at, head in enumerate(heads)]
    widths = fitted(widths, out.width - GAP * (len(heads) - 1), yielding)

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
