"""Names: those in use, those that people tied together, and who is a party to the conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledger.queries.stored import FROM, STANDING
from ledger.queries.views import SourceView
from ledger.vocabulary import Method

if TYPE_CHECKING:
    from sqlalchemy import Connection


NAMED: dict[str, str] = {
    "actor": "claim.attributed_to",
    "group": "claim.group_name",
    "place": "claim.place",
    "definition": "claim.definition",
}
"""Where names stand, by the kind of thing they name."""


def names_in_use(connection: Connection, kind: str) -> list[tuple[str, int]]:
    """The names of one kind in standing claims (sources are "actor"), each with its number of claims."""
    column = NAMED[kind]
    found = connection.exec_driver_sql(
        f"SELECT {column}, count(*){FROM}WHERE {STANDING} AND {column} IS NOT NULL GROUP BY 1 ORDER BY 1"
    )
    return [(row[0], row[1]) for row in found]


def name_links(connection: Connection) -> list[tuple[str, str, str, str]]:
    """The names that people tied together: kind, name, relation, target."""
    found = connection.exec_driver_sql(
        "SELECT kind, name, relation, target FROM name_link WHERE state = 'standing' ORDER BY id"
    )
    return [tuple(row) for row in found]


def sources(connection: Connection) -> list[SourceView]:
    """The sources that people said something about, in the order of entry."""
    found = connection.exec_driver_sql(
        "SELECT name, party, method, reliability FROM source WHERE state = 'standing' ORDER BY id"
    )
    return [SourceView(*row) for row in found]


def methods(connection: Connection) -> dict[str, Method]:
    """How sources count, where a person said so: name to method."""
    found = connection.exec_driver_sql(
        "SELECT name, method FROM source WHERE method IS NOT NULL AND method <> 'unknown' AND state = 'standing'"
        " ORDER BY id"
    )
    return {row[0]: Method(row[1]) for row in found}


def parties(connection: Connection) -> dict[str, str]:
    """The sources that are parties to the conflict: name to party."""
    found = connection.exec_driver_sql(
        "SELECT name, party FROM source WHERE party IS NOT NULL AND state = 'standing' ORDER BY id"
    )
    return {row[0]: row[1] for row in found}
