"""What stands on a page and is no part of the article: tails of related links, comments, share buttons, labels.

Nothing is removed from the text; the stretches are named, and the later stages do not read them. Rules:

* `chrome.tail`: a line that is a heading of related links ("Popular posts from this blog"), near the end, opens a
  tail that runs to the end, if what follows reads as links: little prose with full stops.
* `chrome.comments`: a line that opens the readers' comments ("12 comments", "Leave a reply") opens a tail whatever
  follows: what readers write is no part of the article.
* `chrome.line`: a line that is nothing but a button or a label, and a row of them ("Share Tweet Print").
* `chrome.inline`: the same heading inside the last line of scraped text that lost its lines, if nothing but titles
  in capitals or separators follows.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ledger.extraction.lexicons import lexicon
from ledger.extraction.model import Cut

_LINE = re.compile(r"[^\n]+")
_COMMENTS = re.compile(
    r"(?:\d{1,5} )?(?:comments?|responses?|replies)(?: \(\d+\))?:?|(?:leave|post|add) a (?:comment|reply)|"
    r"join the (?:conversation|discussion)|\d{1,5} (?:responses?|thoughts?|comments?) (?:to|on) .{3,80}|"
    r"(?:readers?['’]?s? |user )comments|comments (?:are closed|section|\(\d+\))",
    re.IGNORECASE,
)
_FIRST = 0.2
"""No tail opens in this first part of a text."""
_POINTERS = (
    "also read",
    "read also",
    "read more",
    "see also",
    "read next",
    "must read",
    "watch:",
    "also see",
    "don't miss",
)
_PROSE = 2
"""Paragraphs of prose after a heading that make it a heading inside the article."""
_STOP = re.compile(r"[a-z\d)\"”][.!?][\"”]?(?= [A-Z\"“]|\s*$)")
_SPLIT = re.compile(r"[\s|•·/,]+")


def cuts(text: str) -> list[Cut]:
    """The stretches to leave out, in order."""
    lines = [(m.start(), m.end(), m.group().strip()) for m in _LINE.finditer(text)]
    tail = _tail(lines, len(text)) or _inline(text, lines)
    stop = tail[0] if tail else len(text)
    out = [Cut(start, end, "a page button or label") for start, end, line in lines if start < stop and _label(line)]
    if tail:
        out.append(Cut(tail[0], len(text), tail[1]))
    return out


def _tail(lines: list[tuple[int, int, str]], length: int) -> tuple[int, str] | None:
    """Where the tail begins, and what it is."""
    prose = written = 0
    found: tuple[int, str] | None = None
    openers = lexicon().chrome_openers
    for start, _, line in reversed(lines):
        if start < _FIRST * length:
            break
        if len(line) < 90 and _COMMENTS.fullmatch(line):
            found = (start, "readers' comments")
            prose = written = 0
        elif len(line) < 70 and line.casefold().startswith(openers) and not line.endswith((".", "?")):
            if line.casefold().startswith(_POINTERS) and len(line) > 20:
                continue
            if prose <= _PROSE and 2 * written <= length - start:
                found = (start, "tail of related links")
        elif len(line) > 60 and len(_STOP.findall(line)) >= (2 if len(line) < 120 else 1):
            prose += 1
            written += len(line)
    return found


def _label(line: str) -> bool:
    """A button, a label, or a row of them."""
    if len(line) >= 120:
        return False
    low, labels = line.casefold().rstrip(":").strip(), lexicon().chrome_lines
    if low in labels:
        return True
    if line.casefold().startswith(_POINTERS) and ":" in line[:24]:
        return True  # "Also read: Blast kills 10 in Quetta": one link between paragraphs
    if len(line) >= 60:
        return False
    parts = [p for p in _SPLIT.split(low) if p]
    return len(parts) > 1 and all(p in labels for p in parts)


@lru_cache(maxsize=1)
def _heading() -> re.Pattern[str]:
    names = sorted((o.rstrip(":") for o in lexicon().chrome_openers), key=len, reverse=True)
    capital = "|".join(re.escape(n[0].upper() + n[1:]).replace("\\ ", "[ ]") for n in names if " " in n)
    return re.compile(rf"(?<=[\s.\"”|])(?:{capital})(?=[ :|]|$)", re.IGNORECASE)


def _inline(text: str, lines: list[tuple[int, int, str]]) -> tuple[int, str] | None:
    """Where a tail begins inside the last line of a text without lines."""
    if not lines or lines[-1][1] - lines[-1][0] < 400:
        return None
    start, end, _ = lines[-1]
    at = max(start, end - 1500, int(start + 0.5 * (end - start)))
    for match in _heading().finditer(text, at, end):
        if not match.group()[0].isupper():
            continue
        rest = text[match.end() : end]
        words = re.findall(r"[^\W\d_]{4,}", rest)
        titled = sum(w[0].isupper() for w in words)
        if len(_STOP.findall(rest.rstrip())) <= 1 and (rest.count("|") >= 2 or titled >= 0.45 * len(words)):
            return match.start(), "tail of related links"
    return None
