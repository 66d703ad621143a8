"""What SQLite reports, in one line that says what happened and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ledger.connections.driver import driver_errors
from ledger.errors import LedgerBusy, LedgerError, NotALedger

if TYPE_CHECKING:
    from sqlalchemy import Engine


@contextmanager
def refusals(engine: Engine) -> Iterator[None]:
    """Turn what SQLite reports into one line that says what happened and what to do."""
    from sqlalchemy.exc import DatabaseError

    try:
        yield
    except DatabaseError as error:
        raise in_words(_path(engine), error) from error
    except driver_errors() as error:
        raise in_words(_path(engine), error) from error
    except UnicodeDecodeError as error:  # what SQLite says of a damaged schema, with its damaged words
        if b"malformed" not in error.object:
            raise
        raise in_words(_path(engine), Exception(error.object.decode("utf-8", "replace"))) from error


def _path(engine: Engine) -> Path:
    """The ledger that an engine opens."""
    from urllib.parse import unquote

    return Path(unquote((engine.url.database or "").removeprefix("file:")))


def in_words(path: Path, error: Exception) -> LedgerError:
    """The error to raise instead of what SQLite, or SQLAlchemy for it, raised over the ledger at `path`."""
    text = str(getattr(error, "orig", None) or error)
    known = text.casefold()
    if "locked" in known or "busy" in known:
        from ledger.holder import who_holds

        return LedgerBusy(f"{path}: {who_holds(path)}; nothing was changed, try again")
    if "unable to open" in known:
        missing = "there is no ledger here; claims init makes one"
        return NotALedger(f"{path}: {missing if not path.exists() else 'the ledger cannot be opened'}")
    if "not a database" in known:
        return NotALedger(f"{path}: not a ledger file; claims init makes one")
    if "malformed" in known or "corrupt" in known:
        return NotALedger(
            f"{path}: the ledger file is damaged; claims doctor says more, claims recover saves what it can"
        )
    if "full" in known:
        return LedgerError(f"{path}: the disk is full; nothing was changed, make room and try again")
    if "readonly" in known or "read-only" in known:
        return LedgerError(f"{path}: the ledger may only be read here; nothing was changed")
    if "disk i/o" in known:
        return LedgerError(f"{path}: the disk refused to write; nothing was changed")
    return LedgerError(f"{path}: {text}; nothing was changed")
