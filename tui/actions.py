"""The one registry of what a person can do in the app.

Key bindings, the line of keys, the palette, the help for where you stand and docs/reference/keys.md all come
from `ACTIONS`. One letter means one thing on every screen. An action that cannot be done now says why.
"""

from __future__ import annotations

from collections.abc import Callable

from tui import enabling, registry
from tui.registry import (
    CLAIM,
    CLAIMS,
    DOCUMENT,
    DOCUMENTS,
    EVERYWHERE,
    FINDING,
    FINDINGS,
    JOURNAL,
    NAMES,
    READING,
    SOURCES,
    TODAY,
    Action,
    Standing,
)

_ON_CLAIM = frozenset({CLAIMS, CLAIM, FINDING, READING})
_ON_FINDING = frozenset({FINDINGS, FINDING})
_TABLES = frozenset({CLAIMS, FINDINGS, SOURCES, DOCUMENTS, JOURNAL})
_WALKED = frozenset({CLAIM, FINDING, READING})

Enabled = Callable[[Standing], str | None]


def _act(
    id: str,
    keys: str,
    label: str,
    sentence: str,
    where: frozenset[str] | str,
    enabled: Enabled = enabling.opened,
    rank: int | None = None,
    *,
    shown: str | None = None,
    means: str = "",
) -> Action:
    names = tuple(keys.split())
    places = frozenset({where}) if isinstance(where, str) else where
    said = shown if shown is not None else names[0] if names else ""
    return Action(id, names, said, label, sentence, places, enabled, rank, means=means)


