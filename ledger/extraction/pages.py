"""Writes docs/extraction-rules.md from the rules' pages: `python -m ledger.extraction.pages [FILE]`.

The pages of rules that read are rows of `pages.toml`, with a sentence in which the rule fires; those of the
blockers are the docstrings of their functions.
"""

from __future__ import annotations

import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from ledger.extraction.blockers import BLOCKERS

STORED = Path(__file__).parent / "pages.toml"
HEADINGS = {
    "number": "Numbers",
    "measure": "What is counted",
    "group": "Who was counted, and how figures hang together",
    "speaker": "Who says so, and through whom",
    "standing": "Who speaks and who was counted, in the vocabularies",
    "place": "Where",
    "time": "When",
}
INTRODUCTION = """\
# The rules of extraction

Written by `python -m ledger.extraction.pages` from `ledger/extraction/pages.toml` and the blockers; change it there.

Every field of a claim keeps the ids of the rules that gave it and the words that they matched. Blockers are asked
first: a number that one of them knows is no figure. Then each rule of measure offers a reading at a cost, and the
cheapest wins. Times are counted from a base: the day of the dateline or of the page, else of the publication. How
often each rule was right on the annotated passages stands in `ledger/confidence.json`.
"""


@dataclass(frozen=True, slots=True)
class Page:
    """One rule: its id, what it reads, a sentence in which it fires."""

    id: str
    says: str
    example: str


def pages() -> dict[str, list[Page]]:
    """The pages by kind, in the order of the file."""
    raw = tomllib.loads(STORED.read_text(encoding="utf-8"))
    return {kind: [Page(**row) for row in raw[kind]] for kind in HEADINGS}


def render() -> str:
    """The whole of docs/extraction-rules.md."""
    parts = [INTRODUCTION, "## Numbers that count no people", "| blocker | what it knows |\n|---|---|"]
    rows = [f"| `{name}` | {' '.join((test.__doc__ or '').split())} |" for name, test in BLOCKERS]
    parts[-1] += "\n" + "\n".join(rows)
    for kind, rules in pages().items():
        parts.append(f"## {HEADINGS[kind]}")
        table = [f"| `{p.id}` | {p.says} | {p.example.replace(chr(10), ' ')} |" for p in rules]
        parts.append("| rule | what it reads | example |\n|---|---|---|\n" + "\n".join(table))
    return "\n\n".join(p.strip() for p in parts) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1] if len(sys.argv) > 1 else "docs/extraction-rules.md").write_text(render(), encoding="utf-8")
