"""A ledger with a bit of everything: tables, a text, every kind of act, an undo. What the harnesses attack."""

from __future__ import annotations

import random
from pathlib import Path

from ledger.api import Ledger

PLACES = ("Zaria", "Kano", "Aleppo", "Hasakeh", "Goma", "Zliten")
SOURCES = ("Red Cross", "Ministry of Health", "the Observatory", "a hospital doctor", "")


def table(path: Path, rows: int, seed: int = 1) -> str:
    """A native table of `rows` claims in a tenth as many documents."""
    pick = random.Random(seed)
    lines = [
        "id,document,publisher,published,figure_text,value,qualifier,measure,group,place,event_start,attributed_to"
    ]
    for n in range(rows):
        value = pick.randrange(1, 900)
        lines.append(
            f"s{seed}-{n},Report {seed}-{n % max(rows // 10, 1)},Daily,2020-05-02,{value},{value},exact,killed,"
            f"civilians,{pick.choice(PLACES)},2020-05-{n % 28 + 1:02},{pick.choice(SOURCES)}"
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def filled(folder: Path, rows: int = 60) -> Path:
    """Make the ledger in `folder`; gives its path."""
    text = folder / "report.txt"
    text.write_text(
        "Shelling kills 12 in Zaria\n\nShelling in Zaria on Monday killed 12 people, the Red Cross said."
        " Later the Ministry of Health put the toll at 30 killed.\n",
        encoding="utf-8",
    )
    with Ledger.create(folder / "filled.db", reviewer="reviewer") as ledger:
        ledger.import_paths([table(folder / "one.csv", rows, 1)])
        ledger.import_paths([str(text)])
        ledger.import_paths([table(folder / "two.csv", rows, 2)])
        ids = [c.id for c in ledger.claims()]
        for n, claim in enumerate(ids[: rows // 3]):
            if n % 4 == 0:
                ledger.accept(claim)
            elif n % 4 == 1:
                ledger.correct(claim, {"group": "soldiers"}, "misread")
            elif n % 4 == 2:
                ledger.note(f"claim:{claim}", "seen in print")
            else:
                ledger.reject(claim, "counted twice")
        ledger.undo()
        ledger.set_party("Ministry of Health", "government")
        ledger.link_names("place", "Hasakeh", "same", "Hasaka", "two spellings")
        for finding in ledger.findings()[:2]:
            ledger.dismiss(finding.id, "not_a_conflict", "two days apart")
        ledger.withdraw("Report 2-1", "wrong file")
        assert ledger.verify().sound
    return folder / "filled.db"
