"""One JSON object whose long lists and maps are written as they come, so that none of them is ever held whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from ledger.safetext import json_text


class Items:
    """A list that is written element by element."""

    def __init__(self, items: Iterable[Any]) -> None:
        self.items = items


class Pairs:
    """A map that is written pair by pair; its keys must differ."""

    def __init__(self, pairs: Iterable[tuple[str, Any]]) -> None:
        self.pairs = pairs


def write_json(stream: TextIO, value: Mapping[str, Any]) -> None:
    """Write an object; values that are `Items` or `Pairs` are streamed, a line each, others written as they are."""
    stream.write("{")
    for n, (key, part) in enumerate(value.items()):
        stream.write(f"{',' if n else ''}\n  {json_text(key)}: ")
        if isinstance(part, Items):
            _lines(stream, "[]", (json_text(item) for item in part.items))
        elif isinstance(part, Pairs):
            _lines(stream, "{}", (f"{json_text(k)}: {json_text(v)}" for k, v in part.pairs))
        else:
            stream.write(json_text(part))
    stream.write("\n}\n")


def _lines(stream: TextIO, brackets: str, parts: Iterable[str]) -> None:
    stream.write(brackets[0])
    mark = "\n    "
    for part in parts:
        stream.write(mark + part)
        mark = ",\n    "
    stream.write(("\n  " if mark.startswith(",") else "") + brackets[1])


def stated(value: Mapping[str, Any]) -> dict[str, Any]:
    """The object without what is not stated: None, and lists and objects that hold nothing but their type."""
    return {k: v for k, v in value.items() if v is not None and v != [] and not _bare(v)}


def _bare(value: Any) -> bool:
    return isinstance(value, dict) and not value.keys() - {"@type"}
