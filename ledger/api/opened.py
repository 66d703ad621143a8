"""A ledger file, open: who uses it, one consistent view of it, and what it was earlier."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ledger import journal, store
from ledger.catching_up import finish
from ledger.connections.engine import reading
from ledger.connections.settings import CACHE_KIB
from ledger.errors import LedgerError, OlderLedger
from ledger.figures import Policy

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.watching import Watch


def default_reviewer() -> str:
    """`$CLAIMS_REVIEWER`, else the login name."""
    named = os.environ.get("CLAIMS_REVIEWER", "").strip()
    if named:
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


class Opened:
    """An open ledger file; `Ledger` adds what can be read, done and written with it."""

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        reviewer: str | None = None,
        readonly: bool = False,
        cache: int = CACHE_KIB,
    ) -> None:
        self.path = Path(path)
        self.reviewer = reviewer or default_reviewer()
        self.migrated: Path | None = None
        """The backup of the ledger as it was, where it had to be brought up to date first."""
        try:
            self._engine = store.open_engine(self.path, readonly=readonly, cache=cache)
        except OlderLedger:
            if readonly:
                raise
            from ledger.migration import migrate

            self.migrated = migrate(self.path, self.reviewer)
            self._engine = store.open_engine(self.path, cache=cache)
        self.caught_up = False
        """Whether the comparison of an import that was cut short had to be finished first."""
        if not readonly:
            try:
                self.caught_up = finish(self._engine, self.path, self.reviewer)
            except BaseException:
                self._engine.dispose()
                raise

    @classmethod
    def create(cls, path: str | os.PathLike[str], *, reviewer: str | None = None) -> Self:
        """Make a new, empty ledger; refuses to overwrite anything."""
        store.create(Path(path), reviewer or default_reviewer())
        return cls(path, reviewer=reviewer)

    def warnings(self) -> list[str]:
        """What a user should know before working: a network folder, or a file that is not what it was."""
        from ledger import lastseen
        from ledger.health import network_folder

        kind = network_folder(self.path)
        found = [f"{self.path}: {kind} is a network folder, where locks fail; keep it on a disk"] if kind else []
        with suppress(LedgerError), self.reading() as c:  # a damaged file: the command itself says so
            changed = lastseen.warning(self.path, c)
            found += [changed] if changed else []
        return found

    def remember(self) -> None:
        """Keep in this machine's own memory how far the journal goes, so that a loss is noticed."""
        from ledger import lastseen

        with suppress(LedgerError), self.reading() as c:
            lastseen.remember(self.path, c)

    def watch(self) -> Watch:
        """A way to notice what others do to the file."""
        from ledger.watching import Watch

        return Watch(self._engine, self.path)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view, for functions of `ledger.queries`."""
        with reading(self._engine) as connection:
            yield connection

    @contextmanager
    def as_known(self, when: str) -> Iterator[Self]:
        """The ledger as it was known after an earlier day or journal entry, read-only.

        `when` is an EDTF date (its last day counts) or a head hash. Findings are computed anew for what the
        ledger held then. LedgerError when it holds no such entry.
        """
        from ledger import asknown

        with self.reading() as c:
            seq = asknown.entry_at(c, when)
        with (
            asknown.copy_at(self._engine, seq) as path,
            type(self)(path, reviewer=self.reviewer, readonly=True) as then,
        ):
            yield then

    @property
    def head(self) -> str:
        """The hash of the last journal entry, in hex."""
        with self.reading() as c:
            return journal.head(c)

    @property
    def id(self) -> str:
        """The identity of this ledger, given when it was made."""
        with self.reading() as c:
            return store.setting(c, "ledger_id")

    @property
    def policy(self) -> Policy:
        """The tolerances figures are read by."""
        with self.reading() as c:
            return store.policy(c)

    @property
    def public_key(self) -> str | None:
        """The public key that signs this ledger's heads, in hex; None where nobody signs."""
        with self.reading() as c:
            return store.public_key(c)
