"""Helpers: claims in few words, placed and compared with the shipped names and the default policy."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from ledger.comparison import Compared, Finding, Placed, detect, place_claim
from ledger.figures import Policy
from ledger.names import default
from ledger.vocabulary import Anonymity, Measure, Method, Qualifier, TimeKind

_NUMBERS = count(1)
POLICY = Policy()


def claim(value: int | None = None, origin: str | None = "A", **fields: Any) -> Compared:
    """A claim of 3 June 2015 in Raqqa, one event, unless told otherwise; each its own document."""
    number = next(_NUMBERS)
    known: dict[str, Any] = {
        "claim": f"c{number:04}",
        "document": f"d{number:04}",
        "publisher": "Paper",
        "published": None if "as_of" in fields else "2015-06-04",
        "place": "Raqqa, Syria",
        "event_start": "2015-06-03",
        "time_kind": "event",
        "group": "people",
    }
    known |= fields
    for key, words in (
        ("qualifier", Qualifier),
        ("measure", Measure),
        ("time_kind", TimeKind),
        ("method", Method),
        ("anonymity", Anonymity),
    ):
        if known.get(key) is not None:
            known[key] = words.parse(known[key])
    return Compared(value=value, attributed_to=origin, **known)


def placed(*claims: Compared) -> list[Placed]:
    return [place_claim(c, default(), POLICY) for c in claims]


def findings(*claims: Compared, parties: dict[str, str] | None = None) -> list[Finding]:
    return detect(placed(*claims), names=default(), policy=POLICY, parties=parties)


def kinds(*claims: Compared) -> list[str]:
    return [f.code for f in findings(*claims)]


def day(number: int) -> str:
    """A date some days into 2015."""
    return date.fromordinal(date(2015, 1, 1).toordinal() + number).isoformat()
