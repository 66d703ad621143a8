"""`claims list` and `claims show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO, cast

import click

from ledger.cli.common import SHOWN, as_known, as_known_option, console, echo_json, json_option, opened
from ledger.cli.filters import filter_from, filter_options, say_loosened
from ledger.counting import plural
from ledger.errors import LedgerError
from ledger.vocabulary import FindingState, ReviewState

if TYPE_CHECKING:
    from ledger.api import Ledger
    from ledger.journal import Entry
    from ledger.queries import ClaimView
    from ledger.telling import Named


@click.command("list")
@filter_options
@click.option(
    "--order",
    type=click.Choice(
        ["entered", "certainty", "figure", "measure", "group", "place", "source", "document", "published", "state"]
    ),
    default="entered",
    show_default=True,
    help="“certainty” puts first what was read by the rules that are right least often.",
)
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, in the native format.")
@as_known_option
@json_option
@click.pass_context
def list_command(
    ctx: click.Context, /, order: str, as_csv: bool, as_known_on: str | None, as_json: bool, **options: Any
) -> None:
    """List claims: those that stand, unless --state says otherwise. --json prints one array."""
    with opened(ctx) as ledger, as_known(ledger, as_known_on) as then:
        claims = then.claims(filter_from(options), order)
        if not claims:
            say_loosened("claim", options, lambda kept: len(then.claim_rows(filter_from(kept))))
    if as_json:
        from ledger.exports.native import as_object

        echo_json([as_object(c.record) for c in claims])
    elif as_csv:
        import sys

        from ledger.cli.common import Shown
        from ledger.exports.native import write_csv

        # A pipe gets the table to the byte; a terminal must not obey what stands in its cells.
        out = cast("TextIO", Shown(sys.stdout)) if sys.stdout.isatty() else sys.stdout
        write_csv((c.record for c in claims), out)
    else:
        _table(claims)


def _table(claims: list[ClaimView]) -> None:
    from ledger.cli.columns import narrow, print_columns, print_sheets
    from ledger.figures import show

    out = console()
    if narrow(out):  # so that who, where and who says so are never cut
        heads = ["#", "figure", "counts, who, where; who says so, published, state"]
        print_sheets(out, heads, [((c.id, show(c.record.figure)), _sentences(c)) for c in claims], right=(0, 1))
    else:
        every = ["#", "figure", "counts", "who", "where", "said by", "published", "state"]
        rows = [(c.id, show(c.record.figure), *_told(c)) for c in claims]
        print_columns(out, every, rows, yielding=(3, 4, 5), right=(0, 1))
    out.print(plural(len(claims), "claim"), style="dim")


def _told(c: ClaimView) -> tuple[str, ...]:
    r = c.record
    who, where = r.group or "not stated", r.place or "not stated"
    return (r.measure.label, who, where, r.attributed_to or "nobody named", r.published or "not stated", c.state.label)


def _sentences(c: ClaimView) -> tuple[str, str]:
    r = c.record
    about = (r.measure.label, r.group or "who is not stated", r.place or "where is not stated")
    return ", ".join(about), ", ".join((r.attributed_to or "nobody named", r.published or "no date", c.state.label))


@click.command("show")
@click.argument("claim")
@json_option
@click.pass_context
def show_command(ctx: click.Context, claim: str, as_json: bool) -> None:
    """Show one claim: its words, chain, reading, findings and history, and why it was read so."""
    with opened(ctx) as ledger:
        found = whole(ledger, claim)
    if as_json:
        echo_json(found)
    else:
        _sheet(found)


def whole(ledger: Ledger, claim_id: str) -> dict[str, Any]:
    """Everything the ledger knows about one claim, as plain values."""
    from ledger.confidence import in_all, of_claim, of_evidence
    from ledger.exports.native import as_object
    from ledger.figures import read

    view = _claim(ledger, claim_id)
    stored = ledger.readings_of([view.row]).get(view.row)
    reading = stored or read(view.record.figure, ledger.policy, view.record.method, view.record.some)
    document = ledger.document(view.document_row)
    history = ledger.history(f"claim:{view.id}")
    named = ledger.named(history)
    chain = [view.record.attributed_to or "nobody named", *view.record.relays]
    chain.append(view.record.publisher or view.record.document)
    return {
        "claim": as_object(view.record),
        "state": view.state.value,
        "keyed_in": view.keyed_in,
        "source_key": view.source_key,
        "batch": view.batch,
        "document": {
            "key": view.record.document,
            "text_sha256": document.text_sha256 if document else None,
            "quote_start": view.quote_start,
            "quote_end": view.quote_end,
            "start": view.figure_start,
            "end": view.figure_end,
        },
        "chain": chain,
        "reading": {
            "low": reading.low,
            "high": None if reading.high == float("inf") else reading.high,
            "why": reading.why,
        },
        "evidence": [
            {"field": e.field, "rule": e.rule, "words": e.words, "measured": m.words if (m := of_evidence(e)) else None}
            for e in view.evidence
        ],
        "confidence": round(of_claim(view.evidence), 3) if view.evidence else None,
        "confidence_words": in_all(view.evidence) or None,
        "engine": view.engine,
        "findings": [f.as_json() for f in ledger.findings(state="all", claim_row=view.row)],
        "notes": [{"text": n.text, "reviewer": n.reviewer, "at": n.at} for n in ledger.remarks(f"claim:{view.id}")],
        "history": [_past(entry, named) for entry in history],
    }


def _claim(ledger: Ledger, claim_id: str) -> ClaimView:
    """The claim; LedgerError, which names the right command where the id is that of a finding."""
    try:
        return ledger.claim(claim_id)
    except LedgerError:
        if len(claim_id) >= SHOWN and any(f.id.startswith(claim_id) for f in ledger.findings(state="all")):
            raise LedgerError(f"{claim_id} is a finding; claims quantity {claim_id[:SHOWN]} shows it") from None
        raise


def _past(entry: Entry, named: Named) -> dict[str, Any]:
    """An act upon a claim in words, and with each field before and after."""
    from ledger.telling import told

    contents = entry.contents()
    changes = [c for c in contents.get("changes", ()) if c["before"] is not None]
    return {
        "seq": entry.seq,
        "at": entry.at,
        "reviewer": entry.reviewer,
        "act": entry.act,
        "told": told(entry, named),
        "why": contents.get("why", ""),
        "changes": [{"before": c["before"], "after": c["after"]} for c in changes],
    }


def _stated(value: object) -> str:
    return "not stated" if value in (None, "") else str(value)


def _sheet(found: dict[str, Any]) -> None:
    from ledger.safetext import rich_text

    out = console()
    record = found["claim"]

    def line(name: str, text: object) -> None:
        out.print(rich_text(f"  {name:14} {_stated(text)}"), soft_wrap=True)

    out.print(rich_text(f"claim {record['id']} · {ReviewState(found['state']).label}"), style="bold")
    if record["quote"]:
        out.print(rich_text(f"  “{record['quote']}”"), soft_wrap=True)
    else:
        out.print("  keyed in, without the document's words")
    for name, value in record.items():
        if name not in ("id", "quote"):
            line(name, value)
    line("chain", " > ".join(found["chain"]))
    line("reading", found["reading"]["why"])
    if found["evidence"]:
        out.print("why it was read so", style="bold")
        for e in found["evidence"]:
            why = f"{e['rule']}; {e['measured']}" if e["measured"] else e["rule"]
            line(e["field"], f"“{e['words']}” ({why})" if e["words"] else f"({why})")
        line("in all", found["confidence_words"])
    out.print(f"findings: {len(found['findings'])}", style="bold")
    for f in found["findings"]:
        line(
            "finding",
            f"{f['id'][:SHOWN]}, {f['kind'].replace('_', ' ')}, {FindingState(f['state']).label}: {f['explanation']}",
        )
    for n in found["notes"]:
        line("note", f"{n['text']} ({n['reviewer']}, {n['at']})")
    if found["history"]:
        out.print("history", style="bold")
        for h in found["history"]:
            said = " ".join(p for p in (h["told"], f"“{h['why']}”" if h["why"] else "") if p)
            line(h["act"], ": ".join(p for p in (f"{h['reviewer']}, {h['at']}", said) if p))
