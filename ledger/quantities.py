"""One quantity as people look at it: what is claimed of it, by whom, and what the ledger supports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ledger import panels, queries
from ledger.detection.placed import keys_of, of_quantities, quotes_of
from ledger.detection.world import World
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.comparison import Placed
    from ledger.panels import SupportView


@dataclass(frozen=True, slots=True)
class Spoken:
    """One claim of a quantity: its reading, who says so, and the origin that it comes down to.

    `origin` is None where it is itself an origin; `likely` says that a report without a source gives that
    origin's figure, “probably” from three significant digits on, “possibly” below, or that the source may be that
    origin, for the reason in `joined_for`. `agrees` is None for a claim
    that its origin has replaced since.
    """

    claim: str
    figure: str
    low: float
    high: float | None
    why: str
    says: str
    relay: str
    as_of: str | None
    published: str | None
    day: int | None
    origin: str | None
    likely: str | None
    joined_for: str | None
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class Beside:
    """Another quantity that looks like this one and is not compared with it, and why."""

    code: str
    key: str
    label: str
    why: str


@dataclass(frozen=True, slots=True)
class QuantityView:
    """One quantity: its parts in words, its claims in order of date, its support, and what stands beside it."""

    key: str
    label: str
    parts: dict[str, str | None]
    running: bool
    claims: tuple[Spoken, ...]
    support: SupportView
    beside: tuple[Beside, ...]
    findings: tuple[queries.FindingView, ...]

    def as_json(self) -> dict[str, Any]:
        """The quantity as `claims quantity --json` prints it."""
        from dataclasses import asdict
        from datetime import date

        support = asdict(self.support)
        del support["total"]  # `running` says so
        support["curve"] = [
            {"day": date.fromordinal(day).isoformat(), "low": low, "high": high} for day, low, high in support["curve"]
        ]
        return {
            **self.parts,
            "key": self.key,
            "label": self.label,
            "running": self.running,
            **support,
            "claims": [{k: v for k, v in asdict(c).items() if k != "day"} for c in self.claims],
            "beside": [asdict(b) for b in self.beside],
            "findings": [f.as_json() for f in self.findings],
        }


def find_key(connection: Connection, what: str) -> str:
    """The key of the quantity that `what` names: a quantity's key, a finding or a claim, or the start of one."""
    claim = connection.exec_driver_sql(
        "SELECT q.key FROM reading AS r JOIN quantity AS q ON q.id = r.quantity WHERE r.claim = ?", (what,)
    ).first()
    if claim:
        return str(claim[0])
    if not what.strip():
        raise LedgerError("name a quantity's key, a finding or a claim; claims conflicts and claims list name them")
    start = what.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    keys = connection.exec_driver_sql(
        "SELECT key FROM quantity WHERE key LIKE ? ESCAPE '\\' AND claims > 0 LIMIT 2", (start,)
    ).all()
    if len(keys) == 1:
        return str(keys[0][0])
    found = queries.finding(connection, what)
    if found is not None:
        return str(found.quantity["key"])
    more = "more than one quantity begins so" if keys else "no quantity, standing claim or finding goes by it"
    raise LedgerError(f"{what!r}: {more}; claims conflicts --json and claims list name them")


def view(connection: Connection, what: str) -> QuantityView:
    """The quantity that `what` names, whole."""
    from ledger.comparison.sentences import quantity_words

    key = find_key(connection, what)
    world = World.of(connection)
    (members,) = of_quantities(connection, [key])
    quotes = quotes_of(connection, [key])
    parts = quantity_words(members[0])
    return QuantityView(
        key=key,
        label=str(parts.pop("label")),
        parts={name: value for name, value in parts.items() if name != "key"},
        running=members[0].running,
        claims=_spoken(members, world, quotes),
        support=panels.support_of(members, world.context.parties, world.names, quotes),
        beside=_beside(connection, members[0], world),
        findings=_findings(connection, key),
    )


