"""What every screen of the app shares: the bars, the keys from the registry, and reading in a worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen
from textual.worker import Worker

from ledger.errors import LedgerError
from tui import actions
from tui.lines import Line
from tui.registry import Standing
from tui.widgets.ask import Ask, Question, Told, tallest
from tui.widgets.bars import Keys, News, Place
from tui.widgets.pane import Pane

if TYPE_CHECKING:
    from ledger.api import Done
    from tui.app import ReviewApp


def bindings(where: str) -> list[Any]:
    """The keys of a screen. They come before the keys that Textual's own widgets know."""
    return [
        Binding(",".join(a.keys), f"act('{a.id}')", a.label, show=False, priority=True)
        for a in actions.here(where)
        if a.keys
    ]


class PlaceScreen(Screen[None]):
    """A screen of the app. `where` is its name in the registry of actions."""

    where: ClassVar[str] = ""
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    PlaceScreen > #foot { dock: bottom; height: 2; }
    """

    @property
    def review(self) -> ReviewApp:
        """The app."""
        return cast("ReviewApp", self.app)

    def compose(self) -> ComposeResult:
        """The bars around the screen's body."""
        yield Place(id="place")
        yield from self.body()
        with Vertical(id="foot"):
            yield News(id="news")
            yield Keys()

    def body(self) -> ComposeResult:
        """What stands between the bars."""
        yield Pane(id="body")

    def on_mount(self) -> None:
        """Read the first snapshot, as soon as the ledger is open."""
        if self.review.is_open:
            self.reload()

    def standing(self) -> Standing:
        """Where the person stands, for the registry."""
        return Standing(self.where)

    @property
    def subject(self) -> str:
        """What the screen is about, so that the next visit begins here."""
        return ""

    def read(self) -> Any:
        """Read a snapshot of the ledger; runs off the app's thread."""
        return None

    def show(self, snapshot: Any) -> None:
        """Show what was read."""

    @work(thread=True, exclusive=True, group="read", exit_on_error=False)
    def reload(self) -> None:
        """Read the snapshot anew and show it."""
        try:
            snapshot = self.read()
        except LedgerError as refusal:
            self.app.call_from_thread(self.news, str(refusal), "slip")
            return
        self.app.call_from_thread(self._shown, snapshot)

    def _shown(self, snapshot: Any) -> None:
        if self.is_attached:
            self.show(snapshot)
            self.refresh_keys()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """What fails in a worker is told like any other fault."""
        self.review.on_worker_state_changed(event)

    def changed(self, done: Done | None) -> None:
        """Something was done, here (`done`) or by somebody else (None)."""
        self.reload()

    def refresh_keys(self) -> None:
        """Bring the line of keys up to where the cursor stands."""
        if self.is_mounted:
            self.query_one(Keys).show(self.standing())

    def at(self, left: Line, right: Line | None = None) -> None:
        """Say at the top where the person is."""
        self.query_one("#place", Place).say(left, right)

    def news(self, text: str, role: str = "") -> None:
        """Say one line of news."""
        if self.is_mounted:
            self.query_one("#news", News).say(Line.of((text, role)))

    def on_pane_moved(self, _message: Pane.Moved) -> None:
        self.refresh_keys()

    def on_pane_chosen(self, _message: Pane.Chosen) -> None:
        self.action_act("open")

    # Acts

    def action_act(self, name: str) -> None:
        """Do an action of the registry, or say why it cannot be done."""
        action = actions.BY_ID[name]
        if self.where not in action.where:
            self.news(f"{action.label}: not on this screen", "dim")
            return
        reason = action.enabled(self.standing())
        if reason is not None:
            self.news(reason, "dim")
            return
        self.news("")
        try:
            getattr(self, f"do_{name}")()
        except Exception as fault:  # Textual would end the app: an act that fails is a line
            self.review.fault(fault)

    def ask(
        self,
        question: Question,
        then: Callable[[str], object],
        back: Callable[[], object] | None = None,
        words: Told | None = None,
    ) -> None:
        """Ask in a line at the bottom; `back` is what the person goes back to, or nothing happens.

        `words` are what the answer needs to be read for: the screen shows them beside or above the question where it
        has them in view, else the question repeats them.
        """

        def answered(answer: str | None) -> None:
            if answer is not None:
                then(answer)
            elif back is not None:
                back()

        beside = words is not None and self.beside
        if words is not None and self.keeps_in_view(self.size.height - (0 if beside else tallest(self.size.height))):
            words = None
        self.app.push_screen(Ask(replace(question, words=words), beside=beside), answered)

    @property
    def beside(self) -> bool:
        """Whether a question goes to the right half, beside the text."""
        return False

    def keeps_in_view(self, top: int) -> bool:
        """Bring the words the screen is about into view above a line of the terminal; whether that can be done."""
        return False

    def pane(self) -> Pane:
        """The pane that moves with the keys."""
        return self.query_one("#body", Pane)

    def do_down(self) -> None:
        """Move down."""
        self.pane().move(1)

    def do_up(self) -> None:
        """Move up."""
        self.pane().move(-1)

    def do_page_down(self) -> None:
        """Move down by a page."""
        self.pane().page(1)

    def do_page_up(self) -> None:
        """Move up by a page."""
        self.pane().page(-1)

    def do_top(self) -> None:
        """Go to the first row."""
        self.pane().ends(False)

    def do_bottom(self) -> None:
        """Go to the last row."""
        self.pane().ends(True)

    def do_open(self) -> None:
        """Open what the cursor is on."""

    def do_renew(self) -> None:
        """Read the rows anew."""
        self.reload()

    def do_home(self) -> None:
        """Go to Today."""
        self.review.home()

    def do_read(self) -> None:
        """Read one claim after another."""
        self.review.go("reading")

    def do_claims(self) -> None:
        """Go to the claims."""
        self.review.go("claims")

    def do_findings(self) -> None:
        """Go to the findings."""
        self.review.go("findings")

    def do_names(self) -> None:
        """Go to the names."""
        self.review.go("names")

    def do_sources(self) -> None:
        """Go to the sources."""
        self.review.go("sources")

    def do_documents(self) -> None:
        """Go to the documents."""
        self.review.go("documents")

    def do_journal(self) -> None:
        """Go to the journal."""
        self.review.go("journal")

    def do_back(self) -> None:
        """Go back one step."""
        self.app.pop_screen()

    def do_quit(self) -> None:
        """Leave."""
        self.review.leave()

    def do_undo(self) -> None:
        """Take back the latest act."""
        self.review.perform(lambda ledger: ledger.undo())

    def do_redo(self) -> None:
        """Do again what was taken back."""
        self.review.perform(lambda ledger: ledger.redo())

    def do_help(self) -> None:
        """The keys for where the person stands."""
        from tui.screens.help import Help

        self.app.push_screen(Help(self.standing()))

    def do_palette(self) -> None:
        """Every action by name."""
        from tui.screens.help import palette

        self.ask(palette(self.standing()), self.action_act)

    def do_theme(self) -> None:
        """Choose the colours."""
        from tui.screens.help import themes

        self.ask(themes(self.review.palette.name), self.review.colours)

    def do_plain(self) -> None:
        """Switch plain mode."""
        self.review.set_plain(not self.review.plain)

    def do_add(self) -> None:
        """Add a claim by hand."""
        from tui.screens.adding import start

        start(self)

    def do_import(self) -> None:
        """Import files."""
        from tui.screens.importing import start

        start(self)

    def do_report(self) -> None:
        """Write the report."""
        from tui.screens.reporting import start

        start(self)
