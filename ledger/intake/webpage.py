"""A web page as a document: the article alone, its title, its outlet and its day.

What the page itself says in its structured data (schema.org JSON-LD, Open Graph) goes before what a library
makes out; the article is found by trafilatura and, where the page says nothing, the day by htmldate, from
markup alone, as a date in the running text may be anybody's. The stored text is the article with its
title on top; the page's bytes are kept beside it.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ledger import edtf
from ledger.errors import InputError
from ledger.intake.encodings import choose, decode
from ledger.intake.limits import limit, raised
from ledger.intake.pagetext import article, tidy
from ledger.intake.plain import TextDocument, title_of
from ledger.intake.reading import Source

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PAGE_LIMIT = limit("PAGE")
"""The largest page, in bytes; the heaviest front pages of newspapers are below 4 MiB."""
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,80}encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""")
_WEB_LATIN = frozenset({"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii"})
"""Names that browsers read as windows-1252 (WHATWG Encoding, section 4.2)."""
_ARTICLES = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "Report", "LiveBlogPosting")
_ALIKE = 0.6


def read_page(source: Source, encoding: str | None = None) -> TextDocument:
    """Read a web page; InputError if it holds no article, or its encoding is not the one it declares."""
    if len(source.data) > PAGE_LIMIT:
        raise InputError(
            source.name,
            None,
            f"the page is larger than {PAGE_LIMIT >> 20} MiB",
            f"save it as text, or {raised('PAGE')}",
        )
    markup, codec = decode(source.data, _encoding(source, encoding), source.name)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        tree = _tree(markup)
        body = article(markup)
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError) as error:
        raise InputError(source.name, None, f"the page cannot be read ({type(error).__name__})", _AS_TEXT) from None
    about = _Said(tree)
    title, outlet = about.title(), about.outlet()
    body = tidy(body, title or "")
    if len(body) < 20:
        raise InputError(source.name, None, "no article was found in the page", _AS_TEXT)
    if title and not body.casefold().startswith(title.casefold()[:60]):
        body = f"{title}\n\n{body}"
    return TextDocument(
        title=title or title_of(body) or source.name,
        publisher=outlet,
        published=about.day() or _marked_day(markup),
        url=about.address(),
        text=body,
        encoding=codec,
    )


_AS_TEXT = "save the article as a .txt file"


def _encoding(source: Source, encoding: str | None) -> str | None:
    """What the user says, else the byte order mark, else what the page declares, else UTF-8."""
    head = source.data[:4_096]
    if encoding is not None or choose(head[:4], None, source.name) != "utf-8":
        return encoding
    found = _DECLARED.search(head) or _XML.search(head)
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    return "cp1252" if name in _WEB_LATIN else name


def _tree(markup: str) -> HtmlElement:
    from lxml import html

    parser = html.HTMLParser(no_network=True, remove_comments=True)
    tree: HtmlElement = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", markup), parser=parser)
    return tree


class _Said:
    """What a page says of itself."""

    def __init__(self, tree: HtmlElement) -> None:
        self._tree = tree
        self._meta: dict[str, str] = {}
        for meta in tree.iter("meta"):
            name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().casefold()
            if name and meta.get("content"):
                self._meta.setdefault(name, " ".join(meta.get("content").split()))
        self._article = next(_articles(tree), {})

    def title(self) -> str | None:
        """The headline as the page shows it, without the name of the outlet behind it."""
        known = [self._article.get("headline"), self._meta.get("og:title"), self._meta.get("twitter:title")]
        known += [title.text for title in self._tree.iter("title")]
        named = [" ".join(k.split()) for k in known if isinstance(k, str) and k.strip()]
        shown = [" ".join(h.text_content().split()) for h in self._tree.iter("h1")]
        for heading in shown:
            if heading and any(_alike(heading, name) for name in named):
                return heading
        if not named:
            return shown[0] if len(shown) == 1 and shown[0] else None
        return _without_outlet(named[0], self.outlet())

    def outlet(self) -> str | None:
        """Who publishes the page: its site name, the publisher in its data, else its host."""
        publisher = self._article.get("publisher")
        if isinstance(publisher, list):
            publisher = publisher[0] if publisher else None
        named = publisher.get("name") if isinstance(publisher, dict) else publisher
        names = [n for n in (self._meta.get("og:site_name"), named) if isinstance(n, str) and n.strip()]
        if len(names) == 2 and names[0].casefold() == names[1].casefold().replace(" ", ""):
            names.reverse()  # "ottawacitizen" is the Ottawa Citizen
        names += [n for n in (self._meta.get("application-name"),) if n]
        if names:
            return " ".join(names[0].split())[:120]
        address = self.address()
        return (urlsplit(address).hostname or "").removeprefix("www.") or None if address else None

    def day(self) -> str | None:
        """The day of publication that the page states, in the time zone it states it in."""
        stated = (
            self._article.get("datePublished"),
            self._meta.get("article:published_time"),
            self._meta.get("datepublished"),
            self._meta.get("dc.date"),
            self._meta.get("dc.date.issued"),
            self._meta.get("citation_publication_date"),
        )
        return next((day for value in stated if (day := _day(value))), None)

    def address(self) -> str | None:
        """The page's own address."""
        links = [link.get("href") for link in self._tree.iter("link") if link.get("rel") == "canonical"]
        for address in (*links, self._meta.get("og:url"), self._article.get("url")):
            if isinstance(address, str) and urlsplit(address).scheme in ("http", "https"):
                return address[:2_000]
        return None


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The articles that the page's structured data describe; lists of other articles are not looked into."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        heads = data if isinstance(data, list) else [data]
        for head in heads:
            graph = head.get("@graph") if isinstance(head, dict) else None
            for thing in graph if isinstance(graph, list) else [head]:
                if isinstance(thing, dict) and _is_article(thing.get("@type")):
                    yield thing


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(k in _ARTICLES for k in kinds)


def _alike(a: str, b: str) -> bool:
    """Whether two titles share most of the words of the shorter."""
    one, two = (set(re.findall(r"\w+", t.casefold())) for t in (a, b))
    return bool(one and two) and len(one & two) >= _ALIKE * min(len(one), len(two))


def _without_outlet(title: str, outlet: str | None) -> str:
    for mark in (" | ", " - ", " – ", " — "):
        head, found, tail = title.rpartition(mark)
        if found and outlet and len(head) > 15 and (tail.casefold() in outlet.casefold() or _alike(tail, outlet)):
            return head.strip()
    return title


def _day(value: object) -> str | None:
    match = re.match(r"\d{4}-\d{2}-\d{2}", value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    try:
        edtf.parse(match[0])
    except ValueError:
        return None
    return match[0]


def _marked_day(markup: str) -> str | None:
    """The day in the page's markup, by htmldate; nothing is read out of the running text."""
    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return _day(find_date(markup, original_date=True, extensive_search=False))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
