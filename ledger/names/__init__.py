"""Places, groups and sources: what a name stands for, and what lies inside what.

`Names` is the value that comparison takes; `gazetteer.places()` is the bare gazetteer, cheap to load.
"""

from __future__ import annotations

from ledger.names.gazetteer import Path, Place
from ledger.names.places import Resolved
from ledger.names.resolver import Alias, Names, default

__all__ = ["Alias", "Names", "Path", "Place", "Resolved", "default"]
