"""What can go wrong, in words a person can act on, and the exit codes of the command.

LedgerError                 anything the program refuses to do, with one clear line
├── InputError              a file that cannot be read: names the file and the line
├── NotALedger              a path that holds no ledger, or one of another version
│   └── OlderLedger         an older version, which can be brought up to date
├── LedgerBusy              another process holds the ledger
├── Conflict                a row has changed since it was looked at
└── Cancelled               a person stopped long work

Only these are shown as one line; every other exception is a fault of the program.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of `claims`; scripts rely on them."""

    DONE = 0  # done
    FAILED = 1  # failed, and nothing was changed
    USAGE = 2  # wrong usage
    FINDINGS = 3  # findings are open, and `--fail-on-conflict` was given
    VERIFICATION_FAILED = 4  # `verify` found that something does not fit
    INTERRUPTED = 130  # interrupted, and nothing is half done


class LedgerError(Exception):
    """A refusal: one line that says what is wrong and what to do. Nothing was changed."""


class InputError(LedgerError):
    """A file from outside that cannot be taken as it stands.

    `path` is the file as the user named it, `line` counts from 1 (None where it has no meaning),
    `reason` says what is wrong and `remedy` what to do about it.
    """

    def __init__(self, path: str, line: int | None, reason: str, remedy: str = "") -> None:
        self.path, self.line, self.reason, self.remedy = path, line, reason, remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        where = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{where}: {self.reason}" + (f"; {self.remedy}" if self.remedy else "")


class NotALedger(LedgerError):
    """The path holds no ledger that this program can open."""


class OlderLedger(NotALedger):
    """The ledger was written by an older version and has not been brought up to date yet."""


class LedgerBusy(LedgerError):
    """Another process held the ledger for longer than this one may wait."""


class Conflict(LedgerError):
    """The row was changed by somebody else since it was read; nothing was changed."""


class Cancelled(LedgerError):
    """A person stopped long work; what was not finished left no trace."""
