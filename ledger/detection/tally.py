"""What the portions of a large import together changed among the findings, eight bytes a finding."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.detection.findings import Changes


class FindingIds:
    """A set of ids of findings, each 16 hexadecimal digits, given in their order."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._parts: list[array[int]] = []
        self.add(ids)

    def __iter__(self) -> Iterator[str]:
        for number, _ in groupby(merge(*self._parts)):
            yield f"{number:016x}"

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def add(self, ids: Iterable[str]) -> None:
        """Take some more; many at a time."""
        if part := array("Q", sorted(int(one, 16) for one in ids)):
            self._parts.append(part)

    def update(self, others: FindingIds) -> None:
        """Take all of others."""
        self._parts += others._parts

    def discard(self, one: str) -> bool:
        """Take one out; whether it was there."""
        number, found = int(one, 16), False
        for part in self._parts:
            at = bisect_left(part, number)
            if at < len(part) and part[at] == number:
                del part[at]
                found = True
        return found


@dataclass(slots=True)
class Tally:
    """What portions changed one after another: `new` are the findings that were not there before the first."""

    new: FindingIds = field(default_factory=FindingIds)
    reopened: dict[str, None] = field(default_factory=dict)
    _gone: set[str] = field(default_factory=set)

    def take(self, changes: Changes) -> None:
        """Take in what the next portion changed."""
        self._gone.update([finding for finding in changes.gone if not self.new.discard(finding)])
        self.new.add(finding for finding in changes.new if finding not in self._gone)
        self._gone.difference_update(changes.new)
        self.reopened |= dict.fromkeys(changes.reopened)
