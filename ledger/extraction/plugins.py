"""Other extractors than the project's own: installed beside it, chosen by name, held to the same promise.

A package offers one under the entry point group `casualty_ledger.extractors`. Whatever it gives is checked: the
words of every figure must stand at their offsets in the text, else nothing of the text is taken.
"""

from __future__ import annotations

import datetime
from importlib.metadata import entry_points
from typing import Protocol

from ledger.errors import LedgerError
from ledger.extraction.engine import extract
from ledger.extraction.model import Extraction

GROUP = "casualty_ledger.extractors"
OWN = "rules"
"""The name of the project's own extractor."""


class Extractor(Protocol):
    """What an extractor is: a function from a text to what it reads in it, the same for the same text."""

    def __call__(
        self,
        text: str,
        *,
        document: str = "",
        publisher: str | None = None,
        published: datetime.date | None = None,
        url: str | None = None,
    ) -> Extraction:
        """Read every claim of a text; `published` is the day that weekdays are counted from."""


def extractor(name: str | None) -> Extractor:
    """The extractor of that name, the project's own for None; LedgerError names those that are installed."""
    if name in (None, OWN):
        return extract
    found = entry_points(group=GROUP)
    if name not in found.names:
        known = ", ".join(sorted({OWN, *found.names}))
        raise LedgerError(f"there is no extractor {name!r} installed; there are: {known}")
    loaded: Extractor = found[name].load()
    return _Checked(name or "", loaded)


class _Checked:
    """An extractor of somebody else: its offsets are looked at before anything of it is taken."""

    def __init__(self, name: str, inner: Extractor) -> None:
        self._name, self._inner = name, inner

    def __call__(
        self,
        text: str,
        *,
        document: str = "",
        publisher: str | None = None,
        published: datetime.date | None = None,
        url: str | None = None,
    ) -> Extraction:
        read = self._inner(text, document=document, publisher=publisher, published=published, url=url)
        for draft in read.drafts:
            r = draft.record
            if text[draft.start : draft.end] != r.figure_text or text[draft.quote_start : draft.quote_end] != r.quote:
                raise LedgerError(
                    f"the extractor {self._name} gives {r.figure_text!r} at {draft.start}-{draft.end}, where the text"
                    " has other words; nothing of it was taken"
                )
        return read
