"""Reads the word lists: the few shapes of TOML that they are written in, some ten times as fast as a whole parser.

Loading the engine is half reading of lists. They hold tables, and under them numbers, strings and lists of strings;
a file with anything else is given to `tomllib`, and a test holds both readings against each other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_TABLE = re.compile(r"\[([\w-]+)\]")
_LINE = re.compile(r'(?:([\w-]+)|"([^"\\]+)") = (?:(-?\d+)|"([^"\\]*)"|(\[.*))')


def read(text: str) -> dict[str, Any]:
    """The tables of a file, as `tomllib.loads` gives them."""
    try:
        return plain(text)
    except ValueError:
        import tomllib

        return tomllib.loads(text)


def plain(text: str) -> dict[str, Any]:
    """The same, of the few shapes alone; ValueError where a line has another."""
    out: dict[str, Any] = {}
    table = out
    lines = iter(text.split("\n"))
    for line in lines:
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            head = _TABLE.fullmatch(line)
            if head is None or head[1] in out:
                raise ValueError(line)
            table = out[head[1]] = {}
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(line)
        key = match[1] or match[2]
        if key in table:
            raise ValueError(line)
        if match[3] is not None:
            table[key] = int(match[3])
        elif match[4] is not None:
            table[key] = match[4]
        else:
            table[key] = _list(match[5], lines)
    return out


def _list(first: str, lines: Iterator[str]) -> list[str]:
    """The strings of a list that begins with `first` and may run over the lines that follow."""
    parts = [first]
    while not parts[-1].endswith("]"):
        line = next(lines, None)
        if line is None:
            raise ValueError("a list without an end")
        parts.append(line)
    found = json.loads("\n".join(parts)[:-1].rstrip().removesuffix(",") + "]")  # JSON but for the last comma
    if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
        raise ValueError(first)
    return found
