"""What stays in a ledger when its audit trail leaves: rows that are represented by their hashes alone.

Claims made off the record or on background and confidential documents stay, and so does every row and every
journal entry whose words name what must not be named; a bundle about a part of a ledger keeps back the rest. The
chain and the roots verify all the same.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ledger.disclosure import Saying, document_alias, document_names, eraser, withheld_names
from ledger.vocabulary import Anonymity, GroundRules

if TYPE_CHECKING:
    from sqlalchemy import Connection

_STEP = 1 << 18
_SECRET = (
    "(claim.ground_rules IN ('off_the_record', 'background', 'deep_background')"
    " OR document.confidentiality = 'confidential')"
)


@dataclass(slots=True)
class Withheld:
    """What stays in the ledger: rows by number, the texts and stored bytes of others, and what must not be named.

    `names` says whether a text does so; None where there is nothing to keep back by its name.
    """

    rows: dict[str, set[int]] = field(default_factory=dict)
    texts: set[int] = field(default_factory=set)
    originals: set[int] = field(default_factory=set)
    names: Callable[[str], bool] | None = None

    def has(self, table: str, row: int) -> bool:
        """Whether that row is represented by its hash alone."""
        return row in self.rows.get(table, ())

    def tells(self, data: bytes) -> bool:
        """Whether `data` names what must not be named."""
        return self.names is not None and self.names(data.decode("utf-8", "replace"))


def withheld(connection: Connection, only: Collection[int] | None = None) -> Withheld:
    """What may not leave this ledger; with `only`, also every claim whose row is not in it, and its document."""
    from_claims = " FROM claim JOIN document ON document.id = document_id "
    claims = numbers(connection, f"SELECT claim.id{from_claims}WHERE {_SECRET}")
    documents = numbers(connection, "SELECT id FROM document WHERE confidentiality = 'confidential'")
    texts = numbers(
        connection,
        "SELECT id FROM document WHERE confidentiality <> 'unprotected' UNION"
        f" SELECT document_id{from_claims}WHERE {_SECRET}",
    )
    if only is not None:
        told = set(only)
        claims |= numbers(connection, "SELECT id FROM claim") - told
        rows = connection.exec_driver_sql("SELECT id, document_id FROM claim")
        inside = {document for claim, document in rows if claim in told}
        beyond = numbers(connection, "SELECT id FROM document") - inside
        documents, texts = documents | beyond, texts | beyond
    kept = Withheld(names=_names(connection))
    if kept.names is not None:
        found = connection.exec_driver_sql("SELECT id, text FROM document WHERE text IS NOT NULL")
        texts |= {row for row, text in found if row not in texts and kept.names(text)}
    originals = _originals(connection, texts, claims)
    originals |= _telling(connection, kept, originals)
    remarks = numbers(
        connection,
        f"SELECT remark.id FROM remark JOIN claim ON subject = 'claim:' || claim.key"
        f" JOIN document ON document.id = document_id WHERE {_SECRET}",
    )
    if only is not None:
        keyed = connection.exec_driver_sql(
            "SELECT remark.id, claim.id FROM remark JOIN claim ON subject = 'claim:' || claim.key"
        )
        remarks |= {remark for remark, claim in keyed if claim in claims}
    kept.rows = {"claim": claims, "document": documents, "original": set(originals), "remark": remarks}
    kept.texts, kept.originals = texts, originals
    return kept


def _originals(connection: Connection, texts: set[int], claims: set[int]) -> set[int]:
    """The files from which a withheld text or claim came."""
    batches = {b for row, b in connection.exec_driver_sql("SELECT id, batch_id FROM document") if row in texts}
    batches |= {b for row, b in connection.exec_driver_sql("SELECT id, batch_id FROM claim") if row in claims}
    return {o for row, o in connection.exec_driver_sql("SELECT id, original_id FROM batch") if row in batches}


def _telling(connection: Connection, kept: Withheld, known: set[int]) -> set[int]:
    """Further files that name what must not be named."""
    if kept.names is None:
        return set()
    found = connection.exec_driver_sql("SELECT id, content, size FROM original WHERE content IS NOT NULL")
    return {row for row, content, size in found if row not in known and any(map(kept.tells, unpacked(content, size)))}


def _names(connection: Connection) -> Callable[[str], bool] | None:
    sayings = [
        Saying(said, Anonymity(anonymity) if anonymity else None, GroundRules(rules) if rules else None, origin)
        for said, anonymity, rules, origin in connection.exec_driver_sql(
            "SELECT DISTINCT attributed_to, anonymity, ground_rules, coalesce(origin, attributed_to, '')"
            " FROM claim LEFT JOIN reading ON reading.claim_id = claim.id"
        )
    ]
    rows = connection.exec_driver_sql("SELECT key, url, publisher, confidentiality FROM document").all()
    secret = [(key, url, publisher, document_alias(0)) for key, url, publisher, kept in rows if kept == "confidential"]
    names = [*withheld_names(sayings).items()]
    names += document_names(secret, {publisher for _, _, publisher, kept in rows if kept != "confidential"})
    if not names:
        return None
    erase = eraser(names)
    return lambda text: erase(text) != text


def numbers(connection: Connection, sql: str) -> set[int]:
    """The numbers that a query gives, without NULL."""
    return {row[0] for row in connection.exec_driver_sql(sql) if row[0] is not None}


def unpacked(content: bytes, size: int) -> Iterator[bytes]:
    """The stored bytes, never more than one over `size`: a blob that unpacks to more was put there by a stranger."""
    unpack, total = zlib.decompressobj(), 0
    try:
        while content and total <= size and not unpack.eof:
            piece = unpack.decompress(content, _STEP)
            total += len(piece)
            yield piece[: len(piece) - max(total - size - 1, 0)]
            if not piece and not unpack.unconsumed_tail:
                return
            content = unpack.unconsumed_tail
    except zlib.error:
        yield b"(damaged)"
