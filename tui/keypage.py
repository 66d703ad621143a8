"""The page of all keys in the documentation, made of the registry.

python -m tui.keypage > docs/reference/keys.md
"""

from __future__ import annotations

import sys

from tui import actions, registry
from tui.registry import Action

HEAD = """# Keys of the review app

Made of the registry of actions by `python -m tui.keypage`; a test fails when this page is stale. `?` shows the keys
for where you stand, `^p` (or `:`) finds any action by its name. One key means one thing on every screen. An action
that cannot be done now says why.
"""


def page() -> str:
    """The page in Markdown: the actions by what they are about, then by screen."""
    parts = [HEAD]
    groups = dict.fromkeys(a.group for a in actions.ACTIONS)
    for group in groups:
        parts += [f"\n## {group}\n", "\n| key | action | what it does | where |\n|---|---|---|---|\n"]
        parts += [_row(a) for a in actions.ACTIONS if a.group == group]
    parts.append("\n## By screen\n\n| screen | keys |\n|---|---|\n")
    for where, name in registry.PLACES.items():
        keys = " · ".join(f"{_key(a)} {a.label}" for a in actions.here(where) if a.keys and a.group != "Moving")
        parts.append(f"| {name} | {keys} |\n")
    return "".join(parts)


def _row(a: Action) -> str:
    every = a.where == registry.EVERYWHERE
    away = [registry.PLACES[p] for p in registry.PLACES if p not in a.where]
    where = "everywhere" if every else ", ".join(registry.PLACES[p] for p in registry.PLACES if p in a.where)
    if not every and len(away) <= 2:
        where = f"everywhere but {' and '.join(away)}"
    return f"| {_key(a) or 'by name'} | {a.label} | {a.sentence} | {where} |\n"


def _key(a: Action) -> str:
    return a.shown.replace("\\", "\\\\").replace("*", "\\*").replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(page())
