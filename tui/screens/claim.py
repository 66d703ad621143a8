"""A claim: the document's words beside its fields, each with why it was read so."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from tui import desk
from tui.desk import ClaimPage
from tui.lines import Line
from tui.registry import CLAIM, Standing
from tui.screens import correcting
from tui.screens.acting import ActingScreen
from tui.screens.base import bindings
from tui.widgets.ask import Question
from tui.widgets.pane import Pane
from tui.widgets.textpane import TextPane
from tui.wording import field_rows, surety, words_of

WIDE = 110
"""Columns from which on words and fields stand beside each other."""
STATE_ROLES = {"approved": "accepted", "review_in_progress": "dispute"}


class ClaimScreen(ActingScreen):
    """One claim: words, fields, chain, findings, history."""

    where: ClassVar[str] = CLAIM
    BINDINGS = bindings(CLAIM)
    DEFAULT_CSS = """
    ClaimScreen #both { height: 1fr; layout: vertical; }
    ClaimScreen #both.wide { layout: horizontal; }
    ClaimScreen #words { height: 2fr; }
    ClaimScreen #body { height: 3fr; }
    ClaimScreen .wide #words { height: 1fr; width: 1fr; }
    ClaimScreen .wide #body { height: 1fr; width: 1fr; }
    """

    def __init__(self, claim_id: str, among: list[str]) -> None:
        super().__init__()
        self.claim_id, self.among = claim_id, among
        self.page: ClaimPage | None = None
        self.on_words = False

    def body(self) -> ComposeResult:
        """The words, and the fields beside or below them."""
        with Container(id="both"):
            yield TextPane(id="words")
            yield Pane(id="body")

    @property
    def beside(self) -> bool:
        """A question goes over the fields where they stand beside the words."""
        return self.query_one("#both").has_class("wide")

    def keeps_in_view(self, top: int) -> bool:
        """The words stay in view."""
        return self.query_one("#words", TextPane).clear_of(top)

    def on_resize(self) -> None:
        """Beside each other where there is room, and where the eye may jump."""
        self.query_one("#both").set_class(self.size.width >= WIDE and not self.review.plain, "wide")
        self._fit()

    def _fit(self) -> None:
        """Below each other, the words take no more lines than they need."""
        words = self.query_one("#words", TextPane)
        wide = self.query_one("#both").has_class("wide")
        short = bool(words.height_needed) and words.height_needed < self.size.height // 3
        words.styles.height = None if wide or not short else words.height_needed + 1

    @property
    def subject(self) -> str:
        """The claim."""
        return self.claim_id

    @property
    def words(self) -> TextPane:
        """The pane of words."""
        return self.query_one("#words", TextPane)

    def read(self) -> ClaimPage:
        """The claim with everything about it."""
        return desk.claim_page(self.review.ledger, self.claim_id)

    def standing(self) -> Standing:
        """The claim itself."""
        if self.page is None:
            return Standing(self.where, opened=False)
        at = self.among.index(self.claim_id) if self.claim_id in self.among else 0
        document = self.page.document
        key = self.query_one("#body", Pane).cursor
        return Standing(
            self.where,
            claim=self.page.claim,
            chosen=key is not None,
            rows=len(self.among),
            text=document is not None and document.text is not None,
            document=document.key if document else None,
            ahead=at + 1 < len(self.among),
            behind=at > 0,
        )

    def show(self, snapshot: ClaimPage) -> None:
        """Fill both panes; the figure is scrolled into view."""
        other = self.page is None or self.page.claim.id != snapshot.claim.id
        self.page = snapshot
        c = snapshot.claim
        at = self.among.index(c.id) + 1 if c.id in self.among else 1
        self.at(
            Line.of(("‹ claim ", "dim"), (c.id, "strong"), (f"  {at} of {len(self.among)}", "dim")),
            Line.of((f"{surety(c)}  ", "dim"), (c.state.label, STATE_ROLES.get(c.state.value, "dim"))),
        )
        text, marks, aim = words_of(c, snapshot.document.text if snapshot.document else None)
        self.words.show(text, marks, aim if other else None, "context" if marks else "dim")
        body = self.query_one("#body", Pane)
        body.fill(lambda width: field_rows(snapshot, width), "field:value" if other else None)
        if other:
            body.go_to(0)
        self._fit()

    def do_other_pane(self) -> None:
        """Move between words and fields."""
        self.on_words = not self.on_words
        self.news("the keys move in the words" if self.on_words else "the keys move in the fields", "dim")

    def do_down(self) -> None:
        """Move down in the pane that moves."""
        self.words.step(1) if self.on_words else super().do_down()

    def do_up(self) -> None:
        """Move up in the pane that moves."""
        self.words.step(-1) if self.on_words else super().do_up()

    def do_page_down(self) -> None:
        """Move down by a page."""
        self.words.step(self.words.size.height - 1) if self.on_words else super().do_page_down()

    def do_page_up(self) -> None:
        """Move up by a page."""
        self.words.step(1 - self.words.size.height) if self.on_words else super().do_page_up()

    def do_open(self) -> None:
        """Correct the field, or open the finding, that the cursor is on."""
        kind, _, name = (self.query_one("#body", Pane).cursor or "").partition(":")
        if kind == "finding":
            self.review.open_finding(name)
        elif kind == "field" and self.page is not None:
            correcting.value(self, self.page.claim, name)

    def do_mark_words(self) -> None:
        """Mark words in the document, for this claim or for another."""
        if self.page is not None and self.page.document is not None:
            self.review.open_document(self.page.document.row, self.claim_id)

    def do_forward(self) -> None:
        """The next claim."""
        self._step(1)

    def do_previous(self) -> None:
        """The previous claim."""
        self._step(-1)

    def _step(self, step: int) -> None:
        self.claim_id = self.among[self.among.index(self.claim_id) + step]
        self.reload()

    def do_withdraw(self) -> None:
        """Withdraw the document."""
        if self.page is not None:
            withdraw(self, self.page.claim.record.document)


def withdraw(screen: ActingScreen, key: str) -> None:
    """Ask why a document is withdrawn, and do it."""
    question = Question("withdraw", f"“{key}” and all its claims. Why?", needed=True)
    screen.ask(question, lambda why: screen.review.perform(lambda ledger: ledger.withdraw(key, why)))
