"""Findings as rows, with the state that people's decisions give them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import orjson

from ledger.counting import plural
from ledger.detection.evaluating import Found
from ledger.detection.world import chunks, in_lists, marks

if TYPE_CHECKING:
    from sqlalchemy import Connection

FINDING_COLUMNS = (
    "rank, weight, block, other, code, kind, list, severity, state, about, higher, lower, labels, explanation,"
    " fits_if, hint, reopened_by"
)
_INSERT = f"INSERT INTO finding (row, id, {FINDING_COLUMNS}) VALUES (?, ?, {marks(FINDING_COLUMNS.split(','))})"
_INSERT_LINK = "INSERT INTO finding_claim (finding, claim_id) VALUES (?, ?)"
_AMENDED = ("id", *FINDING_COLUMNS.replace(" ", "").split(","), "links")
FEW = 5
"""Findings that are told in words when they go, and claims that are named of each."""
Decided = dict[str, tuple[str, frozenset[str]]]


class Stands(NamedTuple):
    """Where a finding stands, and in what state."""

    row: int
    state: str


Standing = dict[str, Stands]


@dataclass(frozen=True, slots=True)
class Changes:
    """What an import or an act changed among the findings, by their ids.

    `moved` counts the claims that now belong to another quantity than before, by another place, group, event or
    way of counting; `joined` the quantities that were apart and are now one with another. `were` says in words what
    the first of the findings that are gone were about.
    """

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    moved: int = 0
    joined: int = 0
    were: Mapping[str, str] = field(default_factory=dict)

    def moves(self) -> str:
        """What became of claims and quantities, in words: “5 claims moved, 2 quantities joined others”."""
        if not self.moved:
            return "no claim moved: none is counted otherwise than before"
        moved = f"{plural(self.moved, 'claim')} moved"
        if not self.joined:
            return f"{moved}, no quantity joined another"
        others = "others" if self.joined > 1 else "another"
        return f"{moved}, {plural(self.joined, 'quantity', 'quantities')} joined {others}"


def open_by_kind(connection: Connection) -> dict[str, int]:
    """How many findings stand open, by kind."""
    rows = connection.exec_driver_sql(
        "SELECT kind, count(*) FROM finding WHERE state = 'open' GROUP BY kind ORDER BY kind"
    )
    return {row[0]: row[1] for row in rows}


def open_loud(connection: Connection) -> int:
    """How many slips and disputes stand open: all findings but notes."""
    rows = connection.exec_driver_sql("SELECT count(*) FROM finding WHERE state = 'open' AND list <> 'note'")
    return int(rows.scalar_one())


def decided(db: Any, ids: Iterable[str]) -> Decided:
    """What people decided about those findings: the outcome, and the claims there were then."""
    found: Decided = {}
    for chunk in in_lists(ids, 500):
        rows = db.execute(
            "SELECT finding, outcome, claims FROM decision"
            f" WHERE finding IN ({marks(chunk)}) AND state = 'standing' ORDER BY id",
            chunk,
        )
        found.update((row[0], (row[1], frozenset(orjson.loads(row[2])))) for row in rows)
    return found


def joined(db: Any, rows: Iterable[int], before: frozenset[str]) -> list[str]:
    """The claims that have come into the quantities of those claims since a person decided."""
    held = sorted(rows)
    beside = db.execute(
        "SELECT DISTINCT claim FROM reading WHERE quantity IN"
        f" (SELECT quantity FROM reading WHERE claim_id IN ({marks(held)})) ORDER BY claim",
        held,
    )
    return [row[0] for row in beside if row[0] not in before]


def values(db: Any, found: Found, decisions: Decided) -> tuple[Any, ...]:
    """The columns of FINDING_COLUMNS; a settled finding is open again where a new claim has joined its quantity."""
    from ledger.comparison import rank
    from ledger.comparison.vocabulary import KINDS

    f = found.fact
    state, since = "open", None
    if decisions and f.id in decisions:
        state, before = decisions[f.id]
        since = joined(db, found.rows, before)
    sentence, fits_if, hint = f.words or _UNSAID
    return (
        rank(f),
        f.weight,
        found.block,
        found.other,
        f.code,
        KINDS[f.code][0],
        f.list.value,
        f.severity.value,
        "open" if since else state,
        found.about,
        *found.pair,
        " ".join(f.labels) or None,
        sentence,
        fits_if,
        hint or f.hint or None,
        _json(since) if since else None,
    )


_UNSAID = (None, None, None)


def store(db: Any, found: Iterable[Found], before: Standing | None = None) -> Iterator[tuple[str, bool]]:
    """Store findings a few hundred at a time; gives each one's id, and whether a new claim reopened it.

    Those in `before` are there already: what has not changed of them is left as it is.
    """
    following = 0
    settled = False
    for chunk in chunks(found, 100):
        if not following:
            following = db.execute("SELECT coalesce(max(row), 0) + 1 FROM finding").fetchone()[0]
            settled = db.execute("SELECT 1 FROM decision WHERE state = 'standing' LIMIT 1").fetchone() is not None
        decisions = decided(db, [one.fact.id for one in chunk]) if settled else {}
        rows = [(one.fact.id, *values(db, one, decisions), tuple(sorted(one.rows))) for one in chunk]
        there = _stored(db, [before[row[0]].row for row in rows if row[0] in before]) if before else {}
        fresh, links = [], []
        for row in rows:
            number = before[row[0]].row if before and row[0] in before else None
            if number is None:
                number, following = following, following + 1
            elif number in there:
                _amend(db, number, there[number], row)
                continue
            fresh.append((number, *row[:-1]))
            links += [(number, claim) for claim in row[-1]]
        db.executemany(_INSERT, fresh)
        db.executemany(_INSERT_LINK, links)
        for row in rows:
            yield row[0], row[-2] is not None


def _amend(db: Any, number: int, was: tuple[Any, ...], now: tuple[Any, ...]) -> None:
    """Change what differs of a finding that is stored: mostly its rank alone, of which no index knows."""
    changed = [name for name, one, other in zip(_AMENDED, was, now, strict=True) if one != other]
    columns = [name for name in changed if name != "links"]
    if columns:
        new = dict(zip(_AMENDED, now, strict=True))
        assignments = ", ".join(f"{name} = ?" for name in columns)
        db.execute(f"UPDATE finding SET {assignments} WHERE row = ?", (*(new[name] for name in columns), number))
    if "links" in changed:
        gone, come = set(was[-1]) - set(now[-1]), set(now[-1]) - set(was[-1])
        held = "DELETE FROM finding_claim WHERE finding = ? AND claim_id = ?"
        db.executemany(held, [(number, claim) for claim in sorted(gone)])
        db.executemany(_INSERT_LINK, [(number, claim) for claim in sorted(come)])


def _stored(db: Any, rows: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    """What stands in some rows: id, the columns, and the rows of the claims in order."""
    found: dict[int, tuple[Any, ...]] = {}
    for some in in_lists(rows, 500):
        links: dict[int, list[int]] = {}
        sql = f"SELECT finding, claim_id FROM finding_claim WHERE finding IN ({marks(some)}) ORDER BY finding, claim_id"
        for row, claim in db.execute(sql, some):
            links.setdefault(row, []).append(claim)
        sql = f"SELECT row, id, {FINDING_COLUMNS} FROM finding WHERE row IN ({marks(some)})"
        for row, *columns in db.execute(sql, some):
            found[row] = (*columns, tuple(links.get(row, ())))
    return found


def told(db: Any, rows: Sequence[int]) -> dict[str, str]:
    """Findings in words that hold when they are gone: their kind and their claims, by their ids."""
    names: dict[int, list[str]] = {}
    for finding, claim in db.execute(
        "SELECT finding, key FROM finding_claim JOIN claim ON claim.id = claim_id"
        f" WHERE finding IN ({marks(rows)}) ORDER BY claim_id",
        rows,
    ):
        names.setdefault(finding, []).append(claim)
    found = {}
    for row, finding_id, kind in db.execute(f"SELECT row, id, kind FROM finding WHERE row IN ({marks(rows)})", rows):
        claims = names.get(row, [])
        more = f" and {len(claims) - FEW:,} more" if len(claims) > FEW else ""
        found[finding_id] = f"{kind.replace('_', ' ')}, of claims {', '.join(claims[:FEW])}{more}"
    return found


def remove(db: Any, rows: Sequence[int]) -> None:
    """Take findings out."""
    for some in in_lists(rows, 500):
        db.execute(f"DELETE FROM finding_claim WHERE finding IN ({marks(some)})", some)
        db.execute(f"DELETE FROM finding WHERE row IN ({marks(some)})", some)


def restate(db: Any, ids: Iterable[str]) -> list[str]:
    """Give findings the state that decisions now give them; the ids of those that a later claim reopened."""
    wanted = sorted(set(ids))
    decisions = decided(db, wanted)
    reopened = []
    for finding_id in wanted:
        row = db.execute("SELECT state, row FROM finding WHERE id = ?", (finding_id,)).fetchone()
        if row is None:
            continue
        state, before = decisions.get(finding_id, ("open", frozenset()))
        rows = [r[0] for r in db.execute("SELECT claim_id FROM finding_claim WHERE finding = ?", (row[1],))]
        since = joined(db, rows, before) if finding_id in decisions else []
        if since and row[0] != "open":
            reopened.append(finding_id)
        db.execute(
            "UPDATE finding SET state = ?, reopened_by = ? WHERE id = ?",
            ("open" if since else state, _json(since) if since else None, finding_id),
        )
    return reopened


def _json(value: object) -> str:
    return orjson.dumps(value).decode()
