"""The one place that names a path. An option or an environment variable overrides each."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path


def default_ledger() -> Path:
    """`$CLAIMS_LEDGER`, else `claims.db` in the working folder."""
    return Path(os.environ.get("CLAIMS_LEDGER") or "claims.db")


def demo_ledger() -> str:
    """Where `claims demo` writes unless told: `demo.db` in the working folder."""
    return "demo.db"


def seeds() -> Path:
    """The sample documents: those in the package, else those at the project's root."""
    packaged = Path(str(resources.files("ledger"))) / "seeds"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parent.parent / "seeds"


def state_folder() -> Path:
    """Where the review app keeps its own state (`$CLAIMS_STATE` overrides): never in the ledger."""
    given = os.environ.get("CLAIMS_STATE")
    if given:
        return Path(given)
    from platformdirs import user_state_path

    return user_state_path("casualty-ledger")
