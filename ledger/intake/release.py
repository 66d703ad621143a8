"""A newer release of a dataset that the ledger has: what changed is revised, what is gone is retracted.

A dataset is known by its name, its rows by the ids of their claims. A revised claim keeps its id and its row; the
values before and after stand in the journal entry of the import, each with the kind of revision, so that
`claims withdraw batch:N` can put everything back. A claim that a person had judged is to be read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import orjson

from ledger.errors import InputError
from ledger.intake.batch import CONTENT, Prepared
from ledger.rowhash import COLUMNS, row_hash
from ledger.vocabulary import ReviewState, RevisionKind

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.intake.writer import BatchWriter

VANISHED = ("retract", "keep")
SHARE = 0.5
"""A file that holds at least this share of an earlier import's claims is taken for the whole dataset."""
LISTED = 1_000
"""So many revisions are told one by one; all of them stand in the journal."""
_NOT_COMPARED = frozenset({"quote_start", "quote_end", "figure_start", "figure_end", "evidence"})
_COMPARED = tuple(c for c in CONTENT if c not in _NOT_COMPARED)
_TO_READ_AGAIN = frozenset(
    s.value for s in (ReviewState.APPROVED, ReviewState.IN_PROGRESS, ReviewState.REJECTED, ReviewState.WITHDRAWN)
)
_AT = {column: COLUMNS["claim"].index(column) for column in COLUMNS["claim"]}
_PART = 400


@dataclass(slots=True)
class Revisions:
    """What a release changed: counts, and the first of them as plain values for reports."""

    revised: int = 0
    retracted: int = 0
    listed: list[dict[str, Any]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)

    def note(self, claim: str, kind: RevisionKind, fields: dict[str, list[Any]]) -> None:
        """Count a revision, and list it while there are few."""
        if kind is RevisionKind.RETRACTION:
            self.retracted += 1
        else:
            self.revised += 1
        if len(self.listed) < LISTED:
            self.listed.append({"claim": claim, "kind": kind.value, "fields": fields})


