"""The review app: the ledger, the colours, and the one way in which acts are done and refusals are shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from textual import work
from textual.app import App

from ledger.api import Done, Ledger
from ledger.errors import LedgerError
from tui.screens.base import PlaceScreen
from tui.screens.claim import ClaimScreen
from tui.screens.claims import ClaimsScreen
from tui.screens.finding import FindingScreen
from tui.screens.findings import FindingsScreen
from tui.screens.today import TodayScreen
from tui.theme import DARK, PALETTES, styles, theme_of


class ReviewApp(App[int]):
    """One person reviewing one ledger. Screens read snapshots in workers; acts are done one at a time."""

    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: $background; color: $ledger-text; layers: base; }"
    BINDINGS: ClassVar[list[Any]] = []

    def __init__(self, path: Path, reviewer: str) -> None:
        super().__init__()
        self.palette = DARK
        self.roles = styles(DARK)
        for palette in PALETTES.values():
            self.register_theme(theme_of(palette))
        self.theme = DARK.name
        self.ledger = Ledger(path, reviewer=reviewer)

    def get_default_screen(self) -> TodayScreen:
        """The first screen says what is waiting."""
        return TodayScreen()

    def on_unmount(self) -> None:
        self.ledger.close()

    def colours(self, name: str) -> None:
        """Take other colours."""
        self.palette = PALETTES[name]
        self.roles = styles(self.palette)
        self.theme = name
        for screen in self.screen_stack:
            screen.refresh(recompose=False, layout=True)

    # Going somewhere

    def home(self) -> None:
        """Back to the first screen."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def go_claims(self, words: str | None = None) -> None:
        """The list of claims."""
        self.push_screen(ClaimsScreen(words))

    def go_findings(self) -> None:
        """The list of findings."""
        self.push_screen(FindingsScreen())

    def open_claim(self, claim_id: str, among: list[str] | None = None) -> None:
        """One claim; `among` are the claims that next and previous walk through."""
        self.push_screen(ClaimScreen(claim_id, among or [claim_id]))

    def open_finding(self, finding_id: str, among: list[str] | None = None) -> None:
        """One finding; `among` are those that next and previous walk through."""
        self.push_screen(FindingScreen(finding_id, among or [finding_id]))

    # Acts

    @work(thread=True, exclusive=False, group="act", exit_on_error=False)
    def perform(self, do: Callable[[Ledger], Done]) -> None:
        """Do an act off the app's thread; say what it did, or in one line why it was refused."""
        try:
            done = do(self.ledger)
        except (LedgerError, ValueError) as refusal:
            self.call_from_thread(self.say, str(refusal), "slip")
            return
        found = [f"{len(done.findings.new)} new findings"] if done.findings.new else []
        found += [f"{len(done.findings.gone)} gone"] if done.findings.gone else []
        found += [f"{len(done.findings.reopened)} reopened"] if done.findings.reopened else []
        self.call_from_thread(self.done, " · ".join([done.say, *found]))

    def done(self, text: str) -> None:
        """Show what was done and read every open screen anew."""
        for screen in self.screen_stack:
            if isinstance(screen, PlaceScreen):
                screen.reload()
        self.say(text, "accepted")

    def say(self, text: str, role: str = "") -> None:
        """One line of news on the screen in front."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, PlaceScreen):
                screen.news(text, role)
                return


def run(path: Path, reviewer: str) -> int:
    """Open the app on a ledger; gives the exit code."""
    return ReviewApp(path, reviewer).run() or 0
