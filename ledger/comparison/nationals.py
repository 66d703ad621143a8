"""“282 people were killed, although government figures said 131 Iraqis died”: one count, told twice.

Of themselves the people of a country are some of the people who die in it. Where one sentence sets the number of the
one against the number of the other, the author counts the same dead by both words.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from ledger.names.demonyms import country_of

_PEOPLE = r"\d\S* (?:people|persons)\b"
_SET = r"\b(?:although|though|whereas|while|but)\b"
_COUNTED = r"\b(?:figures?|count(?:s|ed)?|data|statistics|tall(?:y|ies)|estimates?|say|says|said|puts?|gave|gives)\b"
_LONGEST = 2_000
"""Characters of a sentence that an author can still be said to have set together."""


def all_people(group: str, countries: Collection[str], quote: str, figure_text: str) -> bool:
    """Whether a count of a country's own people, in that country, is set against a count of people in its sentence."""
    if len(quote) > _LONGEST or country_of().get(group.casefold()) not in countries or not group[:1].isupper():
        return False
    return bool(_pattern(figure_text, group).search(quote))


@lru_cache(maxsize=64)
def _pattern(figure_text: str, group: str) -> re.Pattern[str]:
    words = rf"{re.escape(figure_text)}\s+{re.escape(group)}\b"
    return re.compile(rf"{_PEOPLE}.*{_SET}[^.;]*{_COUNTED}[^.;]*\b{words}", re.IGNORECASE | re.DOTALL)
