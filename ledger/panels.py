"""What a ledger supports for each quantity, as plain values: the numbers that screens and reports print.

The rules are `ledger.comparison.support`; this module only puts claims of the ledger into them, so that what
shows them need not know how claims are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, floor, inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.comparison import Placed, Support
    from ledger.comparison.support import Line
    from ledger.figures import Policy
    from ledger.names import Names
    from ledger.queries import ClaimView, ReadingView


@dataclass(frozen=True, slots=True)
class LineView:
    """A range in whole people, `high` None where there is no ceiling, and the names of who stands behind it."""

    low: int
    high: int | None
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupportView:
    """Three nested ranges and the counts beside them (`ledger.comparison.support.Support` says what they mean).

    `total` says that it is a running total. `curve` then holds (day, low, high) of what the origins that agree leave
    room for; day numbers are `date.toordinal()`.
    """

    reports: int
    origins: int
    not_party: int
    claimed: LineView | None
    supported: LineView | None
    agreeing: LineView | None
    left_out: tuple[str, ...]
    must_be_wrong: int
    words: str
    together: tuple[str, ...]
    total: bool
    curve: tuple[tuple[int, int, int | None], ...]

    @property
    def counted(self) -> str:
        """The three numbers in words: “9 reports, 2 origins, 1 not a party”."""
        from ledger.comparison.independence import Counts

        return Counts(self.reports, self.origins, self.not_party).words()

    @property
    def said(self) -> str:
        """The three numbers and who agrees."""
        return f"{self.counted}: {self.words}"


def supports(
    claims: Iterable[ClaimView],
    readings: Mapping[int, ReadingView],
    links: Iterable[tuple[str, str, str, str]],
    policy: Policy,
    parties: Mapping[str, str],
) -> dict[str, SupportView]:
    """The support of every quantity that two or more of `claims` speak of, by its key.

    `readings` say which quantity that is, by the claim's row; `links` are the names that people tied together,
    and `parties` the sources that are parties to the conflict, by name.
    """
    from ledger.comparison import Compared, place_claim
    from ledger.names import Names
    from ledger.names.folding import plain

    groups: dict[str, list[ClaimView]] = {}
    for claim in claims:
        if claim.row in readings:
            groups.setdefault(readings[claim.row].quantity, []).append(claim)
    names = Names(links)
    sides = {plain(names.resolve_actor(name)): side for name, side in parties.items()}
    found: dict[str, SupportView] = {}
    for key, members in groups.items():
        if len(members) > 1:
            placed = [
                place_claim(Compared.from_record(c.id, c.record, at=c.quote_start), names, policy) for c in members
            ]
            found[key] = support_of(placed, sides, names, {c.id: c.record.quote for c in members if c.record.quote})
    return found


def support_of(
    members: list[Placed], sides: Mapping[str, str], names: Names, quotes: Mapping[str, str] | None = None
) -> SupportView:
    """The support of one quantity; `sides` are the parties by the key of the origin, `quotes` the words of claims."""
    from ledger.comparison import curve, supported

    found: Support = supported(members, sides, names, quotes)
    total = all(m.time_class == "total" for m in members)
    return SupportView(
        reports=found.counts.reports,
        origins=found.counts.origins,
        not_party=found.counts.not_party,
        claimed=_line(found.claimed),
        supported=_line(found.supported),
        agreeing=_line(found.agreeing),
        left_out=found.left_out,
        must_be_wrong=found.must_be_wrong,
        words=found.words(),
        together=found.together,
        total=total,
        curve=tuple((day, ceil(low), _whole(high)) for day, low, high in curve(members, names, quotes))
        if total
        else (),
    )


def _line(line: Line | None) -> LineView | None:
    return None if line is None else LineView(ceil(line.low), _whole(line.high), line.origins)


def _whole(high: float | None) -> int | None:
    return None if high is None or high == inf else floor(high)
