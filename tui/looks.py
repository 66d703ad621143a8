"""How the app looks: its colours, and plain mode for screen readers and slow lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.app import App

from ledger import saved
from tui.theme import PALETTES, Palette, styles, theme_of
from tui.widgets.table import VirtualTable

if TYPE_CHECKING:
    from textual.theme import Theme


class Looks(App[int]):
    """An app with a palette and a plain mode, kept from visit to visit."""

    plain: bool
    palette: Palette
    roles: dict[str, Style]
    """The style of each role in the palette."""

    def take_looks(self, palette: Palette, plain: bool) -> None:
        """Begin with these, before anything is drawn."""
        self.plain = plain
        self.set_class(plain, "plain")
        self.palette, self.roles = palette, styles(palette)
        self._grounds: dict[str, dict[str, Style]] = {}
        self._begin_with(theme_of(palette))  # the others when they are taken

    def _begin_with(self, theme: Theme) -> None:
        """Take a theme before anything is drawn; to set `theme` would have every style sheet read twice."""
        self.register_theme(theme)
        self.set_reactive(App.theme, theme.name)
        self.set_class(theme.dark, "-dark-mode")
        self.set_class(not theme.dark, "-light-mode")
        self.add_class(f"-theme-{theme.name}")
        self.stylesheet.set_variables(self.get_css_variables())

    def colours(self, name: str) -> None:
        """Take other colours, now and on the next visit."""
        self.palette = PALETTES[name]
        self.roles = styles(self.palette)
        self._grounds.clear()
        self.register_theme(theme_of(self.palette))
        self.theme = name
        self._keep()
        self.redraw()

    def on_ground(self, ground: str) -> dict[str, Style]:
        """The styles of all roles on one ground of the palette: "ground", "bar" or "cursor"."""
        found = self._grounds.get(ground)
        if found is None:
            base = Style(bgcolor=getattr(self.palette, ground))
            found = self._grounds[ground] = {role: base + style for role, style in self.roles.items()}
        return found

    def set_plain(self, plain: bool) -> None:
        """Switch plain mode on or off, now and on the next visit."""
        self.plain = plain
        self.set_class(plain, "plain")
        self._keep()
        self.show_cursor()
        self.redraw()

    def show_cursor(self) -> None:
        """In plain mode the terminal's own cursor stands on the chosen row, where screen readers look."""
        if self.plain and self._driver is not None:
            self._driver.write("\x1b[?25h")

    def redraw(self) -> None:
        """Draw every open screen anew."""
        for screen in self.screen_stack:
            screen.refresh(layout=True)
            for widget in screen.query("*"):
                widget.refresh()
                if isinstance(widget, VirtualTable):
                    widget.redraw()

    def _keep(self) -> None:
        saved.keep_person(saved.Person(theme=self.palette.name, plain=self.plain))
