"""The report's own words: terms, what cannot be proved, how to check. No text here comes from a ledger."""

from __future__ import annotations

from ledger.reporting.kinds import kind
from ledger.reporting.model import Term

LIMITS: tuple[str, ...] = (
    "That an entry was true when it was made. A false claim that was entered verifies as well as a right one.",
    "Anything before the first head hash that left this machine: until then the whole ledger could have been "
    "written anew.",
    "Anything against somebody who controls the machine and every copy of every head hash.",
    "That there is only one ledger. Two ledgers could be kept for two audiences; comparing their head hashes shows it.",
    "The time of day. The journal proves the order of acts; its times are those of the machine's clock, and only "
    "a timestamp from outside sets them a limit.",
    "That the ledger will still exist. A lost file is lost; keep copies.",
    "Who sat at the keyboard. A reviewer's name is the name that was given.",
)
"""What the audit trail cannot prove."""

_GENERAL: tuple[tuple[str, str], ...] = (
    ("claim", "one figure that somebody gave: the number as printed, what it counts, who said it, through whom"),
    ("reading", "the interval of numbers that a figure's words commit to: “at least 27” is 27 or more"),
    ("qualifier", "a word that bounds or blurs a number: at least, about, up to"),
    ("quantity", "what a figure counts: who, where, when, since when; claims are compared within one"),
    ("said by", "the source: whoever counted or claimed, however many outlets repeat it"),
    ("through", "those who carried the words from the source to the document, nearest the source first"),
    ("report", "one document that carries a figure, however often it says it"),
    ("origin, independent source", "a source counted once, however many reports carry its figure"),
    ("party", "a source that belongs to a side of the conflict, as the reviewers of this ledger recorded it"),
    ("as of", "the day on which a count stood, which may lie before the day it was published"),
    ("keyed in", "entered by hand: the ledger holds no document text to check the words against"),
    ("finding", "claims that cannot all be true, or that only seem to disagree; it says which and why"),
    ("slip", "a finding that re-reading the documents resolves"),
    ("dispute", "a finding where sources disagree about the world; only reporting resolves it"),
    ("note", "a finding that asks for nothing, but that a reader should know of"),
    ("minor, moderate, major, extreme", "how far apart the readings are, measured against the higher one"),
    ("head hash", "a number that stands for every act up to one moment; any change to any of them changes it"),
    ("withdrawn", "taken back as one act, with a reason; it stays in the record and counts no more"),
    ("rejected", "judged wrong by a reviewer, with a reason; it stays in the record and counts no more"),
)


def glossary(kinds: set[str]) -> tuple[Term, ...]:
    """The terms that every report uses, and the kinds of findings that this one holds."""
    found = [Term(word=word, meaning=meaning) for word, meaning in _GENERAL]
    found += [Term(word=kind(k).name, meaning=kind(k).meaning) for k in sorted(kinds)]
    return tuple(found)


POLICY_WORDS: dict[str, str] = {
    "version": "version of these rules",
    "about_cap_percent": "“about N” is never wider than this share of N, in percent",
    "about_floor_percent": "“about N” allows at least this share of N, in percent",
    "round_cap_percent": "a round number allows at most this share of itself, in percent",
    "round_from": "below this number a figure is a head count, and exact",
    "minor_gap": "a gap of so many people is never more than minor",
    "minor_percent": "a gap below this share of the higher figure is minor, in percent",
    "major_percent": "from this share on it is major, in percent",
    "extreme_percent": "from this share on it is extreme, in percent",
}
"""What each tolerance means."""
