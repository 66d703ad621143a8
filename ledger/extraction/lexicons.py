"""The word lists of the engine: read once from the TOML files, on first use.

`lexicon_hash` goes with every extraction, so that a claim read with other lists can be told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ledger.extraction import listfiles
from ledger.vocabulary import AgeGroup, GroupStatus, Measure, Sex

FOLDER = Path(__file__).parent / "lexicon"
FILES = ("numbers", "measures", "people", "reporting", "words", "grammar", "places", "languages")

(
    PERSON,
    MODIFIER,
    NATION,
    THING,
    AUX,
    BE,
    MODAL,
    ADVERB,
    DET,
    PREP,
    CONJ,
    CLAUSE,
    PRONOUN,
    MONTH,
    DAY,
    SAY,
    SAY_OBJECT,
    SAY_ING,
    TITLE,
    SOURCE_PERSON,
    SOURCE_BODY,
    UNIT,
    LINK,
) = (1 << n for n in range(23))

CAPITAL = 1 << 23
NUMERIC = 1 << 24

STOP = AUX | DET | PREP | CONJ | PRONOUN | SAY


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every list in the shape in which the stages use it."""

    flags: dict[str, int]
    cues: dict[str, tuple[tuple[tuple[str, ...], Measure, str], ...]]
    """First word to the phrases that begin with it, the longest first."""
    units: dict[str, int]
    scales: dict[str, int]
    counters: dict[str, int]
    vague: tuple[tuple[str, ...], ...]
    before: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    """Last word to the qualifier phrases that end with it, the longest first."""
    after: tuple[tuple[tuple[str, ...], str], ...]
    between: frozenset[str]
    status: dict[str, GroupStatus]
    sexes: dict[str, Sex]
    ages: dict[str, AgeGroup]
    according: tuple[tuple[str, ...], ...]
    citing: frozenset[str]
    by: frozenset[str]
    relay_names: dict[str, str]
    relay_nouns: frozenset[str]
    units_after: frozenset[str]
    money_before: frozenset[str]
    money_after: frozenset[str]
    id_before: frozenset[str]
    year_before: frozenset[str]
    abbreviations: frozenset[str]
    chrome_openers: tuple[str, ...]
    chrome_lines: frozenset[str]
    english: frozenset[str]
    places: dict[str, dict[str, list[str]]]
    """The words of place, as the file groups them."""
    languages: dict[str, Any]
    """Hints, scripts and letters of languages that are not read."""

    @property
    def digest(self) -> str:
        """The hash of the lists that goes with every extraction."""
        return lexicon_hash()


@lru_cache(maxsize=1)
def lexicon_hash() -> str:
    """SHA-256 over the lists and the places; counted when it is first asked for, since reading does not need it."""
    import hashlib

    from ledger.names.gazetteer import digest as gazetteer_digest

    digest = hashlib.sha256()
    for name in FILES:
        digest.update((FOLDER / f"{name}.toml").read_bytes())
    digest.update(gazetteer_digest().encode())
    return digest.hexdigest()


def _split(phrases: Iterable[str]) -> list[tuple[str, ...]]:
    return [tuple(p.split()) for p in phrases]


def _nation_forms(word: str) -> list[str]:
    if word.endswith(("ese", "ish", "ch", "ss", "x", "men")):
        return [word]
    if word.endswith("y"):
        return [word, word + "s"]
    return [word, word + "s"]


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, Any]]:
    return {name: listfiles.read((FOLDER / f"{name}.toml").read_text(encoding="utf-8")) for name in FILES}


