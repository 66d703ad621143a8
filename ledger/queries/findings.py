"""Findings, what people decided about them, and their notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

import orjson

from ledger.queries.finding_filter import only
from ledger.queries.searching import can_hold
from ledger.queries.terms import like
from ledger.queries.views import DecisionView, FindingView, RemarkView
from ledger.vocabulary import FindingList, FindingState, ResolutionMethod, Severity

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.comparison.values import Placed
    from ledger.comparison.verdicts import Fact


_COLUMNS = (
    "row, id, code, kind, list, severity, state, about, higher, lower, labels, explanation, fits_if, hint, reopened_by"
)
_FINDING_SQL = f"SELECT {_COLUMNS} FROM finding "
_ORDER = " ORDER BY rank, weight DESC, id"
_AT_ONCE = 500


def finding_ids(connection: Connection, *, words: str = "") -> list[str]:
    """The ids of the findings that hold every word, what is open first, then in the order of `findings`.

    Words such as `state:open`, `list:dispute`, `severity:major` and `kind:stale-figure` (or its code) ask for just
    that. LedgerError names what such a word can be, where it is none of them.
    """
    by = "ORDER BY state <> 'open', rank, weight DESC, id"
    where, values, parts = only(words)
    if not parts:
        return [row[0] for row in connection.exec_driver_sql(f"SELECT id FROM finding {where} {by}", values)]
    rows = can_hold(connection, parts)
    found = connection.exec_driver_sql(f"SELECT id, row FROM finding {where} {by}", values)
    order = [row[0] for row in found if _in(row[1], rows)]
    some = (order[n : n + _AT_ONCE] for n in range(0, len(order), _AT_ONCE))
    return [f.id for ids in some for f in findings_at(connection, ids) if _holds(f, parts)]


def _in(row: int, rows: set[int] | None) -> bool:
    return rows is None or row in rows


def _holds(f: FindingView, words: Sequence[str]) -> bool:
    said = (f.kind, f.explanation, *(v for v in f.quantity.values() if v), f.state.value, f.severity.value)
    text = " ".join(said).casefold()
    return all(word in text for word in words)


def finding_pairs(connection: Connection, rows: Iterable[int] | None = None) -> Iterator[tuple[str, int, str, str]]:
    """Which finding stands on which claim: (finding, claim row, list, state), of the claims in `rows` or of all."""
    sql = (
        "SELECT finding.id, claim_id, finding.list, finding.state FROM finding_claim"
        " JOIN finding ON finding.row = finding_claim.finding"
    )
    wanted = tuple(rows) if rows is not None else ()
    only = f" WHERE claim_id IN ({', '.join('?' * len(wanted))})" if rows is not None else ""
    for row in connection.exec_driver_sql(f"{sql}{only} ORDER BY finding.id, claim_id", wanted):
        yield row[0], row[1], row[2], row[3]


def disputed(connection: Connection) -> list[str]:
    """The keys of the quantities about which sources stand in open dispute, in order.

    Of a part and a whole it is the part; of a broken ceiling the quantity that is too large.
    """
    found = connection.exec_driver_sql(
        "SELECT substr(block, instr(block, ':') + 1) FROM finding"
        " WHERE state = 'open' AND list = 'dispute' AND block NOT GLOB 'capacity:*'"
        " UNION SELECT q.key FROM finding AS f CROSS JOIN reading AS r ON r.claim_id = f.about"
        " CROSS JOIN quantity AS q ON q.id = r.quantity"
        " WHERE f.state = 'open' AND f.list = 'dispute' AND f.block GLOB 'capacity:*' ORDER BY 1"
    )
    return [row[0] for row in found]


def claims_beside(connection: Connection, finding_id: str) -> list[str]:
    """The ids of all claims in the quantities that a finding is about: what a person had before them."""
    found = connection.exec_driver_sql(
        "SELECT DISTINCT r.claim FROM finding AS f CROSS JOIN finding_claim AS l ON l.finding = f.row"
        " CROSS JOIN reading AS own ON own.claim_id = l.claim_id"
        " CROSS JOIN reading AS r ON r.quantity = own.quantity WHERE f.id = ? ORDER BY r.claim",
        (finding_id,),
    )
    return [row[0] for row in found]


def findings_at(connection: Connection, ids: Iterable[str]) -> list[FindingView]:
    """The findings with those ids, in that order; ids that are not there are left out."""
    wanted = list(ids)
    sql = f"{_FINDING_SQL}WHERE id IN ({', '.join('?' * len(wanted))})"
    by_id = {f.id: f for f in _views(connection, sql, tuple(wanted))}
    return [by_id[i] for i in wanted if i in by_id]


def findings(
    connection: Connection,
    *,
    state: str = "open",
    kind: str | None = None,
    severity: str | None = None,
    list_: str | None = None,
    claim_row: int | None = None,
    limit: int | None = None,
) -> list[FindingView]:
    """Findings, slips first, then disputes, then notes, the gravest first. `state` "all" gives every one."""
    tests: list[str] = []
    values: list[Any] = []
    wanted = {
        "state": None if state == "all" else state,
        "severity": severity,
        "list": list_,
    }
    for column, value in wanted.items():
        if value is not None:
            tests.append(f"{column} = ?")
            values.append(value)
    if kind is not None:
        tests.append("(kind = ? OR code = ?)")
        values += [kind, kind]
    if claim_row is not None:
        tests.append("row IN (SELECT finding FROM finding_claim WHERE claim_id = ?)")
        values.append(claim_row)
    where = "WHERE " + " AND ".join(tests) if tests else ""
    sql = f"{_FINDING_SQL}{where}{_ORDER} LIMIT ?"
    return list(_views(connection, sql, (*values, -1 if limit is None else limit)))


def finding(connection: Connection, finding_id: str) -> FindingView | None:
    """One finding; the start of its id will do where it names only one."""
    if not finding_id:
        return None
    rows = connection.exec_driver_sql(
        "SELECT id FROM finding WHERE id = ? OR id LIKE ? ESCAPE '\\' ORDER BY id = ? DESC LIMIT 2",
        (finding_id, like(finding_id) + "%", finding_id),
    ).all()
    if not rows or (len(rows) == 2 and rows[0][0] != finding_id):
        return None
    return findings_at(connection, [rows[0][0]])[0]


def _views(connection: Connection, sql: str, values: tuple[Any, ...]) -> Iterator[FindingView]:
    """The findings that a statement gives, put in words a few hundred at a time."""
    from ledger.comparison import shown
    from ledger.queries.placed import placed_at

    rows = iter(connection.exec_driver_sql(sql, values).all())
    while some := list(islice(rows, _AT_ONCE)):
        claims = _claims(connection, [row[0] for row in some])
        needed = {n for row in some for n in (*claims.get(row[0], ()), row[7], row[8], row[9]) if n is not None}
        placed = placed_at(connection.exec_driver_sql, sorted(needed))
        decided = _decisions(connection, [row[1] for row in some])
        printed = {c.claim: c.shown for c in placed.values()}
        for row in some:
            held = [placed[n] for n in claims.get(row[0], ()) if n in placed]
            found = shown(_fact(row, held, placed))
            yield FindingView(
                id=found.id,
                code=found.code,
                kind=row[3],
                list=found.list,
                severity=found.severity,
                state=FindingState(row[6]),
                explanation=found.explanation,
                fits_if=found.fits_if,
                hint=found.hint or None,
                claims=found.claims,
                origins=found.origins,
                quantity=dict(found.quantity),
                readings={
                    r.claim: {"why": r.why, "low": r.low, "high": r.high, "figure": printed[r.claim]}
                    for r in found.readings
                },
                reopened_by=tuple(orjson.loads(row[14])) if row[14] else (),
                decision=decided.get(found.id),
            )


def _claims(connection: Connection, findings: Sequence[int]) -> dict[int, list[int]]:
    """The rows of the claims that each of those findings is about."""
    sql = f"SELECT finding, claim_id FROM finding_claim WHERE finding IN ({', '.join('?' * len(findings))})"
    found: dict[int, list[int]] = {}
    for finding_row, claim in connection.exec_driver_sql(sql, tuple(findings)):
        found.setdefault(finding_row, []).append(claim)
    return found


def _fact(row: Sequence[Any], claims: Sequence[Placed], placed: dict[int, Placed]) -> Fact[Placed]:
    """A stored finding as the rule found it."""
    from ledger.comparison.verdicts import Fact, Words

    pair = (placed[row[8]], placed[row[9]]) if row[8] is not None and row[9] is not None else None
    return Fact(
        id=row[1],
        code=row[2],
        list=FindingList(row[4]),
        severity=Severity(row[5]),
        claims=tuple(sorted(claims, key=lambda c: c.claim)),
        about=placed[row[7]],
        pair=pair,
        words=Words(row[11], row[12] or "", row[13] or "") if row[11] is not None else None,
        labels=(row[10],) if row[10] else (),
        hint=row[13] or "",
    )


def _decisions(connection: Connection, ids: list[str] | None) -> dict[str, DecisionView]:
    sql = "SELECT finding, outcome, method, why, reviewer, at, state FROM decision WHERE state = 'standing'"
    values: tuple[str, ...] = ()
    if ids is not None:
        sql += f" AND finding IN ({', '.join('?' * len(ids))})"
        values = tuple(ids)
    return {
        row[0]: DecisionView(
            FindingState(row[1]), ResolutionMethod(row[2]), row[3], row[4], row[5], row[6] == "standing"
        )
        for row in connection.exec_driver_sql(sql + " ORDER BY id", values)
    }


def remarks(connection: Connection, subject: str) -> list[RemarkView]:
    """The notes on a claim (`claim:ID`) or a finding (`finding:ID`), oldest first."""
    found = connection.exec_driver_sql(
        "SELECT subject, text, reviewer, at FROM remark WHERE subject = ? AND state = 'standing' ORDER BY id",
        (subject,),
    )
    return [RemarkView(*row) for row in found]
