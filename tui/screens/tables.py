"""What the screens with a table share: headings, the table, a few lines about the row under the cursor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual import work
from textual.app import ComposeResult

from ledger.errors import LedgerError
from ledger.loosening import loosened
from tui import columns
from tui.columns import Column
from tui.lines import Line, wrap
from tui.screens.acting import ActingScreen
from tui.widgets.ask import Question
from tui.widgets.bars import Bar
from tui.widgets.pane import Pane, Row
from tui.widgets.table import PAGE, PageSource, VirtualTable

T = TypeVar("T")
_PART = re.compile(r'(?:[^\s"]|"[^"]*"?)+')
"""A part of a filter: a word, with its quoted words."""

PREVIEW_FROM = 20
"""Lines of a terminal from which on there is room for the row's words below the table."""


class Listed(Generic[T]):
    """Rows that are all in memory."""

    def __init__(self, rows: Sequence[T]) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    def page(self, number: int) -> Sequence[T]:
        """One page."""
        return self.rows[number * PAGE : (number + 1) * PAGE]


class TableScreen(ActingScreen, Generic[T]):
    """A screen that is a table. Subclasses say what its columns are and how a row is drawn."""

    columns: ClassVar[tuple[Column, ...]] = ()
    drop: ClassVar[tuple[str, ...]] = ()
    preview_lines: ClassVar[int] = 3
    caption: ClassVar[str] = ""
    noun: ClassVar[str] = "row"
    DEFAULT_CSS = """
    TableScreen #preview { height: 0; border-top: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.words = ""

    def body(self) -> ComposeResult:
        """Headings, the table and the preview."""
        yield Bar(id="heads")
        yield VirtualTable[T](self.draw, id="table")
        yield Pane(id="preview", focus=False, signs=False)

    def on_mount(self) -> None:
        """Follow the cursor of the table."""
        self.table.moved = self.moved
        super().on_mount()

    @property
    def table(self) -> VirtualTable[T]:
        """The table."""
        return self.query_one("#table", VirtualTable)

    # What a subclass says

    def cells(self, item: T) -> dict[str, Line]:
        """The cells of a row, by the name of the column."""
        raise NotImplementedError

    def spoken(self, item: T) -> Line:
        """The row as a sentence, for plain mode."""
        cells = self.cells(item)
        parts = [cells[c.name].text.strip() for c in self.columns if c.name in cells and cells[c.name].text.strip()]
        return Line.of(", ".join(parts))

    def about(self, item: T, width: int) -> list[Line]:
        """A few lines about the row under the cursor."""
        return []

    def position(self) -> str:
        """What the top line says at the right, after the position."""
        return ""

    # Showing

    def draw(self, item: T, width: int) -> Line:
        """One row."""
        if self.review.plain:
            return self.spoken(item).cut(width)
        return columns.row(self.cells(item), columns.fit(self.columns, width, self.drop))

    def place(self, source: PageSource[Any], cursor: int | None = None) -> None:
        """Put rows into the table; the cursor keeps its place unless told."""
        self.table.show(source, self.table.cursor if cursor is None else cursor)
        self.say_place()
        self.explain()

    def explain(self) -> None:
        """Say, where the filter leaves no row, how many there are without it and which part to leave out."""
        self.table.say("")
        if self.words and not len(self.table):
            self._explain(self.words)

    @work(thread=True, exclusive=True, group="explain", exit_on_error=False)
    def _explain(self, words: str) -> None:
        try:
            told = loosened(self.noun, _PART.findall(words), lambda parts: self.count(" ".join(parts)))
        except (LedgerError, ValueError):
            return
        if told and words == self.words:
            self.app.call_from_thread(self.table.say, f"{told}. \\ shows all, / changes the filter.")

    def count(self, words: str) -> int:
        """How many rows hold the words; asked for off the app's thread."""
        return 0

    def say_place(self) -> None:
        """Say where the cursor stands, and fit headings and preview to the terminal."""
        total = len(self.table)
        at = f"{self.table.cursor + 1:,} of {total:,}" if total else "none"
        words = f"  {self.words}" if self.words else ""
        self.at(Line.of((self.caption, "strong"), (words, "note")), Line.of((f"{at}{self.position()}", "dim")))
        heads = self.query_one("#heads", Bar)
        heads.display = not self.review.plain
        width = max(self.size.width - 3, 20)  # as the rows have it: sign, mark and scrollbar
        heads.say(Line.of(" ") + columns.heading(columns.fit(self.columns, width, self.drop)))
        preview = self.query_one("#preview", Pane)
        tall = self.preview_lines if self.size.height >= PREVIEW_FROM else 0
        if self.size.height >= 40:
            tall += 3
        preview.styles.height = tall + 1 if tall and total else 0
        chosen = self.table.chosen
        preview.fill(lambda width: self._preview(chosen, width, tall))

    def _preview(self, item: T | None, width: int, tall: int) -> list[Row]:
        rule = [] if self.review.plain else [Row(Line.of(("─" * width, "dim")))]
        if item is None or not tall:
            return rule
        lines = [part for line in self.about(item, width - 2) for part in wrap(line, width - 2, 2)]
        if len(lines) > tall:
            lines = [*lines[: tall - 1], (lines[tall - 1] + Line.of(" …")).cut(width - 3)]
        return rule + [Row(Line.of(" ") + line) for line in lines[:tall]]

    def moved(self) -> None:
        """The cursor is on another row."""
        if self.is_mounted:
            self.say_place()
            self.refresh_keys()

    def on_virtual_table_chosen(self, _message: VirtualTable.Chosen) -> None:
        self.action_act("open")

    def on_virtual_table_failed(self, message: VirtualTable.Failed) -> None:
        self.news(str(message.error), "slip")

    def on_resize(self) -> None:
        """Fit the headings to the new width."""
        if self.is_mounted:
            self.say_place()

    # Moving

    def do_down(self) -> None:
        """Move down."""
        self.table.move(1)

    def do_up(self) -> None:
        """Move up."""
        self.table.move(-1)

    def do_page_down(self) -> None:
        """Move down by a page."""
        self.table.page(1)

    def do_page_up(self) -> None:
        """Move up by a page."""
        self.table.page(-1)

    def do_top(self) -> None:
        """Go to the first row."""
        self.table.ends(False)

    def do_bottom(self) -> None:
        """Go to the last row."""
        self.table.ends(True)

    # Filtering by words

    def do_filter(self) -> None:
        """Ask for words."""
        self.ask(Question("show only", "rows that hold these words; empty shows all", value=self.words), self.narrow)

    def do_all(self) -> None:
        """Take the filter off."""
        self.narrow("")

    def narrow(self, words: str) -> None:
        """Show the rows that hold `words`."""
        self.words = words
        self.table.cursor = 0
        self.reload()

    def near(self, most: int = 100) -> list[T]:
        """The rows around the cursor that are in memory: what next and previous walk through."""
        at = self.table.cursor
        every = (self.table.at(i, 0) for i in range(max(0, at - most), min(at + most, len(self.table))))
        return [item for item in every if item is not None]
