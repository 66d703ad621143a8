"""A place as a sentence names it: what passes between the readers of places."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.names.world import Found


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a sentence names it.

    `words` are as the answer gives them, narrow to wide with commas; `first` and `last` its tokens (last exclusive).
    `tie` is the word that ties it to the clause ("in", "near"; "" for none), `found` what the gazetteer knows of its
    narrowest name, `kind` is `name`, `noun` ("the northern suburbs"), `back` ("the city", named before) or `owner`
    ("Syria's", an adjective of a country: never a place of its own).
    """

    words: str
    first: int
    last: int
    tie: str
    found: tuple[Found, ...]
    kind: str
    country: str | None = None
    """The country that the words themselves give, as in “the Syrian city of Hasakeh”."""
