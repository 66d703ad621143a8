"""The plain values that pass between the stages of the extraction engine.

Offsets are characters of the untouched text, end exclusive. Token indices count within one sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ledger.extraction import lexicons
from ledger.figures import Figure
from ledger.records import DraftClaim
from ledger.vocabulary import Measure

Span = tuple[int, int]
"""Tokens of one sentence, last exclusive."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch that was left out before reading: a tail of related links, a share button, a slug."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """What the engine read in one text; `drafts` stand in the order of the text."""

    drafts: tuple[DraftClaim, ...]
    language_note: str | None
    cut: tuple[Cut, ...]
    engine: str
    lexicon: str | None = None
    """The hash of the lists of another engine; None where the project's own were used."""

    @property
    def lexicon_hash(self) -> str:
        """SHA-256 of the lists that were used."""
        return lexicons.lexicon_hash() if self.lexicon is None else self.lexicon


@dataclass(slots=True)
class Sentence:
    """One sentence as parallel lists of tokens: as printed, lower case, flags, start and end."""

    start: int
    end: int
    paragraph: int
    headline: bool
    quoted_at_start: bool
    body: int
    """Where the words begin once a dateline is left out."""
    texts: list[str] = field(default_factory=list)
    lows: list[str] = field(default_factory=list)
    flags: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    shouting: bool = False
    """The whole sentence is in capitals, so that capitals name nobody."""
    quotes: list[bool] = field(default_factory=list)
    """Per token: whether it stands inside a quotation."""

    def __len__(self) -> int:
        return len(self.texts)

    def low(self, index: int) -> str:
        """The token in lower case; an empty string beyond either end."""
        try:  # asked for some thousand times a document: an exception costs nothing where none is raised
            return self.lows[index] if index >= 0 else ""
        except IndexError:
            return ""

    def flag(self, index: int) -> int:
        """The flags of the token; none beyond either end."""
        try:
            return self.flags[index] if index >= 0 else 0
        except IndexError:
            return 0


@dataclass(slots=True)
class Mention:
    """A figure in a sentence with the noun phrase that it counts.

    `first` and `last` are the tokens of the number itself (last exclusive), `prefix` the token where its
    qualifier and determiners begin, `stop` the token after its noun phrase.
    """

    figure: Figure
    first: int
    last: int
    start: int
    end: int
    rule: str
    prefix: int = 0
    stop: int = 0
    qualifier_rule: str = ""
    kind: str = "bare"
    """people, bare, partitive or thing"""
    group: str | None = None
    heads: tuple[str, ...] = ()
    others: bool = False
    definite: bool = False
    cue: Cue | None = None
    """The cue inside the noun phrase itself: "12 deaths", "eight dead civilians"."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase that says what is counted; tokens first to last, last exclusive."""

    first: int
    last: int
    measure: Measure
    form: str
    words: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way of reading what a mention counts; the cheapest is taken."""

    measure: Measure
    cost: float
    rule: str
    words: str
    cue: Cue | None = None
    parent: int | None = None
    """Index of the mention in the sentence from which measure and group come."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who vouches for a figure, resolved against the document."""

    name: str | None
    relays: tuple[str, ...]
    rule: str
    words: str
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: the rule, the speaker's tokens, the stretches covered, the verb, those who carry the words."""

    rule: str
    source: Span
    covers: tuple[Span, ...]
    verb: int
    relays: tuple[Span, ...] = ()
