"""Writes the reference pages from the code: `python docs/generate.py`; with --check it only says which are stale."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from pages import (  # noqa: E402  the folder above is put on the path
    api,
    commands,
    exit_codes,
    figures,
    formats,
    imports,
    manual,
    schema,
    vocabulary,
)

from ledger.comparison import pages as rules  # noqa: E402
from ledger.exports import pages as exports  # noqa: E402

PAGES: dict[str, Callable[[], str]] = {
    "reference/commands.md": commands.page,
    "reference/vocabulary.md": vocabulary.page,
    "reference/schema.md": schema.page,
    "reference/formats.md": formats.page,
    "reference/exit-codes.md": exit_codes.page,
    "reference/python.md": api.page,
    "reference/exports.md": exports.render,
    "reference/figures.md": figures.page,
    "rules.md": rules.render,
    "architecture.md": imports.page,
    "claims.1": manual.page,
    "../README.md": figures.readme,
}
"""Every generated page, by its path from docs/, and what writes it; of the README its table of figures."""


def stale() -> list[str]:
    """The pages that differ from what the code says."""
    return [name for name, page in PAGES.items() if not _same(HERE / name, page())]


def _same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def main() -> int:
    """Write all pages, or check them."""
    if "--check" in sys.argv[1:]:
        for name in (found := stale()):
            path = (HERE / name).resolve().relative_to(HERE.parent)
            print(f"{path}: not what the code says; python docs/generate.py writes it anew", file=sys.stderr)
        return 1 if found else 0
    for name, page in PAGES.items():
        path = HERE / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
