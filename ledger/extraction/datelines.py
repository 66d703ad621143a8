"""Datelines and agency slugs: what stands at the head of a wire story before its first word.

KABUL, May 6 (Reuters) - · Lima, 31 Oct 88 (EFE) -- [Text] · BEIRUT: · Beirut, Lebanon – · AFP - · (Reuters) - ·
NEW DELHI, Sept 4 (PTI) The … · Cairo | AFP | · PORT-AU-PRINCE, Jan. 12 /PRNewswire/ --
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ledger.extraction.lexicons import lexicon, listed
from ledger.names.world import lookup

_MONTH = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[A-Za-z]{0,6}\.?"
_DATE = (
    rf"(?:(?:[A-Z][a-z]{{2,8}}day,? )?(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{2,4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?))"
)
_PLACE = r"(?P<place>[A-Z][\w.'’-]*(?:(?:,? |/)(?:(?:de|la|el|al|the|of|del)\b |[A-Z])[\w.'’-]*){0,5})"
_SOURCE = r"(?:\((?P<agency>[^()\n]{2,40})\)|/(?P<slashed>[A-Za-z][\w .&-]{1,30})/)"
_NOTE = r"(?:\[[A-Za-z]{3,12}\]\s+)?"
_FULL = re.compile(rf"\s*{_PLACE}(?:,? (?P<date>{_DATE}))?(?:,? ?{_SOURCE})?(?P<mark>\s*(?:--+|[-–—])\s+|:\s+){_NOTE}")
_BARE = re.compile(rf"\s*{_PLACE}(?:,? (?P<date>{_DATE}))?,? ?{_SOURCE}\s+{_NOTE}(?=[A-Z\"“])")
"""No dash after the agency."""
_PIPED = re.compile(rf"\s*{_PLACE}\s*\|\s*(?P<agency>[A-Z][\w ]{{1,24}}?)\s*\|\s*(?P<date>)")
_SLUG = re.compile(
    r"\s*(?:[(\[](?P<closed>[A-Z][^()\[\]\n]{1,30})[)\]]\s*(?:(?:--+|[-–—:])\s*)?"
    r"|(?P<open>[A-Z][A-Za-z]{1,9}(?: [A-Z][a-z]+)?)\s*(?:--+|[-–—])\s+)(?=[A-Z\"“])"
)
_BODIES = listed("datelines.bodies")
_HEAD = 120


@dataclass(frozen=True, slots=True)
class Dateline:
    """What the head of a wire story says: where it was filed, when, and by whom; parts may be None."""

    place: str | None
    date: str | None
    agency: str | None
    start: int
    end: int


def find(text: str, start: int, end: int) -> Dateline | None:
    """The dateline at the head of a unit of text; None where there is none.

    A place in capitals is enough before a dash; before a colon, or in small letters, the place must be well known,
    or a date or an agency must stand beside it.
    """
    head = text[start : min(end, start + _HEAD)]
    for pattern in (_FULL, _PIPED, _BARE):
        match = pattern.match(head)
        if match is None:
            continue
        found = _judged(match, pattern, start)
        if found is not None and found.place is not None and _acronym(found, text):
            return None  # "WHO: cases top 20,000": who says so
        if found is not None:
            return found
    match = _SLUG.match(head)
    if match is not None:
        name = match["closed"] or match["open"]
        if _relays(name):
            return Dateline(None, None, name, start, start + match.end())
    return None


def _judged(match: re.Match[str], pattern: re.Pattern[str], start: int) -> Dateline | None:
    groups = match.groupdict()
    place, date = groups["place"], groups["date"] or None
    agency = groups.get("agency") or groups.get("slashed")
    stop = start + match.end()
    if _relays(place):
        return Dateline(None, date, place, start, stop)
    head, comma, last = place.rpartition(", ")
    if comma and _relays(last):
        place, agency = head, agency or last
    capitals = place.split(",")[0].isupper() and len(place) > 2
    known = any(f.size >= 2 for f in lookup(place.split(",")[0].split("/")[0]))
    if pattern is _BARE:
        sure = bool(agency) and (capitals or known or bool(date)) and (_relays(agency or "") or capitals or bool(date))
    elif pattern is _PIPED:
        sure = known and _relays(agency or "")
    elif groups["mark"].strip() == ":":
        sure = known or (capitals and len(place.split()) < 3) or bool(capitals and date) or bool(date and agency)
    else:
        sure = capitals or bool(date or agency) or known
    return Dateline(place, date, agency, start, stop) if sure else None


def _acronym(found: Dateline, text: str) -> bool:
    """The place is a body's acronym: in the list, or in brackets after its name somewhere."""
    name = found.place or ""
    alone = found.date is None and found.agency is None and name.isupper() and " " not in name
    return alone and (name in _BODIES or f"({name})" in text)


def _relays(name: str) -> bool:
    return name.casefold().removeprefix("the ") in lexicon().relay_names
