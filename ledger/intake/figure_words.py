"""A figure in the cell of a table: the words that a text has, and the signs that only tables have (<5, ≥40, c. 40).

The grammar of texts passes over what is no word, so a sign that it does not know would be lost, and “<5” be 5. What
has no letter is therefore read only where every sign in it is known.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ledger.figures import Figure, settle
from ledger.intake.refusal import Refused
from ledger.vocabulary import Qualifier

SIGNS = {
    "<": Qualifier.LESS_THAN,
    ">": Qualifier.MORE_THAN,
    "≤": Qualifier.AT_MOST,
    "<=": Qualifier.AT_MOST,
    "max": Qualifier.AT_MOST,
    "maximum": Qualifier.AT_MOST,
    "≥": Qualifier.AT_LEAST,
    ">=": Qualifier.AT_LEAST,
    "min": Qualifier.AT_LEAST,
    "minimum": Qualifier.AT_LEAST,
    "~": Qualifier.ABOUT,
    "≈": Qualifier.ABOUT,
    "c": Qualifier.ABOUT,
    "ca": Qualifier.ABOUT,
    "circa": Qualifier.ABOUT,
}
"""What stands before a number in a cell, without its full stop, and how it qualifies the number."""

_NUMBER = r"\d[\d.,'’\s]*"
_SIGNED = re.compile(rf"\s*(<=|>=|[<>≤≥~≈]|(?:min|max|minimum|maximum|ca?|circa)\b)\.?:?\s*({_NUMBER})", re.IGNORECASE)
_LONE = re.compile(r"\s*[<>≤≥~≈+]")
_RANGE = re.compile(rf"\s*({_NUMBER}?)\s*[-–—−]\s*({_NUMBER})")
_WITHOUT_WORDS = re.compile(rf"\s*{_NUMBER}\+?\s*")
_NEGATIVE = re.compile(rf"\s*[-–—−]\s*{_NUMBER}")


def figure_of_words(words: str, named: Qualifier | None) -> Figure:
    """The figure that a cell spells, qualified as `named` where the words do not say it; Refused if it spells none."""
    # Imported here: reading words is the extractor's grammar, which most tables never need.
    from ledger.extraction import read_figure

    if _NEGATIVE.fullmatch(words):
        raise Refused("figure_text", words, "is below zero", "a count of people is 0 or more")
    signed, ends = _SIGNED.fullmatch(words), _RANGE.fullmatch(words)
    known = signed or ends or _WITHOUT_WORDS.fullmatch(words)
    if not known and (_LONE.match(words) or not any(c.isalpha() for c in words)):
        raise _none(words)
    found = read_figure(signed[2] if signed else f"{ends[1].strip()}-{ends[2].strip()}" if ends else words)
    if found is None:
        raise _none(words)
    said = found.qualifier
    if signed:
        said = SIGNS[signed[1].casefold()]
        low = found.value if said in (Qualifier.AT_LEAST, Qualifier.MORE_THAN) else None
        high = found.value if said in (Qualifier.AT_MOST, Qualifier.LESS_THAN) else None
        found = replace(found, low=low, high=high)
    if named is not None and named is not said and said is not Qualifier.EXACT:
        raise Refused("qualifier", named.value, f"disagrees with figure_text, which says {said.value}", "leave it out")
    try:
        return settle(found.value, found.low, found.high, named or said, words)
    except ValueError as error:
        raise Refused("figure_text", words, f"does not fit: {error}", "give value, low or high as well") from None


def _none(words: str) -> Refused:
    return Refused("figure_text", words, "holds no figure that can be read", "give value, low or high as well")
