"""`Ask`: one question at the foot of the screen, answered by typing or by choosing from a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from ledger.safetext import visible
from tui.lines import Line, wrap
from tui.widgets.bars import Bar, Foot
from tui.widgets.pane import Pane, Row

TALLEST = 13
"""The most options that are shown at once."""
EDGES = 3
"""Lines of a question beside what it says and offers: its title, the line to type in, its keys."""

Told = Callable[[int, int], list[Line]]
"""Makes lines for a width, and no more of them than a number."""


def tallest(height: int) -> int:
    """The most lines a question takes of a screen: what it is about stays in view above it."""
    return min(TALLEST + EDGES + 2, max(height * 3 // 5, EDGES + 4))


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen: its value, what people read, and a word about it."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. With `strict` only an option is an answer; `needed` refuses an empty one.

    `check` says in a sentence what is wrong with an answer, or gives None. `complete` makes the options of what
    has been typed; they then finish the line and are no answers themselves.
    """

    title: str
    about: str = ""
    value: str = ""
    options: tuple[Option, ...] = ()
    strict: bool = False
    needed: bool = False
    check: Callable[[str], str | None] | None = None
    complete: Callable[[str], tuple[Option, ...]] | None = None
    keys: str = "enter go on · esc back"
    cursor: str = ""
    words: Told | None = None


KEYS: dict[str, tuple[Any, ...]] = {
    "escape": ("leave",),
    "enter": ("send",),
    "ctrl+u": ("clear",),
    "tab": ("complete",),
    "down": ("move", 1),
    "up": ("move", -1),
    "pagedown": ("page", 1),
    "pageup": ("page", -1),
}
"""The keys of a question beside those of its line, with the actions they stand for."""


class Answer(Input):
    """The line of a question. It hands over the keys that are not its own as they come: a binding would run before
    or after the letters of the same burst, never in its turn.
    """

    def __init__(self, take: Callable[[str], bool], **given: Any) -> None:
        super().__init__(**given)
        self._take = take

    async def _on_key(self, event: events.Key) -> None:
        if self._take(event.key):
            event.stop()
            event.prevent_default()
            return
        await super()._on_key(event)


