"""`VirtualTable`: a list of any length. It knows a `PageSource` and no SQL.

Only the rows on the screen are drawn, and only the pages around them are held. Pages are read by a thread of
the table's own; drawing waits for one at most `PATIENCE` seconds, so that a fast disk gives no flicker and a
slow one no halt. Rows that are not there yet show an ellipsis.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import Generic, Protocol, TypeVar

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.lines import Line, wrap
from tui.widgets.drawing import DrawnView, point, strip

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

PAGE = 100
PAGES_HELD = 5
LINES_HELD = 140
PATIENCE = 0.02


class PageSource(Protocol[T_co]):
    """Rows by page, `PAGE` to a page, counted from 0. `page` is called in a thread."""

    def __len__(self) -> int: ...

    def page(self, number: int) -> Sequence[T_co]:
        """The rows of one page."""


class VirtualTable(DrawnView, Generic[T], can_focus=True):
    """One line a row; the cursor is a row's number. A source is a snapshot: rows never shift on their own."""

    class Chosen(Message):
        """A row was chosen with the mouse."""

    class Failed(Message):
        """A page could not be read."""

        def __init__(self, error: BaseException) -> None:
            super().__init__()
            self.error = error

    class _Arrived(Message):
        """A page has been read."""

        def __init__(self, ticket: int, number: int, page: Sequence[object]) -> None:
            super().__init__()
            self.ticket, self.number, self.page = ticket, number, page

    def __init__(self, draw: Callable[[T, int], Line], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.draw = draw
        """`moved` is called when the cursor came to another row, or its row arrived: at once, for one paint."""
        self.marked: Callable[[T], bool] = lambda _: False
        self.source: PageSource[T] | None = None
        self.cursor = 0
        self._ticket = 0
        self._pages: OrderedDict[int, Sequence[T]] = OrderedDict()
        self._asked: dict[int, Future[Sequence[T]]] = {}
        self._drawn: dict[tuple[int, bool], Strip] = {}
        self.moved: Callable[[], object] = lambda: None
        self.hint = ""
        """What is said in place of rows where there are none."""
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="page")

    def on_unmount(self) -> None:
        self._reader.shutdown(wait=False, cancel_futures=True)

    # Content

    def say(self, hint: str) -> None:
        """Say something in place of rows."""
        if hint != self.hint:
            self.hint = hint
            self.refresh()

    def show(self, source: PageSource[T], cursor: int = 0) -> None:
        """Take another source; the cursor goes to row `cursor`, or the last one."""
        self._ticket += 1
        self.source = source
        self._pages.clear()
        self._asked.clear()
        self.cursor = min(max(cursor, 0), max(len(source) - 1, 0))
        self.virtual_size = Size(self.scrollable_content_region.width, len(source))
        self.show_cursor()
        self.redraw()
        self.moved()

    def renew(self) -> None:
        """Read the rows in view again, since one of them has changed; the old ones stay until the new are there."""
        self._ticket += 1
        stale = set(self._pages)
        self._asked.clear()
        shown = {(self.scroll_offset.y + y) // PAGE for y in (0, max(self.size.height - 1, 0))}
        for number in stale - shown:
            del self._pages[number]
        for number in sorted(stale & shown):
            self._ask(number)

    def __len__(self) -> int:
        return len(self.source) if self.source is not None else 0

    @property
    def chosen(self) -> T | None:
        """What the cursor is on; None while it is being read."""
        return self.at(self.cursor, wait=0.0)

    def take_over(self, source: PageSource[T], cursor: int | None = None) -> None:
        """Take a source that goes on with the same rows, such as the whole of which the first page was shown."""
        self._ticket += 1
        self.source = source
        self._asked.clear()
        if cursor is not None:
            self.cursor = min(max(cursor, 0), max(len(source) - 1, 0))
        self.virtual_size = Size(self.scrollable_content_region.width, len(source))
        self.show_cursor()
        self.redraw()
        self.moved()

    def at(self, number: int, wait: float = PATIENCE) -> T | None:
        """The row `number`, if it is there within `wait` seconds; it is asked for otherwise."""
        if not 0 <= number < len(self):
            return None
        page = self._page(number // PAGE, wait)
        place = number % PAGE
        return page[place] if page is not None and place < len(page) else None

    def _page(self, number: int, wait: float) -> Sequence[T] | None:
        if (found := self._pages.get(number)) is not None:
            self._pages.move_to_end(number)
            return found
        future = self._ask(number)
        if future is None or wait <= 0:
            return None
        try:
            self._keep(number, future.result(wait))
        except NotYet:
            return None
        except Exception:  # the message of the thread tells it
            return None
        return self._pages.get(number)

    def _ask(self, number: int) -> Future[Sequence[T]] | None:
        source, ticket = self.source, self._ticket
        if source is None or not 0 <= number <= max(len(source) - 1, 0) // PAGE:
            return None
        if number not in self._asked:

            def read() -> Sequence[T]:
                try:
                    page = source.page(number)
                except Exception as error:
                    self.post_message(self.Failed(error))
                    raise
                self.post_message(self._Arrived(ticket, number, page))
                return page

            try:
                self._asked[number] = self._reader.submit(read)
            except RuntimeError:  # the screen is being closed
                return None
        return self._asked[number]

    def _keep(self, number: int, page: Sequence[T]) -> None:
        self._pages[number] = page
        self._asked.pop(number, None)
        while len(self._pages) > PAGES_HELD:
            self._pages.popitem(last=False)

    def on_virtual_table__arrived(self, message: _Arrived) -> None:
        if message.ticket != self._ticket:
            return
        self._keep(message.number, message.page)  # type: ignore[arg-type]  # of this table's source
        top = self.scroll_offset.y
        if top // PAGE <= message.number <= (top + self.size.height) // PAGE:  # not for one read ahead
            self.redraw()
        if message.number == self.cursor // PAGE:
            self.moved()

    # Drawing

    def on_resize(self, _event: events.Resize) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self))
        self._drawn.clear()
        self.show_cursor()

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        if number >= len(self):
            return self._told(y)
        here = number == self.cursor
        if here:
            point(self, y)
        drawn = self._drawn.get((number, here))
        if drawn is None:
            drawn = self._draw(number, here)
        return drawn

    def _told(self, y: int) -> Strip:
        """A line below the rows: blank, or of what is said where there are none."""
        told = wrap(Line.of((self.hint, "note")), self.size.width - 4) if self.hint and not len(self) else []
        if not 0 < y <= len(told):
            return self.blank()
        return strip(self, Line.of("  ") + told[y - 1], self.size.width, self.ground)

    def _draw(self, number: int, here: bool) -> Strip:
        item = self.at(number)
        room = self.scrollable_content_region.width
        body = Line.of(("…", "dim")) if item is None else self.draw(item, room - 2)
        mark = "●" if item is not None and self.marked(item) else " "
        sign = Line.of(("›" if here else " ", "key"), (mark, "key"))
        drawn = strip(self, sign + body, self.size.width, "cursor" if here else self.ground)
        if item is not None:
            if len(self._drawn) > max(LINES_HELD, 2 * self.size.height):
                self._drawn.clear()
            self._drawn[number, here] = drawn
        return drawn

    def redraw(self) -> None:
        """Draw every line anew: what is drawn is kept, and something else than the rows has changed."""
        self._drawn.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Draw anew in other colours."""
        super().notify_style_update()
        self._drawn.clear()

    def on_idle(self) -> None:
        """Read the pages on either side while nothing else is to do."""
        if len(self):
            page = self.cursor // PAGE
            for number in (page + 1, page - 1):
                if number not in self._pages:
                    self._ask(number)

    # Moving

    def show_cursor(self) -> None:
        """Scroll so that the cursor is in view."""
        top, height = self.scroll_offset.y, self.size.height
        if self.cursor < top:
            self.jump(self.cursor)
        elif height and self.cursor >= top + height:
            self.jump(self.cursor - height + 1)

    def go(self, number: int) -> None:
        """Put the cursor on a row."""
        number = min(max(number, 0), max(len(self) - 1, 0))
        if number == self.cursor:
            return
        before, self.cursor = self.cursor, number
        self.refresh_line(before)
        self.refresh_line(number)
        self.show_cursor()
        self.moved()

    def move(self, step: int) -> None:
        """Move by rows."""
        self.go(self.cursor + step)

    def page(self, step: int) -> None:
        """Move by pages."""
        self.go(self.cursor + step * max(self.size.height - 1, 1))

    def ends(self, last: bool) -> None:
        """Go to the first or the last row."""
        self.go(len(self) - 1 if last else 0)

    def on_click(self, event: events.Click) -> None:
        number = event.y + self.scroll_offset.y
        if number < len(self):
            again = number == self.cursor and event.chain > 1
            self.go(number)
            if again:
                self.post_message(self.Chosen())
