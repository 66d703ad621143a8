"""Keeps the derived tables true: readings of the standing claims, and the findings they give.

After every import and every act only the blocks that were touched are compared again;
a rebuild of everything gives the same (a test holds that). The comparison itself is `ledger.comparison`;
this module only moves plain values in and out of the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from math import inf
from typing import TYPE_CHECKING, Any, TypeVar

import orjson

from ledger import queries, store

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.acts import Act
    from ledger.comparison import Compared, Finding, Placed
    from ledger.names import Names

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Changes:
    """What an import or an act changed among the findings: ids, and how many now stand open by kind."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    open_by_kind: dict[str, int] = field(default_factory=dict)

    @property
    def open(self) -> int:
        """How many findings stand open in the whole ledger."""
        return sum(self.open_by_kind.values())


def after(connection: Connection, act: Act) -> Changes:
    """Bring readings and findings up to date with what an act changed."""
    if act.touched("name_link") or act.touched("source") or act.touched("setting"):
        return refresh(connection, None)
    rows: set[int] = set(act.touched("claim"))
    for table, column in (("document", "document_id"), ("batch", "batch_id")):
        for chunk in chunks(act.touched(table), 500):
            found = connection.exec_driver_sql(
                f"SELECT id FROM claim WHERE {column} IN ({', '.join('?' * len(chunk))})",
                tuple(chunk),
            )
            rows.update(row[0] for row in found)
    _follow_search(connection, act)
    touched = {
        row[0]
        for number in act.touched("decision")
        for row in connection.exec_driver_sql(
            "SELECT block FROM finding JOIN decision ON decision.finding = finding.id WHERE decision.id = ?",
            (number,),
        )
    }
    return refresh(connection, sorted(rows), touched)


def refresh(connection: Connection, rows: Sequence[int] | None, touched: Iterable[str] = ()) -> Changes:
    """Compare again what claims in `rows` touch, and `touched`; None compares everything."""
    world = _World.of(connection)
    affected: set[str] | None = None
    if rows is None:
        connection.exec_driver_sql("DELETE FROM reading")
        connection.exec_driver_sql("DELETE FROM reading_block")
        _insert_readings(connection, world, _standing(connection))
    else:
        affected = set(touched) | _blocks_of(connection, rows)
        for chunk in chunks(rows, 500):
            marks = ", ".join("?" * len(chunk))
            connection.exec_driver_sql(f"DELETE FROM reading WHERE claim_id IN ({marks})", tuple(chunk))
            connection.exec_driver_sql(f"DELETE FROM reading_block WHERE claim_id IN ({marks})", tuple(chunk))
        _insert_readings(connection, world, _standing(connection, rows))
        affected |= _blocks_of(connection, rows)
    return _replace_findings(connection, world, affected)


@dataclass(frozen=True, slots=True)
class _World:
    """What the comparison must know besides the claims."""

    names: Any
    policy: Any
    parties: dict[str, str]

    @classmethod
    def of(cls, connection: Connection) -> _World:
        return cls(
            _names(tuple(queries.name_links(connection))),
            store.policy(connection),
            queries.parties(connection),
        )

    def place(self, claims: Iterable[tuple[int, Compared]]) -> Iterator[tuple[int, Placed]]:
        from ledger.comparison import place_claim

        for row, compared in claims:
            yield row, place_claim(compared, self.names, self.policy)

    def detect(self, block: str, placed: list[Placed]) -> list[Finding]:
        from ledger.comparison import detect_block

        return detect_block(block, placed, names=self.names, policy=self.policy, parties=self.parties)


@lru_cache(maxsize=4)
def _names(links: tuple[tuple[str, str, str, str], ...]) -> Names:
    """The names with what people said about them; reading the shipped data costs 50 ms, so it is kept."""
    from ledger.names import Names

    return Names(links)


def _standing(connection: Connection, rows: Sequence[int] | None = None) -> Iterator[tuple[int, Compared]]:
    """The standing claims, all or those of `rows`, as the comparison takes them."""
    from ledger.comparison import Compared

    columns = ", ".join(("claim.id", "claim.quote_start", *queries.RECORD_COLUMNS))
    sql = f"SELECT {columns}{queries.FROM} WHERE {queries.STANDING}"
    wanted = [None] if rows is None else list(chunks(rows, 500))
    for chunk in wanted:
        part = "" if chunk is None else f" AND claim.id IN ({', '.join('?' * len(chunk))})"
        for row in connection.exec_driver_sql(f"{sql}{part} ORDER BY claim.id", tuple(chunk or ())):
            record = queries.record_from(row[2:])
            yield row[0], Compared.from_record(record.id or str(row[0]), record, at=row[1])


