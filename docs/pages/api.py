"""The Python interface: every public name with its signature and its docstring."""

from __future__ import annotations

import dataclasses
import inspect
import re
from enum import Enum
from typing import Any

import ledger

BEGIN = """# Python

`from ledger import Ledger` does all that the command does. Every name below is public; nothing else is promised.
Figures are whole numbers of people, dates EDTF texts (`2015-06-03`, `2011-03/..`), None means "not stated".

"""


def page() -> str:
    """`Ledger` first, then the other names."""
    names = ["Ledger", *(n for n in ledger.__all__ if n != "Ledger")]
    return BEGIN + "".join(_entry(n, getattr(ledger, n)) for n in names)


def _entry(name: str, value: Any) -> str:
    about = _about(value)
    if inspect.isclass(value) and issubclass(value, Enum):
        terms = ", ".join(f"`{t.value}`" for t in value)
        return (
            f"## {name}\n\n{about}\n\n{terms}. More in [vocabulary.md](vocabulary.md).\n\n"
            if name != "ExitCode"
            else (f"## {name}\n\n{about} See [exit-codes.md](exit-codes.md).\n\n")
        )
    if inspect.isfunction(value):
        return f"## {name}\n\n{_code(name + _signature(value))}\n\n{about}\n\n"
    if issubclass(value, Exception):
        return f"## {name}\n\n{about}\n\n"
    out = [f"## {name}\n\n{about}\n\n"]
    if dataclasses.is_dataclass(value):
        out += [_fields(value)]
    if name == "Ledger":
        out += [_code(f"Ledger{_signature(value)}"), "\n\n"]
    own = [c for c in reversed(value.__mro__) if c.__module__.startswith("ledger.")]
    members = {n: m for c in own for n, m in vars(c).items() if not n.startswith("_") and _shown(m)}
    out += [_member(name, n, m) for n, m in members.items()]
    return "".join(out)


def _shown(member: Any) -> bool:
    return isinstance(member, (property, classmethod, staticmethod)) or inspect.isfunction(member)


def _fields(value: Any) -> str:
    rows = [f"| `{f.name}` | `{_type(f.type)}` |".replace(" | None`", " or None`") for f in dataclasses.fields(value)]
    return "| field | type |\n|---|---|\n" + "\n".join(rows) + "\n\n"


def _member(owner: str, name: str, member: Any) -> str:
    if isinstance(member, property):
        return f"### {owner}.{name}\n\n{_about(member)}\n\n"
    function = member.__func__ if isinstance(member, (classmethod, staticmethod)) else member
    function = inspect.unwrap(function)
    return f"### {owner}.{name}\n\n{_code(name + _signature(function))}\n\n{_about(function)}\n\n"


def _about(value: Any) -> str:
    """The docstring, its paragraphs on one line each; indented lines stay as they are."""
    paragraphs = inspect.cleandoc(value.__doc__ or "").split("\n\n")
    return "\n\n".join(p if p.startswith("    ") else " ".join(p.split()) for p in paragraphs)


def _signature(value: Any) -> str:
    text = str(inspect.signature(value))
    text = re.sub(r"^\((self|cls)(, )?", "(", text)
    return _type(text.replace("'", "")).replace("(/, ", "(")


def _type(text: Any) -> str:
    return re.sub(
        r"\b(?:[a-z_]+\.)+(?=[A-Z])", "", text if isinstance(text, str) else getattr(text, "__name__", str(text))
    )


def _code(text: str) -> str:
    return f"    {text}"
