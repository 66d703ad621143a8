"""Lines put on the screen: the only place where text becomes Textual strips.

`DrawnView` and `DrawnWidget` hand their strips to the compositor themselves. Textual's cache of styles, meant
for borders and padding, costs as much a line as drawing it: a key took 30 ms to its paint with it, 14 without.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, ClassVar, cast

from rich.segment import Segment
from rich.style import Style
from textual.filter import ANSIToTruecolor
from textual.geometry import Offset, Region
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from tui.lines import Line

if TYPE_CHECKING:
    from tui.app import ReviewApp

_SPOKEN = str.maketrans("›‹·●○–—“”‘’│─┌┐└┘├┤┬┴┼▸◂┄▏▕", "><,**--\"\"''" + " " * 16)
"""Signs that a screen reader would spell out, as those it reads or passes over; one cell for one cell."""


def review_app(widget: Widget) -> ReviewApp:
    """The app that a widget belongs to."""
    return cast("ReviewApp", widget.app)


def strip(widget: Widget, line: Line, width: int, ground: str) -> Strip:
    """`line` in exactly `width` cells, its roles in the colours of the theme, on a ground of the palette."""
    app = review_app(widget)
    styles = app.on_ground(ground)
    spans = line.cut(width).spans
    if app.plain:
        spans = tuple((text.translate(_SPOKEN), role) for text, role in spans)
    segments = [Segment(text, styles[role]) for text, role in spans]
    return Strip(segments).adjust_cell_length(width, styles[""])


def thumb(position: float, last: float, height: int) -> float:
    """The position nearest to `position` of those at which a scrollbar of `height` cells looks different.

    It is drawn in eighths of a cell; 0 and `last` are always kept.
    """
    step = last / (height * 8) if height else 0.0
    if step <= 1 or position in (0, last):
        return position
    return min(round(position / step) * step, last)


@lru_cache(maxsize=16)
def _blank(width: int, style: Style) -> Strip:
    return Strip.blank(width, style)


def point(widget: Widget, y: int) -> None:
    """Put the terminal's own cursor on a line of a widget: screen readers and magnifiers follow it."""
    region = widget.content_region
    widget.app.cursor_position = Offset(region.x, region.y + y)


def _lines(widget: Widget, crop: Region) -> list[Strip]:
    """The strips of a region, without borders and padding, which no widget of ours has."""
    strips = [widget.render_line(y) for y in crop.line_range]
    # Every role has its own full colours, so that there is nothing for ANSIToTruecolor to do: a tenth of a page down.
    if filters := [f for f in widget.get_line_filters() if not isinstance(f, ANSIToTruecolor)]:
        ground = widget.background_colors[1]
        for each in filters:
            strips = [s.apply_filter(each, ground) for s in strips]
    first, last = crop.column_span
    if strips and (first, last) != (0, strips[0].cell_length):
        strips = [s.adjust_cell_length(last).crop(first, last) for s in strips]
    return strips


class DrawnWidget(Widget):
    """A widget that draws lines on a ground of the palette ("ground", "bar")."""

    ground: ClassVar[str] = "ground"

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips themselves."""
        return _lines(self, crop)


class DrawnView(ScrollView):
    """The same, for what scrolls."""

    ground: str = "ground"
    DEFAULT_CSS = """
    DrawnView {
        height: 1fr;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        background: $background;
    }
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips themselves."""
        return _lines(self, crop)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Draw other lines; the scrollbar only where it would look different, a fifth of a page down in long lists."""
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = thumb(new_value, self.max_scroll_y, self.size.height)
        if round(old_value) != round(new_value):
            self.refresh(self.size.region)

    def blank(self) -> Strip:
        """A line with nothing on it."""
        return _blank(self.size.width, review_app(self).on_ground(self.ground)[""])

    def jump(self, line: int) -> None:
        """Scroll to a line, in the paint that is coming and not in the one after."""
        self.scroll_to(y=max(line, 0), animate=False, force=True, immediate=True)
