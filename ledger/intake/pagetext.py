"""The words of an article without what surrounds them on the page."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"[^\S\n]+")
_ENDS = re.compile(r"""[.!?…:;]["'”’»)\]]*$""")
_BUTTONS = re.compile(
    r"(?:log in|sign in|sign up|subscribe|register|create an account|read more|see also|most read|related|share this"
    r"|advertisement|access the (?:most|latest)|explore the latest|enjoying our|already a subscriber|for the latest"
    r"|get (?:real-time|the latest)|follow us|click here|download the|join our|this article (?:first|originally)"
    r"|our standards|filed under|thank you for visiting"
    r"|you are using a browser|without styles|the best experience|internet explorer|and javascript|cookies?"
    r"|etiketler)\b"
    r"|(?:sources?|tags?|topics?)\s*:\s*$",
    re.IGNORECASE,
)
_LINKS = re.compile(r"(?:most read|read more|see also|related|more on this|recommended)\b", re.IGNORECASE)
_EDGE = 5
"""So many blocks at either end of an article may be buttons and labels."""


def article(markup: str) -> str:
    """The article of a page, its paragraphs one a line, by trafilatura; empty where there is none."""
    from trafilatura import extract

    found = extract(
        markup,
        output_format="txt",
        include_comments=False,
        include_tables=True,
        include_links=False,
        include_images=False,
        deduplicate=False,
        with_metadata=False,
    )
    return found or ""


def all_text(markup: str) -> str:
    """Every word of a small page, such as the body of an e-mail."""
    from trafilatura import html2txt

    found = html2txt(markup)
    return found if isinstance(found, str) else ""


def tidy(body: str, title: str = "") -> str:
    """Paragraphs with a blank line between them, without the buttons and labels at either end."""
    blocks = [_BLANKS.sub(" ", line).strip() for line in body.replace("\r\n", "\n").split("\n")]
    blocks = [b for b in blocks if b and any(c.isalnum() for c in b) and not _is_heading_of_links(b)]
    for _ in range(_EDGE):
        while len(blocks) > 1 and _is_label(blocks[-1]):
            del blocks[-1]
        for at in (0, -1):
            if len(blocks) > 1 and _is_button(blocks[at]) and blocks[at].casefold() != title.casefold():
                del blocks[at]
    return "\n\n".join(blocks)


def _is_button(block: str) -> bool:
    return len(block) < 240 and _BUTTONS.match(block.lstrip("-•* ")) is not None


def _is_heading_of_links(block: str) -> bool:
    return len(block) < 60 and _ENDS.search(block) is None and _LINKS.match(block) is not None


def _is_label(block: str) -> bool:
    """A tag under an article: a list item of a few words, without a full stop."""
    return block.startswith("- ") and len(block) < 50 and not _ENDS.search(block)
