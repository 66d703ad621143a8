"""Puts files into the ledger: every file one batch and one journal entry; one transaction, or some where it is much.

All files are read and checked first (`prepare`); the write lock is held only to store them, and while others read the
last of many texts (`meanwhile`). What is few is compared in the same transaction; what is many is put off and compared
afterwards, some at a time (`ledger.catching_up`). The same content again adds nothing: a claim is known by its
fingerprint, or by its id and equal content.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import chain, islice
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ledger import detection, fields, journal, queries, store
from ledger.catching_up import catch_up
from ledger.collecting import uncollected
from ledger.connections.engine import make_engine, reading, writing
from ledger.counting import plural
from ledger.detection.beside import Beside
from ledger.errors import LedgerError
from ledger.holder import holding
from ledger.intake.batch import Prepared
from ledger.intake.items import Item
from ledger.intake.meanwhile import Ending, NotMeanwhile, all_of
from ledger.intake.meter import Meter, Progress
from ledger.intake.pool import listed, prepare_all
from ledger.intake.prepare import prepare
from ledger.intake.release import Release
from ledger.intake.reports import FileReport, ImportOptions, ImportReport
from ledger.intake.shelf import Most, Packed, Shelf, Slot
from ledger.intake.text_batches import TextBatches
from ledger.vocabulary import RevisionKind

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from ledger.comparison import Placed
    from ledger.intake.rejects import Rejects


TEXTS_AT_ONCE, BYTES_AT_ONCE = 5_000, 64 << 20
"""More texts than this, or larger, are stored in several transactions, and others may write in between."""
TOGETHER, CLAIMS_TOGETHER, BYTES_TOGETHER = 64, 2_000, 16 << 20
"""So many texts are held in memory and written by the same statements."""
COMPARED_AT_ONCE = 20_000
"""More claims than this are compared after they are stored: others wait no longer than the storing takes."""


FLAGGED = 200
"""So many findings of a dry run are told one by one; the others are counted."""


class _DryRun(Exception):
    """Ends the transaction of a dry run: everything in it is rolled back."""


def import_paths(
    engine: Engine, ledger: Path, paths: list[str], options: ImportOptions, progress: Progress | None = None
) -> ImportReport:
    """Import files, folders, globs and `-`. Raises InputError before anything is written.

    With more than one of `options.jobs` texts are read by several processes, and a second one helps to compare a
    large table; the result is the same.
    """
    _check_published(options)
    report = ImportReport(dry_run=options.dry_run)
    meter = Meter(progress) if progress else None
    with ExitStack() as helped:
        # What was read is let go of before it is compared: one is in memory or the other.
        due, beside = _import(engine, ledger, paths, options, report, meter, helped)
        if due:
            _compare(engine, ledger, options, report, meter, beside)
    return report


def _import(
    engine: Engine,
    ledger: Path,
    paths: list[str],
    options: ImportOptions,
    report: ImportReport,
    meter: Meter | None,
    helped: ExitStack,
) -> tuple[bool, Beside | None]:
    """Read and store everything; whether claims wait to be compared, and who will help with it."""
    due, beside = False, None
    found = listed(paths, ledger, options)
    most = Most(TEXTS_AT_ONCE, COMPARED_AT_ONCE, BYTES_AT_ONCE)
    with reading(engine) as connection:
        settings = detection.Settings.of(connection)
    with closing(Shelf()) as files, closing(prepare_all(found, options, meter, options.jobs, settings)) as read:
        ending = Ending(files, found, most) if options.jobs > 1 and not options.dry_run else None
        more = _shelve(files, read, options, meter, ending)
        with reading(engine) as connection:
            _note_open(report, connection)
            report.journal_head = journal.head(connection)
        if more:
            try:
                with _storing(engine, ledger, options, f"import of {found[0].name}") as connection:
                    _store_all(connection, all_of(files, read, most), options, report, None, settings, texts=True)
                    report.journal_head = journal.head(connection)
                return False, None
            except NotMeanwhile as ended:
                report.files.clear()
                _shelve(files, chain(ended.left, read), options, meter)
        if options.dry_run:
            much = len(list(files.portions(most))) > 1 or (files.largest_table or 0) > COMPARED_AT_ONCE
            trying = _in_a_copy(engine) if much else _storing(engine, ledger, options, "dry run")
            with suppress(_DryRun), trying as connection:
                _store_all(connection, files, options, report, meter, settings)
                _note_flagged(report, connection)
                raise _DryRun
            return False, None
        if options.jobs > 1 and (files.largest_table or 0) > COMPARED_AT_ONCE:
            beside = helped.enter_context(Beside(settings))  # it gets ready while claims are stored
        portions = list(files.portions(most))
        if len(portions) > 1:
            _check_releases(engine, ledger, files, options)
        for portion in portions:
            texts = not any(isinstance(held, Prepared) for held in portion)
            with _rejects(portion, options) as rejects:  # one that cannot be written stops the import before it begins
                with _storing(engine, ledger, options, f"import of {portion[0].path}") as connection:
                    due |= _store_all(connection, files.read(portion), options, report, meter, settings, texts=texts)
                    report.journal_head = journal.head(connection)
                for file, written in zip(report.files[-len(portion) :], rejects, strict=True):
                    file.rejects = written
    return due, beside


def _check_releases(engine: Engine, ledger: Path, files: Shelf, options: ImportOptions) -> None:
    """What a release would be refused for is told before the first of several transactions; InputError then."""
    with suppress(_DryRun), _storing(engine, ledger, options, "import") as connection:
        for file in files.tables():
            _release(connection, file, options)
        raise _DryRun


def _release(connection: Connection, file: Prepared, options: ImportOptions) -> Release | None:
    kind = RevisionKind.parse(options.revision) if options.revision else None
    return Release.of(connection, file, options.vanished, kind)


def _shelve(
    files: Shelf,
    read: Iterable[Prepared | Packed | Item],
    options: ImportOptions,
    meter: Meter | None,
    ending: Ending | None = None,
) -> bool:
    """Put what was read on the shelf, all of it, or as much as there is when the `ending` is near: True then."""
    for file in read:
        files.put(prepare(file, options, meter) if isinstance(file, Item) else file)
        if ending and ending.near():
            return True
    return False


def _compare(
    engine: Engine,
    ledger: Path,
    options: ImportOptions,
    report: ImportReport,
    meter: Meter | None,
    beside: Beside | None,
) -> None:
    """Compare what was put off, in transactions of its own."""
    try:
        tally = catch_up(engine, ledger, options.reviewer, meter, beside)
        report.new_findings.update(tally.new)
        report.reopened |= tally.reopened
        with reading(engine) as connection:
            _note_open(report, connection)
    except LedgerError as error:
        why = str(error).replace("; nothing was changed", "")
        raise LedgerError(
            f"{why}; what was imported is in the ledger, but not all of it is compared: the next command goes on"
        ) from error
    except KeyboardInterrupt:
        raise KeyboardInterrupt("what was imported is in the ledger; the next command compares the rest") from None


def _note_flagged(report: ImportReport, connection: Connection) -> None:
    found = {*report.new_findings, *report.reopened}
    first = list(islice((i for i in queries.finding_ids(connection) if i in found), FLAGGED))
    report.flagged = [
        {"id": f.id, "list": f.list.value, "kind": f.kind, "severity": f.severity.value, "explanation": f.explanation}
        for f in queries.findings_at(connection, first)
    ]


def _note_open(report: ImportReport, connection: Connection) -> None:
    report.open_by_kind, report.open_loud = detection.open_by_kind(connection), detection.open_loud(connection)


def _note(report: ImportReport, changes: detection.Changes) -> None:
    report.new_findings.add(changes.new)
    report.reopened |= dict.fromkeys(changes.reopened)


def _groups(files: Iterable[Prepared]) -> Iterator[list[Prepared]]:
    """What is stored by a few statements: a table alone, texts some at a time."""
    group: list[Prepared] = []
    claims = size = 0
    for file in files:
        many = len(group) == TOGETHER or claims > CLAIMS_TOGETHER or size > BYTES_TOGETHER
        if group and (file.kind != "text" or many):
            yield group
            group, claims, size = [], 0, 0
        group.append(file)
        claims += file.claims
        size += file.size
        if file.kind != "text":
            yield group
            group, claims, size = [], 0, 0
    if group:
        yield group


def _store_all(
    connection: Connection,
    files: Iterable[Prepared],
    options: ImportOptions,
    report: ImportReport,
    meter: Meter | None,
    settings: detection.Settings,
    *,
    texts: bool = False,
) -> bool:
    """Store files in the open transaction and bring the findings up to date; whether that was put off.

    `texts` says that there is no table among them.
    """
    spans: list[range] = []
    ready: dict[int, Placed] = {}
    as_read = detection.settings_key(connection) == settings.key  # else somebody named something else meanwhile
    growing: detection.Growing | None = None
    fresh = texts and not options.dry_run and detection.grows(connection)
    for group in _groups(files):
        if group[0].kind == "text":
            new, documents, placed = _store_texts(connection, group, options, report)
            if fresh and new:
                growing = growing or detection.Growing(connection)
                with uncollected():
                    growing.add(new, documents, placed if as_read else {})
            elif as_read and len(ready) < COMPARED_AT_ONCE:  # a dry run stores everything at once
                ready |= placed
            spans += [new] if new else []
            if meter:
                meter("storing texts", len(report.files))
        else:
            spans += _store(connection, group[0], options, report, meter)
    claims = sum(map(len, spans))
    if not claims:
        return False
    if growing is None and claims > COMPARED_AT_ONCE and not options.dry_run:
        detection.put_off(connection, [(span[0], span[-1]) for span in spans])
        return True
    if meter:
        meter("comparing", claims)
    total: int = connection.exec_driver_sql("SELECT count(*) FROM claim").scalar_one()
    rows = None if 2 * claims > total else list(chain.from_iterable(spans))
    with uncollected():
        changes = growing.compared() if growing else detection.refresh(connection, rows, ready=ready)
    _note(report, changes)
    _note_open(report, connection)
    return False


@contextmanager
def _rejects(files: list[Prepared | Slot], options: ImportOptions) -> Iterator[list[str | None]]:
    """Write the refused rows of each table to a file; they go again if the tables are not stored."""
    written: list[Path | None] = []
    try:
        for file in files:
            refused = file.rejects if isinstance(file, Prepared) else None
            written.append(refused.write(_rejects_path(file.path, refused, options)) if refused else None)
        yield [str(path) if path else None for path in written]
    except BaseException:
        for file in files:
            if isinstance(file, Prepared) and file.rejects:
                file.rejects.unwrite()
        raise


def _rejects_path(path: str, refused: Rejects, options: ImportOptions) -> Path:
    if options.rejects is not None:
        return Path(options.rejects)
    name = PurePath(path).name
    stem = name.removesuffix(".gz").rpartition(".")[0] or name
    return Path(f"{stem if stem.strip('-.') else 'stdin'}.rejects{refused.suffix}")


@contextmanager
def _storing(engine: Engine, ledger: Path, options: ImportOptions, act: str) -> Iterator[Connection]:
    with holding(ledger, options.reviewer, act), writing(engine) as connection:
        yield connection


@contextmanager
def _in_a_copy(engine: Engine) -> Iterator[Connection]:
    """Where much is tried out: in a passing copy of the ledger, so that nobody waits for it."""
    with TemporaryDirectory(prefix="dry-run-") as folder:
        path = Path(folder) / "copy.db"
        store.backup(engine, path)
        copy = make_engine(path)
        try:
            with writing(copy) as connection:
                yield connection
        finally:
            copy.dispose()


def _check_published(options: ImportOptions) -> None:
    if options.published is not None:
        try:
            fields.parse("published", options.published)
        except ValueError as error:
            raise LedgerError(f"--published: {error}") from None


def _report(file: Prepared, report: ImportReport) -> FileReport:
    """What is known of one file before it is stored."""
    one = file.documents[0].key if len(file.documents) == 1 else None
    done = FileReport(file.path, file.format, one, len(file.documents), skipped=list(file.skipped))
    done.rows, done.rejected, done.said = file.rows_read, file.rejected, file.said
    report.files.append(done)
    return done


def _store_texts(
    connection: Connection, files: list[Prepared], options: ImportOptions, report: ImportReport
) -> tuple[range, list[int], dict[int, Placed]]:
    """Store texts in the open transaction; gives the rows of the claims that are new, the row of each one's document,
    and which are placed."""
    told = [_report(file, report) for file in files]
    batches = TextBatches(connection, options.reviewer)
    with uncollected():
        stored, rows = batches.store(files)
    for done, one in zip(told, stored, strict=True):
        done.document, done.batch = one.document, one.batch
        done.claims_added, done.claims_unchanged = one.added, one.unchanged
    return rows, batches.documents, batches.ready


def _store(
    connection: Connection,
    file: Prepared,
    options: ImportOptions,
    report: ImportReport,
    meter: Meter | None,
) -> list[range]:
    """Store one prepared table in the open transaction; gives the rows of the claims that are new or changed."""
    from ledger.intake.writer import BatchWriter  # it loads SQLModel, an eighth of a second that texts do not need

    done = _report(file, report)
    release = _release(connection, file, options)
    writer = BatchWriter(connection, options.reviewer, file, newer=release is not None)
    with uncollected():
        for chunk in file.rows():
            if release is not None:
                chunk = release.take(chunk, writer)
            writer.add(chunk)
            if meter:
                meter(f"storing {file.path}", writer.added + writer.unchanged, file.claims)
    changed: list[int] = []
    if release is not None:
        release.finish(writer)
        if release.kept:
            done.said += (
                f"{plural(release.kept, 'claim')} of earlier releases not found: kept, since rows were refused",
            )
        done.revisions, changed = release.done, release.done.rows
        writer.unchanged += release.unchanged
    if not file.claims:
        for document in file.documents:
            writer.document(document.key)
    done.claims_added, done.claims_unchanged = writer.added, writer.unchanged
    if not writer.added and not writer.documents and not changed:
        return []
    done.batch = writer.batch
    writer.seal()
    if changed:
        detection.follow_search(connection, writer.act)
    if writer.added:
        detection.feed_search(connection, writer.claim_rows[0], writer.claim_rows[-1])
    spans = [*(range(row, row + 1) for row in changed), writer.claim_rows]
    return [span for span in spans if span]
