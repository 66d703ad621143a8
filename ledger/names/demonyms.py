"""Adjectives and people of countries: “Iranian”, “Iraqis”."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "data/demonyms.tsv"


@lru_cache(maxsize=1)
def country_of() -> dict[str, str]:
    """Each adjective or people, in lower case, with its country: what data/demonyms.tsv lists, and their plurals."""
    listed = (line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines())
    own = {word: country for country, words in listed for word in words.split(";")}
    return own | {f"{word}s": country for word, country in own.items() if not word.endswith(("s", "h", "e"))}
