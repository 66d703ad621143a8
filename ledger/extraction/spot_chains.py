"""Places joined: narrow to wide ("Hawijah, Kirkuk province"), possessives, and two places named at once."""

from __future__ import annotations

from dataclasses import replace

from ledger.extraction.lexicons import NUMERIC, UNIT
from ledger.extraction.model import Sentence
from ledger.extraction.placewords import placewords
from ledger.extraction.spot import Spot


def chained(s: Sentence, spots: list[Spot]) -> list[Spot]:
    """Neighbours joined: narrow to wide ("Hawijah, Kirkuk province"), possessives, and two places at once."""
    out: list[Spot] = []
    for spot in spots:
        last = out[-1] if out else None
        joined = _joined(s, last, spot) if last is not None else None
        if joined is None:
            out.append(spot)
            continue
        out[-1] = joined
        if last is not None and last.kind == "owner" and len(out) > 1:
            whole = _joined(s, out[-2], joined)  # "Selwa, a town in Nigeria's Zamfara state"
            if whole is not None:
                out[-2:] = [whole]
    return out


def _joined(s: Sentence, last: Spot, spot: Spot) -> Spot | None:
    """The two as one place; None where they are two."""
    if spot.kind != "name":
        return None
    if last.kind == "owner":
        if spot.first == last.last or _owned(s, last, spot):
            words = f"{spot.words}, {last.words}"
            return replace(spot, words=words, first=last.first, tie=last.tie or spot.tie)
        return None
    if spot.first == last.last and last.kind == "name" and _wider(last, spot) and _holds(last, spot):
        return replace(last, words=f"{last.words}, {spot.words}", last=spot.last)
    if last.words.endswith(" capital") and s.lows[last.last : spot.first] == [","] and last.kind == "name":
        own = last.words.removesuffix(" capital")  # "the Bangladesh capital, Dhaka"
        return replace(spot, words=f"{spot.words}, {own}", first=last.first, tie=last.tie or spot.tie)
    if s.lows[last.last : spot.first] == ["of"] and last.kind == "name" and last.found and _kind_last(last):
        own = last.words.rsplit(" ", 1)[0]  # "the Baghdad neighbourhoods of Husseiniyah and Yarmouk"
        return replace(spot, words=f"{spot.words}, {own}", first=last.first, tie=last.tie or spot.tie)
    if _beside(s, last, spot):
        return replace(last, last=spot.last)
    if last.kind in ("name", "noun") and _inside(s, last, spot):
        words = f"{last.words}, {spot.words.removeprefix('near ')}"
        return replace(last, words=words, last=spot.last, country=last.country or spot.country)
    if last.kind == "name" and _both(s, last, spot):
        head, comma, tail = last.words.partition(", ")
        words = f"{head} and {spot.words}{comma}{tail}"
        return replace(last, words=words, last=spot.last, found=last.found if spot.found else ())
    return None


def _inside(s: Sentence, narrow: Spot, wide: Spot) -> bool:
    """Whether the second is what the first lies in, by the words between and by what is known of both."""
    words = placewords()
    gap = s.lows[narrow.last : wide.first]
    plain = [w for w in gap if w != "the" and w not in words.directions and w not in words.country_of]
    if plain in (["in"], [",", "in"], ["of"]) and (
        narrow.kind == "noun" or (plain == ["of"] and narrow.words.split()[-1].lower() in words.nouns)
    ):
        return True
    if plain == ["in"]:
        return not is_country(narrow)  # "in the town of Douma in eastern Ghouta"
    if plain == [",", "in"]:
        return _wider(narrow, wide)
    if plain == [","]:
        return _wider(narrow, wide) and (_holds(narrow, wide) or not narrow.found or is_country(wide))
    if plain[:2] in ([",", "a"], [",", "an"], [",", "capital"]) and len(plain) <= 9 and plain[-1] in ("in", "of"):
        return _wider(narrow, wide)
    return False


def _beside(s: Sentence, place: Spot, mark: Spot) -> bool:
    """Whether the second only says where the first is: “, just north of Baghdad”, “, near Mosul”."""
    gap = s.lows[place.last : mark.first]
    if place.kind != "name" or mark.tie != "near" or len(gap) > 9 or "and" in gap:
        return False
    words = placewords()
    if gap[:1] == [","] or gap[:1] == ["near"]:
        return all(
            w in words.directions or s.flags[place.last + i] & (NUMERIC | UNIT) or w in _MARKS
            for i, w in enumerate(gap)
        )
    return False


_MARKS = frozenset(
    [",", "near", "outside", "of", "the", "just", "about", "some", "around", "from", "away", "(", ")", "to"]
)


def _kind_last(spot: Spot) -> bool:
    words = placewords()
    low = spot.words.split()[-1].lower()
    return (
        " " in spot.words
        and spot.words[-1:].islower()
        and not spot.words.split()[-1][0].isupper()
        and (low in words.kinds or low in words.plural)
    )


def is_country(spot: Spot) -> bool:
    """The gazetteer knows the name as a country's."""
    return any(f.kind == "country" for f in spot.found)


def _wider(narrow: Spot, wide: Spot) -> bool:
    """Not two of a kind: a country or a region is wider than a town, and nothing than a country."""
    if is_country(narrow):
        return False
    if is_country(wide) or any(f.kind == "admin1" for f in wide.found):
        return True
    return _holds(narrow, wide) or wide.words.split()[-1].lower() in placewords().kinds


def _holds(narrow: Spot, wide: Spot) -> bool:
    names = {f.path for f in wide.found}
    return any(f.path[: len(p)] == p and f.path != p for f in narrow.found for p in names)


def _both(s: Sentence, one: Spot, other: Spot) -> bool:
    gap = s.lows[one.last : other.first]
    words = placewords()
    between = words.kinds | words.directions | {"the", "in", "nearby", "neighbouring", "neighboring", "of"}
    return bool(one.tie) and gap[:1] == ["and"] and len(gap) <= 5 and all(w in between for w in gap[1:])


def _owned(s: Sentence, owner: Spot, spot: Spot) -> bool:
    """ "Nigeria's northern city of Zaria": only words of place between."""
    words = placewords()
    gap = s.lows[owner.last : spot.first]
    return 0 < len(gap) <= 5 and all(w in words.nouns or w in words.directions or w in ("of", "border") for w in gap)
