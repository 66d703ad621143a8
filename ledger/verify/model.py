"""What a verification gives: problems, each with the kind of tampering it looks like, and what was checked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

Progress = Callable[[str, int], None]
"""Told what is being checked and how many rows of it were."""

ALTERED, REMOVED, ADDED, REORDERED, TAIL_CUT = "altered", "removed", "added", "reordered", "tail cut"
DAMAGED, UNATTRIBUTED = "damaged", "unattributed"
KINDS = (ALTERED, REMOVED, ADDED, REORDERED, TAIL_CUT, DAMAGED, UNATTRIBUTED)
"""The kinds of problems. "unattributed" is a change that no act in the journal accounts for."""

CHECKS: dict[str, str] = {
    "pages": "the file's pages, and every index against its table",
    "schema": "the tables, checks and guards against those of this version",
    "journal": "the chain of entries, and their contents",
    "rows": "every row against its hash, the root of its batch and the acts upon it",
    "documents": "the stored bytes and texts against their hashes",
    "quotes": "every quote and figure at its place in the document",
    "search": "the full-text index against the words of the claims",
    "derived": "readings and findings against their seals, and what they refer to",
    "findings": "readings and findings against those computed anew",
}
"""What `verify` checks, by name."""

LISTED = 1_000
"""The most problems of one table that are listed one by one."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not fit: what kind of tampering it looks like, where, and in words."""

    kind: str
    table: str
    row: str
    say: str


@dataclass(slots=True)
class Verification:
    """What a verification found. `sound` only if there is no problem at all in what was `checked`.

    `redacted` counts the emptied entries and `redactions` the acts that emptied them; `notes` hold what is
    no fault of the record and should be known all the same, such as a clock that went backwards. `not_compared`
    counts claims of a large import that is stored and whose comparison goes on: findings are checked when it is done.
    """

    ledger_id: str = ""
    head: str = ""
    entries: int = 0
    rows: int = 0
    redacted: int = 0
    redactions: int = 0
    checked: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    not_compared: int = 0
    _listed: dict[str, int] = field(default_factory=dict, repr=False)

    @property
    def sound(self) -> bool:
        """Whether everything fits."""
        return not self.problems

    def add(self, kind: str, table: str, row: object, say: str) -> None:
        """Take down a problem; beyond `LISTED` of one table they are only counted."""
        self._listed[table] = self._listed.get(table, 0) + 1
        if self._listed[table] <= LISTED:
            self.problems.append(Problem(kind, table, str(row), say))

    def close(self) -> None:
        """Say how many problems were not listed."""
        for table, number in self._listed.items():
            if number > LISTED:
                say = f"{table}: {number - LISTED:,} more problems of this table are not listed"
                self.problems.append(Problem(DAMAGED, table, "", say))


def span(first: int, last: int) -> str:
    """`7`, or `7 to 9`."""
    return str(first) if first == last else f"{first} to {last}"
