"""The one registry of what a person can do in the app.

Key bindings, the line of keys, the palette, the help for where you stand and docs/keys.md all come from
`ACTIONS`. One letter means one thing on every screen. An action that cannot be done now says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ledger.queries import ClaimView, FindingView
from ledger.vocabulary import FindingState, ReviewState

TODAY, CLAIMS, CLAIM, FINDINGS, FINDING = "today", "claims", "claim", "findings", "finding"
PLACES: dict[str, str] = {
    TODAY: "Today",
    FINDINGS: "Findings",
    FINDING: "A finding",
    CLAIMS: "Claims",
    CLAIM: "A claim",
}
"""The screens by name, in the order of the help."""

EVERYWHERE: frozenset[str] = frozenset(PLACES)
_ON_CLAIM = frozenset({CLAIMS, CLAIM, FINDING})
_ON_FINDING = frozenset({FINDINGS, FINDING})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands: the screen, and the claim and finding that an act would be about."""

    where: str
    opened: bool = True
    claim: ClaimView | None = None
    finding: FindingView | None = None
    chosen: bool = False
    rows: int = 0
    filtered: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do.

    `keys` are Textual's names of keys, `shown` how people read the first of them. `rank` orders the line of
    keys (lower first; None keeps the action off it). `enabled` gives the reason why not, or None.
    """

    id: str
    keys: tuple[str, ...]
    shown: str
    label: str
    sentence: str
    where: frozenset[str]
    enabled: Callable[[Standing], str | None] = lambda _: None
    rank: int | None = None


def _open(s: Standing) -> str | None:
    return None if s.opened else "the ledger is not open yet"


def _a_claim(s: Standing) -> str | None:
    return _open(s) or (None if s.claim else "no claim is chosen")


def _accepting(s: Standing) -> str | None:
    if s.claim and s.claim.state is ReviewState.APPROVED:
        return "the claim is accepted already"
    return _a_claim(s)


def _rejecting(s: Standing) -> str | None:
    if s.claim and s.claim.state is ReviewState.REJECTED:
        return "the claim is rejected already"
    return _a_claim(s)


def _doubting(s: Standing) -> str | None:
    if s.claim and s.claim.state is ReviewState.IN_PROGRESS:
        return "the claim is marked unsure already"
    return _a_claim(s)


def _a_finding(s: Standing) -> str | None:
    return _open(s) or (None if s.finding else "no finding is chosen")


def _settling(s: Standing) -> str | None:
    if s.finding and s.finding.state is not FindingState.OPEN:
        by = f" by {s.finding.decision.reviewer}" if s.finding.decision else ""
        return f"the finding is {s.finding.state.label} already{by}; u takes back your own latest act"
    return _a_finding(s)


def _something(s: Standing) -> str | None:
    return _open(s) or (None if s.claim or s.finding else "no claim or finding is chosen")


def _a_row(s: Standing) -> str | None:
    return _open(s) or (None if s.chosen else "nothing is chosen that can be opened")


def _rows(s: Standing) -> str | None:
    return _open(s) or (None if s.rows else "there are no rows here")


def _filtered(s: Standing) -> str | None:
    return None if s.filtered else "no filter is set"


def _set(*names: str) -> frozenset[str]:
    return frozenset(names)


ACTIONS: tuple[Action, ...] = (
    # What to do with a claim
    Action("accept", ("a",), "a", "accept", "Accept the claim: it is read right.", _ON_CLAIM, _accepting, 10),
    Action(
        "correct",
        ("e",),
        "e",
        "correct",
        "Correct a field of the claim; the old value stays in the journal.",
        _ON_CLAIM,
        _a_claim,
        11,
    ),
    Action(
        "reject",
        ("x",),
        "x",
        "reject",
        "Reject the claim, with a reason; it stays in the record and counts no more.",
        _ON_CLAIM,
        _rejecting,
        12,
    ),
    Action("unsure", ("z",), "z", "unsure", "Mark the claim as one to come back to.", _ON_CLAIM, _doubting, 13),
    # What to do with a finding
    Action(
        "settle",
        ("s",),
        "s",
        "settle",
        "Settle the finding by a published method, with a reason.",
        _ON_FINDING,
        _settling,
        6,
    ),
    Action(
        "dismiss",
        ("d",),
        "d",
        "dismiss",
        "Dismiss the finding, with a reason.",
        _ON_FINDING,
        _settling,
        7,
    ),
    Action(
        "put_off",
        ("o",),
        "o",
        "put off",
        "Put the finding off or ask the source for more, with a reason.",
        _ON_FINDING,
        _settling,
        8,
    ),
    # Either
    Action(
        "note",
        ("n",),
        "n",
        "note",
        "Put a note on the finding or the claim.",
        _ON_CLAIM | _ON_FINDING,
        _something,
        14,
    ),
    Action(
        "undo",
        ("u",),
        "u",
        "undo",
        "Take back your latest act, also one of an earlier day.",
        EVERYWHERE,
        _open,
        16,
    ),
    Action("redo", ("U",), "U", "redo", "Do again what you took back last.", EVERYWHERE, _open, None),
    Action(
        "add",
        ("plus",),
        "+",
        "add",
        "Add a claim by hand, with or without a document.",
        _set(TODAY, CLAIMS, CLAIM, FINDING),
        _open,
        30,
    ),
    Action(
        "withdraw",
        ("W",),
        "W",
        "withdraw",
        "Withdraw the document of the claim and all its claims, with a reason.",
        _set(CLAIM),
        _a_row,
        None,
    ),
    # Moving
    Action(
        "open",
        ("enter",),
        "enter",
        "open",
        "Open what the cursor is on.",
        EVERYWHERE,
        _a_row,
        1,
    ),
    Action(
        "down",
        ("j", "down"),
        "j ↓",
        "down",
        "Move down, or scroll where there is nothing to choose.",
        EVERYWHERE,
    ),
    Action("up", ("k", "up"), "k ↑", "up", "Move up, or scroll where there is nothing to choose.", EVERYWHERE),
    Action("page_down", ("pagedown", "space"), "PgDn", "page down", "Move down by a page.", EVERYWHERE),
    Action("page_up", ("pageup",), "PgUp", "page up", "Move up by a page.", EVERYWHERE),
    Action("top", ("home",), "Home", "top", "Go to the first row.", EVERYWHERE),
    Action("bottom", ("end", "G"), "End", "bottom", "Go to the last row.", EVERYWHERE),
    Action(
        "forward",
        ("right_square_bracket", "right"),
        "] →",
        "next",
        "Go on to the next one of the list you came from.",
        _set(CLAIM, FINDING),
        _open,
        20,
    ),
    Action(
        "previous",
        ("left_square_bracket", "left", "p"),
        "[ ← p",
        "previous",
        "Go back to the previous one of the list you came from.",
        _set(CLAIM, FINDING),
        _open,
        21,
    ),
    Action(
        "other_pane",
        ("tab",),
        "tab",
        "words/fields",
        "Move between the words of the document and the fields.",
        _set(CLAIM),
        _open,
        22,
    ),
    Action(
        "filter",
        ("slash",),
        "/",
        "filter",
        "Show only the rows that hold certain words.",
        _set(CLAIMS, FINDINGS),
        _open,
        4,
    ),
    Action(
        "all",
        ("backslash",),
        "\\",
        "show all",
        "Take the filter off.",
        _set(CLAIMS, FINDINGS),
        _filtered,
        None,
    ),
    Action(
        "sort",
        ("v",),
        "v",
        "sort",
        "Choose the order of the rows.",
        _set(CLAIMS),
        _rows,
        25,
    ),
    # Going somewhere
    Action("home", ("h",), "h", "today", "Go to Today: what is waiting.", EVERYWHERE - {TODAY}, _open, None),
    Action("findings", ("f",), "f", "findings", "Go to the findings.", EVERYWHERE - {FINDINGS}, _open, 2),
    Action("claims", ("c",), "c", "claims", "Go to the claims.", EVERYWHERE - {CLAIMS}, _open, 3),
    Action(
        "help",
        ("question_mark", "f1"),
        "?",
        "help",
        "Show the keys for where you stand.",
        EVERYWHERE,
        rank=40,
    ),
    Action("palette", ("ctrl+p",), "^p", "all actions", "Find any action by its name.", EVERYWHERE),
    Action("theme", (), "", "colours", "Change the colours: dark, light or high contrast.", EVERYWHERE),
    Action("back", ("escape",), "esc", "back", "Go back one step.", EVERYWHERE - {TODAY}, rank=39),
    Action("quit", ("q", "ctrl+q", "ctrl+c"), "q", "quit", "Leave; everything is saved already.", EVERYWHERE, rank=41),
)
"""All actions, in the order in which the help shows them."""

BY_ID: dict[str, Action] = {a.id: a for a in ACTIONS}


def here(where: str) -> list[Action]:
    """The actions of one screen."""
    return [a for a in ACTIONS if where in a.where]


def line_of_keys(where: str) -> list[Action]:
    """The actions for the bottom line of one screen, the ones that matter first."""
    ranked = [a for a in here(where) if a.rank is not None]
    return sorted(ranked, key=lambda a: a.rank or 0)


def clashes(actions: Iterable[Action] = ACTIONS) -> list[str]:
    """Keys that would mean two things on one screen; there are none."""
    taken: dict[tuple[str, str], str] = {}
    found: list[str] = []
    for action in actions:
        for where in sorted(action.where):
            for key in action.keys:
                other = taken.setdefault((where, key), action.id)
                if other != action.id:
                    found.append(f"{where}: {key} is {other} and {action.id}")
    return found
