"""Writes docs/rules.md from the pages of the rules: `python -m ledger.comparison.pages [FILE]`."""

from __future__ import annotations

import sys
from pathlib import Path
from textwrap import dedent

from ledger.comparison.rules import PAGES

HEADINGS = (
    "What it finds",
    "Why it matters",
    "Example",
    "What a reviewer should do",
    "Limits",
)
INTRODUCTION = """\
    # The rules

    Written by `python -m ledger.comparison.pages` from `ledger/comparison/rules/`; change it there.

    Two claims are compared only where they count the same thing, or where one counts a part of the other.
    The first of these that holds decides, so an alarm is only what survives all of them: different thing,
    periods that only overlap, other counting start, part and whole, other way of counting, level on another
    day, same document, readings that meet, same origin, growth, unknown as-of date, conflict.

    Slips stand first: something in one document or one report is off, and re-reading resolves it. Disputes
    are disagreements of sources about the world. Notes ask for nothing.

    How grave a finding is: *minor* for a gap of one or two people or below 5 % of the higher figure,
    *moderate* below half, *major* from half, *extreme* from nine tenths.
    """


def sections(page: str) -> list[tuple[str, str]]:
    """The title and the parts of one rule's page, in order; ValueError names a part that is missing."""
    lines = dedent(page).strip().splitlines()
    found = [("title", lines[0].rstrip("."))]
    for line in lines[1:]:
        heading = next((h for h in HEADINGS if line.startswith(f"{h}:")), None)
        if heading:
            found.append((heading, line[len(heading) + 1 :].strip()))
        elif line.strip():
            name, text = found.pop()
            found.append((name, f"{text} {line.strip()}"))
    missing = set(HEADINGS) - {name for name, _ in found}
    if missing:
        raise ValueError(f"{lines[0]} lacks: {', '.join(sorted(missing))}")
    return found


def render() -> str:
    """The whole of docs/rules.md."""
    parts = [dedent(INTRODUCTION).rstrip()]
    for module in PAGES:
        (_, title), *rest = sections(module.__doc__ or "")
        parts.append(f"## {title}")
        parts += [f"**{name}.** {text}" for name, text in rest]
        parts.append(f"`{module.__name__.replace('.', '/')}.py`")
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1] if len(sys.argv) > 1 else "docs/rules.md").write_text(render(), encoding="utf-8")
