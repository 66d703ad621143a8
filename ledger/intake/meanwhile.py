"""Texts are stored while other processes still read the last of them, so that no core waits for another.

Nothing of it stands in the ledger before all are read: the transaction ends after the last text, or is rolled back at
the first that cannot be read. Others wait for the ledger meanwhile, so only the last half second of reading is taken,
by an estimate, and nothing that may be long: no table, no more than one transaction holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from time import perf_counter

from ledger.intake.batch import Prepared
from ledger.intake.forking import may_be_text
from ledger.intake.items import Item
from ledger.intake.shelf import Most, Packed, Shelf

SECONDS = 0.8
"""Of reading that may be left when storing begins: so much longer do others wait."""


class NotMeanwhile(Exception):
    """What comes now does not belong into the transaction that is open. `left` is what was not put on the shelf."""

    def __init__(self, *left: Item) -> None:
        super().__init__()
        self.left = left


class Ending:
    """Tells when so little of `found` is still to come on the `shelf` that storing may begin."""

    def __init__(
        self, shelf: Shelf, found: Sequence[Item], most: Most, clock: Callable[[], float] = perf_counter
    ) -> None:
        self._shelf, self._found, self._most, self._clock = shelf, found, most, clock
        self._since: float | None = None
        self._never = False

    def near(self) -> bool:
        """Asked after every file; the first half is never enough for an estimate."""
        now = self._clock()
        if self._since is None:
            self._since = now
        done = len(self._shelf)
        left = len(self._found) - done
        if self._never or not 0 < left <= done or (now - self._since) / done * left > SECONDS:
            return False
        self._never = not (
            self._shelf.within(self._most, len(self._found) / done)
            and all(may_be_text(item.file_name) for item in self._found[done:])
        )
        return not self._never


def all_of(shelf: Shelf, rest: Iterable[Prepared | Packed | Item], most: Most) -> Iterator[Prepared]:
    """The texts on the shelf, then the `rest` as they come, which are put there too; NotMeanwhile ends it."""
    yield from shelf
    for file in rest:
        if isinstance(file, Item):
            raise NotMeanwhile(file)
        shelf.put(file)
        if not shelf.within(most):
            raise NotMeanwhile
        yield from shelf.read(shelf.last)
