"""Brings readings and findings up to date after an act, an import, or anew from the claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ledger import derived
from ledger.collecting import uncollected
from ledger.detection import findings, naming, readings
from ledger.detection.evaluating import Shown, evaluate
from ledger.detection.findings import Changes
from ledger.detection.lately import Lately
from ledger.detection.search import follow_search
from ledger.detection.world import World, chunks, filled, in_lists, marks, settings_key
from ledger.driving import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.acts import Act
    from ledger.detection.beside import Beside

PAIRED = ("pair", "ways", "series")
"""The sorts of blocks that two quantities share; a change to either replaces their findings."""


def after(connection: Connection, act: Act) -> Changes:
    """Bring readings and findings up to date with what an act changed.

    How many stand open is not counted: that grows with the ledger (`open_by_kind` tells it when asked).
    """
    db = raw(connection)
    follow_search(connection, act)
    if act.touched("setting"):
        return rebuild(connection)
    rows: set[int] = set(act.touched("claim"))
    fresh = set(act.added("claim"))
    new = set(act.added("document"))  # whose claims are all new as well
    for table, column in (("document", "document_id"), ("batch", "batch_id")):
        held = [row for row in act.touched(table) if not (table == "document" and row in new)]
        for chunk in in_lists(held, 500):
            rows.update(r[0] for r in db.execute(f"SELECT id FROM claim WHERE {column} IN ({marks(chunk)})", chunk))
    also: set[int] = set()
    if act.touched("name_link") or act.touched("source"):
        renamed, also = naming.touched(connection, act)
        rows |= renamed
    changes = refresh(connection, sorted(rows), also, fresh=rows <= fresh) if rows or also else Changes()
    settled = act.touched("decision")
    if settled:
        ids = [
            r[0]
            for chunk in in_lists(settled, 500)
            for r in db.execute(f"SELECT finding FROM decision WHERE id IN ({marks(chunk)})", chunk)
        ]
        again = findings.restate(db, ids)
        changes = replace(changes, reopened=(*changes.reopened, *again))
    return changes


def refresh(
    connection: Connection,
    rows: Sequence[int] | None,
    also: Iterable[int] = (),
    progress: Shown | None = None,
    figures: Iterable[str] = (),
    ready: readings.Ready | None = None,
    fresh: bool = False,
) -> Changes:
    """Compare again what the claims in `rows` bear on, before and after, the quantities `also`, and odd `figures`.

    Where `rows` is None everything is computed anew. Claims that are `ready` are placed already; `fresh` ones have
    no readings yet.
    """
    if rows is None:
        return rebuild(connection, progress, ready)
    db, world = raw(connection), World.kept(connection)
    db.execute("CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY)")
    db.execute("CREATE TEMP TABLE IF NOT EXISTS touched_figure (figure TEXT PRIMARY KEY) WITHOUT ROWID")
    db.execute("DELETE FROM temp.touched")
    db.execute("DELETE FROM temp.touched_figure")
    db.executemany("INSERT INTO temp.touched_figure VALUES (?)", ((figure,) for figure in figures))
    also = set(also)
    lately = Lately() if len(rows) == 1 and not also else None
    touched = set(also)
    stood: dict[int, int] = {}
    for chunk in in_lists(() if fresh else rows, 500):
        some = marks(chunk)
        stood.update(db.execute(f"SELECT claim_id, quantity FROM reading WHERE claim_id IN ({some})", chunk))
        _note_figures(db, chunk)
        if lately:
            lately.note(db, chunk)
        db.execute(f"DELETE FROM reading WHERE claim_id IN ({some})", chunk)
    touched |= {*stood.values(), *readings.insert(db, world, readings.standing(db, rows), ready)}
    moved, joined = _moves(db, stood) if stood else (0, 0)
    if lately:
        lately.note(db, rows)
    for chunk in in_lists(rows, 500):
        _note_figures(db, chunk)
    db.executemany("INSERT INTO temp.touched VALUES (?)", [(row,) for row in touched])
    if lately and fresh:
        readings.count_one(db, rows[0])
    else:
        readings.count_up(db, everything=False, grown=fresh)
    neighbours, blocks = _blocks(db, None if also else _documents(db, rows))
    before = _standing(db, blocks)
    kept: set[str] = set()
    found = evaluate(db, world, everything=False, neighbours=neighbours, lately=lately, kept=kept, progress=progress)
    new, reopened, now = [], [], set()
    with uncollected():
        for finding_id, again in findings.store(db, found, before):
            now.add(finding_id)
            if finding_id not in before:
                new.append(finding_id)
            elif again and before[finding_id].state != "open":
                reopened.append(finding_id)
    if lately:
        named = [(first, name) for name, first in lately.about.items() if name in kept]
        db.executemany("UPDATE finding SET about = ? WHERE id = ?", named)
    gone = sorted(before.keys() - now - kept)
    lost = [before[name].row for name in gone]
    were = findings.told(db, lost[: findings.FEW]) if lost else {}
    findings.remove(db, lost)
    reopened += findings.restate(db, [*_elsewhere(db), *findings.decided(db, kept)])
    if not fresh:
        db.execute(
            "DELETE FROM quantity WHERE id IN (SELECT id FROM temp.touched)"
            " AND NOT EXISTS (SELECT 1 FROM reading WHERE reading.quantity = quantity.id)"
        )
    return Changes(tuple(new), tuple(gone), tuple(reopened), moved, joined, were)


def _moves(db: Any, stood: Mapping[int, int]) -> tuple[int, int]:
    """How many claims belong to another quantity than they `stood` in, and how many quantities joined others."""
    stands: dict[int, int] = {}
    for chunk in in_lists(stood, 500):
        stands.update(db.execute(f"SELECT claim_id, quantity FROM reading WHERE claim_id IN ({marks(chunk)})", chunk))
    came: dict[int, set[int]] = {}
    arrived: Counter[int] = Counter()
    for claim, quantity in stands.items():
        if stood[claim] != quantity:
            came.setdefault(quantity, set()).add(stood[claim])
            arrived[quantity] += 1
    joined = 0
    for quantity, sources in came.items():
        claims = db.execute("SELECT count(*) FROM reading WHERE quantity = ?", (quantity,)).fetchone()[0]
        joined += len(sources) - (claims == arrived[quantity])
    return sum(arrived.values()), joined


def _note_figures(db: Any, rows: Sequence[int]) -> None:
    db.execute(
        "INSERT OR IGNORE INTO temp.touched_figure"
        f" SELECT figure FROM reading WHERE claim_id IN ({marks(rows)}) AND figure IS NOT NULL",
        rows,
    )


_FEW_DOCUMENTS = 100


def _documents(db: Any, rows: Sequence[int]) -> set[int] | None:
    """The documents of some claims; None where they are many."""
    documents: set[int] = set()
    for chunk in in_lists(rows, 500):
        documents.update(
            row[0] for row in db.execute(f"SELECT DISTINCT document_id FROM claim WHERE id IN ({marks(chunk)})", chunk)
        )
        if len(documents) > _FEW_DOCUMENTS:
            return None
    return documents


def _holds(db: Any, quantity: int, documents: set[int]) -> bool:
    """Whether one of those documents gives a figure of the quantity."""
    held = filled(sorted(documents))
    sql = f"SELECT 1 FROM reading WHERE quantity = ? AND document_id IN ({marks(held)}) LIMIT 1"
    return db.execute(sql, (quantity, *held)).fetchone() is not None


def _blocks(db: Any, documents: set[int] | None) -> tuple[set[int], list[str]]:
    """What is to be looked at again besides the touched quantities, and whose findings are to be replaced.

    The sums of a document's other figures stand in the hint of a source that was misreported (C6), so a
    quantity that has such a finding is looked at again when what else its documents say changes: `documents`
    are those of the changed claims, None where they are many. A sum belongs to its whole, which may be any
    quantity of a touched family; there all sums are looked at again.
    """
    touched: dict[str, Any] = {
        row[0]: row[1:]
        for row in db.execute(
            "SELECT q.key, q.family, q.capacity FROM temp.touched AS t CROSS JOIN quantity AS q ON q.id = t.id"
        )
    }
    families = sorted({row[0] for row in touched.values()})
    blocks = {f"{sort}:{key}" for key in touched for sort in ("quantity", *PAIRED)}
    blocks |= {f"places:{family}" for family in families}
    blocks |= {f"capacity:{row[1]}" for row in touched.values() if row[1]}
    blocks |= {f"figure:{row[0]}" for row in db.execute("SELECT figure FROM temp.touched_figure")}
    neighbours: set[int] = set()
    for chunk in in_lists(families, 500):
        for row, key, code in db.execute(
            "SELECT q.id, q.key, f.code FROM quantity AS q CROSS JOIN finding AS f"
            " ON f.block IN ('quantity:' || q.key, 'sum:' || q.key) AND f.code IN ('C4', 'C6')"
            f" WHERE q.family IN ({marks(chunk)})",
            chunk,
        ):
            if code == "C6" and key not in touched and (documents is None or _holds(db, row, documents)):
                neighbours.add(row)
                blocks.add(f"quantity:{key}")
            elif code == "C4":
                blocks.add(f"sum:{key}")
    return neighbours, sorted(blocks)


def _elsewhere(db: Any) -> list[str]:
    """Settled findings about one number under two measures: a claim that gives another number leaves them as
    they are, yet joins a quantity that they are about, and so opens them again."""
    return [
        row[0]
        for row in db.execute(
            "SELECT DISTINCT f.id FROM decision AS d CROSS JOIN finding AS f ON f.id = d.finding"
            " CROSS JOIN finding_claim AS l ON l.finding = f.row CROSS JOIN reading AS r ON r.claim_id = l.claim_id"
            " WHERE d.state = 'standing' AND f.code = 'T4' AND r.quantity IN (SELECT id FROM temp.touched)"
        )
    ]


def _standing(db: Any, blocks: Sequence[str]) -> findings.Standing:
    """The findings that stand in some blocks."""
    before: findings.Standing = {}
    for chunk in chunks(blocks, 400):
        paired = [b for b in chunk if b.partition(":")[0] in PAIRED]
        for column, keys in (("block", chunk), ("other", paired)):
            sql = f"SELECT id, row, state FROM finding WHERE {column} IN ({marks(filled(keys))})"
            before.update((row[0], findings.Stands(*row[1:])) for row in db.execute(sql, filled(keys)))
    return before


def rebuild(
    connection: Connection,
    progress: Shown | None = None,
    ready: readings.Ready | None = None,
    beside: Beside | None = None,
) -> Changes:
    """Compute every reading and every finding anew, in memory that does not grow with the ledger.

    A process `beside` this one places claims where it goes by the settings as they stand.
    """
    if beside and beside.key != settings_key(connection):
        beside = None
    db, world = raw(connection), World.of(connection)
    for table in ("due_claim", "due_quantity", "due_figure"):
        db.execute(f"DELETE FROM {table}")
    stated = readings.standing(db)
    readings.insert_all(db, world, _counted(stated, "reading claims", progress), ready, beside)
    readings.count_up(db, everything=True)
    return compare_all(connection, progress)


def _counted(claims: Iterable[readings.Stated], label: str, progress: Shown | None) -> Iterable[readings.Stated]:
    for number, claim in enumerate(claims, 1):
        if progress and number % 5000 == 0:
            progress(label, number)
        yield claim


def compare_all(connection: Connection, progress: Shown | None = None) -> Changes:
    """Compute every finding anew from the readings and sums as they stand."""
    db, world = raw(connection), World.of(connection)
    db.execute("DROP TABLE IF EXISTS temp.earlier")
    db.execute("PRAGMA temp.cache_size = -400")  # it is filled and read once, in order
    db.execute("CREATE TEMP TABLE earlier (id TEXT PRIMARY KEY) WITHOUT ROWID")
    db.execute("INSERT INTO temp.earlier SELECT id FROM finding ORDER BY id")
    was = dict(db.execute("SELECT id, state FROM finding WHERE state <> 'open'"))
    derived.anew(db, "finding", "finding_claim")
    # Indexes are made afterwards: sorting once is cheaper.
    later = [*readings.indexes(db, "finding"), *readings.indexes(db, "finding_claim")]
    for name, _ in later:
        db.execute(f"DROP INDEX {name}")
    db.execute("DELETE FROM finding_claim")
    db.execute("DELETE FROM finding")
    again = []
    found = evaluate(db, world, everything=True, progress=progress)
    with uncollected():
        for finding_id, reopened in findings.store(db, found):
            if reopened:
                again.append(finding_id)
    for _, statement in later:
        db.execute(statement)
    new = db.execute("SELECT id FROM finding WHERE id NOT IN (SELECT id FROM temp.earlier) ORDER BY rank, id")
    gone = db.execute("SELECT id FROM temp.earlier WHERE id NOT IN (SELECT id FROM finding) ORDER BY id")
    changes = Changes(tuple(row[0] for row in new), tuple(row[0] for row in gone), tuple(i for i in again if i in was))
    db.execute("DROP TABLE temp.earlier")
    return changes
