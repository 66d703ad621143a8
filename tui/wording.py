"""A claim in lines: its figure, its fields with why each was read so, its chain, its history."""

from __future__ import annotations

from collections.abc import Sequence

from ledger import confidence
from ledger.figures import show
from ledger.queries import ClaimView
from ledger.records import FIELDS, Evidence
from ledger.telling import with_reason
from tui.desk import ClaimPage
from tui.lines import Line, paragraphs, wrap
from tui.textmap import Highlight
from tui.widgets.ask import Told
from tui.widgets.pane import Row, rows

LABELS: dict[str, str] = {
    "measure": "counts",
    "group": "who",
    "place": "where",
    "event_start": "when",
    "event_end": "until",
    "as_of": "as of",
    "time_kind": "what time",
    "counted_from": "counted from",
    "attributed_to": "said by",
    "anonymity": "named how",
    "relayed_by": "through",
    "ground_rules": "ground rules",
    "status": "status in law",
}
"""What people call a field; others go by their own name."""

FIRST = ("measure", "group", "place", "event_start", "as_of", "attributed_to", "relayed_by")
"""The fields that every claim shows, stated or not, in this order."""
LATER = tuple(
    f
    for f in FIELDS
    if f not in (*FIRST, "id", "quote", "figure_text", "low", "high", "value", "qualifier", "document")
)
LEFT = 15


def label(name: str) -> str:
    """What people call a field."""
    return LABELS.get(name, name.replace("_", " "))


def said(value: object) -> str:
    """A value in words; empty where it is not stated."""
    return str(getattr(value, "label", None) or value) if value not in (None, "") else ""


def chain(c: ClaimView) -> str:
    """The path of the words, from who said them to where they stand."""
    r = c.record
    return " > ".join(dict.fromkeys([r.attributed_to or "nobody named", *r.relays, r.publisher or r.document]))


def highlights(c: ClaimView) -> list[Highlight]:
    """The quote and the words of the figure in the document's text."""
    found = []
    if c.quote_start is not None and c.quote_end is not None:
        found.append(Highlight(c.quote_start, c.quote_end, "quote"))
    if c.figure_start is not None and c.figure_end is not None:
        found.append(Highlight(c.figure_start, c.figure_end, "mark"))
    return found


def words_of(c: ClaimView, text: str | None) -> tuple[str, list[Highlight], int | None]:
    """What the pane of words shows: the text with its highlights, or the quote alone, or that there is none."""
    if text is not None and c.quote_start is not None:
        start = c.figure_start if c.figure_start is not None else c.quote_start
        return text, highlights(c), start
    if text is not None:
        return text, [], 0
    quote = c.record.quote
    if not quote:
        return "Keyed in: the ledger does not hold the document's words.", [], None
    start, end = figure_in_quote(c)
    return quote, [Highlight(0, len(quote), "quote"), *([Highlight(start, end, "mark")] if end else [])], None


def quoted(c: ClaimView) -> Told | None:
    """The claim's sentence with the words of its figure, for a question about it; None where there is none."""
    quote = c.record.quote
    return sentence(quote, *figure_in_quote(c)) if quote else None


