"""What a process does that reads texts for another. It never sees the ledger.

What it has read it packs into bytes, which are put on the shelf as they are: the process that stores has little to do
while others read.
"""

from __future__ import annotations

import pickle
from functools import lru_cache

from ledger.errors import InputError
from ledger.intake.batch import IntakeOptions, Prepared
from ledger.intake.items import Item
from ledger.intake.placing import TextPlacer
from ledger.intake.prepare import format_of
from ledger.intake.shelf import pack
from ledger.intake.sniff import Format
from ledger.intake.texts import prepare_text


def read(task: list[Item], options: IntakeOptions, settings: bytes | None) -> list[tuple[object, ...]]:
    """The texts among some items packed, nothing for each table, up to the first that cannot be read (`Outcome`).

    Each step is done for all of them before the next: code and data of one step stay in the processor's cache, which
    makes placing half as long.
    """
    fault: tuple[object, ...] | None = None
    known: list[Format] = []
    texts: list[Prepared | None] = []
    try:
        known += (format_of(item, options) for item in task)
    except InputError as error:
        fault = _told(error)
    try:
        for item, format_ in zip(task, known, strict=False):
            texts.append(prepare_text(item, format_.name, options) if format_.kind == "text" else None)
    except InputError as error:
        fault = _told(error)
    if settings:
        placer = _placer(settings)
        for text in texts:
            if text:
                text.placed = placer(text.documents[0], text.held)
    outcomes: list[tuple[object, ...]] = [("text", *pack(text)) if text else ("table",) for text in texts]
    return [*outcomes, fault] if fault else outcomes


def _told(error: InputError) -> tuple[object, ...]:
    return ("fault", error.path, error.line, error.reason, error.remedy)


@lru_cache(maxsize=1)
def _placer(settings: bytes) -> TextPlacer:
    return TextPlacer(pickle.loads(settings))
