"""Records in JSON: the objects of one list, or one object a line, read one at a time.

A list is cut into its elements by counting brackets, so a file of any length takes the memory of one element.
Inner objects are flattened: `{"verified": {"killed": 3}}` has a column `verified.killed`.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from ledger.errors import InputError
from ledger.intake.encodings import bad_bytes, choose, no_nul
from ledger.intake.limits import raised
from ledger.intake.reading import LINE_LIMIT
from ledger.intake.refusal import Refused
from ledger.intake.tables.rows import Layout, Row, check_cell

_OUTSIDE = re.compile(r'["\[\]{},:]')
_INSIDE = re.compile(r'["\\]')
_STEP = 1 << 16
_LOOK = 50
DEPTH = 60


class JsonRows:
    """A JSON document or JSON lines."""

    def __init__(self, path: str, raw: BinaryIO, encoding: str | None, layout: Layout, *, lines: bool) -> None:
        self.path, self._raw = path, raw
        raw.seek(0)
        self._codec = choose(raw.read(4), encoding, path)
        self.encoding = self._codec.removesuffix("-sig")
        self.medium = "jsonl" if lines else "json"
        self.said: list[str] = []
        self.tags: tuple[str, ...] = ()
        self._key = layout.records
        if not lines and self._key is None:
            self._key = self._only_list()
        names: dict[str, None] = {}
        for number, row in enumerate(self.rows()):
            if number >= _LOOK:
                break
            names.update(dict.fromkeys(row.cells))
        self.columns = tuple(names)

    def rows(self) -> Iterator[Row]:
        """The records; InputError where the file cannot be read on."""
        found = False
        for line, text in self._lines() if self.medium == "jsonl" else self._elements(self._key):
            found = True
            yield _row(line, text)
        if not found:
            raise InputError(self.path, 1, "the file holds no records", "a table in JSON is a list of objects")

    def objects(self) -> Iterator[tuple[int, Any]]:
        """The records as JSON has them, for formats that nest; InputError at the first that cannot be read."""
        for line, text in self._lines() if self.medium == "jsonl" else self._elements(self._key):
            try:
                yield line, decoded(text)
            except Refused as error:
                raise error.at(self.path, line) from None

    def _chunks(self) -> Iterator[str]:
        self._raw.seek(0)
        text = io.TextIOWrapper(io.BufferedReader(_Kept(self._raw)), encoding=self._codec, newline="")
        line = 1
        try:
            while chunk := text.read(_STEP):
                if "\0" in chunk or not chunk.isascii():
                    no_nul(chunk, self._codec, self.path, line)
                if line == 1:
                    chunk = chunk.removeprefix("\ufeff")
                line += chunk.count("\n")
                yield chunk
        except (UnicodeError, ValueError):
            raise bad_bytes(self._raw, self._codec, self.path) from None

    def _lines(self) -> Iterator[tuple[int, str]]:
        held, number = "", 1
        for chunk in self._chunks():
            held += chunk
            *whole, held = held.split("\n")
            for line in whole:
                if line.strip():
                    yield number, line
                number += 1
            if len(held) > LINE_LIMIT:
                raise InputError(self.path, number, f"the line is longer than {LINE_LIMIT:,} characters", _ONE)
        if held.strip():
            yield number, held

    def _only_list(self) -> str | None:
        """The key of the only list of objects in a document that is an object; None for a list or one object."""
        lists: dict[str, None] = {}
        top = ""
        for depth, key, opener, _line, _text in self._scan(None):
            if depth == 0:
                top = opener
            elif depth == 2 and top == "{" and opener == "{" and key:
                lists.setdefault(key)
        found = list(lists)
        if top != "{" or not found:
            return None
        if len(found) > 1:
            named = ", ".join(found[:6])
            raise InputError(
                self.path, None, f"the file holds several lists: {named}", 'say which with records = "..." in a mapping'
            )
        self.said.append(f"records in the list “{found[0][:40]}”")
        return found[0]

    def _elements(self, key: str | None) -> Iterator[tuple[int, str]]:
        """The text of every element of the list, with the line on which it starts."""
        for _depth, _key, _opener, line, text in self._scan(key, elements=True):
            if text is not None:
                yield line, text

    def _scan(
        self, key: str | None, *, elements: bool = False
    ) -> Iterator[tuple[int, str | None, str, int, str | None]]:
        """Walk through the document: every bracket that opens near the top, or the elements of one list.

        An element is an object directly in the list that is the document, or in the list under `key` in the
        object that is the document; without both, the document itself.
        """
        held, base_line, at, start = "", 1, 0, None
        stack: list[str] = []
        in_string, string_from = False, 0
        last_string, current_key, whole_key = "", None, None
        whole = False
        for chunk in self._chunks():
            if start is None:
                base_line += held.count("\n", 0, at)
                if in_string:
                    base_line -= held.count("\n", string_from, at)
                    held, string_from, at = held[string_from:], 0, at - string_from
                else:
                    held, at = held[at:], 0
            elif len(held) - start > LINE_LIMIT:
                line = base_line + held.count("\n", 0, start)
                raise InputError(self.path, line, f"the record is longer than {LINE_LIMIT:,} characters", _ONE)
            held += chunk
            while True:
                match = (_INSIDE if in_string else _OUTSIDE).search(held, at)
                if match is None:
                    at = len(held)
                    break
                sign = match[0]
                if in_string and sign == "\\":
                    if match.end() >= len(held):
                        at = match.start()
                        break
                    at = match.end() + 1
                    continue
                at = match.end()
                if in_string:
                    in_string = False
                    last_string = held[string_from + 1 : match.start()] if at - string_from < 500 else ""
                elif sign == '"':
                    in_string, string_from = True, match.start()
                elif sign == ":":
                    if len(stack) == 1 and stack[0] == "{":
                        current_key = last_string
                elif sign in "{[":
                    depth = len(stack)
                    stack.append(sign)
                    if depth >= DEPTH:
                        line = base_line + held.count("\n", 0, at)
                        raise InputError(self.path, line, "the JSON is nested too deeply", "a record is one object")
                    if not elements:
                        if depth <= 2:
                            inside = current_key if depth == 2 and stack[1] == "[" else None
                            yield depth, inside, sign, base_line, None
                    elif start is None and self._opens(stack, current_key, key):
                        start, whole = match.start(), depth == 0
                elif sign in "}]":
                    if not stack or stack.pop() != {"}": "{", "]": "["}[sign]:
                        line = base_line + held.count("\n", 0, at)
                        raise InputError(self.path, line, f"the JSON has a {sign} too many", "fetch the file again")
                    done = start is not None and len(stack) == self._level(key, whole)
                    if done and start is not None:
                        line = base_line + held.count("\n", 0, start)
                        yield len(stack), whole_key, "{", line, held[start:at]
                        start = None
                        if len(held) > 8 * _STEP:
                            base_line += held.count("\n", 0, at)
                            held, at = held[at:], 0
        if stack or in_string:
            line = base_line + held.count("\n")
            raise InputError(self.path, line, "the JSON is cut off", "fetch the file again")
        if not stack and not elements and not held.strip() and base_line == 1:
            raise InputError(self.path, 1, "the file is empty", "a table in JSON is a list of objects")

    @staticmethod
    def _level(key: str | None, whole: bool) -> int:
        return 0 if whole else 1 if key is None else 2

    @staticmethod
    def _opens(stack: list[str], current: str | None, key: str | None) -> bool:
        """Whether the bracket that just opened begins an element."""
        if key is not None:
            return len(stack) == 3 and stack[:2] == ["{", "["] and current == key and stack[2] == "{"
        if len(stack) == 1:
            return stack[0] == "{"
        return len(stack) == 2 and stack == ["[", "{"]


_ONE = f"a table has one record of moderate size after the other; split the file, or {raised('LINE')}"


class _Kept(io.RawIOBase):
    """Bytes of a file that stays open when the reader over it goes."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._raw.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def decoded(text: str) -> Any:
    """A JSON value with numbers as the text they are printed in; Refused where JSON is loose or broken."""
    try:
        return _DECODER.decode(text.strip())
    except json.JSONDecodeError as error:
        raise Refused("the record", None, f"is not JSON ({error.msg.casefold()})", "correct it") from None
    except RecursionError:
        raise Refused("the record", None, "is nested too deeply", "a record is one object") from None


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(k for k, _ in pairs if k in seen or seen.add(k))  # type: ignore[func-returns-value]
        raise Refused("key", twice, "stands twice", "keep one of them")
    return found


def _constant(text: str) -> Any:
    raise Refused("number", text, "is no number", "write null, or the number")


class Number(str):
    """A number as it is printed."""

    __slots__ = ()


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_constant=_constant, parse_float=Number, parse_int=Number, strict=False
)


def _row(line: int, text: str) -> Row:
    try:
        value = decoded(text)
        if not isinstance(value, dict):
            raise Refused("the record", None, "is not an object", "write one record as { }")
        cells: dict[str, str] = {}
        _flatten("", value, cells)
        return Row(line, cells, None, text)
    except Refused as fault:
        return Row(line, {}, fault, text)


def _flatten(prefix: str, value: dict[str, Any], cells: dict[str, str]) -> None:
    for key, held in value.items():
        name = f"{prefix}{key}"
        if isinstance(held, dict):
            _flatten(f"{name}.", held, cells)
            continue
        if isinstance(held, list):
            held = "; ".join(str(v) for v in held if isinstance(v, str) and v)
        elif held is None:
            held = ""
        elif isinstance(held, bool):
            held = "true" if held else "false"
        check_cell(name, held)
        cells[name] = held
