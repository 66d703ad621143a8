"""A small front matter at the top of a text: where it was published and when.

    ---
    title: 27 fighters and 26 jihadists dead
    publisher: Example Daily
    published: 2015-06-04
    url: https://news.example/a
    ---

It is no part of the document: the text that the ledger keeps, and every offset into it, starts after it.
A text without it is taken as it is. An empty first line keeps a leading `---` from being read as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ledger import edtf
from ledger.errors import InputError
from ledger.intake.refusal import nearest
from ledger.safetext import one_line

KEYS = ("title", "publisher", "published", "url")
_MOST_LINES = 40
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_PAIR = re.compile(r"\s*([^:]*?)\s*:(.*)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter says, and the text after it. None means that a key is absent or empty."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


def split(text: str, path: str) -> FrontMatter:
    """Part a text from its front matter; InputError names the line that is wrong."""
    first = _LINE.match(text)
    if first is None or first[1].rstrip(" \t") != "---" or not first[2]:
        return FrontMatter(text)
    found: dict[str, str | None] = {}
    at = first.end()
    for line in range(2, _MOST_LINES + 2):
        match = _LINE.match(text, at)
        if match is None or at >= len(text):
            break
        at = match.end()
        content = match[1].strip()
        if content == "---":
            return FrontMatter(text[at:], **found)
        if content:
            key, value = _pair(content, path, line)
            if key in found:
                raise InputError(path, line, f"{key} stands twice in the front matter", "keep one of them")
            found[key] = value
    raise not_closed(path)


def not_closed(path: str) -> InputError:
    """The error for front matter without an end."""
    return InputError(
        path,
        1,
        "the front matter that starts with --- is not closed",
        "close it with ---, or put an empty line in front if it is part of the text",
    )


def _pair(content: str, path: str, line: int) -> tuple[str, str | None]:
    pair = _PAIR.fullmatch(content)
    key = pair[1] if pair else content
    if pair is None or key not in KEYS:
        near = nearest(key, KEYS)
        hint = f"did you mean {near}?" if near and pair else f"write one of: {', '.join(f'{k}: ...' for k in KEYS)}"
        raise InputError(path, line, f"“{one_line(key, 60)}” is not known in a front matter", hint)
    value = pair[2].strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1].strip()
    if key == "published" and value:
        _check_date(value, path, line)
    return key, value or None


def _check_date(value: str, path: str, line: int) -> None:
    try:
        edtf.parse(value)
    except ValueError:
        shown = one_line(value, 60)
        raise InputError(
            path, line, f"published “{shown}” is not a date", "write 2015-06-03, 2015-06 or 2015"
        ) from None
