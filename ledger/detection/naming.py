"""What a change of names or sources touches: the claims whose words now mean something else, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ledger.detection.world import World, in_lists, marks, names_with
from ledger.driving import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.acts import Act
    from ledger.names import Names

Links = tuple[tuple[str, str, str, str], ...]


def touched(connection: Connection, act: Act) -> tuple[set[int], set[int]]:
    """The claims that are read otherwise than before, and the quantities that are compared otherwise."""
    db = raw(connection)
    rows: set[int] = set()
    quantities: set[int] = set()
    if act.touched("name_link"):
        before, now = _links(db, act, undo=True), _links(db, act, undo=False)
        old, new = names_with(before), names_with(now)
        rows |= _reread(db, old, new, sorted(set(before) ^ set(now)))
        quantities |= _regrouped(db, old, new)
    if act.touched("source"):
        world = World.of(connection)
        keys = {world.placer.voice(name) for name in _sources(db, act)}
        counting = {"method", "state"}
        counted = any(counting & {*(c["before"] or {}), *c["after"]} for c in act.changes if c["table"] == "source")
        rows |= _spoken(db, keys) if counted else set()
        quantities |= _disputed(db, keys)
    return rows, quantities


def _links(db: Any, act: Act, *, undo: bool) -> Links:
    """The name links that stand now, or that stood before the act."""
    columns = ("kind", "name", "relation", "target", "state")
    rows: dict[int, dict[str, Any]] = {
        row[0]: dict(zip(columns, row[1:], strict=True))
        for row in db.execute(f"SELECT id, {', '.join(columns)} FROM name_link ORDER BY id")
    }
    for change in reversed(act.changes) if undo else ():
        if change["table"] == "name_link":
            if change["before"] is None:
                del rows[change["id"]]
            else:
                rows[change["id"]] |= change["before"]
    standing = [row for row in rows.values() if row["state"] == "standing"]
    return tuple((row["kind"], row["name"], row["relation"], row["target"]) for row in standing)


def _reread(db: Any, old: Names, new: Names, links: list[tuple[str, str, str, str]]) -> set[int]:
    """Claims with a place, group, definition or source whose words came to something else before."""
    from ledger.names.folding import plain

    rows: set[int] = set()
    for kind in sorted({link[0] for link in links}):
        if kind == "place":
            rows |= _where(db, "claim.place", lambda text: old.locate(text) != new.locate(text))
            # The region of a place decides with what its claims are compared, and the source is asked by country.
        elif kind == "group":
            rows |= _where(db, "claim.group_name", lambda text: old.resolve_group(text) != new.resolve_group(text))
        elif kind == "definition":
            rows |= _where(
                db, "claim.definition", lambda text: old.resolve_definition(text) != new.resolve_definition(text)
            )
        else:
            # An actor is looked up whole, by the part after a comma, or by its last words: whoever holds the
            # name that was tied may be read otherwise, and so may one that was tied to it.
            said = (link for link in (*links, *old.aliases, *new.aliases) if link[0] == kind)
            tied = {name for _, name, _, target in said for name in (name, target)}
            names = [plain(name).replace(".", "").removeprefix("the ") for name in sorted(tied)]

            def holds(text: str, names: list[str] = names) -> bool:
                words = plain(text).replace(".", "")
                return any(name in words for name in names)

            for column in ("claim.attributed_to", "claim.relayed_by", "document.publisher"):
                rows |= _where(db, column, holds)
    return rows


def _where(db: Any, column: str, test: Any) -> set[int]:
    """The claims whose `column` passes the test, which is asked once for each different text."""
    table = column.partition(".")[0]
    texts = db.execute(f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL")
    changed = [row[0] for row in texts if test(row[0])]
    rows: set[int] = set()
    for chunk in in_lists(changed, 500):
        sql = f"SELECT claim.id FROM claim JOIN document ON document.id = claim.document_id WHERE {column} IN"
        rows.update(row[0] for row in db.execute(f"{sql} ({marks(chunk)})", chunk))
    return rows


def _regrouped(db: Any, old: Names, new: Names) -> set[int]:
    """Quantities whose group, or way of counting, lies inside others than before, or beside others."""

    def grouped(names: Names, group: str) -> tuple[Any, ...]:
        return names.groups.above(group), names.groups.inside.get(group)

    def defined(names: Names, definition: str) -> tuple[Any, ...]:
        return (names.wider_definitions(definition),)

    found: set[int] = set()
    for column, stands in (("group_name", grouped), ("definition", defined)):
        held = [r[0] for r in db.execute(f"SELECT DISTINCT {column} FROM quantity WHERE {column} IS NOT NULL")]
        changed = [name for name in held if stands(old, name) != stands(new, name)]
        for chunk in in_lists(changed, 500):
            found.update(r[0] for r in db.execute(f"SELECT id FROM quantity WHERE {column} IN ({marks(chunk)})", chunk))
    return found


def _sources(db: Any, act: Act) -> set[str]:
    """The names of the sources that an act is about, as they stood before and as they stand."""
    ids = act.touched("source")
    names = {row[0] for row in db.execute(f"SELECT name FROM source WHERE id IN ({marks(ids)})", ids)}
    return names | {
        c["before"]["name"] for c in act.changes if c["table"] == "source" and "name" in (c["before"] or {})
    }


def _spoken(db: Any, keys: set[str]) -> set[int]:
    held = sorted(keys)
    return {r[0] for r in db.execute(f"SELECT claim_id FROM reading WHERE origin_key IN ({marks(held)})", held)}


def _disputed(db: Any, keys: set[str]) -> set[int]:
    """The quantities in which one of those sources is in a dispute: only there a side is named."""
    held = sorted(keys)
    found = db.execute(
        "SELECT DISTINCT r.quantity FROM finding AS f CROSS JOIN finding_claim AS l ON l.finding = f.row"
        " CROSS JOIN reading AS r ON r.claim_id = l.claim_id"
        f" WHERE f.code IN ('C1', 'C2') AND r.origin_key IN ({marks(held)})",
        held,
    )
    return {row[0] for row in found}
