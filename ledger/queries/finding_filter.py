"""The words that narrow a list of findings: `state:open`, and free words."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from ledger.errors import LedgerError
from ledger.vocabulary import FindingList, FindingState, Severity


@cache
def _columns() -> dict[str, dict[str, str]]:
    """The columns of `finding` that can be asked for, with the words that may stand for each value."""
    from ledger.comparison.vocabulary import KINDS

    return {
        "state": {word: t.value for t in FindingState for word in (t.value, t.label)},
        "list": {t.value: t.value for t in FindingList},
        "severity": {t.value: t.value for t in Severity},
        "kind": {
            word: kind
            for code, (kind, _) in KINDS.items()
            for word in (code.casefold(), kind, kind.replace("_", "-"), kind.replace("_", " "))
        },
    }


def kind_named(words: str) -> str:
    """The kind of finding that goes by those words or that code; LedgerError names those there are."""
    known = _columns()["kind"]
    if (said := words.strip().casefold()) in known:
        return known[said]
    near = get_close_matches(said, known, 1)
    listed = f"did you mean {known[near[0]]}?" if near else f"there are: {', '.join(dict.fromkeys(known.values()))}"
    raise LedgerError(f"there is no kind of finding {words!r}; {listed}")


def only(words: str) -> tuple[str, tuple[str, ...], list[str]]:
    """A condition with its values, and the free words that are left, in lower case."""
    tests, values, parts = [], [], []
    for part in words.split():
        field, colon, said = part.partition(":")
        if not colon or not said or not field.isalpha():
            parts.append(part.casefold())
        elif known := _columns().get(field.casefold()):
            if said.casefold() not in known:
                listed = ", ".join(dict.fromkeys(known.values()))
                raise LedgerError(f"{field}:{said}: there is no such {field}; there are: {listed}")
            tests.append(f"{field.casefold()} = ?")
            values.append(known[said.casefold()])
        elif near := get_close_matches(field.casefold(), _columns(), 1):
            raise LedgerError(f"there is no field {field!r}; did you mean {near[0]}?")
        else:
            parts.append(part.casefold())
    return f"WHERE {' AND '.join(tests)}" if tests else "", tuple(values), parts
