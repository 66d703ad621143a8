"""Mappings: a TOML file that says which column of a table is what. `load` gives one, shipped or of the user."""

from ledger.intake.mapping.loading import load, shipped

__all__ = ["load", "shipped"]
