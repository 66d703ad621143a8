"""Who told whom: origins, those who carried their words, and the documents in which the figures stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ledger.figures import show
from ledger.queries import ClaimView
from tui.lines import Line


@dataclass(slots=True)
class Node:
    """Somebody in a chain: the figures that ended with them, and whom they told."""

    name: str
    figures: list[str] = field(default_factory=list)
    told: dict[str, Node] = field(default_factory=dict)


def tree(claims: Iterable[ClaimView]) -> list[Node]:
    """The origins in the order of the claims; a document that is the origin's own hangs below it as well."""
    origins: dict[str, Node] = {}
    for c in claims:
        r = c.record
        chain = [r.attributed_to or "nobody named", *r.relays]
        last = r.publisher or r.document
        if last != chain[-1]:
            chain.append(last)
        node = origins.setdefault(chain[0], Node(chain[0]))
        for name in chain[1:]:
            node = node.told.setdefault(name, Node(name))
        node.figures.append(f"{show(r.figure)} (#{c.id}, {r.published or 'no date'})")
    return list(origins.values())


def draw(claims: Iterable[ClaimView], width: int) -> list[Line]:
    """The tree in lines of at most `width` cells."""
    return [line for origin in tree(claims) for line in (_line("", origin, width), *_below(origin, "", width))]


def _below(node: Node, indent: str, width: int) -> list[Line]:
    """What hangs below a node: its own reports, where there are several, then those it told."""
    own = node.figures if len(node.figures) > 1 else []
    last = len(own) + len(node.told) - 1
    lines = [Line.of((indent + _twig(i == last), "dim"), (figure, "note")).cut(width) for i, figure in enumerate(own)]
    for i, child in enumerate(node.told.values(), len(own)):
        lines.append(_line(indent + _twig(i == last), child, width))
        lines += _below(child, indent + ("   " if i == last else "│  "), width)
    return lines


def _twig(last: bool) -> str:
    return "└─ " if last else "├─ "


def _line(indent: str, node: Node, width: int) -> Line:
    figure = f"  {node.figures[0]}" if len(node.figures) == 1 else ""
    return Line.of((indent, "dim"), (node.name, "" if indent else "strong"), (figure, "note")).cut(width)


def spoken(claims: Iterable[ClaimView]) -> list[str]:
    """The same in sentences, one a report."""
    told = []
    for c in claims:
        r = c.record
        chain = [r.attributed_to or "nobody named", *r.relays, r.publisher or r.document]
        told.append(f"{show(r.figure)}: {', told to '.join(dict.fromkeys(chain))}; {r.published or 'no date'} ({c.id})")
    return told