def _insert_readings(connection: Connection, world: _World, claims: Iterable[tuple[int, Compared]]) -> None:
    from ledger.comparison import blocks

    for chunk in chunks(world.place(claims), 5000):
        connection.exec_driver_sql(
            f"INSERT INTO reading (claim_id, {_READING_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(row, *_reading_values(placed)) for row, placed in chunk],
        )
        connection.exec_driver_sql(
            "INSERT INTO reading_block (claim_id, block) VALUES (?, ?)",
            [(row, block) for row, placed in chunk for block in blocks(placed)],
        )


_READING_COLUMNS = "quantity, family, lo, hi, soft_lo, soft_hi, soft_ceiling, origin, as_of_day, published_day, why"


def _reading_values(p: Placed) -> tuple[Any, ...]:
    return (
        p.quantity_key,
        p.family_key,
        p.low,
        p.ceiling,
        p.soft_low,
        inf if p.soft_high is None else p.soft_high,
        int(p.soft_ceiling),
        p.origin_name,
        p.as_of_last if p.as_of_known else None,
        p.published_day,
        p.why,
    )


def _blocks_of(connection: Connection, rows: Sequence[int]) -> set[str]:
    touched: set[str] = set()
    for chunk in chunks(rows, 500):
        marks = ", ".join("?" * len(chunk))
        touched |= {
            row[0]
            for row in connection.exec_driver_sql(
                f"SELECT DISTINCT block FROM reading_block WHERE claim_id IN ({marks})",
                tuple(chunk),
            )
        }
    return touched


def _replace_findings(connection: Connection, world: _World, touched: set[str] | None) -> Changes:
    before = _states(connection, touched)
    found: list[tuple[str, Finding]] = []
    for block, placed in _by_block(connection, world, touched):
        found += [(block, f) for f in world.detect(block, placed)]
    if touched is None:
        connection.exec_driver_sql("DELETE FROM finding")
    else:
        for chunk in chunks(sorted(touched), 500):
            marks = ", ".join("?" * len(chunk))
            connection.exec_driver_sql(f"DELETE FROM finding WHERE block IN ({marks})", tuple(chunk))
    reopened = _insert_findings(connection, found)
    now = {f.id for _, f in found}
    return Changes(
        new=tuple(f.id for _, f in found if f.id not in before),
        gone=tuple(sorted(set(before) - now)),
        reopened=tuple(i for i in reopened if before.get(i, "open") != "open"),
        open_by_kind=open_by_kind(connection),
    )


def open_by_kind(connection: Connection) -> dict[str, int]:
    """How many findings stand open, by kind."""
    rows = connection.exec_driver_sql(
        "SELECT kind, count(*) FROM finding WHERE state = 'open' GROUP BY kind ORDER BY kind"
    )
    return {row[0]: row[1] for row in rows}


