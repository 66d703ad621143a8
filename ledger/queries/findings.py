"""Findings, what people decided about them, and their notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import orjson

from ledger.queries.terms import like
from ledger.queries.views import DecisionView, FindingView, RemarkView
from ledger.vocabulary import FindingList, FindingState, ResolutionMethod, Severity

if TYPE_CHECKING:
    from sqlalchemy import Connection


_FINDING_SQL = (
    "SELECT id, code, kind, list, severity, state, explanation, fits_if, hint, claims, origins, quantity,"
    " readings, reopened_by FROM finding "
)


_ORDER = " ORDER BY rank, weight DESC, id"


def finding_ids(connection: Connection, *, words: str = "") -> list[str]:
    """The ids of the findings that hold every word, what is open first, then in the order of `findings`."""
    parts = words.split()
    test = "kind || ' ' || explanation || ' ' || quantity || ' ' || state || ' ' || severity LIKE ? ESCAPE '\\'"
    where = "WHERE " + " AND ".join([test] * len(parts)) if parts else ""
    values = tuple(f"%{like(p)}%" for p in parts)
    found = connection.exec_driver_sql(
        f"SELECT id FROM finding {where} ORDER BY state <> 'open', rank, weight DESC, id", values
    )
    return [row[0] for row in found]


def finding_pairs(connection: Connection, rows: Iterable[int] | None = None) -> Iterator[tuple[str, int, str, str]]:
    """Which finding stands on which claim: (finding, claim row, list, state), of the claims in `rows` or of all."""
    sql = (
        "SELECT finding_id, claim_id, finding.list, finding.state FROM finding_claim"
        " JOIN finding ON finding.id = finding_id"
    )
    wanted = tuple(rows) if rows is not None else ()
    only = f" WHERE claim_id IN ({', '.join('?' * len(wanted))})" if rows is not None else ""
    for row in connection.exec_driver_sql(f"{sql}{only} ORDER BY finding_id, claim_id", wanted):
        yield row[0], row[1], row[2], row[3]


def disputed(connection: Connection) -> list[str]:
    """The keys of the quantities about which sources stand in open dispute, in order.

    Of a part and a whole it is the part; of a broken ceiling the quantity that is too large.
    """
    found = connection.exec_driver_sql(
        "SELECT substr(block, instr(block, ':') + 1) FROM finding"
        " WHERE state = 'open' AND list = 'dispute' AND block NOT GLOB 'capacity:*'"
        " UNION SELECT quantity ->> 'key' FROM finding"
        " WHERE state = 'open' AND list = 'dispute' AND block GLOB 'capacity:*' ORDER BY 1"
    )
    return [row[0] for row in found]


def claims_beside(connection: Connection, finding_id: str) -> list[str]:
    """The ids of all claims in the quantities that a finding is about: what a person had before them."""
    found = connection.exec_driver_sql(
        "SELECT DISTINCT r.claim FROM finding_claim AS f CROSS JOIN reading AS own ON own.claim_id = f.claim_id"
        " CROSS JOIN reading AS r ON r.quantity = own.quantity WHERE f.finding_id = ? ORDER BY r.claim",
        (finding_id,),
    )
    return [row[0] for row in found]


def findings_at(connection: Connection, ids: Iterable[str]) -> list[FindingView]:
    """The findings with those ids, in that order; ids that are not there are left out."""
    wanted = list(ids)
    found = connection.exec_driver_sql(f"{_FINDING_SQL}WHERE id IN ({', '.join('?' * len(wanted))})", tuple(wanted))
    decided = _decisions(connection, wanted)
    by_id = {row[0]: _finding(row, decided.get(row[0])) for row in found}
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
        tests.append("id IN (SELECT finding_id FROM finding_claim WHERE claim_id = ?)")
        values.append(claim_row)
    where = "WHERE " + " AND ".join(tests) if tests else ""
    rows = connection.exec_driver_sql(
        f"{_FINDING_SQL}{where}{_ORDER} LIMIT ?", (*values, -1 if limit is None else limit)
    ).all()
    decided = _decisions(connection, [row[0] for row in rows] if len(rows) < 500 else None)
    return [_finding(row, decided.get(row[0])) for row in rows]


def finding(connection: Connection, finding_id: str) -> FindingView | None:
    """One finding; the start of its id will do where it names only one."""
    rows = connection.exec_driver_sql(
        f"{_FINDING_SQL}WHERE id = ? OR id LIKE ? ESCAPE '\\' ORDER BY id = ? DESC LIMIT 2",
        (finding_id, like(finding_id) + "%", finding_id),
    ).all()
    if not rows or (len(rows) == 2 and rows[0][0] != finding_id):
        return None
    return _finding(rows[0], _decisions(connection, [rows[0][0]]).get(rows[0][0]))


def _finding(row: Sequence[Any], decision: DecisionView | None) -> FindingView:
    return FindingView(
        id=row[0],
        code=row[1],
        kind=row[2],
        list=FindingList(row[3]),
        severity=Severity(row[4]),
        state=FindingState(row[5]),
        explanation=row[6],
        fits_if=row[7],
        hint=row[8],
        claims=tuple(orjson.loads(row[9])),
        origins=tuple(orjson.loads(row[10])),
        quantity=orjson.loads(row[11]),
        readings=orjson.loads(row[12]),
        reopened_by=tuple(orjson.loads(row[13])) if row[13] else (),
        decision=decision,
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
