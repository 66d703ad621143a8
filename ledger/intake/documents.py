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
    """What is known of one document so far, each part with the line that said it: the first one, but for `later`.

    `as_of` is the latest state that a row gave before a publication date was known.
    """

    __slots__ = ("as_of", "as_of_line", "later", "line", "published", "publisher", "url")

    def __init__(self) -> None:
        self.publisher: str | None = None
        self.published: str | None = None
        self.url: str | None = None
        self.line = 0
        self.later: tuple[int, int, int] | None = None
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


def _complete(fact: DocumentFact, line: int, stated: tuple[str | None, ...]) -> None:
    lines = list(fact.later or (fact.line,) * len(_FIELDS))
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
    fact.later = (lines[0], lines[1], lines[2])


def _first(text: str) -> str:
    first = edtf.parse(text).first
    return first.isoformat() if first else ""


def _keep_latest(fact: DocumentFact, line: int, as_of: str) -> None:
    try:
        later = fact.as_of is None or _first(as_of) > _first(fact.as_of)
    except ValueError:
        return  # reported with the row's other dates
    if later:
        fact.as_of, fact.as_of_line = as_of, line


def _not_older(fact: DocumentFact, published: str) -> None:
    if fact.as_of is None:
        return
    try:
        last = edtf.parse(published).last
    except ValueError:
        return
    if last and _first(fact.as_of) > last.isoformat():
        raise Refused(
            "published",
            published,
            f"is before as_of {fact.as_of} on line {fact.as_of_line}",
            "correct one of them",
        )