# fmt: off
_GROUPS: dict[str, tuple[Action, ...]] = {
    "A claim": (
        _act("accept", "y a", "accept", "Accept the claim, or the marked ones (also a): they are read right.",
             _ON_CLAIM, enabling.accepting, 10, shown="y"),
        _act("correct", "e", "correct", "Correct a field of the claim, or of the marked ones; the old value stays.",
             _ON_CLAIM, enabling.a_claim, 11),
        _act("reject", "x", "reject", "Reject the claim, or the marked ones, with a reason; it stays in the record.",
             _ON_CLAIM, enabling.rejecting, 12),
        _act("unsure", "z", "unsure", "Mark the claim, or the marked ones, as one to come back to.", _ON_CLAIM,
             enabling.doubting, 13),
        _act("mark_words", "m", "mark", "Mark words in the document: for a field, or a claim that was missed.",
             frozenset({CLAIM, READING}), enabling.with_text, 15, means="mark"),
        _act("withdraw", "W", "withdraw", "Withdraw the document and all its claims, with a reason.",
             frozenset({CLAIM, DOCUMENT, DOCUMENTS}), enabling.a_document),
        _act("add", "plus", "add", "Add a claim by hand, with or without a document.",
             EVERYWHERE - {READING, NAMES}, rank=31, shown="+"),
    ),
    "A finding": (
        _act("resolve", "s", "resolve", "Resolve the finding by a published method, with a reason.", _ON_FINDING,
             enabling.deciding, 6),
        _act("dismiss", "d", "dismiss", "Dismiss the finding, with a reason.", _ON_FINDING, enabling.deciding, 7),
        _act("put_off", "o", "put off", "Put the finding off, or ask the source for more, with a reason.",
             _ON_FINDING, enabling.deciding, 8),
        _act("graph", "g", "graph", "Show or hide who told whom.", FINDING, rank=18),
    ),
    "Names, sources and documents": (
        _act("same", "y a", "same", "The two names are one: join their claims.", NAMES, enabling.a_proposal, 1,
             shown="y", means="accept"),
        _act("different", "x", "different", "The two names are not one, and are not asked about again.", NAMES,
             enabling.a_proposal, 2, means="reject"),
        _act("skip_name", "z", "unsure", "Leave the two names for another day.", NAMES, enabling.a_proposal, 3,
             means="unsure"),
        _act("inside", "I", "inside", "The first name lies inside the second.", NAMES, enabling.a_proposal, 5),
        _act("name_back", "p", "previous", "Go back to the names before.", NAMES, enabling.back, 4, means="previous"),
        _act("party", "P", "party", "Say which party to the conflict the source belongs to, or none.", SOURCES,
             enabling.a_source, 6),
        _act("reliability", "R", "reliability", "Grade the source by the Admiralty code, A to F.", SOURCES,
             enabling.a_source, 7),
        _act("confidentiality", "C", "confidential", "Say whether the document may be passed on.",
             frozenset({DOCUMENTS, DOCUMENT}), enabling.a_document, 9),
        _act("select", "m", "mark", "Begin marking words at the cursor, or let go of them.", DOCUMENT,
             enabling.with_text, 2, means="mark"),
        _act("word_right", "right l", "next word", "Go to the next word.", DOCUMENT, enabling.with_text, shown="→ l"),
        _act("word_left", "left", "word before", "Go to the word before.", DOCUMENT, enabling.with_text, shown="←"),
        _act("next_claim", "tab", "next figure", "Go to the next figure in the text that is a claim.", DOCUMENT,
             enabling.with_text, 4, means="other_pane"),
    ),
    "Any act": (
        _act("note", "n", "note", "Put a note on the finding or the claim.", _ON_CLAIM | _ON_FINDING,
             enabling.something, 16),
        _act("undo", "u", "undo", "Take back your latest act, also one of an earlier day.", EVERYWHERE, rank=17),
        _act("redo", "U", "redo", "Do again what you took back last.", EVERYWHERE),
    ),
    "Lists": (
        _act("filter", "slash", "filter", "Show only some rows; tab completes, place:hasakeh >20 state:open.",
             _TABLES, rank=4, shown="/"),
        _act("all", "backslash", "show all", "Take the filter off.", _TABLES, enabling.filtered, shown="\\"),
        _act("sort", "v", "sort", "Choose the order of the rows; the same again turns it round.", CLAIMS,
             enabling.rows, 25),
        _act("views", "V", "views", "Take, keep or forget a saved view: a filter with its order.", CLAIMS, rank=26),
        _act("mark", "m", "mark", "Mark the claim, or take the mark off; acts are then about all that are marked.",
             CLAIMS, enabling.rows, 14),
        _act("mark_range", "M", "mark to here", "Mark every claim from the last mark to here.", CLAIMS, enabling.rows),
        _act("mark_all", "asterisk", "mark all", "Mark every claim that is shown, or none.", CLAIMS, enabling.rows,
             shown="*"),
    ),
    "Moving": (
        _act("open", "enter", "open", "Open what the cursor is on, or use the marked words.", EVERYWHERE,
             enabling.a_row, 1),
        _act("down", "j down", "down", "Move down, or scroll where there is nothing to choose.", EVERYWHERE,
             lambda _: None, shown="j ↓"),
        _act("up", "k up", "up", "Move up, or scroll where there is nothing to choose.", EVERYWHERE, lambda _: None,
             shown="k ↑"),
        _act("page_down", "pagedown space", "page down", "Move down by a page.", EVERYWHERE, lambda _: None,
             shown="PgDn"),
        _act("page_up", "pageup", "page up", "Move up by a page.", EVERYWHERE, lambda _: None, shown="PgUp"),
        _act("top", "home", "top", "Go to the first row.", EVERYWHERE, lambda _: None, shown="Home"),
        _act("bottom", "end G", "bottom", "Go to the last row.", EVERYWHERE, lambda _: None, shown="End G"),
        _act("forward", "right_square_bracket right", "next", "Go on to the next one of the list you came from.",
             _WALKED, enabling.further, 20, shown="] →"),
        _act("previous", "left_square_bracket left p", "previous",
             "Go back to the previous one of the list you came from.", _WALKED, enabling.back, 21, shown="[ ← p"),
        _act("other_pane", "tab", "words/fields", "Move between the words of the document and the fields.", CLAIM,
             rank=22),
        _act("renew", "ctrl+r", "renew", "Read the rows anew, with what came in since.", EVERYWHERE, shown="^r"),
        _act("back", "escape", "back", "Go back one step: marks first, then the screen.", EVERYWHERE - {TODAY},
             lambda _: None, 39, shown="esc"),
    ),
    "Going somewhere": (
        _act("home", "h", "today", "Go to Today: what is waiting.", EVERYWHERE - {TODAY}),
        _act("read", "r", "read", "Read one claim after another, the least certain first.",
             EVERYWHERE - {READING}, rank=2),
        _act("findings", "f", "findings", "Go to the findings.", EVERYWHERE - {FINDINGS}, rank=23),
        _act("claims", "c", "claims", "Go to the claims.", EVERYWHERE - {CLAIMS}, rank=24),
        _act("names", "N", "names", "Go to names that may be the same.", EVERYWHERE - {NAMES}, rank=35),
        _act("sources", "S", "sources", "Go to the sources, and say who is a party.", EVERYWHERE - {SOURCES}, rank=36),
        _act("documents", "D", "documents", "Go to the documents and their words.", EVERYWHERE - {DOCUMENTS}, rank=37),
        _act("journal", "J", "journal", "Go to the journal: who did what.", EVERYWHERE - {JOURNAL}, rank=38),
    ),
    "The ledger and the app": (
        _act("import", "i", "import", "Import files into the ledger, with progress; esc cancels.", EVERYWHERE, rank=29),
        _act("report", "w", "report", "Write the audit report, with progress; esc cancels.", EVERYWHERE, rank=30),
        _act("help", "question_mark f1", "help", "Show the keys for where you stand.", EVERYWHERE, lambda _: None, 40,
             shown="?"),
        _act("palette", "ctrl+p colon", "all actions", "Find any action by its name.", EVERYWHERE, lambda _: None,
             shown="^p :"),
        _act("theme", "T", "colours", "Change the colours: dark, light, high contrast or none.", EVERYWHERE,
             lambda _: None),
        _act("plain", "", "plain mode", "Switch plain mode, for screen readers: sentences, no drawings.", EVERYWHERE,
             lambda _: None),
        _act("quit", "q ctrl+q ctrl+c", "quit", "Leave; everything is saved already.", EVERYWHERE, lambda _: None, 41,
             shown="q"),
    ),
}
# fmt: on


def _named() -> tuple[Action, ...]:
    from dataclasses import replace

    return tuple(replace(a, group=group) for group, some in _GROUPS.items() for a in some)


ACTIONS: tuple[Action, ...] = _named()
"""All actions, in the order in which the help shows them."""

BY_ID: dict[str, Action] = {a.id: a for a in ACTIONS}


def here(where: str) -> list[Action]:
    """The actions of one screen."""
    return registry.here(ACTIONS, where)


def line_of_keys(where: str) -> list[Action]:
    """The actions for the bottom line of one screen, the ones that matter first."""
    return registry.line_of_keys(ACTIONS, where)
