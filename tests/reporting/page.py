"""A page read back: its tags, its tables with their cells, and its text, with the standard library alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input"}


@dataclass
class Table:
    """One table: its class, caption and rows of cell texts."""

    name: str
    caption: str = ""
    rows: list[list[str]] = field(default_factory=list)


class Page(HTMLParser):
    """Tags in order with their attributes, tables, and all text; asserts that tags nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.tables: list[Table] = []
        self.words: list[str] = []
        self.titles: dict[str, str] = {}
        self.headings: list[tuple[int, str]] = []
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()
        assert not self._open, f"left open: {[t for t, _ in self._open]}"

    @property
    def text(self) -> str:
        """The words a reader sees, with single spaces."""
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag in VOID:
            return
        self._open.append((tag, dict(attrs)))
        if tag == "table":
            self.tables.append(Table(dict(attrs).get("class") or ""))
        elif tag == "tr":
            self.tables[-1].rows.append([])
        elif tag in ("td", "th"):
            self.tables[-1].rows[-1].append("")
        elif tag in ("h1", "h2", "h3", "h4"):
            self.headings.append((int(tag[1]), ""))

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open, f"</{tag}> closes nothing"
        assert self._open[-1][0] == tag, f"</{tag}> closes <{self._open[-1][0]}>"
        self._open.pop()

    def handle_data(self, data):
        inside = [t for t, _ in self._open]
        if "style" in inside:
            return
        self.words.append(data)
        if inside and inside[-1] in ("title", "desc"):
            self.titles[self._open[-1][1].get("id") or inside[-1]] = data
        if "caption" in inside:
            self.tables[-1].caption += data
        elif {"td", "th"} & set(inside):
            self.tables[-1].rows[-1][-1] += data
        for tag in inside:
            if tag in ("h1", "h2", "h3", "h4"):
                level, said = self.headings[-1]
                self.headings[-1] = (level, said + data)
