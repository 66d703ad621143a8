"""Native JSON lines: one claim record an object, one object a line, keyed as `ledger.records.FIELDS`.

Stricter than JSON where JSON is loose: a key that stands twice, a number that is no count and any nesting
are errors, as each of them would lose or change a figure without a word.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import starmap
from typing import Any, TypeVar

from ledger.errors import InputError
from ledger.figures import MAX_COUNT
from ledger.intake.checks import RecordChecks
from ledger.intake.limits import raised
from ledger.intake.refusal import Refused, nearest
from ledger.intake.rows import FIELD_LIMIT, WHY, Row, clean_lines
from ledger.records import FIELDS

T = TypeVar("T")

_COUNTS = frozenset({"value", "low", "high"})


def read_jsonl(lines: str | Iterable[str], path: str, checks: RecordChecks | None = None) -> Iterator[Row]:
    """The records of a native JSON-lines file: one object a line, the keys being columns.

    Values are strings or null; `value`, `low` and `high` may also be whole numbers. Empty lines are skipped.
    """
    return starmap(Row, jsonl_rows(lines, path, (checks or RecordChecks(path)).record))


def jsonl_rows(
    lines: str | Iterable[str], path: str, made: Callable[[int, Sequence[str]], T]
) -> Iterator[tuple[int, T]]:
    """The line of each row, and what `made` makes of the line and the cells in the order of FIELDS."""
    decoder = json.JSONDecoder(
        object_pairs_hook=_cells, parse_constant=_no_number, parse_float=_no_number, parse_int=_count
    )
    any_line = False
    for line, text in enumerate(clean_lines(lines, path, ends="\n"), 1):
        text = text.strip(" \t\r\n")
        if not text:
            continue
        any_line = True
        try:
            cells = _object(decoder, text)
        except Refused as error:
            raise error.at(path, line) from None
        except json.JSONDecodeError as error:
            reason = f"the line is not JSON ({error.msg.casefold()}, column {error.colno})"
            raise InputError(path, line, reason, "write one object a line, nothing after it") from None
        except RecursionError:
            raise InputError(
                path, line, "the JSON is nested too deeply", "a record holds no lists or objects"
            ) from None
        yield line, made(line, cells)
    if not any_line:
        raise InputError(path, 1, "the file is empty", "write one JSON object a line")


def _object(decoder: json.JSONDecoder, text: str) -> list[str]:
    value = decoder.decode(text)
    if not isinstance(value, _Cells):
        raise Refused("the line", None, "is not a JSON object", "write one record a line in { }")
    return value


class _Cells(list[str]):
    """The cells of one JSON object in the order of FIELDS."""


_PLACES = {name: at for at, name in enumerate(FIELDS)}


def _cells(pairs: list[tuple[str, Any]]) -> _Cells:
    cells = _Cells([""] * len(FIELDS))
    seen: set[str] = set()
    for name, value in pairs:
        if name in seen:
            raise Refused("key", name, "stands twice", "keep one of them")
        seen.add(name)
        at = _PLACES.get(name)
        if at is None and name == WHY:
            continue
        if at is None:
            near = nearest(name, FIELDS)
            hint = f"did you mean {near}?" if near else f"the keys are: {', '.join(FIELDS)}"
            raise Refused("key", name, "is not known", hint)
        if type(value) is str:
            if len(value) > FIELD_LIMIT:
                raise Refused(
                    name, value[:80], f"is longer than {FIELD_LIMIT:,} characters", f"shorten it, or {raised('FIELD')}"
                )
            if "\0" in value or not value.isascii():
                _storable(name, value)
            cells[at] = value
        elif type(value) is _Digits and name in _COUNTS:
            cells[at] = value.digits
        elif value is not None:
            wanted = "a whole number or a string of digits" if name in _COUNTS else "a string"
            raise Refused(name, None, f"must be {wanted}, not {_kind(value)}", "correct the line")
    return cells


class _Digits:
    """A whole number as it was written."""

    __slots__ = ("digits",)

    def __init__(self, digits: str) -> None:
        self.digits = digits


def _count(digits: str) -> _Digits:
    if len(digits) > 10:
        raise Refused("number", digits, f"is larger than {MAX_COUNT:,}", "this is no count of people")
    return _Digits(digits)


def _no_number(text: str) -> Any:
    raise Refused("number", text, "is not a whole number", "write a count with digits only, such as 27")


def _storable(name: str, value: str) -> None:
    try:
        if "\0" not in value:
            value.encode("utf-8")
            return
    except UnicodeEncodeError:
        pass
    raise Refused(name, value[:80], "holds a NUL or half a character", "remove it")


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    return "a list" if type(value) is list else "an object" if type(value) is _Cells else "a number"
