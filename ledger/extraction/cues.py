"""Where the words of `measures.toml` stand in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from ledger.extraction.lexicons import lexicon
from ledger.extraction.model import Cue, Sentence

VICTIM = ("ed", "adj", "die")
ACTIVE = ("ed", "ing", "act")


@dataclass(slots=True)
class Cues:
    """The cues of one sentence by the token where they begin and by the token after their end."""

    at: dict[int, list[Cue]] = field(default_factory=dict)
    ending: dict[int, list[Cue]] = field(default_factory=dict)

    def first(self, index: int, forms: tuple[str, ...]) -> Cue | None:
        """The longest cue of one of the forms that begins at the token."""
        for cue in self.at.get(index, ()):
            if cue.form in forms:
                return cue
        return None

    def last(self, index: int, forms: tuple[str, ...]) -> Cue | None:
        """The longest cue of one of the forms that ends right before the token."""
        for cue in self.ending.get(index, ()):
            if cue.form in forms:
                return cue
        return None


_STATE = ("ed", "adj", "noun")
_MANY = frozenset("several many multiple numerous countless another others more dozens scores".split())  # noqa: SIM905 - reads as words


def _object_follows(s: Sentence, k: int) -> bool:
    low, after = s.low(k), s.low(k + 1)
    if low == "others" and after in (",", ".", ""):
        return False
    return low in _MANY or low in lexicon().units or (low == "at" and after == "least")


def find(s: Sentence) -> Cues:
    """Every cue of the sentence, the longest first at each place."""
    phrases = lexicon().cues
    out = Cues()
    lows = s.lows
    for i in [k for k, low in enumerate(lows) if low in phrases]:
        if s.starts[i] < s.body:
            continue
        for phrase, measure, form in phrases[lows[i]]:
            size = len(phrase)
            if size == 1 or tuple(lows[i : i + size]) == phrase:
                if size == 3 and form in _STATE and phrase[1] in ("and", ",") and _object_follows(s, i + size):
                    continue  # "left four people dead and injured many others"
                cue = Cue(i, i + size, measure, form, " ".join(s.texts[i : i + size]))
                out.at.setdefault(i, []).append(cue)
                out.ending.setdefault(i + size, []).append(cue)
    for cues in out.ending.values():
        cues.sort(key=lambda c: c.first)
    return out
