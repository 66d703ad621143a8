"""Why one cell cannot be taken: its column, its value, what is wrong and what to do."""

from __future__ import annotations

from ledger.errors import InputError
from ledger.safetext import one_line


class Refused(Exception):
    """A cell that cannot be taken. `at` makes of it the error that names file and line.

    `line` is given when the fault lies in another row than the one being read.
    """

    def __init__(self, field: str, value: str | None, reason: str, remedy: str, line: int | None = None) -> None:
        super().__init__(field, value, reason, remedy)
        self.field, self.value, self.reason, self.remedy, self.line = field, value, reason, remedy, line

    def at(self, path: str, line: int) -> InputError:
        """The error for the row that starts on `line` of `path`."""
        shown = self.field if self.value is None else f"{self.field} “{one_line(self.value, 60)}”"
        return InputError(path, self.line or line, f"{shown} {self.reason}".lstrip(), self.remedy)


def nearest(word: str, known: tuple[str, ...]) -> str:
    """The known name that is spelled most like `word`, or an empty string."""
    from difflib import get_close_matches

    found = get_close_matches(word.strip().casefold()[:80], known, n=1)
    return found[0] if found else ""
