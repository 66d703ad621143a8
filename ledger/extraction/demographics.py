"""Sex and age of the people counted, where their noun says it: `group.sex`, `group.age`.

A group of several kinds ("women and children") is of neither sex and of no one age.
"""

from __future__ import annotations

from ledger.extraction.lexicons import lexicon
from ledger.records import Evidence
from ledger.vocabulary import AgeGroup, Sex


def read(words: str | None) -> tuple[Sex | None, AgeGroup | None, list[Evidence]]:
    """The sex and age group of a group in words, with the words that said so."""
    lists = lexicon()
    sexes: dict[Sex, str] = {}
    ages: dict[AgeGroup, str] = {}
    for word in (words or "").replace("’", "'").lower().split():
        sex, age = lists.sexes.get(word), lists.ages.get(word)
        if sex is not None:
            sexes.setdefault(sex, word)
        if age is not None:
            ages.setdefault(age, word)
    mixed = len(sexes) > 1 or len(ages) > 1
    evidence: list[Evidence] = []
    if mixed:
        return None, None, evidence
    found_sex = next(iter(sexes), None)
    found_age = next(iter(ages), None)
    if found_sex is not None:
        evidence.append(Evidence("group", "group.sex", sexes[found_sex]))
    if found_age is not None:
        evidence.append(Evidence("group", "group.age", ages[found_age]))
    return found_sex, found_age, evidence
