"""Mappings from files, and those that are shipped."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

from ledger.errors import InputError, LedgerError
from ledger.intake.mapping.model import Mapping, mapping_of

_LIMIT = 1 << 20


def shipped() -> dict[str, str]:
    """The mappings that come with the program: name to TOML."""
    folder = resources.files("ledger.intake").joinpath("mappings")
    found = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    return {name.removesuffix(".toml"): folder.joinpath(name).read_text("utf-8") for name in found}


def load(path: str) -> Mapping:
    """The mapping in a file, or the shipped one of that name; InputError names file, line and what is wrong."""
    name = str(path)
    source = Path(path)
    if not source.exists() and "/" not in name and name.removesuffix(".toml") in shipped():
        return read(shipped()[name.removesuffix(".toml")], name)
    try:
        data = source.read_bytes()
    except OSError as error:
        known = ", ".join(shipped())
        hint = f"check the path, or name one that is shipped: {known}"
        raise InputError(name, None, f"the mapping cannot be read ({error.strerror})", hint) from None
    if len(data) > _LIMIT:
        raise InputError(name, None, "the mapping is larger than 1 MiB", "a mapping has some lines")
    try:
        return read(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError:
        raise InputError(name, None, "the mapping is not UTF-8", "save it as UTF-8") from None


def read(text: str, name: str) -> Mapping:
    """A mapping from its TOML."""
    try:
        return mapping_of(tomllib.loads(text), name)
    except tomllib.TOMLDecodeError as error:
        raise InputError(name, None, f"the mapping is not TOML ({error})", "correct it") from None
    except (ValueError, RecursionError) as error:
        what, _, remedy = str(error).partition("; ")
        raise InputError(name, None, f"the mapping: {what}", remedy or "correct it") from None
    except LedgerError:
        raise
