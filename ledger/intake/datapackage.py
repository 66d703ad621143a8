"""Frictionless data packages: `datapackage.json` says which files are tables, in what encoding and dialect.

Data Package and Table Schema, versions 1 and 2 (datapackage.org). The tables that hold claims are read, the others
are named and left out. A path that leads out of the package, and a file whose hash is another, are refused.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from ledger.errors import InputError
from ledger.intake.formats import recognised
from ledger.intake.items import Item, open_item, read_item
from ledger.safetext import one_line

_TEXTS = (".md", ".txt", ".rst", ".html", ".htm", ".pdf", ".eml")
_LIMIT = 4 << 20
_CLAIMS = ({"document", "measure"},)


def resources(item: Item, find: Callable[[str], Item | None], everything: bool) -> Iterator[Item]:
    """The tables of claims in a package; `find` gives the item at a path inside it.

    With `everything` (a mapping was given) all tables are taken.
    """
    described = _described(item)
    taken, left = [], []
    for number, resource in enumerate(described, 1):
        name = str(resource.get("name") or number) if isinstance(resource, dict) else str(number)
        if not isinstance(resource, dict) or not (everything or _holds_claims(resource)):
            left.append(one_line(name, 40))
            continue
        taken.append(_resource(item, resource, name, find))
    if not taken:
        named = ", ".join(left[:8])
        raise InputError(item.name, None, f"no table in the package holds claims ({named})", "name one with --mapping")
    for number, found in enumerate(taken):
        said = (("said", f"left out of the package: {', '.join(left[:20])}"),) if left and not number else ()
        yield replace(found, given=(*found.given, *said))


def _described(item: Item) -> list[Any]:
    source = read_item(item, _LIMIT)
    try:
        package = json.loads(source.data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise InputError(item.name, None, "the data package is not JSON in UTF-8", "correct it") from None
    found = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(found, list) or not found:
        raise InputError(item.name, None, "the data package names no resources", "give it a list of resources")
    return found


def _holds_claims(resource: dict[str, Any]) -> bool:
    names = _fields(resource)
    if not names:
        return _may_be_table(resource.get("path"))
    return any(c <= set(names) for c in _CLAIMS) or recognised(names) is not None


def _may_be_table(path: Any) -> bool:
    """Whether a resource without a schema is taken: figures kept in the descriptor itself and readmes are not."""
    name = path[0] if isinstance(path, list) and path else path
    return isinstance(name, str) and not name.lower().removesuffix(".gz").endswith(_TEXTS)


def _fields(resource: dict[str, Any]) -> list[str]:
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    return [str(f["name"]) for f in fields or () if isinstance(f, dict) and isinstance(f.get("name"), str)]


def _resource(item: Item, resource: dict[str, Any], name: str, find: Callable[[str], Item | None]) -> Item:
    shown = one_line(name, 60)
    path = resource.get("path")
    if isinstance(path, list) and len(path) == 1:
        path = path[0]
    if not isinstance(path, str):
        raise InputError(item.name, None, f"resource “{shown}” has no single path", "give it one file")
    parts = PurePosixPath(path).parts
    if "://" in path or path.startswith(("/", "~")) or ".." in parts or "\\" in path or "\0" in path:
        said = f"the path “{one_line(path, 60)}” leads out of the package"
        raise InputError(item.name, None, said, "a resource is a file beside datapackage.json")
    found = find(path)
    if found is None:
        raise InputError(item.name, None, f"the file “{one_line(path, 60)}” is not there", "add it, or its entry goes")
    _check_hash(found, resource.get("hash"))
    dialect = resource.get("dialect")
    schema = resource.get("schema")
    missing = schema.get("missingValues") if isinstance(schema, dict) else None
    given = {
        "missing": json.dumps([m for m in missing if isinstance(m, str)]) if isinstance(missing, list) else None,
        "encoding": resource.get("encoding"),
        "delimiter": dialect.get("delimiter") if isinstance(dialect, dict) else None,
    }
    return replace(found, given=tuple((k, v) for k, v in given.items() if isinstance(v, str)))


def _check_hash(item: Item, stated: Any) -> None:
    algorithm, _, digest = stated.rpartition(":") if isinstance(stated, str) else ("", "", "")
    if algorithm != "sha256":
        return
    hashed = sha256()
    with open_item(item) as raw:
        while piece := raw.read(1 << 18):
            hashed.update(piece)
    if hashed.hexdigest() != digest.lower():
        raise InputError(item.name, None, "the file is not the one that the data package describes", "fetch it again")