def differences(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Where the derived tables are not what the claims give: table, row, and a sentence each."""
    from ledger.comparison import blocks

    world = _World.of(connection)
    stored = {
        row[0]: tuple(row[1:])
        for row in connection.exec_driver_sql(f"SELECT claim_id, {_READING_COLUMNS} FROM reading")
    }
    given_blocks: set[tuple[int, str]] = set()
    for row, placed in world.place(_standing(connection)):
        given_blocks.update((row, block) for block in blocks(placed))
        if stored.pop(row, None) != _reading_values(placed):
            yield "reading", str(row), f"the reading of claim row {row} is not what its words give"
    kept_blocks = {(r[0], r[1]) for r in connection.exec_driver_sql("SELECT claim_id, block FROM reading_block")}
    for row, block in sorted(kept_blocks ^ given_blocks):
        yield "reading_block", str(row), f"claim row {row} is compared in block {block} or not, against its words"
    for row in stored:
        yield "reading", str(row), f"claim row {row} has a reading although it does not stand"
    kept = {row[0]: tuple(row[1:]) for row in connection.exec_driver_sql(f"SELECT id, {_FINDING_COLUMNS} FROM finding")}
    decided = _decided(connection)
    given_links: set[tuple[str, str]] = set()
    for block, placed_claims in _by_block(connection, world, None):
        for found in world.detect(block, placed_claims):
            if kept.pop(found.id, None) != _finding_values(block, found, decided)[0]:
                yield "finding", found.id, f"finding {found.id} is missing or not what the claims give"
            given_links.update((found.id, claim) for claim in found.claims)
    links = "SELECT finding_id, claim.key FROM finding_claim JOIN claim ON claim.id = claim_id"
    for finding_id, claim in sorted({(r[0], r[1]) for r in connection.exec_driver_sql(links)} ^ given_links):
        yield "finding_claim", finding_id, f"whether claim {claim} is in finding {finding_id} is not what follows"
    for finding_id in kept:
        yield "finding", finding_id, f"finding {finding_id} does not follow from the claims"


def _states(connection: Connection, touched: set[str] | None) -> dict[str, str]:
    if touched is None:
        return {r[0]: r[1] for r in connection.exec_driver_sql("SELECT id, state FROM finding")}
    found: dict[str, str] = {}
    for chunk in chunks(sorted(touched), 500):
        marks = ", ".join("?" * len(chunk))
        rows = connection.exec_driver_sql(
            f"SELECT id, state FROM finding WHERE block IN ({marks})",
            tuple(chunk),
        )
        found |= {row[0]: row[1] for row in rows}
    return found


def _by_block(connection: Connection, world: _World, touched: set[str] | None) -> Iterator[tuple[str, list[Placed]]]:
    """The placed claims of each block, one block at a time."""
    if touched is None:
        touched = {r[0] for r in connection.exec_driver_sql("SELECT DISTINCT block FROM reading_block")}
    for block in sorted(touched):
        rows = [
            r[0]
            for r in connection.exec_driver_sql(
                "SELECT claim_id FROM reading_block WHERE block = ? ORDER BY claim_id", (block,)
            )
        ]
        if len(rows) > 1:
            yield block, [p for _, p in world.place(_standing(connection, rows))]


_FINDING_COLUMNS = (
    "rank, weight, block, code, kind, list, severity, state, explanation, fits_if, hint, claims, origins,"
    " quantity, readings, reopened_by"
)


def _decided(connection: Connection) -> dict[str, tuple[str, frozenset[str]]]:
    """What people decided: the outcome and the claims that the finding had then."""
    rows = connection.exec_driver_sql(
        "SELECT finding, outcome, claims FROM decision WHERE state = 'standing' ORDER BY id"
    )
    return {row[0]: (row[1], frozenset(orjson.loads(row[2]))) for row in rows}


def _finding_values(
    block: str, f: Finding, decided: dict[str, tuple[str, frozenset[str]]]
) -> tuple[tuple[Any, ...], bool]:
    """The columns of a finding with the state that people's decisions give it, and whether it reopened."""
    from ledger.comparison import rank

    state, known = decided.get(f.id, ("open", frozenset()))
    joined = [c for c in f.claims if c not in known] if state != "open" else []
    values = (
        rank(f),
        f.weight,
        block,
        f.code,
        f.kind,
        f.list.value,
        f.severity.value,
        "open" if joined else state,
        f.explanation,
        f.fits_if,
        f.hint or None,
        _json(f.claims),
        _json(f.origins),
        _json(dict(f.quantity)),
        _json({r.claim: {"why": r.why, "low": r.low, "high": r.high} for r in f.readings}),
        _json(joined) if joined else None,
    )
    return values, bool(joined)


def _insert_findings(connection: Connection, found: list[tuple[str, Finding]]) -> list[str]:
    """Store findings; gives the ids of those that a new claim reopened."""
    decided = _decided(connection)
    reopened = []
    for block, f in found:
        values, again = _finding_values(block, f, decided)
        connection.exec_driver_sql(
            f"INSERT INTO finding (id, {_FINDING_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (f.id, *values),
        )
        if again:
            reopened.append(f.id)
    links = [(f.id, c) for _, f in found for c in f.claims]
    if links:
        connection.exec_driver_sql(
            "INSERT INTO finding_claim (finding_id, claim_id) SELECT ?, id FROM claim WHERE key = ?", links
        )
    return reopened


_SEARCHED = ("quote", "figure_text", "group_name", "place", "attributed_to", "note")


def feed_search(connection: Connection, first: int, last: int) -> None:
    """Index the words of new claims for full-text search."""
    columns = ", ".join(_SEARCHED)
    connection.exec_driver_sql(
        f"INSERT INTO claim_search (rowid, {columns}) SELECT id, {columns} FROM claim WHERE id BETWEEN ? AND ?",
        (first, last),
    )


def rebuild_search(connection: Connection) -> None:
    """Index all words anew, from nothing: also words that are gone leave the index."""
    connection.exec_driver_sql("INSERT INTO claim_search (claim_search) VALUES ('rebuild')")


def _follow_search(connection: Connection, act: Act) -> None:
    """Index changed words anew. The index forgets a row only when it is told the words it held."""
    old: dict[int, dict[str, Any]] = {}
    for change in act.changes:
        if change["table"] == "claim" and change["before"] is not None:
            held = old.setdefault(change["id"], {})
            for column in set(_SEARCHED) & set(change["before"]):
                held.setdefault(column, change["before"][column])
    for number in act.added("claim"):
        old.pop(number, None)
        feed_search(connection, number, number)
    columns = ", ".join(_SEARCHED)
    for number, held in sorted(old.items()):
        if not held:
            continue
        now = connection.exec_driver_sql(f"SELECT {columns} FROM claim WHERE id = ?", (number,)).one()
        before = [held.get(column, value) for column, value in zip(_SEARCHED, now, strict=True)]
        connection.exec_driver_sql(
            f"INSERT INTO claim_search (claim_search, rowid, {columns}) VALUES ('delete', ?, ?, ?, ?, ?, ?, ?)",
            (number, *before),
        )
        feed_search(connection, number, number)


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most `size` items, in order."""
    stream = iter(items)
    while part := list(islice(stream, size)):
        yield part


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
