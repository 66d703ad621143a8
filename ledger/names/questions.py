"""Names that name more than one place: which of them is meant, for a person to say once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ledger.names.resolver import Names


@dataclass(frozen=True, slots=True)
class Question:
    """A name that names more than one place: which of them is meant. `claims` counts those that hold it."""

    name: str
    choices: tuple[str, ...]
    claims: int

    def as_json(self) -> dict[str, Any]:
        """The question as --json prints it."""
        return {"kind": "place", "name": self.name, "choices": list(self.choices), "claims": self.claims}


def questions(used: Iterable[tuple[str, int]], names: Names) -> list[Question]:
    """What is to be asked about places in use, given with the number of their claims; those of most claims first."""
    asked: dict[str, Question] = {}
    for name, claims in used:
        located = names.locate(name)
        if not located.uncertain or not located.candidates:
            continue
        word = _ambiguous(name, names)
        choices = tuple(", ".join(reversed(path)) for path in located.candidates)
        before = asked[word].claims if word in asked else 0
        asked[word] = Question(word, choices, before + claims)
    return sorted(asked.values(), key=lambda q: (-q.claims, q.name))


def _ambiguous(name: str, names: Names) -> str:
    """The widest part of the words that leaves the choice: “Old Souk, Tripoli” asks about Tripoli."""
    parts = [p.strip() for p in name.split(",")]
    return next((p for p in reversed(parts) if names.locate(p).uncertain), name)
