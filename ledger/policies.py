"""The policy of a ledger: the tolerances its figures are read by, changed by an act and never by hand.

Every change gives the policy a new version, counted up over the whole journal, so that a version named in a
report means one set of values even where a change was undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from ledger import journal, queries, store
from ledger.errors import LedgerError
from ledger.figures import Policy
from ledger.models import Setting
from ledger.review import Doing

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.acts import Act

LIMITS: dict[str, tuple[int, int]] = {
    "about_cap_percent": (0, 100),
    "about_floor_percent": (0, 100),
    "round_cap_percent": (0, 100),
    "round_from": (0, 1_000_000),
    "minor_gap": (0, 1_000_000),
    "minor_percent": (0, 100),
    "major_percent": (0, 100),
    "extreme_percent": (0, 100),
}
"""What each tolerance may be, both ends included."""


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A finding that reads otherwise under another policy. None stands for no finding at all."""

    id: str
    kind: str
    label: str
    before: str | None
    after: str | None

    def as_json(self) -> dict[str, str | None]:
        """The change as `claims policy set --json` prints it."""
        return {
            "id": self.id,
            "kind": self.kind,
            "quantity": self.label,
            "before": self.before,
            "after": self.after,
        }


def changed(policy: Policy, values: Mapping[str, str]) -> Policy:
    """The policy with other values; LedgerError says which of them it cannot take."""
    parsed: dict[str, int] = {}
    for name, text in values.items():
        if name not in LIMITS:
            near = get_close_matches(name, LIMITS, 1)
            hint = f"; did you mean {near[0]}?" if near else f"; there are {', '.join(LIMITS)}"
            raise LedgerError(f"the policy has no {name!r}{hint}")
        least, most = LIMITS[name]
        if not text.strip().isdecimal() or not least <= int(text) <= most:
            raise LedgerError(f"{name}: {text!r} is not a whole number from {least:,} to {most:,}; nothing was changed")
        parsed[name] = int(text)
    made = replace(policy, **parsed)
    if not made.minor_percent <= made.major_percent <= made.extreme_percent:
        raise LedgerError("minor_percent, major_percent and extreme_percent must rise in that order")
    if made.about_floor_percent > made.about_cap_percent:
        raise LedgerError("about_floor_percent is above about_cap_percent; nothing was changed")
    return made


def set_policy(act: Act, values: Mapping[str, str], why: str) -> Doing:
    """Read the ledger's figures by other tolerances, under the next version number."""
    if not why.strip():
        raise LedgerError("say why the policy changes: --why TEXT")
    if not values:
        raise LedgerError("name at least one tolerance and its value, such as round_cap_percent=3")
    now = store.policy(act.connection)
    made = changed(now, values)
    if made == now:
        raise LedgerError("the policy stands so already; nothing was changed")
    made = replace(made, version=_versions(act.connection) + 1)
    number = act.connection.exec_driver_sql("SELECT id FROM setting WHERE name = 'policy'").scalar_one()
    row = act.get(Setting, number)
    assert row is not None  # every ledger has one
    act.change(row, value=journal.canonical(made.as_dict()).decode())
    old, new = now.as_dict(), made.as_dict()
    said = ", ".join(f"{name} {old[name]} > {new[name]}" for name in LIMITS if old[name] != new[name])
    return Doing("ledger:policy", f"policy version {made.version}: {said}", {"why": why})


def _versions(connection: Connection) -> int:
    """How many policies the ledger has had, those that were undone among them."""
    set_before: int = connection.exec_driver_sql("SELECT count(*) FROM journal WHERE act = 'policy'").scalar_one()
    return 1 + set_before


def verdicts(connection: Connection) -> dict[str, queries.FindingView]:
    """Every finding as it stands, by its id."""
    return {f.id: f for f in queries.findings(connection, state="all")}


def compared(
    before: Mapping[str, queries.FindingView], after: Mapping[str, queries.FindingView]
) -> list[VerdictChange]:
    """Which findings came, went, or weigh otherwise, in the order in which people see findings."""
    order: Iterable[str] = dict.fromkeys([*after, *before])
    found = []
    for key in order:
        old, new = before.get(key), after.get(key)
        was, now = (f"{f.kind}, {f.severity.label}" if f else None for f in (old, new))
        if was != now:
            view = new or old
            assert view is not None  # it is in one of the two
            found.append(VerdictChange(key, view.kind, str(view.quantity.get("label", "")), was, now))
    return found
