"""Going from screen to screen."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from tui.looks import Looks
from tui.screens.base import PlaceScreen

SCREENS: dict[str, tuple[str, str]] = {
    "reading": ("reading", "ReadingScreen"),
    "claims": ("claims", "ClaimsScreen"),
    "findings": ("findings", "FindingsScreen"),
    "names": ("names", "NamesScreen"),
    "sources": ("sources", "SourcesScreen"),
    "documents": ("documents", "DocumentsScreen"),
    "journal": ("journal", "JournalScreen"),
}
"""The screens that a key leads to, by module and class: loaded when they are first shown."""


class Going(Looks):
    """An app of places, each a screen that a person goes to and comes back from."""

    def places(self) -> Iterator[PlaceScreen]:
        """The open screens, the first one first; a question is none."""
        return (screen for screen in list(self.screen_stack) if isinstance(screen, PlaceScreen))

    def home(self) -> None:
        """Back to the first screen."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def go(self, name: str, *given: Any) -> None:
        """To one of SCREENS; a screen that is open further down the stack is gone back to."""
        module, cls = SCREENS[name]
        if not given:
            for depth, screen in enumerate(self.screen_stack):
                if isinstance(screen, PlaceScreen) and screen.where == name:
                    while len(self.screen_stack) > depth + 1:
                        self.pop_screen()
                    return
        self.push_screen(getattr(import_module(f"tui.screens.{module}"), cls)(*given))

    def open_claim(self, claim_id: str, among: list[str] | None = None) -> None:
        """One claim; `among` are the claims that next and previous walk through."""
        from tui.screens.claim import ClaimScreen

        self.push_screen(ClaimScreen(claim_id, among or [claim_id]))

    def open_finding(self, finding_id: str, among: list[str] | None = None) -> None:
        """One finding; `among` are those that next and previous walk through."""
        from tui.screens.finding import FindingScreen

        self.push_screen(FindingScreen(finding_id, among or [finding_id]))

    def open_document(self, row: int, claim_id: str | None = None) -> None:
        """The words of one document, at those of a claim."""
        from tui.screens.document import DocumentScreen

        self.push_screen(DocumentScreen(row, claim_id))
