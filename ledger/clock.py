"""The one place that asks what time it is. Nothing but the `at` of an act depends on it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """The time now, in UTC, to the second: `2026-01-31T09:30:00Z`."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
