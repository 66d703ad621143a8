"""What stands on a page and is no part of the article: tails of related links, share buttons.

Nothing is removed from the text; the stretches are named, and the later stages do not read them.
"""

from __future__ import annotations

import re

from ledger.extraction.lexicons import lexicon
from ledger.extraction.model import Cut

_LINE = re.compile(r"[^\n]+")


def cuts(text: str) -> list[Cut]:
    """The stretches to leave out, in order.

    Rule `chrome.tail`: a line that is a heading of related links ("Popular posts from this blog") in the
    second half of the text opens a tail that runs to the end, if what follows reads as links: lines
    without a closing full stop. Rule `chrome.line`: a line that is nothing but a button or a label.
    """
    lists = lexicon()
    out: list[Cut] = []
    lines = [(m.start(), m.end(), m.group().strip()) for m in _LINE.finditer(text)]
    prose_after = 0
    tail: int | None = None
    for start, _end, line in reversed(lines):
        low = line.casefold()
        if len(line) < 70 and low.startswith(lists.chrome_openers) and not line.endswith("."):
            if prose_after <= 2:
                tail = start
        elif len(line) > 40 and line.endswith((".", '."', ".”", "?”", '?"')) and ". " in line:
            prose_after += 1
            if prose_after > 2:
                break
        elif len(line) > 120 and line.endswith("."):
            prose_after += 1
    for start, end, line in lines:
        if tail is not None and start >= tail:
            break
        if len(line) < 40 and line.casefold().rstrip(":") in lists.chrome_lines:
            out.append(Cut(start, end, "a page button or label"))
    if tail is not None and tail > 0:
        out.append(Cut(tail, len(text), "tail of related links"))
    return out
