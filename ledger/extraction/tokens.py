"""Words, numbers and marks with their offsets."""

from __future__ import annotations

import re

from ledger.extraction.lexicons import CAPITAL, NATION, NUMERIC, PERSON, STOP, lexicon
from ledger.extraction.model import Sentence

TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}(?:[A-Za-z](?!\w))?"  # U.S. U.N. a.m.
    r"|\d+(?:[.,:/٬٫]\d+)*[^\W\d_]*"  # 12,000 1.2 10:30 30th 10k
    r"|[^\W\d_]\w*(?:[-'’&‑]\w+)*"  # al-Juburi Forty-five three-day Syria's J&K
    r"|\.\.\.+|--+|[^\s\w]|_+"
)
_QUOTES = {'"': 0, "“": 1, "”": -1, "«": 1, "»": -1, "„": 1}


def fill(sentence: Sentence, text: str, open_quote: bool) -> bool:
    """Put the tokens of the sentence into it; give back whether a quotation is still open at its end."""
    flags = lexicon().flags
    get = flags.get
    texts, lows, marks = sentence.texts, sentence.lows, sentence.flags
    starts, ends, quotes = sentence.starts, sentence.ends, sentence.quotes
    inside = open_quote
    capitals = smalls = 0
    add_text, add_low, add_flag = texts.append, lows.append, marks.append
    add_start, add_end, add_quote = starts.append, ends.append, quotes.append
    for match in TOKEN.finditer(text, sentence.start, sentence.end):
        word = match.group()
        low = word.lower()
        if not low.isascii():
            low = low.replace("’", "'").replace("‑", "-")
        flag = get(low, 0)
        head = word[0]
        if "a" <= head <= "z":
            smalls += 1
            if "-" in word and word[(dash := word.find("-")) + 1 : dash + 2].isupper() and dash <= 3:
                flag |= CAPITAL  # al-Ameen, ul-Haq
        elif head.isupper():
            flag |= CAPITAL
            if len(word) > 1 and word[1:].isupper():
                capitals += 1
            if not flag and low.endswith("'s"):
                base = get(low[:-2], 0)
                flag |= base & (NATION | PERSON)
        elif head.isdigit():
            flag |= NUMERIC
        elif head.isalpha():
            smalls += 1
        elif head in _QUOTES:
            step = _QUOTES[head]
            inside = not inside if step == 0 else step > 0
        start, end = match.span()
        add_text(word)
        add_low(low)
        add_flag(flag)
        add_start(start)
        add_end(end)
        add_quote(inside)
    sentence.shouting = capitals >= 3 and smalls <= capitals // 4
    if not sentence.shouting:
        _spare_names(sentence)
    return inside


def _spare_names(sentence: Sentence) -> None:
    """Words in capitals are names, not the little words they look like: "IS members", "US troops"."""
    for i, flag in enumerate(sentence.flags):
        if flag & CAPITAL and flag & STOP and len(word := sentence.texts[i]) > 1 and word.isupper():
            sentence.flags[i] = CAPITAL
            sentence.lows[i] = word
