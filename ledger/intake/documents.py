"""What the rows of one file say about its documents: publisher, date and address, once and the same.

A row may leave them blank; they then hold from the other rows of the document. Two rows that differ are an
error that names both, since one of them would be lost.

The rows of a document mostly stand together, so the latest documents are held in memory and the others put away
(`ledger.intake.putaway`): a table of any number of documents takes the same memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ledger import edtf
from ledger.intake.putaway import PutAway, Record
from ledger.intake.refusal import Refused
from ledger.safetext import one_line

_FIELDS = ("publisher", "published", "url")
HELD = 8_000
"""So many documents are held in memory."""


class DocumentFact:
    """What is known of one document so far, as `line` said it first; `more` where later lines added to it.

    `row` is where it stands in the ledger; `number` counts the documents of the file in their order.
    """

    __slots__ = ("line", "more", "number", "published", "publisher", "row", "url")

    def __init__(self, number: int) -> None:
        self.number = number
        self.publisher: str | None = None
        self.published: str | None = None
        self.url: str | None = None
        self.line = 0
        self.row = 0
        self.more: _More | None = None

    def record(self, name: str) -> Record:
        """It as it is put away."""
        more = (*self.more.lines, self.more.as_of, self.more.as_of_line) if self.more else None
        return self.number, name, self.publisher, self.published, self.url, self.line, self.row, more

    @classmethod
    def of(cls, record: Record) -> DocumentFact:
        """One that was put away."""
        fact = cls(record[0])
        fact.publisher, fact.published, fact.url, fact.line, fact.row, more = record[2:]
        if more is not None:
            fact.more = _More(fact.line)
            fact.more.lines, fact.more.as_of, fact.more.as_of_line = more[:-2], *more[-2:]
        return fact


class _More:
    """Which lines said publisher, date and address, and the latest state that a row gave before a date was known."""

    __slots__ = ("as_of", "as_of_line", "lines")

    def __init__(self, line: int) -> None:
        self.lines: tuple[int, ...] = (line,) * len(_FIELDS)
        self.as_of: str | None = None
        self.as_of_line = 0


class DocumentFacts:
    """The documents of one file, by the name in their `document` column."""

    def __init__(self, held: int = HELD) -> None:
        self._most = held
        self._held: dict[str, DocumentFact] = {}
        self._count = 0
        self._away: PutAway | None = None

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, document: str) -> DocumentFact:
        fact = self._held.get(document) or self._back(document)
        if fact is None:
            raise KeyError(document)
        return fact

    @property
    def held(self) -> int:
        """How many are in memory."""
        return len(self._held)

    def items(self) -> Iterator[tuple[str, DocumentFact]]:
        """All of them with their names, in their order; what is changed meanwhile may come as it was."""
        if self._away is None:
            yield from list(self._held.items())
            return
        self._away.put(fact.record(name) for name, fact in self._held.items())
        for record in self._away:
            yield record[1], self._held.get(record[1]) or DocumentFact.of(record)

    def close(self) -> None:
        """Let go of what was put away."""
        if self._away is not None:
            self._away.close()

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
        fact = self._held.get(document) or self._back(document)
        if fact is None:
            self._make_room(1)
            self._count += 1
            fact = self._held[document] = DocumentFact(self._count)
            fact.publisher = publisher
            fact.published = published
            fact.url = url
            fact.line = line
        elif publisher != fact.publisher or published != fact.published or url != fact.url:
            _complete(fact, line, (publisher, published, url))
        if as_of is not None and fact.published is None:
            _keep_latest(fact, line, as_of)
        return fact

    def _back(self, document: str) -> DocumentFact | None:
        """A document that was put away, and with it those that are likely to be asked for next."""
        if self._away is None or not self._away.may_have(document):
            return None
        ahead = self._most // 4
        self._make_room(1 + ahead)  # first: what is found must be no older than what is held
        found = self._away.found(document, ahead)
        for record in found:
            self._held.setdefault(record[1], DocumentFact.of(record))
        return self._held[document] if found else None

    def _make_room(self, count: int) -> None:
        """Put the earlier half away where there is no room for so many more."""
        if len(self._held) + count <= self._most:
            return
        if self._away is None:
            self._away = PutAway()
        names = list(islice(self._held, (self._most + 1) // 2))
        self._away.put(self._held.pop(name).record(name) for name in names)


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
