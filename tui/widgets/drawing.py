"""Lines put on the screen: the only place where text becomes Textual strips."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Offset
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


def strip(widget: Widget, line: Line, width: int, ground: str | None = None) -> Strip:
    """`line` in exactly `width` cells, its roles in the colours of the theme, on the colour `ground`."""
    app = review_app(widget)
    roles, base = app.roles, widget.rich_style
    if ground is not None:
        base += Style(bgcolor=ground)
    spans = line.cut(width).spans
    if app.plain:
        spans = tuple((text.translate(_SPOKEN), role) for text, role in spans)
    segments = [Segment(text, base + roles.get(role, roles[""])) for text, role in spans]
    return Strip(segments).adjust_cell_length(width, base)


def point(widget: Widget, y: int) -> None:
    """Put the terminal's own cursor on a line of a widget: screen readers and magnifiers follow it."""
    region = widget.content_region
    widget.app.cursor_position = Offset(region.x, region.y + y)
