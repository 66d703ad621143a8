"""Paragraphs, sentences and datelines, without changing a character of the text."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from itertools import pairwise

from ledger.extraction import chrome, datelines, dates, language, tokens
from ledger.extraction.datelines import Dateline
from ledger.extraction.lexicons import PERSON, SOURCE_BODY, SOURCE_PERSON, lexicon
from ledger.extraction.model import Cut, Sentence

_SPEAKERS = SOURCE_BODY | SOURCE_PERSON | PERSON

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|(?<=[a-z\d\"”])\.(?=[A-Z][a-z]+ [a-z])")
_CREDIT = re.compile(
    r"\((?:[A-Z][^()\n]{0,24} )?(?:AFP|AP|Reuters|REUTERS|Xinhua|[Aa]gencies|Getty|EPA)(?:[ /][^()\n]{1,16})?\) "
    r"(?=[A-Z\"“])"
)
"""A picture's or an agency's credit, after which scraped text runs on."""
_WORD_BEFORE = re.compile(r"([\w.&'’-]+)$")
_BULLET = re.compile(r"\s*(?:[•●▪◦*·–—-]|\d{1,2}[.)]|\(?[a-z]\))\s+\S")


@dataclass(frozen=True, slots=True)
class Document:
    """The sentences of a text in order, what was cut, and its first dateline."""

    text: str
    sentences: list[Sentence]
    cut: list[Cut]
    dateline: Dateline | None
    head: tuple[int, int] | None = None
    """Where the page's own date stands near its head ("Published June 3 2016")."""

    def base(self, published: datetime.date | None) -> datetime.date | None:
        """The day against which "yesterday" is counted: the dateline's or the page's, else the publication's.

        A day of the text's own that lies after the publication, or more than two weeks before it, is passed over.
        """
        own = [self.dateline.date] if self.dateline and self.dateline.date else []
        own += [self.text[slice(*self.head)]] if self.head else []
        for words in own:
            filed = dates.day(words, published)
            if filed is not None and (published is None or 0 <= (published - filed).days <= 14):
                return filed
        return published


def read(text: str) -> Document:
    """Split a text. Cost grows with its length alone."""
    cut = _cuts(text)
    sentences: list[Sentence] = []
    dateline: Dateline | None = None
    wrapped = _wrapped(text)
    head = _head_date(text)
    number = 0
    open_quote = False
    for block_start, block_end in _blocks(text, cut):
        for start, end in _units(text, block_start, block_end, wrapped):
            number += 1
            if open_quote and text[start : start + 1] not in ('"', "“"):
                open_quote = False
            elif open_quote:
                open_quote = text[start] == "“"  # a reopened quotation: the mark itself opens it again
            body = start
            if number <= 8 or (dateline is None and number < 40):
                found = datelines.find(text, start, end)
                if found is not None:
                    body = found.end
                    dateline = dateline or found
            pieces = _sentences(text, start, end)
            headed = head is not None and body <= head[0] < end
            if headed and head is not None:
                pieces = _parted(text, pieces, head)
                body = max(body, head[1]) if head[0] == start else body
            title = len(pieces) == 1 and not text[start:end].rstrip().endswith((".", "!", "?", '"', "”", ":", ",", ";"))
            for first, last in pieces:
                named = title or (headed and head is not None and last <= head[1] and first == start)
                sentence = Sentence(first, last, number, named and last - first < 160, open_quote, max(body, first))
                open_quote = tokens.fill(sentence, text, open_quote)
                if sentence.texts:
                    sentences.append(sentence)
    return Document(text, sentences, cut, dateline, head)


_HEAD = 420
_RUNS_ON = re.compile(
    r"\b(?:on|in|since|of|from|until|till|by|before|after|between|and|to|for|the|a)\s+$", re.IGNORECASE
)


def _head_date(text: str) -> tuple[int, int] | None:
    """The page's own date: a full date near the head that no sentence goes on from."""
    if "20" not in text[:_HEAD] and "19" not in text[:_HEAD]:
        return None
    for match in dates.head_pattern().finditer(text, 0, _HEAD):
        before, after = text[: match.start()], text[match.end() : match.end() + 3]
        if _RUNS_ON.search(before) or dates.day(match["date"], None) is None:
            continue
        if (
            not after.strip()
            or after[0] in "\n.|"
            or (after[0] == " " and (after[1:2].isupper() or after[1:2] in '"“|-–'))
        ):
            return match.start(), match.end()
        if after.startswith(" by ") or after[:3] == " by":
            return match.start(), match.end()
    return None


def _parted(text: str, pieces: list[tuple[int, int]], head: tuple[int, int]) -> list[tuple[int, int]]:
    """The sentences of a unit with a border after the page's date, where scraped text ran on without one."""
    out: list[tuple[int, int]] = []
    for first, last in pieces:
        if first < head[0] and head[1] < last:
            out.append((first, head[1]))
            first = _skip(text, head[1], last)
        if first < last:
            out.append((first, last))
    return out


