"""Whether a text is English, judged by script and by the commonest English words.

Other languages are out of scope: they are named as such, and nothing is read in them.
"""

from __future__ import annotations

import re
import unicodedata

from ledger.extraction.lexicons import lexicon

_WORD = re.compile(r"[^\W\d_]+")
SAMPLE = 20_000
"""Characters looked at: enough to tell a language, and the cost stays the same for long texts."""

HINTS: dict[str, frozenset[str]] = {
    "French": frozenset(
        [
            "le",
            "la",
            "les",
            "des",
            "une",
            "et",
            "est",
            "dans",
            "qui",
            "pour",
            "sur",
            "pas",
            "au",
            "aux",
            "avec",
            "ont",
            "été",
            "morts",
            "tués",
        ]
    ),
    "Spanish": frozenset(
        [
            "el",
            "la",
            "los",
            "las",
            "una",
            "y",
            "en",
            "que",
            "por",
            "con",
            "del",
            "se",
            "al",
            "muertos",
            "heridos",
            "fueron",
            "más",
        ]
    ),
    "German": frozenset(
        [
            "der",
            "die",
            "das",
            "und",
            "ist",
            "von",
            "den",
            "mit",
            "wurden",
            "sich",
            "auf",
            "für",
            "bei",
            "nicht",
            "ein",
            "eine",
            "tote",
        ]
    ),
    "Italian": frozenset(
        [
            "il",
            "la",
            "gli",
            "di",
            "che",
            "per",
            "una",
            "sono",
            "nel",
            "della",
            "con",
            "stati",
            "morti",
            "feriti",
            "più",
        ]
    ),
    "Portuguese": frozenset(
        [
            "o",
            "os",
            "as",
            "um",
            "uma",
            "e",
            "em",
            "que",
            "por",
            "com",
            "do",
            "da",
            "dos",
            "mortos",
            "feridos",
            "foram",
            "não",
        ]
    ),
    "Dutch": frozenset(
        [
            "de",
            "het",
            "een",
            "en",
            "van",
            "in",
            "is",
            "dat",
            "zijn",
            "met",
            "op",
            "voor",
            "niet",
            "bij",
            "doden",
            "gewonden",
        ]
    ),
    "Turkish": frozenset(
        [
            "ve",
            "bir",
            "bu",
            "için",
            "ile",
            "da",
            "de",
            "olarak",
            "olan",
            "çok",
            "daha",
            "ölü",
            "yaralı",
            "kişi",
        ]
    ),
    "Indonesian": frozenset(
        ["yang", "dan", "di", "dengan", "untuk", "dari", "pada", "dalam", "orang", "tewas", "korban"]
    ),
}
SCRIPTS = {
    "ARABIC": "Arabic script",
    "CYRILLIC": "Cyrillic script",
    "CJK": "Chinese script",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "HEBREW": "Hebrew",
    "GREEK": "Greek",
    "DEVANAGARI": "Devanagari script",
    "THAI": "Thai",
}


def note(text: str) -> str | None:
    """A sentence when the text is not English or holds no words; None when it can be read."""
    sample = text[:SAMPLE]
    words = _WORD.findall(sample)
    if not words:
        return "The text holds no words that can be read."
    letters = "".join(words)
    foreign = [c for c in letters if ord(c) > 0x24F]
    if len(foreign) > 0.5 * len(letters):
        tally: dict[str, int] = {}
        for char in foreign:
            script = unicodedata.name(char, "").partition(" ")[0]
            tally[script] = tally.get(script, 0) + 1
        best = max(sorted(tally), key=lambda s: tally[s])
        return f"The text is in {SCRIPTS.get(best, 'another script')}; only English is read."
    if len(words) < 12:
        return None
    lows = [w.casefold() for w in words]
    english = sum(w in lexicon().english for w in lows) / len(lows)
    scores = {name: sum(w in hints for w in lows) / len(lows) for name, hints in HINTS.items()}
    name = max(sorted(scores), key=lambda n: scores[n])
    if scores[name] > 0.12 and scores[name] > 1.5 * english:
        return f"The text seems to be in {name}; only English is read."
    return None
