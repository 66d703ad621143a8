"""The mutants of a module: what mutmut would change in it, one change at a time, and how to put one to work.

mutmut's operators say what is changed. Each mutant is kept as a text, so that it can be shown as a difference of lines,
written where a program of its own is to run it, or put into the functions of the module that is already loaded.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType
from typing import Any

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import create_mutations

_SQL = re.compile(
    r"\b(SELECT|FROM|WHERE|ORDER BY|GROUP BY|INSERT|DELETE|UPDATE|CREATE|DROP|PRAGMA|BEGIN|COMMIT|AND|LIKE|ASC|DESC"
    r"|KEY|NEW|OLD)\b"
)
_MEANT = re.compile(r"'[^']*'|\{[^}]*\}|:[a-z]\w*|\w+(?=:)")
"""In SQL: words in quotes, places for values, and names of parameters. There the letter case does mean something."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one function.

    `file` is the path of the module in the project, `function` the name within it (`Class.method`), `first` and `last`
    the lines that the changed expression stands in, `start` that in which the function begins; `old` and `new` are the
    lines that differ, without their indentation, and `text` is the whole module with the change.
    """

    file: str
    function: str
    first: int
    last: int
    start: int
    old: tuple[str, ...]
    new: tuple[str, ...]
    text: str

    @property
    def change(self) -> Change:
        """What tells it from other mutants, whatever its number or its line."""
        return self.file, self.function, self.old, self.new


Change = tuple[str, str, tuple[str, ...], tuple[str, ...]]


def mutants(path: Path, file: str) -> list[Mutant]:
    """Every mutant of the module at `path` but those that only change the letter case of SQL.

    SQLite reads its words and names alike in either case.
    """
    code = path.read_text(encoding="utf-8")
    module, found, *_ = create_mutations(file, code)
    places = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    functions = dict(_functions(module))
    made = []
    for mutation in found:
        function = mutation.contained_by_top_level_function
        if not isinstance(function, cst.FunctionDef) or function not in functions:
            continue
        if _letter_case_of_sql(mutation.original_node, mutation.mutated_node):
            continue
        changed = module.deep_replace(mutation.original_node, mutation.mutated_node)  # type: ignore[arg-type]  # a node
        text = changed.code
        old, new = _difference(code, text)
        first, last = _lines(places[mutation.original_node])
        start, _ = _lines(places[function.name])
        made.append(Mutant(file, functions[function], first, last, start, old, new, text))
    return made


def _lines(place: Any) -> tuple[int, int]:
    return place.start.line, place.end.line


def _functions(module: cst.Module) -> Iterator[tuple[cst.FunctionDef, str]]:
    for part in module.body:
        if isinstance(part, cst.FunctionDef):
            yield part, part.name.value
        elif isinstance(part, cst.ClassDef):
            for method in part.body.body:
                if isinstance(method, cst.FunctionDef):
                    yield method, f"{part.name.value}.{method.name.value}"


def _letter_case_of_sql(one: cst.CSTNode, other: cst.CSTNode) -> bool:
    if not isinstance(one, cst.SimpleString) or not isinstance(other, cst.SimpleString):
        return False
    before, after = one.value[1:-1], other.value[1:-1]
    if before.lower() != after.lower() or not _SQL.search(before):
        return False
    return _MEANT.findall(before) == _MEANT.findall(after)


def _difference(one: str, other: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    old, new = one.splitlines(), other.splitlines()
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return tuple(line.strip() for line in old), tuple(line.strip() for line in new)


def put_in(mutant: Mutant) -> None:
    """Let the loaded module do as the mutant does, for the rest of this process."""
    module = importlib.import_module(mutant.file.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))
    changed = {"__name__": module.__name__, "__file__": module.__file__}
    exec(compile(mutant.text, mutant.file, "exec", dont_inherit=True), changed)
    here, there = _function(vars(module), mutant.function), _function(changed, mutant.function)
    here.__code__, here.__defaults__, here.__kwdefaults__ = there.__code__, there.__defaults__, there.__kwdefaults__


def _function(names: dict[str, Any], name: str) -> FunctionType:
    first, _, method = name.partition(".")
    found: FunctionType = vars(names[first])[method] if method else names[first]
    return found


def shown(change: Change) -> str:
    """A change as it stands in the list of survivors."""
    file, function, old, new = change
    return "\n".join([f"@ {file} {function}", *(f"- {line}" for line in old), *(f"+ {line}" for line in new)])


def explained(path: Path) -> dict[Change, str]:
    """The changes that the file at `path` explains, each with the reason.

    A line `@ file function` names where, lines with `-` and `+` what is changed, and `=` says why nothing can show it;
    the reason is for all changes since the one before. ValueError where the file is written otherwise.
    """
    found: dict[Change, str] = {}
    waiting: list[Change] = []
    where: tuple[str, str] | None = None
    old: list[str] = []
    new: list[str] = []

    def over() -> None:
        if new and where:
            waiting.append((*where, tuple(old), tuple(new)))
        elif old:
            raise ValueError(f"{path.name}:{number}: a change without lines that are put in")
        old.clear()
        new.clear()

    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        mark, rest = line[:2], line[2:]
        if mark == "- ":
            if new:
                over()
            old.append(rest)
        elif mark in ("+ ", "+"):
            new.append(rest)
        elif mark == "@ ":
            over()
            file, _, function = rest.partition(" ")
            where = (file, function)
        elif mark == "= ":
            over()
            if not waiting or not rest.strip():
                raise ValueError(f"{path.name}:{number}: a reason without a change, or without words")
            for change in waiting:
                if change in found:
                    raise ValueError(f"{path.name}:{number}: explained twice:\n{shown(change)}")
                found[change] = rest
            waiting.clear()
        elif line.strip() and not line.startswith("#"):
            raise ValueError(f"{path.name}:{number}: begins with none of @ - + = #")
    over()
    if waiting:
        raise ValueError(f"{path.name}: no reason is given for\n{shown(waiting[0])}")
    return found