def sentence(quote: str, start: int, end: int) -> Told:
    """A sentence with the words from `start` to `end` marked; of a long one the lines around them."""
    parts = [(quote[:start], "quote"), (quote[start:end], "mark"), (quote[end:], "quote")]

    def lines(width: int, most: int) -> list[Line]:
        made = paragraphs([(t.replace("\n", " "), role) for t, role in parts if t], width)
        at = next((i for i, line in enumerate(made) if any(role == "mark" for _, role in line.spans)), 0)
        first = max(min(at - most // 2, len(made) - most), 0)
        return made[first : first + most]

    return lines


def glimpses(claims: Sequence[ClaimView]) -> Told | None:
    """A line of each claim's sentence, the words of its figure in it, for a question about all of them."""
    quotes = [c for c in claims if c.record.quote]
    if not quotes:
        return None

    def lines(width: int, most: int) -> list[Line]:
        return [_glimpse(c, width) for c in quotes[:most]]

    return lines


def _glimpse(c: ClaimView, width: int) -> Line:
    quote = (c.record.quote or "").replace("\n", " ")
    start, end = figure_in_quote(c)
    head = Line.of((f"{c.id:>4}  ", "dim"))
    room = width - head.width
    first = max(min(start - room // 3, len(quote) - room + 1), 0)
    before = quote[first:start] if first == 0 else "…" + quote[first + 1 : start]
    return (head + Line.of((before, "quote"), (quote[start:end], "mark"), (quote[end:], "quote"))).cut(width)


def figure_in_quote(c: ClaimView) -> tuple[int, int]:
    """Where the words of the figure stand in the claim's quote; (0, 0) where they do not."""
    quote, figure = c.record.quote or "", c.record.figure_text or ""
    if c.figure_start is not None and c.figure_end is not None and c.quote_start is not None:
        return c.figure_start - c.quote_start, c.figure_end - c.quote_start
    at = quote.find(figure) if figure else -1
    return (at, at + len(figure)) if at >= 0 else (0, 0)


def field_rows(page: ClaimPage, width: int, *, brief: bool = False) -> list[Row]:
    """The fields with their evidence, and, unless `brief`, all that is known about the claim."""
    c = page.claim
    why = {e.field: e for e in c.evidence}
    reason = _reason(why["value"]) if "value" in why else ""
    out = _field("figure", show(c.record.figure), "field:value", reason, width)
    if page.reading is not None and page.reading.why:
        out += rows(*wrap(Line.of((" " * LEFT, ""), (page.reading.why, "dim")), width, LEFT))
    names = [*FIRST, *(f for f in LATER if getattr(c.record, f) not in (None, "") and not brief)]
    for name in names:
        evidence = why.get(name)
        reason = _reason(evidence) if evidence else ""
        out += _field(name, said(getattr(c.record, name)), f"field:{name}", reason, width)
    if brief:
        return out
    silent = [label(f) for f in LATER if getattr(c.record, f) in (None, "") and f not in ("url", "note", "event")]
    if silent:
        out += rows(*wrap(Line.of(("not stated".ljust(LEFT), "dim"), (", ".join(silent), "dim")), width, LEFT))
    out.append(Row(Line()))
    out += rows(*wrap(Line.of(("path".ljust(LEFT), "dim"), chain(c)), width, LEFT))
    out += rows(*wrap(Line.of(("document".ljust(LEFT), "dim"), c.record.document), width, LEFT))
    out += _findings(page, width)
    for n in page.remarks:
        out += rows(*wrap(Line.of(("note".ljust(LEFT), "dim"), n.text, (f"  {n.reviewer}", "dim")), width, LEFT))
    out += rows(*history_lines(page, width))
    return out


def _reason(evidence: Evidence) -> str:
    """The words that were read, the rule that read them, and how often it was right."""
    sure = confidence.of_evidence(evidence)
    return f"“{evidence.words}”  {evidence.rule}" + (f", {sure.brief}" if sure else "")


def surety(c: ClaimView) -> str:
    """How sure the whole claim is, in words; empty for one that somebody keyed in."""
    return confidence.in_all(c.evidence)


def _field(name: str, value: str, key: str, reason: str, width: int) -> list[Row]:
    """A field on a line; a reason that does not fit goes on below it."""
    head = Line.of((label(name).ljust(LEFT), "dim"), (value, "strong") if value else ("not stated", "dim"))
    if not reason:
        return [Row(line, key) for line in wrap(head, width, LEFT)]
    beside = head + Line.of("  ", (reason, "dim"))
    if beside.width <= width:
        return [Row(beside, key)]
    below = Line.of((" " * LEFT, ""), (reason, "dim"))
    return [Row(line, key) for line in (*wrap(head, width, LEFT), below.cut(width))]


def _findings(page: ClaimPage, width: int) -> list[Row]:
    out: list[Row] = []
    for i, f in enumerate(page.findings):
        head = "in finding" if i == 0 else ""
        state = "" if f.state.value == "open" else f" ({f.state.label})"
        line = Line.of((head.ljust(LEFT), "dim"), (f.kind.replace("_", " ") + state, f.list.value))
        line += Line.of(("  " + f.explanation, "dim"))
        out.append(Row(line.cut(width), f"finding:{f.id}"))
    if not out:
        out.append(Row(Line.of(("in finding".ljust(LEFT), "dim"), ("none", "dim"))))
    return out


def history_lines(page: ClaimPage, width: int) -> list[Line]:
    """The acts on a claim, the earliest first."""
    lines: list[Line] = []
    for i, e in enumerate(page.history):
        head = "history" if i == 0 else ""
        words = f"{e.at[:10]} {e.reviewer}: {e.act} {with_reason(e, page.named)}".rstrip()
        lines += wrap(Line.of((head.ljust(LEFT), "dim"), (words, "dim")), width, LEFT)
    return lines
