"""The drawing in docs/architecture.md: which part of the program calls which, read from the imports themselves."""

from __future__ import annotations

import re
from pathlib import Path

import grimp

PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("tui", ("tui",)),
    ("cli", ("ledger.cli",)),
    ("api", ("ledger.api",)),
    ("reporting", ("ledger.reporting",)),
    ("exports", ("ledger.exports",)),
    ("review", ("ledger.review", "ledger.redaction", "ledger.together", "ledger.policies")),
    ("intake", ("ledger.intake",)),
    (
        "verify",
        ("ledger.verify", "ledger.heads", "ledger.health", "ledger.recovery", "ledger.asknown", "ledger.migration"),
    ),
    ("extraction", ("ledger.extraction",)),
    ("detection", ("ledger.detection", "ledger.panels", "ledger.quantities")),
    ("queries", ("ledger.queries", "ledger.filters")),
    ("comparison", ("ledger.comparison",)),
    ("names", ("ledger.names",)),
    (
        "store",
        ("ledger.store", "ledger.connections", "ledger.models", "ledger.acts", "ledger.sealing"),
    ),
    ("journal", ("ledger.journal", "ledger.rowhash", "ledger.merkle")),
    ("values", ("ledger.records", "ledger.figures", "ledger.edtf", "ledger.vocabulary", "ledger.errors")),
)
"""The parts of the drawing, from the front doors down, and the modules that each stands for."""

COMMON = {"values"}
"""What nearly every part uses: not drawn as lines."""


def calls() -> dict[str, list[str]]:
    """For each part the parts it imports, in the order of the drawing."""
    graph = grimp.build_graph("ledger", "tui", cache_dir=None, exclude_type_checking_imports=True)
    part_of = {}
    for module in graph.modules:
        for name, prefixes in PARTS:
            if any(module == p or module.startswith(f"{p}.") for p in prefixes):
                part_of[module] = name
    found: dict[str, set[str]] = {name: set() for name, _ in PARTS}
    for module, name in part_of.items():
        for imported in graph.find_modules_directly_imported_by(module):
            other = part_of.get(imported)
            if other and other != name:
                found[name].add(other)
    order = [name for name, _ in PARTS]
    return {name: [o for o in order if o in found[name]] for name in order}


def drawing() -> str:
    """The drawing: a line a part, a column a part; a dot where the line's part calls the column's."""
    names = [name for name, _ in PARTS if name not in COMMON]
    called = calls()
    wide = max(map(len, names))
    lines = []
    for n, name in enumerate(names):
        marks = ["●" if other in called[name] else "·" for other in names]
        row = "  ".join(" " if m <= n and marks[m] == "·" else marks[m] for m in range(len(names)))
        lines.append(f"{n + 1:>2} {name:<{wide}}  {row}".rstrip())
    head = " " * (wide + 5) + " ".join(f"{n + 1:<2}" for n in range(len(names))).rstrip()
    return "\n".join([head, *lines])


_BLOCK = re.compile(r"(?<=<!-- drawing -->\n```text\n).*?(?=\n```)", re.DOTALL)


def page() -> str:
    """docs/architecture.md with the drawing as the imports have it."""
    path = Path(__file__).resolve().parent.parent / "architecture.md"
    return _BLOCK.sub(lambda _: drawing(), path.read_text(encoding="utf-8"))


def upward() -> list[tuple[str, str]]:
    """The calls that go up in the drawing, which there should be none of."""
    order = {name: n for n, (name, _) in enumerate(PARTS)}
    return [(name, other) for name, others in calls().items() for other in others if order[other] < order[name]]
