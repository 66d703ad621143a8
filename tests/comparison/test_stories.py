"""News stories with contradicting figures, imported with their dates: what is found, and nothing else.

The stories stand in stories.txt, each with what must be found in it and why the rest is left alone.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ledger.api import Ledger
from ledger.intake.reports import ImportOptions

STORIES = Path(__file__).with_name("stories.txt")


def stories() -> dict[str, tuple[list[tuple[str, str]], set[str]]]:
    """By the name of each: its texts with their days, and what must be found."""
    found: dict[str, tuple[list[tuple[str, str]], set[str]]] = {}
    for block in re.split(r"^== ", STORIES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, day, *lines = block.strip().splitlines()
        texts, wanted = found.setdefault(head.split("-")[0], ([], set()))
        texts.append((day.removeprefix("published: "), "\n".join(x for x in lines if x[:1] not in (">", "#"))))
        wanted.update(x[2:] for x in lines if x.startswith("> ") and x != "> none")
    return found


@pytest.mark.parametrize("name", stories())
def test_what_is_found_in_a_story(name: str, tmp_path: Path) -> None:
    texts, wanted = stories()[name]
    with Ledger.create(tmp_path / "story.db") as ledger:
        for number, (day, text) in enumerate(texts):
            path = tmp_path / f"{name}-{number}.txt"
            path.write_text(text + "\n", encoding="utf-8")
            ledger.import_paths([str(path)], ImportOptions(published=day))
        held = {c.id: c.record for c in ledger.claims()}
        told = {
            " ".join([f.code, *(f"{v:,}" for v in sorted(held[c].value or 0 for c in f.claims))])
            for f in ledger.findings()
        }
    assert len(held) > len(texts) - 1
    assert told == wanted


def test_none_is_left_out() -> None:
    assert len(stories()) == 23
