"""A Markdown file as a document: front matter of any site generator, and the words without their markup."""

from __future__ import annotations

import re
from pathlib import PurePath

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ledger import edtf
from ledger.errors import InputError
from ledger.intake.encodings import decode
from ledger.intake.frontmatter import FrontMatter, not_closed
from ledger.intake.plain import TextDocument, title_of
from ledger.intake.reading import Source

_KEY = re.compile(r"([A-Za-z_][\w -]{0,60}?)\s*:\s*(.*)")
_NAMES = {
    "title": ("title", "headline"),
    "publisher": ("publisher", "outlet", "site", "source", "report_source", "author"),
    "published": ("published", "date", "report_date", "publish_date", "pubdate", "created"),
    "url": ("url", "link", "canonical", "canonical_url", "source_url", "permalink"),
}
_MOST_LINES = 400
_SPACED = frozenset(
    {"paragraph_open", "heading_open", "blockquote_open", "bullet_list_open", "ordered_list_open", "table_open"}
)


def read_markdown(source: Source, encoding: str | None = None) -> TextDocument:
    """Read a Markdown file; InputError if its front matter is not closed or it holds no text."""
    whole, codec = decode(source.data, encoding, source.name)
    front = front_matter(whole, source.name)
    text = plain(front.text)
    if not text.strip():
        raise InputError(source.name, None, "the file holds no text", "leave it out")
    return TextDocument(
        title=front.title or title_of(text) or PurePath(source.name).name,
        publisher=front.publisher,
        published=front.published,
        url=front.url,
        text=text,
        encoding=codec,
    )


def front_matter(text: str, path: str) -> FrontMatter:
    """The keys that are known of any front matter in YAML; the others, lists and nested ones, are passed over."""
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[0].strip() != "---":
        return FrontMatter(text)
    end = next((n for n, line in enumerate(lines[1:_MOST_LINES], 1) if line.strip() in ("---", "...")), None)
    if end is None:
        raise not_closed(path)
    found: dict[str, str] = {}
    for line in lines[1:end]:
        match = _KEY.fullmatch(line)
        if match:
            value = match[2].strip()
            if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
                value = value[1:-1].strip()
            if value and value[0] not in "[{|>&*!":
                found.setdefault(match[1].strip().casefold().replace(" ", "_"), value)
    known = {field: next((found[n] for n in names if n in found), None) for field, names in _NAMES.items()}
    known["published"] = _day(known["published"])
    return FrontMatter("\n".join(lines[end + 1 :]), **known)


def _day(value: str | None) -> str | None:
    match = re.match(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?![\d/.])", value or "")
    try:
        return match[0] if match and edtf.parse(match[0]) else None
    except ValueError:
        return None


def plain(text: str) -> str:
    """The words of a Markdown text, blocks apart by a blank line; link targets, code and HTML are left out."""
    parts: list[str] = []
    tokens = MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").parse(text)
    item = ""
    for token in tokens:
        if token.type in _SPACED:
            parts.append("\n\n")
        elif token.type == "list_item_open":
            parts.append("\n")
            item = "- "
        elif token.type == "tr_open":
            parts.append("\n")
        elif token.type in ("td_open", "th_open"):
            parts.append(" ")
        elif token.type == "inline":
            parts.append(item + _words(token))
            item = ""
    return re.sub(r"\n{3,}", "\n\n", "".join(parts)).strip()


def _words(token: Token) -> str:
    out = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            out.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            out.append("\n" if child.type == "hardbreak" else " ")
    return "".join(out)
