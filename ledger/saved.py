"""What the review app remembers between two visits: kept outside the ledger, and never needed.

One JSON file a ledger and one for the person, in `locations.state_folder()`. A file that cannot be read is
as good as none: nothing but comfort is lost.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from ledger.locations import state_folder

S = TypeVar("S")


@dataclass(slots=True)
class Person:
    """How a person likes the app to look."""

    theme: str = ""
    plain: bool = False


@dataclass(slots=True)
class Visit:
    """Where a person was in a ledger when they left it, and the filters they keep.

    `seen` is the number of the last journal entry they saw, `views` are filters by name, each with its order.
    """

    place: str = ""
    subject: str = ""
    filter: str = ""
    order: str = "entered"
    descending: bool = False
    seen: int = 0
    views: dict[str, list[str]] = field(default_factory=dict)


def person() -> Person:
    """What is known of the person."""
    return _read(_folder() / "person.json", Person)


def keep_person(state: Person) -> None:
    """Remember it."""
    _write(_folder() / "person.json", asdict(state))


def visit(ledger_id: str, reviewer: str) -> Visit:
    """The last visit of a reviewer to a ledger."""
    return _read(_visit_path(ledger_id, reviewer), Visit)


def keep_visit(ledger_id: str, reviewer: str, state: Visit) -> None:
    """Remember it."""
    _write(_visit_path(ledger_id, reviewer), asdict(state))


def _folder() -> Path:
    return state_folder()


def _visit_path(ledger_id: str, reviewer: str) -> Path:
    from hashlib import sha256

    name = sha256(reviewer.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return _folder() / "ledgers" / f"{ledger_id}-{name}.json"


def _read(path: Path, kind: type[S]) -> S:
    """The state in a file; parts of another type than expected are left at their defaults."""
    made = kind()
    with suppress(OSError, ValueError):
        given = json.loads(path.read_text(encoding="utf-8"))
        for f in fields(made):  # type: ignore[arg-type]  # both kinds are dataclasses
            value = given.get(f.name) if isinstance(given, dict) else None
            if type(value) is type(getattr(made, f.name)) and _sound(f.name, value):
                setattr(made, f.name, value)
    return made


def _sound(name: str, value: Any) -> bool:
    if name != "views":
        return True
    return all(isinstance(v, list) and len(v) == 2 and all(isinstance(p, str) for p in v) for v in value.values())


def _write(path: Path, value: dict[str, Any]) -> None:
    """Write a file whole or not at all; where there is no room for it, go without."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, made = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(value, file, ensure_ascii=True, indent=1)
            os.replace(made, path)
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise
