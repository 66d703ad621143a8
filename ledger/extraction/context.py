"""What the rules of measure look at: one sentence with its figures and cues."""

from __future__ import annotations

from dataclasses import dataclass, field

from ledger.extraction.cues import Cues
from ledger.extraction.model import Candidate, Cue, Mention, Sentence


@dataclass(slots=True)
class Context:
    """A sentence being read; `found` holds the reading chosen for each mention so far."""

    sentence: Sentence
    text: str
    mentions: list[Mention]
    cues: Cues
    found: dict[int, Candidate] = field(default_factory=dict)
    before: Candidate | None = None
    """The last reading of the sentence before, for figures that lean on it."""
    heading: Cue | None = None
    """What the sentence before, which ends in a colon, says that the lines under it count."""
    infection: bool = False
    """The document speaks of a disease, so that "cases" are people infected."""

    def starts(self) -> dict[int, int]:
        """Token where a mention begins (with its qualifier) to its index."""
        return {m.prefix: i for i, m in enumerate(self.mentions)}
