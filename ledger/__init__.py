"""Casualty Ledger: who said how many, through whom, and which of it cannot all be true."""

from __future__ import annotations

__version__ = "0.1.0"
