"""The one gate that text from outside passes on its way to a screen, a page, a spreadsheet or a link.

Reports are read by people whom somebody wants to mislead, and a terminal, a browser and a spreadsheet all
obey certain characters. Each function here makes such characters visible or harmless for one way out; none
of them is ever applied to what the ledger stores.

Characters made visible: controls (C0, DEL, C1), bidirectional embeddings, overrides and isolates (they can
show 27 as 72), zero-width and blank characters, tags, lone surrogates, noncharacters, and combining marks
piled up beyond four. Kept: ZWNJ, ZWJ, LRM, RLM and ALM, which Arabic, Persian and Indic text needs.
Sources: Unicode TR 36 and TR 39; ECMA-48 for the controls.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from rich.text import Text

MARKS_KEPT = 4
"""Marks left on one letter: Hebrew with vowels and accents needs four, no living script more."""

_SUSPECT = (
    "\x7f-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_MARKS = (
    "\u0300-\u034e\u0350-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u061c\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u200c-\u200f\u20d0-\u20ff"
    "\u180b-\u180d\ufe00-\ufe0f\ufe20-\ufe2f"
)
_PILE = f"[{_MARKS}]{{{MARKS_KEPT + 1},}}"
_UNSAFE = re.compile(f"[\\x00-\\x1f{_SUSPECT}]|{_PILE}")
_UNSAFE_BUT_NEWLINE = re.compile(f"[\\x00-\\x09\\x0b-\\x1f{_SUSPECT}]|{_PILE}")
_UNSAFE_IN_JSON = re.compile(f"[\\x00-\\x09\\x0b-\\x1f{_SUSPECT}]")
_BREAKS = re.compile("[ \\t\\n\\v\\f\\r\\x85\\u2028\\u2029]+")


def visible(text: str, *, newlines: bool = False, limit: int = 10_000) -> str:
    """`text` with every character that a screen would obey or hide replaced by a sign that shows it.

    Controls become control pictures (␛), other characters their number (‹U+202E›). With `newlines`, line
    ends stay (CRLF as one line feed). Beyond `limit` characters the rest is cut, and its length is told.
    """
    rest = len(text) - limit
    if rest > 0:
        text = text[:limit]
    if text.isascii() and text.isprintable():
        shown = text
    elif newlines:
        shown = _UNSAFE_BUT_NEWLINE.sub(_sign, text.replace("\r\n", "\n"))
    else:
        shown = _UNSAFE.sub(_sign, text)
    return f"{shown}… [{rest:,} more characters]" if rest > 0 else shown


def _sign(match: re.Match[str]) -> str:
    found = match.group()
    if len(found) > 1:
        return f"{found[:MARKS_KEPT]}‹+{len(found) - MARKS_KEPT} marks›"
    code = ord(found)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"‹U+{code:04X}›"


def one_line(text: str, limit: int = 80) -> str:
    """`text` on one line of at most `limit` characters, made visible; a cut ends in an ellipsis."""
    text = text.strip(" \t\r\n")
    # A cut before the search keeps a cell of a megabyte as cheap as a short one.
    cut = len(text) > 8 * limit + 200
    shown = visible(_BREAKS.sub(" ", text[: 8 * limit + 200] if cut else text), limit=8 * limit + 200)
    if len(shown) <= limit and not cut:
        return shown
    return shown[: max(limit - 1, 0)].rstrip() + "…"


def rich_text(text: str, style: str = "", *, newlines: bool = False, limit: int = 10_000) -> Text:
    """`text` made visible, as a Rich `Text`: its brackets are never read as markup, nor its emoji codes."""
    from rich.text import Text

    return Text(visible(text, newlines=newlines, limit=limit), style=style)


def json_text(value: Any, *, indent: int | None = None) -> str:
    """`value` as JSON that is readable in any script and safe on a terminal.

    Characters that a terminal would obey or hide are written as `\\uXXXX`, so nothing is lost: a reader of
    JSON gets the same strings back. NaN and infinity are refused with ValueError.
    """
    written = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return written if written.isascii() and "\x7f" not in written else _UNSAFE_IN_JSON.sub(_escape, written)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


# A spreadsheet runs a cell that starts with one of these, also in their fullwidth forms and after blanks or
# characters that it drops (OWASP ASVS 1.2.10). The apostrophe is in the list so that undoing is exact.
_RUNS = re.compile(f"[\\x00-\\x20\\xa0\\u2000-\\u200f\\u202f\\u205f\\u3000{_SUSPECT}]*['=+\\-@|%＇＝＋－＠−]")
# Spreadsheets drop these before they look at a cell: a tab or line end among them counts as its first sign.
_LEAD = re.compile(f"[\\x00-\\x20\\xa0\\u2000-\\u200f\\u202f\\u205f\\u3000{_SUSPECT}]*")
_BREAKS_CELL = ("\t", "\r", "\n")


def spreadsheet_cell(text: str) -> str:
    """`text` for a cell of a spreadsheet: an apostrophe in front of what would be run as a formula.

    `from_spreadsheet_cell` undoes it for every string.
    """
    return f"'{text}" if _would_run(text) else text


def from_spreadsheet_cell(cell: str) -> str:
    """The text that `spreadsheet_cell` made `cell` of; other cells stay as they are."""
    return cell[1:] if cell[:1] == "'" and _would_run(cell[1:]) else cell


def _would_run(text: str) -> bool:
    lead = _LEAD.match(text)
    return bool(_RUNS.match(text)) or (lead is not None and any(c in _BREAKS_CELL for c in lead.group()))


def safe_href(url: str) -> str | None:
    """`url` if it may stand in a link: http or https, a host, nothing hidden; None if it may only be shown.

    A user name before the host is refused too, as it makes one site look like another.
    """
    if len(url) > 2_000 or "\\" in url or any(c.isspace() for c in url) or _UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
        ok = parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        _ = parts.port
    except ValueError:
        return None
    return url if ok and url[len(parts.scheme) : len(parts.scheme) + 3] == "://" else None
