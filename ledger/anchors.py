"""Where the words of a claim stand in its document: the sentence, and the words of the figure inside it."""

from __future__ import annotations

from typing import Any, NamedTuple

from ledger.fields import anchor

LONGEST = 2_000
"""Characters of the longest quote that a person can mark."""


class Anchor(NamedTuple):
    """Offsets in characters of the untouched text: of the quote, and of the figure's words inside it."""

    quote_start: int
    quote_end: int
    figure_start: int
    figure_end: int


def columns(text: str | None, quote: str | None, figure: str | None, at: Anchor | None = None) -> dict[str, Any]:
    """The four columns of a claim that say where its words stand; all None for words that stand nowhere.

    ValueError when the words at `at` are not those of the claim.
    """
    if at is not None:
        if text is None or text[at.quote_start : at.quote_end] != quote:
            raise ValueError("the quote does not stand there in the document")
        if text[at.figure_start : at.figure_end] != figure:
            raise ValueError("the figure's words do not stand there in the document")
        return at._asdict()
    quote_start, figure_start = anchor(text, quote, figure)
    return {
        "quote_start": quote_start,
        "quote_end": None if quote_start is None else quote_start + len(quote or ""),
        "figure_start": figure_start,
        "figure_end": None if figure_start is None else figure_start + len(figure or ""),
    }


def around(text: str, start: int, end: int) -> Anchor:
    """The sentence that holds the marked words, as the extractor cuts sentences, and the words themselves."""
    from ledger.extraction.text import read

    first, last = start, end
    for sentence in read(text).sentences:
        if sentence.start < end and start < sentence.end:
            first, last = min(first, sentence.start), max(last, sentence.end)
    if last - first > LONGEST:
        first, last = start, end
    return Anchor(first, last, start, end)
