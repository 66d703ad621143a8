"""The line at the top (where you are), the line of news, and the line of keys."""

from __future__ import annotations

from textual.strip import Strip

from tui import actions
from tui.lines import Line, between
from tui.registry import Standing
from tui.widgets.drawing import DrawnWidget, strip


class Bar(DrawnWidget):
    """One line of the screen's edge."""

    DEFAULT_CSS = """
    Bar { height: 1; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.left = Line()
        self.right = Line()

    def say(self, left: Line, right: Line | None = None) -> None:
        """Show `left` at the left edge and `right` at the right one."""
        if (left, right or Line()) != (self.left, self.right):
            self.left, self.right = left, right or Line()
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line itself."""
        width = self.size.width
        body = between(self.left, self.right, max(width - 2, 0))
        return strip(self, Line.of(" ") + body, width, self.ground)


class Place(Bar):
    """Where you are, what stands there, and its state."""

    ground = "bar"

    DEFAULT_CSS = """
    Place { dock: top; background: $ledger-bar; }
    """


class Foot(Bar):
    """A line of a question or of a report of progress."""

    ground = "bar"


class News(Bar):
    """What the last act did, or why something cannot be done."""

    DEFAULT_CSS = """
    News { background: $background; }
    """


class Keys(DrawnWidget):
    """The keys that matter here, as many as fit; those that cannot be used now are dim."""

    ground = "bar"

    DEFAULT_CSS = """
    Keys { height: 1; width: 1fr; background: $ledger-bar; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.standing = Standing("")
        self.line = Line()

    def show(self, standing: Standing) -> None:
        """Show the keys for where a person stands."""
        self.standing = standing
        line = key_line(standing, self.size.width - 2)
        if line != self.line:
            self.line = line
            self.refresh()

    def on_resize(self) -> None:
        """Show as many as there is room for now."""
        self.show(self.standing)

    def render_line(self, y: int) -> Strip:
        """The line itself."""
        width = self.size.width
        return strip(self, self.line, width, self.ground)


def key_line(standing: Standing, width: int) -> Line:
    """The keys of a screen in `width` cells: help and quit always, then the others by rank while they fit."""
    wanted = actions.line_of_keys(standing.where)
    always = [a for a in wanted if a.id in ("help", "back", "quit")]
    taken = sum(len(a.shown) + len(a.label) + 3 for a in always)
    kept = []
    for action in wanted:
        size = len(action.shown) + len(action.label) + 3
        if action in always:
            kept.append(action)
        elif taken + size <= width:
            kept.append(action)
            taken += size
    line = Line.of(" ")
    for i, action in enumerate(kept):
        off = action.enabled(standing) is not None
        gap = "" if i == 0 else "  "
        line += Line.of(gap, (action.shown, "dim" if off else "key"), " ", (action.label, "dim"))
    return line
