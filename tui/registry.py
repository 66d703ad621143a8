"""What an action is, where a person stands, and the questions that keys, footer, palette and help ask of both."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ledger.queries import ClaimView, FindingView

TODAY, READING, NAMES, JOURNAL = "today", "reading", "names", "journal"
CLAIMS, CLAIM, FINDINGS, FINDING = "claims", "claim", "findings", "finding"
SOURCES, DOCUMENTS, DOCUMENT = "sources", "documents", "document"

PLACES: dict[str, str] = {
    TODAY: "Today",
    READING: "Reading",
    FINDINGS: "Findings",
    FINDING: "A finding",
    CLAIMS: "Claims",
    CLAIM: "A claim",
    NAMES: "Names",
    SOURCES: "Sources",
    DOCUMENTS: "Documents",
    DOCUMENT: "A document",
    JOURNAL: "Journal",
}
"""The screens by name, in the order of the help."""

EVERYWHERE: frozenset[str] = frozenset(PLACES)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands: the screen, and what an act there would be about.

    `chosen` says that the cursor is on something that can be opened, `words` that words are marked in a text.
    `undoable` is False once it is known that nothing is left to undo.
    """

    where: str
    opened: bool = True
    claim: ClaimView | None = None
    finding: FindingView | None = None
    chosen: bool = False
    rows: int = 0
    filtered: bool = False
    marked: int = 0
    words: bool = False
    text: bool = False
    source: str | None = None
    document: str | None = None
    ahead: bool = True
    behind: bool = True


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do.

    `keys` are Textual's names of keys, `shown` how people read them. `rank` orders the line of keys (lower
    first; None keeps the action off it). `enabled` gives the reason why not, or None. Actions on different
    screens may share a key only where they share an `intent`.
    """

    id: str
    keys: tuple[str, ...]
    shown: str
    label: str
    sentence: str
    where: frozenset[str]
    enabled: Callable[[Standing], str | None] = lambda _: None
    rank: int | None = None
    group: str = "Moving"
    means: str = ""

    @property
    def intent(self) -> str:
        """What the key stands for on every screen."""
        return self.means or self.id


def here(actions: Iterable[Action], where: str) -> list[Action]:
    """The actions of one screen."""
    return [a for a in actions if where in a.where]


def line_of_keys(actions: Iterable[Action], where: str) -> list[Action]:
    """The actions for the bottom line of one screen, the ones that matter first."""
    ranked = [a for a in here(actions, where) if a.rank is not None]
    return sorted(ranked, key=lambda a: a.rank or 0)


def clashes(actions: Iterable[Action]) -> list[str]:
    """Keys that would mean two things on one screen; there are none."""
    taken: dict[tuple[str, str], str] = {}
    found: list[str] = []
    for action in actions:
        for where in sorted(action.where):
            for key in action.keys:
                other = taken.setdefault((where, key), action.id)
                if other != action.id:
                    found.append(f"{where}: {key} is {other} and {action.id}")
    return found
