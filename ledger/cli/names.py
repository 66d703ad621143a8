"""`claims alias` and `claims sources`."""

from __future__ import annotations

from collections import Counter

import click

from ledger.cli.acts import perform, why_option
from ledger.cli.common import console, echo_json, json_option, opened, reviewer_option
from ledger.cli.standing import of_names
from ledger.vocabulary import Method, NameKind, NameRelation, Reliability

LETTERS = [*(r.value for r in Reliability), "none"]
PROPOSE = "propose"
KINDS = click.Choice([PROPOSE, *(k.value for k in NameKind)])


@click.command("alias")
@click.argument("kind", type=KINDS, required=False)
@click.argument("name", required=False)
@click.argument("relation", type=click.Choice([r.value for r in NameRelation]), required=False)
@click.argument("target", required=False)
@click.option("--remove", is_flag=True, help="Take back what was said about NAME.")
@click.option("--ask", is_flag=True, help="With propose: ask one by one, on a terminal.")
@why_option
@reviewer_option
@json_option
@click.pass_context
def alias_command(
    ctx: click.Context,
    kind: str | None,
    name: str | None,
    relation: str | None,
    target: str | None,
    remove: bool,
    ask: bool,
    why: str,
    reviewer: str | None,
    as_json: bool,
) -> None:
    """List what people said about names, or say it: place Raqa same Raqqa.

    RELATION is same, inside (NAME lies inside TARGET) or different, which is a no that is remembered. A
    definition is a way of counting; one inside another is compared as a part. claims alias propose [KIND]
    lists names that look alike and places that leave a choice: it proposes, a person decides, and claims undo
    takes any of it back.
    """
    if kind is None:
        _listed(ctx, as_json)
    elif kind == PROPOSE:
        from ledger.cli.proposing import KINDS as PROPOSED
        from ledger.cli.proposing import propose

        if relation or target or remove or name not in (None, *PROPOSED):
            raise click.UsageError(f"give propose, or propose KIND: {', '.join(PROPOSED)}", ctx)
        propose(ctx, (name,) if name else PROPOSED, ask=ask, reviewer=reviewer, as_json=as_json)
    elif remove and name and not target:
        perform(
            ctx,
            reviewer,
            as_json,
            lambda ledger: ledger.unlink_names(kind, name, why),
            lambda ledger: of_names(ledger, kind, name),
        )
    elif name and relation and target and not remove:
        perform(
            ctx,
            reviewer,
            as_json,
            lambda ledger: ledger.link_names(kind, name, relation, target, why),
            lambda ledger: of_names(ledger, kind, name, target),
        )
    else:
        raise click.UsageError("give KIND NAME RELATION TARGET, or KIND NAME --remove", ctx)


def _listed(ctx: click.Context, as_json: bool) -> None:
    from ledger.safetext import rich_text

    with opened(ctx) as ledger:
        links = ledger.name_links()
    if as_json:
        echo_json([dict(zip(("kind", "name", "relation", "target"), link, strict=True)) for link in links])
        return
    out = console()
    for kind, name, relation, target in links:
        out.print(rich_text(f"{kind:6} {name} · {NameRelation(relation).label} · {target}"), soft_wrap=True)
    out.print(f"{len(links)} said by people; the names that ship with the program come on top", style="dim")


@click.command("sources")
@click.argument("name", required=False)
@click.option("--party", metavar="PARTY", help="Say which party to the conflict NAME belongs to.")
@click.option("--no-party", is_flag=True, help="Say that NAME is no party to the conflict.")
@click.option("--compiler", is_flag=True, help="Say that NAME adds up what others counted (undo takes it back).")
@click.option("--method", type=click.Choice([*(m.value for m in Method), "none"]), help="Say how NAME counts.")
@click.option(
    "--reliability",
    type=click.Choice(LETTERS, case_sensitive=False),
    help="Grade NAME by the Admiralty code; none takes it back.",
)
@click.option("--batches", is_flag=True, help="List the imported files instead.")
@why_option
@reviewer_option
@json_option
@click.pass_context
def sources_command(
    ctx: click.Context,
    name: str | None,
    party: str | None,
    no_party: bool,
    compiler: bool,
    method: str | None,
    reliability: str | None,
    batches: bool,
    why: str,
    reviewer: str | None,
    as_json: bool,
) -> None:
    """List who makes the claims, who of them is a party to the conflict, and how reliable each is.

    A source whose method is documented counts only what it can prove: each of its figures is read as so many
    or more, unless the claim itself says how it was counted.

    A completely reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged.
    """
    if party and no_party:
        raise click.UsageError("--party and --no-party exclude one another", ctx)
    if name is not None:
        if not party and not no_party and not reliability and not method and not compiler:
            said = "--party PARTY, --no-party, --compiler, --method METHOD or --reliability LETTER"
            raise click.UsageError(f"say {said}", ctx)
        if compiler:
            perform(ctx, reviewer, as_json, lambda ledger: ledger.link_names("actor", name, "inside", "compilers", why))
        if party or no_party:
            perform(ctx, reviewer, as_json, lambda ledger: ledger.set_party(name, party, why))
        if method:
            how = None if method == "none" else method
            perform(ctx, reviewer, as_json, lambda ledger: ledger.set_method(name, how, why))
        if reliability:
            letter = None if reliability == "none" else reliability
            perform(ctx, reviewer, as_json, lambda ledger: ledger.set_reliability(name, letter, why))
        return
    with opened(ctx) as ledger:
        if batches:
            rows = ledger.batches()
        else:
            known = {s.name: s for s in ledger.sources()}
            counted = Counter(c.record.attributed_to or "" for c in ledger.claims())
            for source in known:
                counted.setdefault(source, 0)
            rows = [
                {
                    "source": source or None,
                    "claims": number,
                    "party": known[source].party if source in known else None,
                    "method": known[source].method if source in known else None,
                    "reliability": known[source].reliability if source in known else None,
                }
                for source, number in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
            ]
    if as_json:
        echo_json(rows)
        return
    _table(rows)


def _cell(column: str, value: object) -> str:
    """A value as the table shows it: a file by its name, a time to the minute; --json has them whole."""
    text = str(value)
    if column == "file":
        return text.rpartition("/")[2] or text
    return text[:16].replace("T", " ") if column == "at" else text


def _table(rows: list[dict[str, object]]) -> None:
    from ledger.cli.columns import narrow, print_columns, print_sheets

    out = console()
    if not rows:
        out.print("none yet")
        return
    if "batch" in rows[0] and narrow(out):
        shown = [{k: _cell(k, v) for k, v in row.items()} for row in rows]
        told = [
            (r["file"], ", ".join((r["format"], f"documents: {r['documents']}", r["reviewer"], r["at"], r["state"])))
            for r in shown
        ]
        left = [(r["batch"], r["claims"]) for r in shown]
        heads = ("batch", "claims", "file; format, documents, by whom, when, state")
        print_sheets(out, heads, zip(left, told, strict=True), right=(0, 1))
        return
    blank = {"source": "nobody named"}
    columns = tuple(rows[0])
    cells = [[_cell(k, v) if v is not None else blank.get(k, "") for k, v in row.items()] for row in rows]
    names = [at for at, head in enumerate(columns) if head in ("source", "file", "party", "reviewer")]
    print_columns(out, columns, cells, yielding=names)
