"""The engine: a text in, the claims in it out, every field with the rule and the words that gave it."""

from __future__ import annotations

import datetime
import re
from dataclasses import replace

from ledger.extraction import claims, language, numbers, tokens
from ledger.extraction import text as texts
from ledger.extraction.model import Extraction, Sentence
from ledger.figures import Figure

_POWER = re.compile(r"\d[eE][+-]?\d")

ENGINE = "1.5"
"""Raised whenever a rule changes what is read."""


def extract(
    text: str,
    *,
    document: str = "",
    publisher: str | None = None,
    published: datetime.date | None = None,
    url: str | None = None,
) -> Extraction:
    """Read every claim of a text.

    `document`, `publisher`, `published` and `url` go into the records as they are; weekdays and "yesterday"
    are resolved against `published`. Never fails on any text; what cannot be read is said in `language_note`.
    """
    note = language.note(text)
    if note is not None:
        return Extraction((), note, (), ENGINE)
    doc = texts.read(text)
    about = claims.About(document, publisher, published, url)
    return Extraction(tuple(claims.read(doc, about)), None, tuple(doc.cut), ENGINE)


def read_figure(words: str) -> Figure | None:
    """The figure that a few words spell ("at least 27", "dozens"); None where they spell none or several."""
    if _POWER.search(words):  # 1e400 is no count, and neither of its parts is what it says
        return None
    sentence = Sentence(0, len(words), 0, False, False, 0)
    tokens.fill(sentence, words, False)
    found = numbers.find(sentence, words)
    return replace(found[0].figure, words=words) if len(found) == 1 else None
