"""What the rows of one file say about its documents: publisher, date and address, once and the same.

A row may leave them blank; they then hold from the other rows of the document. Two rows that differ are an
error that names both, since one of them would be lost.
"""

from __future__ import annotations

from collections.abc import Iterator

from ledger import edtf
from ledger.intake.refusal import Refused
from ledger.safetext import one_line

_FIELDS = ("publisher", "published", "url")


class DocumentFact:
    """What is known of one document so far, as `line` said it first; `more` where later lines added to it.

    A large table has a hundred thousand of them, so each is small. `row` is where it stands in the ledger.
    """

    __slots__ = ("line", "more", "published", "publisher", "row", "url")

    def __init__(self) -> None:
        self.publisher: str | None = None
        self.published: str | None = None
        self.url: str | None = None
        self.line = 0
        self.row = 0
        self.more: _More | None = None


class _More:
    """Which lines said publisher, date and address, and the latest state that a row gave before a date was known."""

    __slots__ = ("as_of", "as_of_line", "lines")

    def __init__(self, line: int) -> None:
        self.lines = (line,) * len(_FIELDS)
        self.as_of: str | None = None
        self.as_of_line = 0


class DocumentFacts:
    """The documents of one file, by the name in their `document` column."""

    def __init__(self) -> None:
        self._known: dict[str, DocumentFact] = {}
        self._same: dict[str | None, str | None] = {}

    def __len__(self) -> int:
        return len(self._known)

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __getitem__(self, document: str) -> DocumentFact:
        return self._known[document]

    def merge(
        self,
        line: int,
        document: str,
        publisher: str | None,
        published: str | None,
        url: str | None,
        as_of: str | None,
    ) -> DocumentFact:
        """Take in what a row says and give what is now known; Refused if it contradicts an earlier row."""
        fact = self._known.get(document)
        if fact is None:
            fact = self._known[document] = DocumentFact()
            # A hundred thousand reports have a few outlets and days: each text is kept once.
            fact.publisher = self._same.setdefault(publisher, publisher)
            fact.published = self._same.setdefault(published, published)
            fact.url = url
            fact.line = line
        elif publisher != fact.publisher or published != fact.published or url != fact.url:
            _complete(fact, line, (publisher, published, url))
        if as_of is not None and fact.published is None:
            _keep_latest(fact, line, as_of)
        return fact


def _more(fact: DocumentFact) -> _More:
    if fact.more is None:
        fact.more = _More(fact.line)
    return fact.more


def _complete(fact: DocumentFact, line: int, stated: tuple[str | None, ...]) -> None:
    lines = list(fact.more.lines if fact.more else (fact.line,) * len(_FIELDS))
    for at, (field, new) in enumerate(zip(_FIELDS, stated, strict=True)):
        old = getattr(fact, field)
        if new is None or new == old:
            continue
        if old is not None:
            raise Refused(field, new, f"differs from “{one_line(old, 60)}” on line {lines[at]}", "one document has one")
        if field == "published":
            _not_older(fact, new)
        setattr(fact, field, new)
        lines[at] = line
    if any(at != fact.line for at in lines):
        _more(fact).lines = tuple(lines)


def _first(text: str) -> str:
    first = edtf.parse(text).first
    return first.isoformat() if first else ""


def _keep_latest(fact: DocumentFact, line: int, as_of: str) -> None:
    held = _more(fact)
    try:
        later = held.as_of is None or _first(as_of) > _first(held.as_of)
    except ValueError:
        return  # reported with the row's other dates
    if later:
        held.as_of, held.as_of_line = as_of, line


def _not_older(fact: DocumentFact, published: str) -> None:
    held = fact.more
    if held is None or held.as_of is None:
        return
    try:
        last = edtf.parse(published).last
    except ValueError:
        return
    if last and _first(held.as_of) > last.isoformat():
        raise Refused(
            "published",
            published,
            f"is before as_of {held.as_of} on line {held.as_of_line}",
            "correct one of them",
        )
