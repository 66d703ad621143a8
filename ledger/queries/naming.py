"""What journal entries name by number, looked up for telling them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ledger import journal
from ledger.journal import Entry
from ledger.queries.documents import documents_at
from ledger.queries.findings import findings_at
from ledger.telling import Named, wanted

if TYPE_CHECKING:
    from sqlalchemy import Connection


def named(connection: Connection, entries: Sequence[Entry]) -> Named:
    """The earlier acts, the findings and the documents that these entries are about."""
    earlier = {e.seq: e for e in journal.entries_at(connection, sorted(wanted(entries)))}
    every = [*entries, *earlier.values()]
    findings = findings_at(connection, sorted(_subjects(every, "finding")))
    documents = documents_at(connection, sorted(int(n) for n in _subjects(every, "document")))
    return Named(
        earlier,
        {
            f.id: ", ".join(p for p in (f.kind.replace("_", " "), str(f.quantity.get("label", ""))) if p)
            for f in findings
        },
        {d.row: d.key for d in documents},
    )


def _subjects(entries: Iterable[Entry], kind: str) -> set[str]:
    return {name for k, _, name in (e.subject.partition(":") for e in entries) if k == kind}
