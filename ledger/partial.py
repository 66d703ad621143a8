"""Figures whose own sentence says that they count only some: “another five”, “ten of those killed”, an
earlier toll.

Such a figure commits to a floor: with those beside it there were so many or more. Reading it as the whole
makes a document that lists what happened look as if it contradicted itself: of 90 contradictions raised in
438 imported news texts, 31 were of this kind.
"""

from __future__ import annotations

import re
from functools import lru_cache

_BESIDE_BEFORE = re.compile(r"\b(?:another|an? (?:further|additional)|further|additional)(?: \w+)? $", re.I)
_BESIDE_AFTER = re.compile(r"^ (?!or\b)(?:\w+ )?(?:more(?! than)|others?|further|additional)\b", re.I)
_SOME_AFTER = re.compile(
    r"^ (?:\w+ ){0,2}of (?:them|those|these|whom|which|"
    r"the (?:\w+ )?(?:dead|killed|victims|casualties|wounded|injured|fatalities|missing|bodies))\b",
    re.I,
)
_OF_WHOM = re.compile(
    r"\b(?:of|among) (?:them|those|these|whom|which) (?:(?:at least|about|around|some|nearly|almost) )?$", re.I
)
_INCLUDING = re.compile(r"\b(?:including|among them) (?:(?:at least|about|around|some|nearly|almost) )?$", re.I)
_WHEN = re.compile(r"^ (?:when|while|who|whose|after)\b", re.I)
_STATE = re.compile(
    r"^ (?:(?:people|others|patients|persons) )?(?:were|was|are|is|remain(?:ed|s)?|had|have|suffered|being|still|in|on)"
    r" (?!children\b|women\b|men\b|civilians\b|soldiers\b|police\b|girls\b|boys\b|minors\b|members\b)",
    re.I,
)
_GRAVELY = re.compile(
    r"^ (?:(?:people|others|patients|persons|survivors) )?(?:of them )?(?:(?:were|was|are|is|being|still|very"
    r"|remain(?:ed|s)?) )*(?:(?:listed )?in (?:a |an )?)?(?:critical|critically|serious|seriously|grave|gravely|severe"
    r"|severely|badly|life-threatening|intensive care)\b",
    re.I,
)
_EARLIER = re.compile(
    r"\bfirst (?:said|spoke|put|gave|reported|announced|counted|told)\b[^.;!?]{0,60}$|"
    r"\b(?:earlier|previous(?:ly)?|initial(?:ly)?|preliminary)\b[^.;!?]{0,60}$|"
    r"\b(?:up|rose|raised|risen|climbed) from (?:(?!to\b)[a-z]+ ){0,2}$",
    re.I,
)
_HAD = re.compile(
    r"\bhad (?:first |earlier |already |also |only )?(?:said|spoken|put|stood|counted|given|reported|announced|told)\b"
    r"[^.;!?]{0,60}$",
    re.I,
)
_SAID = re.compile(r"\b(?:said|says|told|added|reported|according)\b", re.I)
_BURIED = re.compile(r"\b(?:buried|burying|buries|bury|laid to rest|funerals (?:of|for)) (?:at least )?$", re.I)
_COLLECTED = re.compile(
    r"\b(?:recover|retriev|collect|pull|identif|receiv|carri|carry|deliver|transport)\w*\b|\b(?:brought|taken|took|found)\b",
    re.I,
)
_FOUND = re.compile(r"\b(?:found|recovered|retrieved|discovered) (?:at least )?$", re.I)
_LYING = re.compile(r"^ (?:people|persons|men|women|children|victims) (?:dead|lifeless)\b", re.I)
_BODIES = re.compile(r"^ (?:(?!of\b)\w+ ){0,2}(?:bodies|corpses)\b", re.I)
SOME, BESIDE, EARLIER = "counts some of them", "counts people beside others", "is given as an earlier count"


def _had(before: str, after: str) -> bool:
    """ "Officials had spoken of 22", but not "they had counted 22, officials said", which is the count as it stands."""
    found = _HAD.search(before)
    if found is None or _SAID.search(before[: found.start()]):
        return False
    stood = found.group().split()[1:3]
    return not {"counted", "given", "reported"} & set(stood) or not _SAID.search(after)


@lru_cache(maxsize=65536)
def partial(quote: str | None, figure_text: str | None) -> str | None:
    """Why the figure counts only some, as the tail of a sentence; None where nothing says so.

    Where the figure's words stand more than once in the quote, any place that says so counts: a doubt.
    """
    if not quote or not figure_text:
        return None
    words, text = " ".join(figure_text.split()), " ".join(quote.split())
    for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        before, after = text[: found.start()], text[found.end() :]
        if _BESIDE_BEFORE.search(before) or _BESIDE_AFTER.match(after):
            return BESIDE
        if _SOME_AFTER.match(after) or _GRAVELY.match(after):
            return SOME
        if _OF_WHOM.search(before) and _STATE.match(after):
            return SOME
        if _INCLUDING.search(before) and _WHEN.match(after):
            return SOME  # “31, including 10 when their bus was hit”: some of the same people
        if _FOUND.search(before) and _LYING.match(after):
            return SOME
        if _BURIED.search(before) or (_BODIES.match(after) and _COLLECTED.search(text)):
            return SOME  # those who dug, carried or buried count what came into their hands
        if _EARLIER.search(before) or _had(before, after):
            return EARLIER
    return None
