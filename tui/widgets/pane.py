"""`Pane`: lines of text that scroll, some of which can be chosen. Most screens are one or two of these."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.lines import Line
from tui.widgets.drawing import DrawnView, point, strip

SIGNS = 2
"""Cells before each line for the sign of the cursor."""


class Row(NamedTuple):
    """A line and, where it can be chosen, the key of what it stands for. Lines of one key are one item."""

    line: Line
    key: str | None = None


def rows(*lines: Line) -> list[Row]:
    """Lines that cannot be chosen."""
    return [Row(line) for line in lines]


class Pane(DrawnView, can_focus=True):
    """Rows made for the width there is; the cursor stays on its item when the rows are made anew."""

    class Moved(Message):
        """The cursor came to another item."""

        def __init__(self, pane: Pane, key: str | None) -> None:
            super().__init__()
            self.pane, self.key = pane, key

    class Chosen(Message):
        """An item was chosen with the mouse."""

        def __init__(self, pane: Pane, key: str) -> None:
            super().__init__()
            self.pane, self.key = pane, key

    def __init__(
        self, *, id: str | None = None, signs: bool = True, focus: bool = True, ground: str = "ground"
    ) -> None:
        super().__init__(id=id)
        self.ground = ground
        self.can_focus = focus
        self.signs = signs
        self.pointed = True
        """Whether the item under the cursor is shown as the chosen one."""
        self.build: Callable[[int], list[Row]] = lambda _: []
        self.rows: list[Row] = []
        self.cursor: str | None = None
        self._made_for = -1

    # Content

    def fill(self, build: Callable[[int], list[Row]], cursor: str | None = None) -> None:
        """Show what `build` makes for a width; `cursor` chooses an item, else the last one is kept."""
        self.build = build
        if cursor is not None:
            self.cursor = cursor
        self._make()

    def _make(self) -> None:
        width = self.scrollable_content_region.width
        if width <= 0:
            return
        self._made_for = width
        rows = self.build(width - (SIGNS if self.signs else 0))
        if rows == self.rows and self.cursor in (None, *self.keys):
            self.virtual_size = Size(width, len(rows))
            return  # nothing to draw anew
        self.rows = rows
        keys = self.keys
        if self.cursor not in keys:
            self.cursor = keys[0] if keys else None
        self.virtual_size = Size(width, len(self.rows))
        self.refresh()
        self.show_cursor()
        self.post_message(self.Moved(self, self.cursor))

    def on_resize(self, _event: events.Resize) -> None:
        if self.scrollable_content_region.width != self._made_for:
            self._make()
        else:
            self.show_cursor()

    @property
    def keys(self) -> list[str]:
        """The items in order."""
        return list(dict.fromkeys(r.key for r in self.rows if r.key is not None))

    # Drawing

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        width = self.size.width
        if number >= len(self.rows):
            return self.blank()
        row = self.rows[number]
        chosen = self.pointed and row.key is not None and row.key == self.cursor
        if not self.signs:
            return strip(self, row.line, width, self.ground)
        first = chosen and (number == 0 or self.rows[number - 1].key != row.key)
        sign = Line.of(("› " if first else "  ", "key"))
        active = chosen and (self.has_focus or not self.can_focus)
        if first and active:
            point(self, y)
        return strip(self, sign + row.line, width, "cursor" if active else self.ground)

    # Moving

    def show_cursor(self) -> None:
        """Scroll so that the whole item under the cursor is in view."""
        place = [i for i, r in enumerate(self.rows) if r.key is not None and r.key == self.cursor]
        height = self.size.height
        if not place or height <= 0:
            return
        top, first, last = self.scroll_offset.y, place[0], place[-1]
        if first == 0 or (self.keys and self.keys[0] == self.cursor and last < height):
            first = 0  # the lines above the first item belong to it
        if first < top:
            self.go_to(first)
        elif last >= top + height:
            self.go_to(min(last - height + 1, first))

    def go_to(self, line: int) -> None:
        """Scroll to a line, at once."""
        self.jump(line)
        self.refresh()

    def move(self, step: int) -> None:
        """Move the cursor by items, or scroll by lines where there are none or no more."""
        keys = self.keys
        if not keys:
            self.go_to(self.scroll_offset.y + step)
            return
        at = keys.index(self.cursor) if self.cursor in keys else 0
        to = min(max(at + step, 0), len(keys) - 1)
        if to == at:
            self.go_to(min(self.scroll_offset.y + step, max(len(self.rows) - self.size.height, 0)))
            return
        self.choose(keys[to])

    def choose(self, key: str) -> None:
        """Put the cursor on an item."""
        self.cursor = key
        self.refresh()
        self.show_cursor()
        self.post_message(self.Moved(self, key))

    def page(self, step: int) -> None:
        """Move by pages."""
        height = max(self.size.height - 1, 1)
        lines = [i for i, r in enumerate(self.rows) if r.key is not None]
        if not lines:
            self.go_to(self.scroll_offset.y + step * height)
            return
        at = next((i for i in lines if self.rows[i].key == self.cursor), 0)
        wanted = at + step * height
        near = min(lines, key=lambda i: abs(i - wanted))
        key = self.rows[near].key
        if key is None or key == self.cursor:
            self.move(step)
        else:
            self.choose(key)

    def ends(self, last: bool) -> None:
        """Go to the first or the last item."""
        keys = self.keys
        if keys:
            self.choose(keys[-1 if last else 0])
        self.go_to(len(self.rows) if last else 0)

    # The mouse is never needed, and works.

    def on_click(self, event: events.Click) -> None:
        number = event.y + self.scroll_offset.y
        if 0 <= number < len(self.rows) and (key := self.rows[number].key) is not None:
            again = key == self.cursor and event.chain > 1
            self.choose(key)
            if again:
                self.post_message(self.Chosen(self, key))
