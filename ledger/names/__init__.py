"""Places, groups and sources: what a name stands for, and what lies inside what.

`Names` is the value that comparison takes; `gazetteer.places()` is the bare gazetteer, cheap to load.
Names are loaded when they are first used: reading a text needs the towns of the world and none of the rest.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledger.names.gazetteer import Path, Place
    from ledger.names.places import Resolved
    from ledger.names.resolver import Alias, Names, default

_PLACES = {
    "Alias": "resolver",
    "Names": "resolver",
    "Path": "gazetteer",
    "Place": "gazetteer",
    "Resolved": "places",
    "default": "resolver",
}

__all__ = ["Alias", "Names", "Path", "Place", "Resolved", "default"]


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"ledger.names.{_PLACES[name]}"), name)
