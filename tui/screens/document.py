"""The words of a document: every figure that is a claim, and words that a person marks for a field or a claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult

from ledger.anchors import Anchor, around
from ledger.api import Done
from ledger.counting import plural
from ledger.figures import show
from ledger.queries import ClaimView, DocumentView
from tui.lines import Line
from tui.registry import DOCUMENT, Standing
from tui.screens import adding, correcting
from tui.screens.acting import ActingScreen
from tui.screens.base import bindings
from tui.screens.claim import withdraw
from tui.textmap import Highlight
from tui.widgets.ask import Option, Question, Told
from tui.widgets.textpane import TextPane
from tui.wording import highlights, label, sentence

FIELDS = ("group", "place", "attributed_to", "relayed_by", "event_start", "as_of", "definition", "event", "note")
"""The fields that marked words may become."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document with the claims in it."""

    document: DocumentView | None
    claims: tuple[ClaimView, ...]


class DocumentScreen(ActingScreen):
    """One document. With a claim, marked words may become its fields."""

    where: ClassVar[str] = DOCUMENT
    BINDINGS = bindings(DOCUMENT)

    def __init__(self, row: int, claim_id: str | None) -> None:
        super().__init__()
        self.row, self.claim_id = row, claim_id
        self.shown: Page | None = None

    def body(self) -> ComposeResult:
        """The words."""
        yield TextPane(id="words", cursor=True)

    @property
    def words(self) -> TextPane:
        """The pane of words."""
        return self.query_one("#words", TextPane)

    def keeps_in_view(self, top: int) -> bool:
        """The words stay in view."""
        return self.words.clear_of(top)

    def read(self) -> Page:
        """The document and its claims."""
        ledger = self.review.ledger
        return Page(ledger.document(self.row), tuple(ledger.claims_of_document(self.row)))

    def show(self, snapshot: Page) -> None:
        """Fill the pane."""
        first, self.shown = self.shown is None, snapshot
        document = snapshot.document
        if document is None:
            self.news("there is no such document", "slip")
            return
        own = self.claim
        if document.text is None:
            self.words.show("The ledger does not hold the words of this document.", (), base="dim")
        else:
            marks = [Highlight(c.figure_start, c.figure_end or 0, "other") for c in snapshot.claims
                     if c.figure_start is not None]  # fmt: skip
            marks = [*(highlights(own) if own else ()), *marks] if own is None else [*marks, *highlights(own)]
            begin = own.figure_start if own and own.figure_start is not None else marks[0].start if marks else 0
            self.words.show(document.text, marks, begin if first else None, "")
        self.say_place()

    @property
    def claim(self) -> ClaimView | None:
        """The claim whose fields marked words may become."""
        claims = self.shown.claims if self.shown else ()
        return next((c for c in claims if c.id == self.claim_id), None)

    def here(self) -> ClaimView | None:
        """The claim whose figure the cursor is on."""
        at = self.words.at
        for c in self.shown.claims if self.shown else ():
            if c.figure_start is not None and c.figure_start <= at < (c.figure_end or 0):
                return c
        return None

    def say_place(self) -> None:
        """Say which document this is, and what the cursor is on."""
        document = self.shown.document if self.shown else None
        if document is None:
            return
        parts = [document.publisher or "", document.published or ""]
        here = self.here()
        marked = self.words.marked
        if marked:
            right = "marked: " + " ".join(document.text[slice(*marked)].split())[:40] if document.text else ""
        elif here:
            right = f"claim {here.id}: {show(here.record.figure)} {here.record.measure.label}"
        else:
            number = len(self.shown.claims) if self.shown else 0
            right = plural(number, "claim")
        about = " · ".join(p for p in parts if p)
        self.at(Line.of(("‹ ", "dim"), (document.key, "strong"), (f"  {about}", "dim")), Line.of((right, "dim")))

    def on_text_pane_moved(self, _message: TextPane.Moved) -> None:
        self.say_place()
        self.refresh_keys()

    def standing(self) -> Standing:
        """The words that are marked, or the claim under the cursor."""
        document = self.shown.document if self.shown else None
        text = document is not None and document.text is not None
        return Standing(
            self.where,
            opened=self.shown is not None,
            chosen=text and (self.words.marked is not None or self.here() is not None),
            words=self.words.marked is not None,
            text=text,
            document=document.key if document else None,
        )

    # Moving and marking

    def do_down(self) -> None:
        """Down a line."""
        self.words.step(1)

    def do_up(self) -> None:
        """Up a line."""
        self.words.step(-1)

    def do_page_down(self) -> None:
        """Down a page."""
        self.words.step(max(self.words.size.height - 1, 1))

    def do_page_up(self) -> None:
        """Up a page."""
        self.words.step(-max(self.words.size.height - 1, 1))

    def do_top(self) -> None:
        """To the first word."""
        self.words.go(0)

    def do_bottom(self) -> None:
        """To the last word."""
        self.words.go(1 << 60)

    def do_word_right(self) -> None:
        """To the next word."""
        self.words.go(self.words.word + 1)

    def do_word_left(self) -> None:
        """To the word before."""
        self.words.go(self.words.word - 1)

    def do_next_claim(self) -> None:
        """To the next figure that is a claim, or the first."""
        starts = sorted({c.figure_start for c in self.shown.claims if c.figure_start is not None}) if self.shown else []
        if not starts:
            self.news("no figure in this text is a claim yet", "dim")
            return
        at = self.words.at
        self.words.aim(next((s for s in starts if s > at), starts[0]))

    def do_select(self) -> None:
        """Begin or end marking."""
        self.words.mark()
        if self.words.marked:
            self.news("move to the last word, then enter; m or esc takes the marks off", "dim")

    def do_back(self) -> None:
        """Take the marks off, else go back."""
        if self.words.marked:
            self.words.mark()
            self.news("")
        else:
            super().do_back()

    # What to do with the words

    def do_open(self) -> None:
        """Use the marked words, or open the claim under the cursor."""
        marked, here = self.words.marked, self.here()
        if marked is None:
            if here is not None:
                self.review.open_claim(here.id, [c.id for c in self.shown.claims] if self.shown else None)
            return
        document = self.shown.document if self.shown else None
        assert document is not None  # there are words to mark
        assert document.text is not None
        self._choose(document, document.text, marked)

    def _choose(self, document: DocumentView, text: str, marked: tuple[int, int], cursor: str = "") -> None:
        """Ask what the marked words are; they stay marked until they are used."""
        flat = " ".join(text[slice(*marked)].split())
        claim = self.claim
        made = [Option("new", "a claim that was missed", "these words are its figure")]
        if claim is not None:
            made.append(Option("figure", f"claim {claim.id}: figure", f"now {show(claim.record.figure)}"))
            made += [
                Option(name, f"claim {claim.id}: {label(name)}", f"now {getattr(claim.record, name) or 'not stated'}")
                for name in FIELDS
            ]
        question = Question(f"“{flat}” is", options=tuple(made), strict=True, cursor=cursor)
        words = _told(text, around(text, *marked))
        self.ask(question, lambda what: self._use(what, document, text, marked), words=words)

    def _use(self, what: str, document: DocumentView, text: str, marked: tuple[int, int]) -> None:
        flat = " ".join(text[slice(*marked)].split())

        def back() -> None:
            self._choose(document, text, marked, what)

        if what not in ("new", "figure"):
            assert self.claim is not None  # offered only for a claim
            correcting.value(self, self.claim, what, flat, back)
            return
        at = around(text, *marked)
        quote, words = text[at.quote_start : at.quote_end], text[at.figure_start : at.figure_end]
        if what == "new":
            given = {"document": document.key, "quote": quote, "figure_text": words}
            adding.of_words(self, given, adding.Marked(at, _told(text, at), back))
            return
        assert self.claim is not None  # offered only for a claim
        figure = adding.figure_in(words)
        if figure is None:
            self.words.unmark()
            self.news(f"“{flat}” holds no figure that can be read; nothing was changed", "slip")
            return
        values: dict[str, str | None] = {"quote": quote, "figure_text": words, "qualifier": figure.qualifier.value}
        values |= {n: None if (v := getattr(figure, n)) is None else str(v) for n in ("value", "low", "high")}
        correcting.why(self, self.claim, values, at, back)

    def changed(self, done: Done | None) -> None:
        """What was done with the marked words is done: the marks go."""
        if done is not None:
            self.words.unmark()
        super().changed(done)

    def do_withdraw(self) -> None:
        """Withdraw the document."""
        if self.shown and self.shown.document:
            withdraw(self, self.shown.document.key)

    def do_confidentiality(self) -> None:
        """Say whether it may be passed on."""
        from tui.screens.documents import confidentiality

        if self.shown and self.shown.document:
            confidentiality(self, self.shown.document)


def _told(text: str, at: Anchor) -> Told:
    return sentence(
        text[at.quote_start : at.quote_end], at.figure_start - at.quote_start, at.figure_end - at.quote_start
    )