class Ask(ModalScreen[str | None]):
    """Gives the answer, or None when the person goes back."""

    DEFAULT_CSS = """
    Ask { align: center bottom; background: $background 0%; }
    Ask > Vertical { height: auto; width: 1fr; background: $ledger-bar; padding: 0 0; }
    Ask.beside { align: right bottom; }
    Ask.beside > Vertical { width: 50%; }
    Ask Pane { height: auto; background: $ledger-bar; }
    Ask Bar { background: $ledger-bar; }
    Ask #keys { dock: bottom; }
    Ask Input { border: none; height: 1; padding: 0 1 0 3; background: $background; color: $ledger-text; }
    Ask Input:focus { border: none; }
    """
    BINDINGS: ClassVar[list[Any]] = [
        Binding("ctrl+q,ctrl+c", "app.leave", show=False, priority=True),
    ]

    def __init__(self, question: Question, *, beside: bool = False) -> None:
        super().__init__(classes="beside" if beside else None)
        self.question, self.beside = question, beside
        self._typed_last = True
        self._ready, self._sent, self._early = False, False, ""
        self._start = visible(question.value)
        self._narrowed = self._start
        self._shown: tuple[Option, ...] = question.complete(self._start) if question.complete else question.options

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Foot(id="title")
            yield Pane(id="words", focus=False, ground="bar")
            yield Pane(id="about", focus=False, ground="bar")
            yield Pane(id="options", focus=False, ground="bar")
            yield Answer(self.take, value=self._start, select_on_focus=False, id="answer")
        yield Foot(id="keys")  # over the keys of the screen behind, which are not those of the question

    def on_mount(self) -> None:
        q = self.question
        self.query_one("#title", Bar).say(Line.of((q.title, "strong")))
        self._hint(None)
        self.query_one("#about", Pane).display = bool(q.about)
        answer = self.query_one("#answer", Input)
        answer.cursor_position = len(self._start)
        answer.focus()
        self._layout()
        self.call_after_refresh(self._catch_up)

    def on_key(self, event: events.Key) -> None:
        """Keep what is typed before the line is there to take it."""
        if not self._ready and event.is_printable and event.character is not None:
            self._early += event.character
            event.stop()
        elif self.take(event.key):
            event.stop()

    def take(self, key: str) -> bool:
        """Do what a key means in a question; False for one that the line itself is to take."""
        if key not in KEYS:
            return False
        name, *given = KEYS[key]
        getattr(self, f"action_{name}")(*given)
        return True

    def _catch_up(self) -> None:
        self._ready = True
        if self._early:
            self.query_one("#answer", Input).insert_text_at_cursor(self._early)
            self._early = ""
        if self._sent:
            self.action_send()

    def on_resize(self, _event: events.Resize) -> None:
        self._layout()

    def _layout(self) -> None:
        width = self.app.size.width // (2 if self.beside else 1)
        about, options = self.query_one("#about", Pane), self.query_one("#options", Pane)
        room = tallest(self.app.size.height) - EDGES
        least = min(len(self._shown), 4)
        said = self.question.words(max(width - 6, 20), max(room - least - 1, 1)) if self.question.words else []
        words = self.query_one("#words", Pane)
        words.display = bool(said)
        words.styles.height = len(said)
        words.fill(lambda _: [Row(line) for line in said])
        told = [
            line
            for part in self.question.about.split("\n" if self.question.about else None)
            for line in wrap(Line.of((part, "dim")), max(width - 6, 20))
        ]
        room -= len(said)
        tall = min(len(told), max(room - least, 1))
        about.styles.height = tall
        about.fill(lambda _: [Row(line) for line in told])
        options.styles.height = min(len(self._shown), TALLEST, max(room - tall, 1))
        options.display = bool(self._shown)
        options.pointed = self._takes_option
        options.fill(self._rows, self.question.cursor or None)

    @property
    def _takes_option(self) -> bool:
        """Whether enter takes the option under the cursor: only then is it highlighted."""
        return self.question.strict or not self._typed_last

    def _point(self) -> None:
        options = self.query_one("#options", Pane)
        if options.pointed != self._takes_option:
            options.pointed = self._takes_option
            options.refresh()
        self._hint(None)

    def _rows(self, width: int) -> list[Row]:
        widest = max((Line.of(o.label).width for o in self._shown), default=0)
        left = min(widest, max(width // 2, 16))
        return [
            Row(Line.of(o.label).pad(left) + Line.of("  ", (o.hint, "dim")).cut(width - left), o.value)
            for o in self._shown
        ]

    def _hint(self, wrong: str | None) -> None:
        keys = self.question.keys
        if self.question.strict and self._shown:
            keys += " · ↑ ↓ choose"
        elif self._shown:
            if not self._takes_option and not self.question.needed and not self._narrowed.strip():
                keys = keys.replace("enter go on", "enter leave it empty")
            keys += " · ↑ ↓ choose · tab take it" if self._takes_option else " · ↓ choose from the list"
        line = Line.of((wrong, "slip")) if wrong else Line.of((keys, "dim"))
        self.query_one("#keys", Bar).say(line)

    # Typing narrows the list; in a free question the typed words are the answer unless a row is chosen.

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow(event.value)

    def _narrow(self, text: str) -> None:
        """Offer what fits the text; done at once when an answer is sent before the news of the text came round."""
        if text == self._narrowed:
            return
        self._narrowed = text
        self._typed_last = True
        if self.question.complete is not None:
            self._offer(self.question.complete(text))
            return
        typed = text.strip().casefold()
        every = self.question.options
        if typed and (self.question.strict or text != self._start):
            found = [o for o in every if all(w in f"{o.label} {o.value}".casefold() for w in typed.split())]
            every = tuple(sorted(found, key=lambda o: _nearness(o, typed)))
        self._offer(every)

    def _offer(self, every: tuple[Option, ...]) -> None:
        if every != self._shown:
            self._shown = every
            self._layout()
        self._point()

    def action_move(self, step: int) -> None:
        """Choose another option."""
        options = self.query_one("#options", Pane)
        if not self._takes_option:
            if step > 0 and self._shown:  # the first press steps into the list
                self._typed_last = False
                options.ends(False)
                self._point()
            return
        if step < 0 and not self.question.strict and options.keys[:1] == [options.cursor]:
            self._typed_last = True  # out of the list again, to the line
            self._point()
            return
        options.move(step)

    def action_page(self, step: int) -> None:
        """Choose an option a page away."""
        if self._shown:
            self._typed_last = False
            self._point()
            self.query_one("#options", Pane).page(step)

    def action_complete(self) -> None:
        """Put the chosen option into the line, to be changed or sent."""
        options = self.query_one("#options", Pane)
        if options.cursor is None or not self._shown:
            return
        if self.question.strict:
            options.move(1)
            return
        answer = self.query_one("#answer", Input)
        answer.value = visible(options.cursor)
        answer.cursor_position = len(answer.value)
        self._narrow(answer.value)
        self._typed_last = True
        self._point()

    def action_clear(self) -> None:
        """Empty the line."""
        self.query_one("#answer", Input).value = ""

    def action_send(self) -> None:
        """Answer with what is typed or chosen."""
        if not self._ready:
            self._sent = True
            return
        self._narrow(self.query_one("#answer", Input).value)
        options = self.query_one("#options", Pane)
        chosen = options.cursor if self._shown else None
        if self.question.strict:
            if chosen is None:
                self._hint("nothing in the list matches what was typed")
                return
            self.dismiss(chosen)
            return
        if self.question.complete is not None and chosen is not None and not self._typed_last:
            self.action_complete()
            return
        typed = self.query_one("#answer", Input).value.strip()
        answer = chosen if chosen is not None and not self._typed_last else typed
        if answer == self._start and self.question.value:
            answer = self.question.value  # nobody typed over it: the words themselves, not their signs
        wrong = "an answer is needed here" if self.question.needed and not answer else None
        if wrong is None and self.question.check is not None:
            wrong = self.question.check(answer)
        if wrong:
            self._hint(wrong)
            return
        self.dismiss(answer)

    def on_pane_chosen(self, message: Pane.Chosen) -> None:
        if self.question.strict:
            self.dismiss(message.key)
        else:
            self._typed_last = False
            self.action_complete()

    def action_leave(self) -> None:
        """Go back without an answer."""
        self.dismiss(None)


def _nearness(option: Option, typed: str) -> int:
    """How well an option fits what was typed: the whole of it, its start, or some part."""
    names = (option.value.casefold(), option.label.casefold())
    return 0 if typed in names else 1 if any(n.startswith(typed) for n in names) else 2


def options(pairs: Sequence[tuple[str, str]]) -> tuple[Option, ...]:
    """Options of (value, label) pairs."""
    return tuple(Option(value, label) for value, label in pairs)