def counted(connection: Connection, findings: Sequence[queries.FindingView]) -> dict[str, str]:
    """The three numbers of each finding and who agrees, in words, by its id.

    They are those of its quantity; where its claims count several things, those of these claims, of which it makes
    no sense to say who agrees.
    """
    from ledger.comparison.independence import counts

    world = World.of(connection)
    placed: dict[str, Placed] = {}
    quantity: dict[str, list[Placed]] = {}
    keys = keys_of(connection, [c for f in findings for c in f.claims])
    for members in of_quantities(connection, keys):
        quantity[members[0].quantity_key] = members
        placed.update((c.claim, c) for c in members)
    quotes = quotes_of(connection, keys)
    said: dict[str, str] = {}
    found = {}
    for f in findings:
        own = [placed[c] for c in f.claims if c in placed]
        held = {c.quantity_key for c in own}
        if len(held) > 1:
            found[f.id] = counts(own, world.context.parties, world.names, quotes).words()
        for key in held if len(held) == 1 else ():
            if key not in said:
                said[key] = panels.support_of(quantity[key], world.context.parties, world.names, quotes).said
            found[f.id] = said[key]
    return found


def _spoken(members: list[Placed], world: World, quotes: Mapping[str, str]) -> tuple[Spoken, ...]:
    from ledger.comparison.independence import JOIN_DIGITS, counted_with, digits, roots
    from ledger.comparison.support import agreeing_origins
    from ledger.comparison.times import span_words

    root = roots(members)
    named = {c.origin: c.origin_name for c in members}
    agree, latest = agreeing_origins(members, world.names, quotes)
    together = counted_with(members, world.names, quotes)
    found = []
    for c in sorted(members, key=lambda c: (c.as_of_last or 0, c.published_day or 0, c.low, c.claim)):
        repeats = root[c.claim] != c.origin
        other = together.get(c.origin) if not repeats else None
        as_of = span_words(c.as_of_first, c.as_of_last) if c.as_of_known else None
        surely = "probably" if repeats and digits(c.value or 0) >= JOIN_DIGITS else "possibly"
        origin = named[root[c.claim]] if repeats else named[other.root] if other else None
        found.append(
            Spoken(
                claim=c.claim,
                figure=c.shown,
                low=c.low,
                high=c.high,
                why=c.why,
                says=c.origin_name,
                relay=c.relay,
                as_of=as_of,
                published=span_words(c.published_day, c.published_day) if c.published_day else None,
                day=c.as_of_last,
                origin=origin,
                likely=surely if origin else None,
                joined_for=other.why if other else None,
                agrees=c.origin in agree if c.claim in latest else None,
            )
        )
    return tuple(found)


def _beside(connection: Connection, sample: Placed, world: World) -> tuple[Beside, ...]:
    """W1, W2 and W4: the same people, place and measure, counted from another start, over other days or otherwise."""
    from ledger.comparison.relate import relate
    from ledger.comparison.sentences import quantity_words

    rows = connection.exec_driver_sql(
        "SELECT key FROM quantity WHERE measure = ? AND group_name = ? AND place = ? AND time_class = ?"
        " AND key <> ? AND claims > 0 ORDER BY key LIMIT 200",
        (sample.measure, sample.group, sample.place, sample.time_class, sample.quantity_key),
    )
    found = []
    for others in of_quantities(connection, [row[0] for row in rows]):
        other = others[0]
        relation = relate(sample, other, world.names, world.policy)
        if relation.code in ("W1", "W2", "W4"):
            words = quantity_words(other)
            found.append(Beside(relation.code, other.quantity_key, str(words["label"]), relation.sentence))
    return tuple(found)


def _findings(connection: Connection, key: str) -> tuple[queries.FindingView, ...]:
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT f.id FROM quantity AS q JOIN reading AS r ON r.quantity = q.id"
        " JOIN finding_claim AS l ON l.claim_id = r.claim_id JOIN finding AS f ON f.row = l.finding WHERE q.key = ?"
        " ORDER BY f.rank, f.weight DESC, f.id",
        (key,),
    )
    return tuple(queries.findings_at(connection, [row[0] for row in rows]))
