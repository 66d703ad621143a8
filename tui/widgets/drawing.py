"""Lines put on the screen: the only place where text becomes Textual strips."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.lines import Line

if TYPE_CHECKING:
    from tui.app import ReviewApp


def review_app(widget: Widget) -> ReviewApp:
    """The app that a widget belongs to."""
    return cast("ReviewApp", widget.app)


def strip(widget: Widget, line: Line, width: int, ground: str | None = None) -> Strip:
    """`line` in exactly `width` cells, its roles in the colours of the theme, on the colour `ground`."""
    roles = review_app(widget).roles
    base = widget.rich_style
    if ground is not None:
        base += Style(bgcolor=ground)
    segments = [Segment(text, base + roles.get(role, roles[""])) for text, role in line.cut(width).spans]
    return Strip(segments).adjust_cell_length(width, base)