def _cuts(text: str) -> list[Cut]:
    """What is not read, in order, no two overlapping: page chrome, and paragraphs in another language."""
    out: list[Cut] = []
    for cut in sorted([*chrome.cuts(text), *language.foreign(text)], key=lambda c: (c.start, -c.end)):
        if not out or cut.start >= out[-1].end:
            out.append(cut)
    return out


def _blocks(text: str, cut: list[Cut]) -> list[tuple[int, int]]:
    """Stretches between blank lines, less what was cut."""
    out: list[tuple[int, int]] = []
    position = 0
    for stop, resume in [(c.start, c.end) for c in cut] + [(len(text), len(text))]:
        if stop > position:
            out.extend(_split_blank(text, position, stop))
        position = max(position, resume)
    return out


_BLANK = re.compile(r"\n[^\S\n]*\n\s*")


def _split_blank(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out = []
    position = start
    for match in _BLANK.finditer(text, start, end):
        if match.start() > position:
            out.append((position, match.start()))
        position = match.end()
    if end > position:
        out.append((position, end))
    return out


def _wrapped(text: str) -> bool:
    """Whether lines were broken at a fixed width, as wire copy was: many inner lines of like length."""
    lengths: list[int] = []
    unfinished = small = 0
    lines = text[:60_000].split("\n")
    for line, following in pairwise(lines):
        if line.strip() and following.strip():
            lengths.append(len(line))
            small += following.lstrip()[:1].islower()
            unfinished += not line.rstrip().endswith((".", "!", "?", ":", '"', "”"))
    if len(lengths) < 2 or (len(lengths) < 4 and not small):  # two headlines are no wrapped copy
        return False
    lengths.sort()
    middle, high = lengths[len(lengths) // 2], lengths[int(len(lengths) * 0.9)]
    return 40 <= middle <= 90 and high <= 95 and unfinished >= 0.5 * len(lengths)


def _units(text: str, start: int, end: int, wrapped: bool) -> list[tuple[int, int]]:
    """The lines of a block, joined where a line only goes on."""
    out: list[tuple[int, int]] = []
    begin = start
    position = start
    while True:
        brk = text.find("\n", position, end)
        if brk < 0:
            break
        after = brk + 1
        line = text[position:brk]
        following = text[after : after + 60].lstrip()
        bullet = _BULLET.match(text, after, end) is not None
        goes_on = (wrapped and not bullet and len(line) > 30) or (
            following[:1].islower() and not line.rstrip().endswith((".", "!", "?", ":"))
        )
        if not goes_on:
            if text[begin:brk].strip():
                out.append((_skip(text, begin, brk), brk))
            begin = after
        position = after
    if text[begin:end].strip():
        out.append((_skip(text, begin, end), end))
    return out


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Sentence borders inside a unit."""
    out: list[tuple[int, int]] = []
    begin = start
    marks = [(m.start(), m.end(), False) for m in _STOP.finditer(text, start, end)]
    if "(" in text[start:end]:
        marks = sorted([*marks, *((m.start(), m.end() - 1, True) for m in _CREDIT.finditer(text, start, end))])
    for mark, stop, credit in marks:
        if stop >= end:
            break
        if credit:
            if mark - begin < 30:
                continue  # a dateline's own
        elif not _ends(text, begin, mark, stop, end):
            continue
        out.append((begin, stop))
        begin = _skip(text, stop, end)
    tail = end
    while tail > begin and text[tail - 1].isspace():
        tail -= 1
    if tail > begin:
        out.append((begin, tail))
    return out


def _ends(text: str, begin: int, mark: int, stop: int, end: int) -> bool:
    """Whether the stop at `mark` ends a sentence: not after an abbreviation, an initial, a list number."""
    following = _skip(text, stop, end)
    if following >= end:
        return False
    nxt = text[following]
    if text.startswith("...", mark) or text[mark] == "…":
        return nxt.isupper() and text[max(begin, stop - 1)] in "\"”'"
    if nxt.islower():
        return False
    if text[mark] != ".":
        return True
    word = _WORD_BEFORE.search(text, max(begin, mark - 24), mark)
    if word is None:
        return True
    last = word.group(1)
    low = last.lower()
    if len(last) == 1 and last.isupper():
        tied = re.search(r"\b(?:on|in|to|from|of|at|and) $", text[max(begin, mark - 8) : mark - 1])
        return bool(tied) and _opens_sentence(text, following)  # an initial otherwise: "Joel A. Millman"
    if low in lexicon().abbreviations or re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", last):
        closing = low in ("etc", "p.m", "a.m", "u.s", "u.n", "u.k", "inc", "co", "corp", "ltd")
        if closing:
            return _opens_sentence(text, following)
        # "On Saturday no. He said": a weekday or month written short, then a number, goes on
        return False
    return not (last.isdigit() and len(last) <= 2 and not text[begin : mark - len(last)].strip())


def _opens_sentence(text: str, at: int) -> bool:
    return text.startswith(("The ", "A ", "In ", "It ", "He ", "But ", "They ", "On ", '"', "“", "At "), at)
