"""The help for where a person stands, and the questions of the palette and the colours."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.screen import ModalScreen

from tui import actions, registry
from tui.lines import Line, wrap
from tui.registry import Action, Standing
from tui.theme import PALETTES
from tui.widgets.ask import Option, Question, options
from tui.widgets.bars import Place
from tui.widgets.pane import Pane, Row

_KEY, _LABEL = 8, 15


class Help(ModalScreen[None]):
    """The keys of one screen with their sentences; any of esc, q and ? goes back."""

    DEFAULT_CSS = """
    Help { align: center middle; background: $background; }
    Help Pane { height: 1fr; }
    """
    BINDINGS: ClassVar[list[Any]] = [
        Binding("escape,q,question_mark,f1,enter", "leave", show=False, priority=True),
        Binding("down,j", "move(1)", show=False, priority=True),
        Binding("up,k", "move(-1)", show=False, priority=True),
        Binding("pagedown,space", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("ctrl+q,ctrl+c", "app.leave", show=False, priority=True),
    ]

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self.standing = standing

    def compose(self) -> ComposeResult:
        """The list of keys."""
        yield Place(id="place")
        yield Pane(id="body", focus=False)

    def on_mount(self) -> None:
        """Fill it for the screen it was asked on."""
        name = registry.PLACES[self.standing.where]
        self.query_one(Place).say(Line.of(("Help · ", "dim"), (name, "strong")), Line.of(("esc back", "dim")))
        self.query_one(Pane).fill(self._rows)

    def _rows(self, width: int) -> list[Row]:
        rows: list[Row] = []
        group = ""
        for action in actions.here(self.standing.where):
            if action.group != group:
                group = action.group
                rows += [Row(Line()), Row(Line.of((group, "note")))] if rows else [Row(Line.of((group, "note")))]
            rows += self._row(action, width)
        return rows

    def _row(self, action: Action, width: int) -> list[Row]:
        reason = action.enabled(self.standing)
        words = Line.of((action.sentence, "" if reason is None else "dim"))
        if reason is not None:
            words += Line.of((f" Not now: {reason}.", "dim"))
        head = Line.of((action.shown or "–", "key")).pad(_KEY) + Line.of((action.label, "strong")).pad(_LABEL)
        first, *rest = wrap(words, max(width - _KEY - _LABEL, 20))
        return [Row(head + first), *(Row(Line.of(" " * (_KEY + _LABEL)) + line) for line in rest)]

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_move(self, step: int) -> None:
        """Scroll."""
        self.query_one(Pane).move(step)

    def action_page(self, step: int) -> None:
        """Scroll by a page."""
        self.query_one(Pane).page(step)


def palette(standing: Standing) -> Question:
    """Every action of the app by name: those of this screen first, with the reason where one is off."""

    def option(action: Action) -> Option:
        key = f"  [{action.shown}]" if action.shown else ""
        if standing.where not in action.where:
            places = ", ".join(registry.PLACES[p] for p in registry.PLACES if p in action.where)
            return Option(action.id, action.label, f"{action.sentence}{key}  on: {places}")
        reason = action.enabled(standing)
        return Option(action.id, action.label, f"{action.sentence}{key}" + (f"  Not now: {reason}" if reason else ""))

    every = [a for a in actions.ACTIONS if a.id != "palette"]
    here = [a for a in every if standing.where in a.where]
    away = [a for a in every if standing.where not in a.where]
    return Question("all actions", options=tuple(option(a) for a in (*here, *away)), strict=True)


def themes(now: str) -> Question:
    """Which colours."""
    names = [(name, name.removeprefix("ledger-")) for name in PALETTES]
    return Question("colours", options=options(names), strict=True, cursor=now)
