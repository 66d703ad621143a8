"""What a process does that reads texts for another. It never sees the ledger.

What it has read it packs into bytes, which are put on the shelf as they are: the process that stores has little to do
while others read.
"""

from __future__ import annotations

import pickle
from functools import lru_cache

from ledger.errors import InputError
from ledger.intake.batch import IntakeOptions
from ledger.intake.items import Item
from ledger.intake.placing import TextPlacer
from ledger.intake.prepare import format_of
from ledger.intake.shelf import pack
from ledger.intake.texts import prepare_text


def read(task: list[Item], options: IntakeOptions, settings: bytes | None) -> list[tuple[object, ...]]:
    """The texts among some items packed, nothing for each table, up to the first that cannot be read (`Outcome`)."""
    found: list[tuple[object, ...]] = []
    for item in task:
        try:
            known = format_of(item, options)
            if known.kind != "text":
                found.append(("table",))
                continue
            text = prepare_text(item, known.name, options, _placer(settings) if settings else None)
            found.append(("text", *pack(text)))
        except InputError as error:
            found.append(("fault", error.path, error.line, error.reason, error.remedy))
            break
    return found


@lru_cache(maxsize=1)
def _placer(settings: bytes) -> TextPlacer:
    return TextPlacer(pickle.loads(settings))