class Release:
    """A file as a newer release, in the write transaction of its import."""

    def __init__(self, connection: Connection, file: Prepared, kind: RevisionKind) -> None:
        self._connection, self._file, self._kind = connection, file, kind
        self.done = Revisions()
        self.unchanged = 0
        self.kept = 0
        """Claims that the file may still hold in a row that was refused: they are not retracted."""

    @classmethod
    def of(
        cls, connection: Connection, file: Prepared, vanished: str | None, kind: RevisionKind | None
    ) -> Release | None:
        """The file as a release of a dataset that is there already; None if it shares no claim with one.

        InputError where it holds a small part of an earlier import, and `vanished` does not say what to do.
        """
        if file.dataset is None:
            return None
        batches = _batches(connection, file.dataset)
        if not batches:
            return None
        same = connection.exec_driver_sql(
            "SELECT 1 FROM batch JOIN original ON original.id = batch.original_id"
            f" WHERE original.sha256 = ? AND batch.id IN ({_marks(batches)})",
            (file.sha256, *batches),
        ).first()
        made = cls(connection, file, kind or (RevisionKind.ENTRY_CORRECTION if same else RevisionKind.SOURCE_UPDATE))
        made._gather(batches)
        if not made._compare(vanished):
            return None
        return made

    def take(self, chunk: Iterable[tuple[Any, ...]], writer: BatchWriter) -> list[tuple[Any, ...]]:
        """Revise the claims that the ledger has; gives the rows that are new."""
        fresh: list[tuple[Any, ...]] = []
        held: dict[int, tuple[Any, ...]] = {}
        for part in _parts(list(chunk)):
            known = self._known([row[1] for row in part])
            for row in part:
                found = known.get(row[1])
                if found is None:
                    fresh.append(row)
                elif found[1] == row[3] and found[2] != ReviewState.WITHDRAWN.value:
                    self.unchanged += 1
                else:
                    held[found[0]] = row
        for rows in _parts(list(held)):
            self._revise(rows, held, writer)
        return fresh

    def finish(self, writer: BatchWriter) -> None:
        """Retract what is no longer there."""
        gone = [
            row[0]
            for row in self._connection.exec_driver_sql(
                "SELECT claim_id FROM temp.release_row WHERE seen = 0 AND state <> 'withdrawn' ORDER BY claim_id"
            )
        ]
        for rows in _parts(gone):
            changed = []
            for stored in self._stored(rows):
                values = {"state": ReviewState.WITHDRAWN.value}
                changed.append(self._changed(stored, values, RevisionKind.RETRACTION, writer))
            self._write(changed)

    def _gather(self, batches: dict[int, int]) -> None:
        """All claims of the dataset by their ids in the file, in a table of this connection alone."""
        run = self._connection.exec_driver_sql
        run("DROP TABLE IF EXISTS temp.release_row")
        run(
            "CREATE TEMP TABLE release_row (source_key TEXT PRIMARY KEY, claim_id INTEGER, fingerprint TEXT,"
            " state TEXT, line INTEGER, seen INTEGER) WITHOUT ROWID"
        )
        run(
            "INSERT OR REPLACE INTO temp.release_row SELECT claim.source_key, claim.id, claim.fingerprint, claim.state,"
            " claim.batch_id, 0 FROM claim JOIN document ON document.id = claim.document_id"
            f" WHERE claim.batch_id IN ({_marks(batches)}) AND claim.source_key IS NOT NULL"
            " AND document.state = 'standing' ORDER BY claim.id",
            tuple(batches),
        )
        for batch, line in batches.items():
            run("UPDATE temp.release_row SET line = ? WHERE line = ?", (-line, batch))
        run("UPDATE temp.release_row SET line = -line")

    def _compare(self, vanished: str | None) -> bool:
        """Mark what the file holds; whether it holds anything of the dataset."""
        run = self._connection.exec_driver_sql
        for chunk in self._file.rows():
            for part in _parts(chunk):
                run(
                    f"UPDATE temp.release_row SET seen = 1 WHERE source_key IN ({_marks(part)})",
                    tuple(row[1] for row in part),
                )
        counts = run(
            "SELECT line, sum(seen), sum(state <> 'withdrawn'), sum(state <> 'withdrawn' AND seen = 0)"
            " FROM temp.release_row GROUP BY line ORDER BY line"
        ).all()
        apart = [line for line, seen, _standing, _gone in counts if not seen]
        for line, seen, standing, gone in counts:
            if seen and gone and seen < SHARE * standing and vanished is None:
                raise InputError(
                    self._file.path,
                    None,
                    f"holds {seen:,} of the {standing:,} claims of “{self._file.dataset}” that came with batch {line}",
                    "say --vanished retract if it is the whole dataset, or --vanished keep if it is a part of it",
                )
        if vanished is None and self._file.rejected:
            self.kept = sum(gone for _line, seen, _standing, gone in counts if seen)
        if vanished == "keep" or self.kept:
            run("DELETE FROM temp.release_row WHERE seen = 0")
        elif vanished is None:
            run(f"DELETE FROM temp.release_row WHERE line IN ({_marks(apart)}) AND seen = 0", tuple(apart))
        if len(apart) == len(counts) and vanished != "retract":
            return False
        self._file.options["release_of"] = [line for line, *_ in counts if vanished == "retract" or line not in apart]
        return True

    def _known(self, keys: list[str | None]) -> dict[str | None, tuple[int, str, str]]:
        rows = self._connection.exec_driver_sql(
            "SELECT source_key, claim_id, fingerprint, state FROM temp.release_row"
            f" WHERE source_key IN ({_marks(keys)})",
            tuple(keys),
        )
        return {row[0]: (row[1], row[2], row[3]) for row in rows}

    def _stored(self, rows: Iterable[int]) -> Iterator[tuple[Any, ...]]:
        wanted = list(rows)
        columns = ", ".join(COLUMNS["claim"])
        yield from self._connection.exec_driver_sql(
            f"SELECT {columns}, row_hash FROM claim WHERE id IN ({_marks(wanted)}) ORDER BY id", tuple(wanted)
        ).all()

    def _revise(self, rows: list[int], held: dict[int, tuple[Any, ...]], writer: BatchWriter) -> None:
        changed = []
        for stored in self._stored(rows):
            incoming = held[stored[0]]
            given = dict(zip(CONTENT, incoming[4:], strict=True))
            values = {c: given[c] for c in _COMPARED if given[c] != stored[_AT[c]]}
            again = stored[_AT["state"]] == ReviewState.WITHDRAWN.value
            if not values and not again:
                self.unchanged += 1
                continue
            if stored[_AT["state"]] in _TO_READ_AGAIN:
                values["state"] = ReviewState.RE_REQUESTED.value
            kind = RevisionKind.REGRADE if _regraded(stored, values) else self._kind
            moved = {"batch_id": writer.batch, "source_line": incoming[2], "fingerprint": incoming[3]}
            moved["document_id"] = writer.document(incoming[0])
            moved |= {c: None for c in _NOT_COMPARED if stored[_AT[c]] is not None}
            changed.append(self._changed(stored, moved | values, kind, writer))
        self._write(changed)

    def _changed(
        self, stored: tuple[Any, ...], values: dict[str, Any], kind: RevisionKind, writer: BatchWriter
    ) -> tuple[Any, ...]:
        """The row with its new values, written down in the act of the import."""
        was = bytes(stored[-1])
        row = list(stored[:-1])
        before = {c: row[_AT[c]] for c, v in values.items() if row[_AT[c]] != v}
        after = {c: values[c] for c in before}
        for column, value in after.items():
            row[_AT[column]] = value
        digest = row_hash("claim", row)
        change = {"table": "claim", "id": stored[0], "before": before, "after": after, "was": was.hex()}
        writer.act.changes.append({**change, "is": digest.hex(), "kind": kind.value})
        self.done.rows.append(stored[0])
        shown = {c: [before[c], after[c]] for c in (*_COMPARED, "state") if c in before}
        self.done.note(stored[_AT["key"]], kind, shown)
        return (*row[1:], digest, row[0])

    def _write(self, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            columns = ", ".join(f"{c} = ?" for c in (*COLUMNS["claim"][1:], "row_hash"))
            self._connection.exec_driver_sql(f"UPDATE claim SET {columns} WHERE id = ?", rows)


def _regraded(stored: tuple[Any, ...], values: dict[str, Any]) -> bool:
    """Whether nothing but the grade in the note is another."""
    if set(values) - {"state"} != {"note"}:
        return False
    grades = [_grade(note) for note in (stored[_AT["note"]], values["note"])]
    return grades[0] != grades[1] and None not in grades


def _grade(note: str | None) -> str | None:
    return next((p for p in (note or "").split("; ") if p.startswith("grade: ")), None)


def _batches(connection: Connection, dataset: str) -> dict[int, int]:
    """The standing batches of a dataset, each with the first one of its line of releases.

    Two files that share no claim, such as two countries, are two lines.
    """
    first: dict[int, int] = {}
    rows = connection.exec_driver_sql(
        "SELECT id, options FROM batch WHERE state = 'standing' AND options LIKE '%\"dataset\":%' ORDER BY id"
    )
    for batch, text in rows:
        options = orjson.loads(text)
        if options.get("dataset") != dataset:
            continue
        lines = {first[b] for b in options.get("release_of", ()) if b in first}
        first[batch] = min(lines, default=batch)
        for known, line in first.items():
            if line in lines:
                first[known] = first[batch]
    return first


def _parts(items: list[Any]) -> Iterator[list[Any]]:
    for at in range(0, len(items), _PART):
        yield items[at : at + _PART]


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)