def listed(name: str) -> frozenset[str]:
    """A closed list of `grammar.toml`: "frames.raise"."""
    table, _, key = name.partition(".")
    return frozenset(_data()["grammar"][table][key])


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists, read on the first call and kept."""
    data = _data()
    flags: dict[str, int] = {}

    def mark(words: Iterable[str], flag: int) -> None:
        for word in words:
            flags[word] = flags.get(word, 0) | flag

    people, words, reporting, numbers = data["people"], data["words"], data["reporting"], data["numbers"]
    status: dict[str, GroupStatus] = {}
    kinds = {
        "civilian": GroupStatus.CIVILIAN,
        "protected": GroupStatus.OTHER_PROTECTED_PERSON,
        "armed": GroupStatus.ARMED_FORCES,
        "fighting": GroupStatus.PARTICIPATING,
    }
    for kind, nouns in people["status"].items():
        mark(nouns, PERSON)
        for noun in nouns:
            if kind in kinds:
                status[noun] = kinds[kind]
    mark(people["modifiers"]["words"], MODIFIER)
    mark(people["things"]["words"], THING)
    for nation in people["nations"]["words"]:
        mark(_nation_forms(nation), NATION)
    for name, flag in (
        ("aux", AUX),
        ("be", BE),
        ("modal", MODAL),
        ("adverb", ADVERB),
        ("det", DET),
        ("prep", PREP),
        ("conj", CONJ),
        ("clause", CLAUSE),
        ("pronoun", PRONOUN),
        ("months", MONTH),
        ("days", DAY),
        ("list_link", LINK),
    ):
        mark(words["classes"][name], flag)
    mark(reporting["verbs"]["say"], SAY)
    mark(reporting["verbs"]["object"], SAY_OBJECT)
    mark(reporting["verbs"]["ing"], SAY_ING)
    mark(reporting["titles"]["words"], TITLE)
    mark(reporting["nouns"]["person"], SOURCE_PERSON)
    mark(reporting["nouns"]["body"], SOURCE_BODY)
    mark(words["units"]["after"], UNIT)
    cues: dict[str, list[tuple[tuple[str, ...], Measure, str]]] = {}
    for measure, forms in data["measures"].items():
        for form, phrases in forms.items():
            for phrase in _split(phrases):
                cues.setdefault(phrase[0], []).append((phrase, Measure(measure), form))
    before: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for qualifier, phrases in numbers["before"].items():
        for phrase in _split(phrases):
            before.setdefault(phrase[-1], []).append((phrase, qualifier))
    after = [(p, q) for q, phrases in numbers["after"].items() for p in _split(phrases)]
    return Lexicon(
        flags=flags,
        cues={k: tuple(sorted(v, key=lambda c: -len(c[0]))) for k, v in cues.items()},
        units=numbers["units"],
        scales=numbers["scales"],
        counters=numbers["counters"],
        vague=tuple(sorted(_split(numbers["vague"]["phrases"]), key=lambda p: -len(p))),
        before={k: tuple(sorted(v, key=lambda c: -len(c[0]))) for k, v in before.items()},
        after=tuple(sorted(after, key=lambda c: -len(c[0]))),
        between=frozenset(numbers["between"]["words"]),
        status=status,
        sexes={w: Sex[k.upper()] for k, ws in people["sex"].items() for w in ws},
        ages={w: AgeGroup[k.upper()] for k, ws in people["age"].items() for w in ws},
        according=tuple(_split(reporting["according"]["phrases"])),
        citing=frozenset(reporting["according"]["citing"]),
        by=frozenset(reporting["according"]["by"]),
        relay_names={n.casefold(): n for n in reporting["relays"]["names"]},
        relay_nouns=frozenset(reporting["relays"]["nouns"]),
        units_after=frozenset(words["units"]["after"]),
        money_before=frozenset(words["units"]["money_before"]),
        money_after=frozenset(words["units"]["money_after"]),
        id_before=frozenset(words["units"]["id_before"]),
        year_before=frozenset(words["units"]["year_before"]),
        abbreviations=frozenset(words["classes"]["abbreviations"]),
        chrome_openers=tuple(words["chrome"]["openers"]),
        chrome_lines=frozenset(words["chrome"]["lines"]),
        english=frozenset(words["language"]["english"]),
        places=data["places"],
        languages=data["languages"],
    )
