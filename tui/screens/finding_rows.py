"""The page of a finding in lines: the drawing, who told whom, the sentence, the ranges, the claims."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from math import inf

from ledger import edtf
from ledger.counting import plural
from ledger.figures import show
from ledger.gist import short, signed
from ledger.panels import LineView, SupportView
from ledger.queries import ClaimView
from ledger.vocabulary import FindingState
from tui import columns, graph, intervals, toll
from tui.columns import Column
from tui.desk import FindingPage
from tui.intervals import Drawn
from tui.lines import Line, wrap
from tui.toll import Point
from tui.widgets.pane import Row, rows

COLUMNS = (
    Column("id", "#", 3, 6, "right"),
    Column("figure", "figure", 13, 20, "right"),
    Column("group", "counted", 12, 34, share=3),
    Column("said", "said by", 14, 36),
    Column("through", "through", 8, 30, share=2),
    Column("published", "published", 10, 10),
    Column("words", "words", 10, 60),
)
DROP = ("words", "published", "through")
BESIDE = 132
"""Columns from which on who told whom stands beside the drawing."""


def page_rows(page: FindingPage, width: int, *, graph: bool = True, plain: bool = False) -> list[Row]:
    """The whole page for a width."""
    f = page.finding
    out = rows(*wrap(Line.of((str(f.quantity.get("label", "")), "strong")), width), Line())
    out += rows(*(_spoken(page, width) if plain else _drawn(page, width, graph)), Line())
    for text, role in ((f.explanation, ""), (f.fits_if, "dim"), (f.hint or "", "note"), (page.counted, "dim")):
        if text:
            out += rows(*wrap(Line.of((text, role)), width))
    out += rows(*_decided(page, width))
    out.append(Row(Line()))
    if plain:
        for c in page.claims:
            out += [Row(line, c.id) for line in wrap(_sentence(c), width)]
    else:
        fitted = columns.fit(COLUMNS, width, DROP)
        out.append(Row(columns.heading(fitted)))
        room = next(f.width for f in fitted if f.column.name == "figure")
        tight = any(len(show(c.record.figure)) > room for c in page.claims)
        out += [Row(columns.row(_cells(c, tight), fitted), c.id) for c in page.claims]
    out.append(Row(Line()))
    for c in page.claims:
        if c.id in page.readings:
            out += rows(*wrap(Line.of((f"{c.id:>4}  {page.readings[c.id].why}", "dim")), width, 6))
    return out


def _decided(page: FindingPage, width: int) -> list[Line]:
    f = page.finding
    out: list[Line] = []
    if f.decision is not None and f.state is not FindingState.OPEN:
        d = f.decision
        said = f"{f.state.label}: {d.method.label}. {d.why} ({d.reviewer}, {d.at[:10]})"
        out += [Line(), *wrap(Line.of((said, "accepted")), width)]
    if f.reopened_by:
        out += [Line(), *wrap(Line.of((f"reopened by claim {', '.join(f.reopened_by)}", "note")), width)]
    for note in page.remarks:
        out += wrap(Line.of(("note: ", "dim"), note.text, (f" ({note.reviewer})", "dim")), width)
    return out


def _drawn(page: FindingPage, width: int, with_graph: bool) -> list[Line]:
    """The curve of a running total, else the intervals; beside it, or below, who told whom."""
    points = _points(page)
    beside = with_graph and width >= BESIDE
    room = width * 3 // 5 if beside else width
    drawing = toll.draw(points, room) if toll.drawable(points) else []
    if drawing:
        drawing += [Line(), *_ranges_in_words(page.support, room)]
    else:
        drawing = intervals.draw(_readings(page), room, _ranges(page.support))
    if not with_graph:
        return drawing
    told = [Line.of(("who told whom", "dim")), *graph.draw(page.claims, width - room - 3 if beside else width)]
    if not beside:
        return [*drawing, Line(), *told]
    return [
        (left or Line()).pad(room) + Line.of("   ") + (right or Line()) for left, right in zip_longest(drawing, told)
    ]


def _spoken(page: FindingPage, width: int) -> list[Line]:
    points = _points(page)
    said = toll.spoken(points) if toll.drawable(points) else intervals.spoken(_readings(page))
    ranges = intervals.spoken(_ranges(page.support))
    every = (*said, *ranges, "Who told whom:", *graph.spoken(page.claims))
    return [line for text in every for line in wrap(Line.of(text), width, 2)]


def _readings(page: FindingPage) -> list[Drawn]:
    f = page.finding
    return [
        Drawn(
            r.low,
            inf if r.high == inf else r.high,
            show(c.record.figure),
            _who(c, len(f.origins) == 1),
            f.list.value,
            not (r.low == 0 and r.high != inf and r.high > 0),
        )
        for c in page.claims
        if (r := page.readings.get(c.id)) is not None
    ]


def _named(support: SupportView | None) -> list[tuple[str, LineView]]:
    """The three nested ranges with what each of them is."""
    if support is None:
        return []
    reports = plural(support.reports, "report")
    left_out = f", without {', '.join(support.left_out)}" if support.left_out else ""
    every = (
        (f"claimed in {reports}", support.claimed),
        ("given by two or more origins", support.supported),
        (f"largest set that agrees{left_out}", support.agreeing),
    )
    kept: list[tuple[str, LineView]] = []
    for words, line in every:
        if line is not None and (not kept or (line.low, line.high) != (kept[-1][1].low, kept[-1][1].high)):
            kept.append((words, line))
    return kept


def _ranges(support: SupportView | None) -> list[Drawn]:
    return [
        Drawn(line.low, inf if line.high is None else line.high, "", words, "dim") for words, line in _named(support)
    ]


def _ranges_in_words(support: SupportView | None, width: int) -> list[Line]:
    out: list[Line] = []
    for words, line in _named(support):
        span = f"{line.low:,} or more" if line.high is None else f"{line.low:,} to {line.high:,}"
        out += wrap(Line.of((span, "strong"), (f"  {words}", "dim")), width, 2)
    return out


def _points(page: FindingPage) -> list[Point]:
    """The figures of a running total by their day; [] for anything else."""
    total = page.support is not None and page.support.total
    claims: Sequence[ClaimView] = page.quantity if total else ()
    inside = {c.id for c in page.claims}
    found = []
    for c in claims:
        r = c.record
        day = _day(r.as_of or r.published)
        number = r.value if r.value is not None else r.low
        if day is None or number is None:
            continue
        role = page.finding.list.value if c.id in inside else ""
        floor = r.qualifier in ("more_than", "at_least") or r.method == "documented"
        found.append(Point(day, number, show(r.figure), short(r.attributed_to), r.as_of is not None, floor, role))
    return found


def _day(text: str | None) -> int | None:
    try:
        last = edtf.parse(text).last if text else None
    except ValueError:
        return None
    return last.toordinal() if last else None


def _who(c: ClaimView, one_origin: bool) -> str:
    """Who gave the figure; where all come from one origin, who carried it tells them apart."""
    if one_origin:
        return f"{short(c.record.publisher) or c.record.document}, {c.record.published or 'no date'}"
    who = c.record.attributed_to
    through = c.record.publisher
    return f"{short(who) or 'nobody named'}, {short(through)}" if through and through != who else who or "nobody named"


def _cells(c: ClaimView, tight: bool) -> dict[str, Line]:
    """A claim in columns; figures in signs where it is too `tight` for their words."""
    r = c.record
    through = " > ".join(short(name) for name in (*r.relays, r.publisher) if name)
    return {
        "id": Line.of(c.id),
        "figure": Line.of((signed(show(r.figure)) if tight else show(r.figure), "strong")),
        "group": Line.of(r.group or "not stated"),
        "said": Line.of(short(r.attributed_to) or "nobody named"),
        "through": Line.of((through or "–", "dim")),
        "published": Line.of((r.published or "not stated", "dim")),
        "words": Line.of((f"“{r.quote}”" if r.quote else "keyed in", "dim")),
    }


def _sentence(c: ClaimView) -> Line:
    r = c.record
    through = " > ".join([*r.relays, r.publisher or ""]).strip(" >")
    return Line.of(
        f"claim {c.id}: {show(r.figure)} {r.measure.label}, {r.group or 'who is not stated'}, "
        f"{r.attributed_to or 'nobody named'}{', through ' + through if through else ''}, {r.published or 'no date'}"
    )
