"""`TextPane`: a document's words with highlights and, where asked for, a cursor on words and a marked stretch."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from tui.lines import Line
from tui.textmap import Highlight, TextMap, word_at, words
from tui.widgets.drawing import DrawnView, point, strip

LEAST = 4
"""Lines of a text below which it is too little to read by."""


class TextPane(DrawnView, can_focus=True):
    """Raw text laid out for the width there is. Offsets are those of the raw text."""

    class Moved(Message):
        """The cursor came to another word, or the marks changed."""

    def __init__(self, *, id: str | None = None, cursor: bool = False) -> None:
        super().__init__(id=id)
        self.can_focus = False
        self.text = ""
        self.highlights: tuple[Highlight, ...] = ()
        self.base = "context"
        self.with_cursor = cursor
        self.word = 0
        self.begun: int | None = None
        self._words: list[tuple[int, int]] = []
        self._map: TextMap | None = None
        self._aim: int | None = None

    # Content

    def show(self, text: str, highlights: Sequence[Highlight], aim: int | None = None, base: str = "context") -> None:
        """Show a text; `aim` is an offset to bring into view, where it is not in view already."""
        if text is not self.text and text != self.text:
            self.text, self._map = text, None
            self._words = words(text) if self.with_cursor else []
            self.word, self.begun = 0, None
            self.jump(0)
        self.highlights, self.base, self._aim = tuple(highlights), base, aim
        if self.with_cursor and aim is not None:
            self.word = word_at(self._words, aim)
        self._make()

    def _make(self) -> None:
        width = self.scrollable_content_region.width
        if width <= 0:
            return
        if self._map is None or self._map.width != max(width - 2, 8):
            self._map = TextMap(self.text, width - 2)
        self.virtual_size = Size(width, len(self._map.lines))
        self.refresh()
        if self._aim is not None:
            self.bring(self._aim)
            self._aim = None

    def on_resize(self, _event: events.Resize) -> None:
        if self._aim is None and self.highlights:
            self._aim = self._words[self.word][0] if self._words else self.highlights[0].start
        self._make()

    def bring(self, offset: int) -> None:
        """Scroll so that an offset stands a third from the top, unless it is well in view."""
        if self._map is None:
            return
        line, top, height = self._map.line_of(offset), self.scroll_offset.y, self.size.height
        if not top <= line < top + height:
            self.jump(max(line - height // 3, 0))

    @property
    def subject(self) -> int | None:
        """Where the words begin that the screen is about: what is marked, else the figure; None for neither."""
        if self.marked is not None:
            return self.marked[0]
        return next((h.start for role in ("mark", "quote") for h in self.highlights if h.role == role), None)

    def clear_of(self, top: int) -> bool:
        """Scroll so that the words the screen is about stand above line `top` of the terminal; whether they can."""
        if self._map is None or self.subject is None:
            return False
        height = min(self.region.bottom, top) - self.region.y
        line = self._map.line_of(self.subject)
        if height < LEAST or line - self.max_scroll_y > height - 2:
            return False
        if not self.scroll_offset.y <= line < self.scroll_offset.y + height - 1:
            self.jump(max(line - height // 3, 0))
        return True

    @property
    def height_needed(self) -> int:
        """Lines that the whole text takes."""
        return len(self._map.lines) if self._map else 0

    # The cursor and the marks

    @property
    def at(self) -> int:
        """The offset of the word under the cursor."""
        return self._words[self.word][0] if self._words else 0

    @property
    def marked(self) -> tuple[int, int] | None:
        """The marked stretch, from its first word to its last."""
        if self.begun is None or not self._words:
            return None
        a, b = sorted((self.begun, self.word))
        return self._words[a][0], self._words[b][1]

    def mark(self) -> None:
        """Begin marking at the cursor, or take the marks off."""
        self.begun = self.word if self.begun is None else None
        self.refresh()
        self.post_message(self.Moved())

    def unmark(self) -> None:
        """Take the marks off, where there are any."""
        if self.begun is not None:
            self.mark()

    def go(self, word: int) -> None:
        """Put the cursor on a word."""
        if not self._words:
            return
        self.word = min(max(word, 0), len(self._words) - 1)
        self._follow()

    def aim(self, offset: int) -> None:
        """Put the cursor on the word at an offset."""
        self.go(word_at(self._words, offset))

    def step(self, lines: int) -> None:
        """Move the cursor by lines, or scroll where there is none."""
        if not self.with_cursor or not self._words or self._map is None:
            self.jump(self.scroll_offset.y + lines)
            return
        line = min(max(self._map.line_of(self.at) + lines, 0), len(self._map.lines) - 1)
        column = self.at - self._map.lines[self._map.line_of(self.at)][0]
        self.word = word_at(self._words, self._map.lines[line][0] + column)
        if lines > 0 and self._map.line_of(self.at) < line:  # an empty line: on to the next word
            self.word = min(self.word + 1, len(self._words) - 1)
        self._follow()

    def _follow(self) -> None:
        if self._map is not None:
            line, top, height = self._map.line_of(self.at), self.scroll_offset.y, self.size.height
            if line < top:
                self.jump(line)
            elif line >= top + height:
                self.jump(line - height + 1)
        self.refresh()
        self.post_message(self.Moved())

    def on_click(self, event: events.Click) -> None:
        number = event.y + self.scroll_offset.y
        if self.with_cursor and self._map is not None and number < len(self._map.lines):
            self.go(word_at(self._words, self._map.lines[number][0] + max(event.x - 1, 0)))

    # Drawing

    def render_line(self, y: int) -> Strip:
        width, number = self.size.width, y + self.scroll_offset.y
        if self._map is None or number >= len(self._map.lines):
            return self.blank()
        shown = list(self.highlights)
        if self.with_cursor and self._words:
            if self.marked is not None:
                shown.append(Highlight(*self.marked, "marked"))
            shown.append(Highlight(*self._words[self.word], "cursor"))
            if self._map.line_of(self.at) == number:
                point(self, y)
        line = self._map.draw(number, shown, self.base)
        return strip(self, Line.of(" ") + line, width, self.ground)
