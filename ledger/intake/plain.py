"""A plain text file as a document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from ledger.errors import InputError
from ledger.intake import frontmatter
from ledger.intake.encodings import decode
from ledger.intake.reading import Source

TITLE_LIMIT = 120
"""The longest title that is taken from a text, in characters."""
_TITLE_WITHIN = 20_000


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A text and what is known of it; None where nobody said.

    `text` is what the ledger keeps and claims point into by offset: of a plain text what follows the front
    matter, character for character; of a page, PDF or e-mail the words that were made out in it.
    `encoding` is the one that the bytes were read in, `left_out` says what was not read, a sentence each.
    """

    title: str
    publisher: str | None
    published: str | None
    url: str | None
    text: str
    encoding: str
    left_out: tuple[str, ...] = ()


def read_text(source: Source, encoding: str | None = None) -> TextDocument:
    """Read a text file; InputError if its bytes are no text, or hold none."""
    whole, codec = decode(source.data, encoding, source.name)
    front = frontmatter.split(whole, source.name)
    if not front.text.strip():
        raise InputError(source.name, None, "the file holds no text", "leave it out")
    return TextDocument(
        title=front.title or title_of(front.text) or PurePath(source.name).name,
        publisher=front.publisher,
        published=front.published,
        url=front.url,
        text=front.text,
        encoding=codec,
    )


def title_of(text: str) -> str | None:
    """The first line with a letter or a digit, blanks made single, cut on a word; None if there is none."""
    for line in text[:_TITLE_WITHIN].splitlines():
        if any(c.isalnum() for c in line):
            words = " ".join(line.split())
            if len(words) <= TITLE_LIMIT:
                return words
            cut = words[:TITLE_LIMIT]
            head, blank, _ = cut.rpartition(" ")
            return (head if blank and len(head) > TITLE_LIMIT // 2 else cut[:-1]).rstrip(" ,;:–-") + "…"
    return None
