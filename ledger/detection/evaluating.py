"""Runs the rules over what the screens let through, a few thousand claims at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from ledger.detection import gathering, screens
from ledger.detection.gathering import SELECT, Held, OfDocument, quantities, seen
from ledger.detection.lately import OF_A_DOCUMENT, OF_A_SOURCE, Lately
from ledger.detection.world import World, chunks, in_lists, marks
from ledger.queries.placed import JOINED, placed_at

if TYPE_CHECKING:
    from ledger.comparison import Placed
    from ledger.comparison.context import Quantity
    from ledger.comparison.values import Seen
    from ledger.comparison.verdicts import Fact

_BATCH = 100
_TASKS = 25
"""Pairs and sums of quantities whose claims are read at a time."""

Shown = Callable[[str, int], None]


class Found(NamedTuple):
    """A fact, the block that it belongs to, the other one of a pair, and rows: of its claims, of the claim that says
    what is counted, and of the two that are held against each other."""

    block: str
    other: str | None
    fact: Fact[Any]
    rows: tuple[int, ...]
    about: int
    pair: tuple[int, int] | tuple[None, None]


def evaluate(
    db: Any,
    world: World,
    *,
    everything: bool,
    neighbours: Iterable[int] = (),
    lately: Lately | None = None,
    kept: set[str] | None = None,
    progress: Shown | None = None,
) -> Iterator[Found]:
    """The findings of the whole ledger, or of what `temp.touched` and `temp.touched_figure` bear on.

    `neighbours` are quantities that were not touched but whose findings name claims of touched ones. Where a single
    claim has changed it is noted in `lately`, and the ids of findings that it leaves alone are put in `kept`.
    """
    held = Held(db)
    alone = _alone(db, world, held, neighbours, everything=everything, lately=lately, kept=kept)
    yield from _counted(alone, "comparing claims", progress)
    bearing = None if everything else screens.bearing(db)
    touched = bearing.rows if bearing else None
    yield from _counted(_families(db, world, held, touched), "comparing parts", progress)
    if bearing is None or bearing.area:
        yield from _across(db, world, held, list(screens.windows(db, everything=everything)))
    if bearing is None or bearing.series:
        yield from _series(world, held, screens.series(db, everything=everything))
    if bearing is None or bearing.capacity:
        yield from _sets(db, world, "capacity", screens.capacities(db, everything=everything))
    if bearing is None or bearing.figure:
        yield from _sets(db, world, "figure", screens.odd_numbers(db, everything=everything))
    yield from _uncertain(db, world, screens.uncertain(db, everything=everything))


def _counted(found: Iterator[Found], label: str, progress: Shown | None) -> Iterator[Found]:
    for number, one in enumerate(found, 1):
        if progress and number % 1000 == 0:
            progress(label, number)
        yield one


def _found(facts: Iterable[Fact[Placed]], block: str, other: str | None, rows: dict[str, int]) -> Iterator[Found]:
    for fact in facts:
        pair = (rows[fact.pair[0].claim], rows[fact.pair[1].claim]) if fact.pair else (None, None)
        yield Found(block, other, fact, tuple(rows[c.claim] for c in fact.claims), rows[fact.about.claim], pair)


def _alone(
    db: Any,
    world: World,
    held: Held,
    neighbours: Iterable[int],
    *,
    everything: bool,
    lately: Lately | None,
    kept: set[str] | None,
) -> Iterator[Found]:
    """What each quantity holds by itself: at sight, and where that does not tell with the words of its claims."""
    from ledger.comparison import detect_quantity
    from ledger.comparison.rules import at_sight, may_hold_more

    more = screens.worded(db, everything=everything)
    again = sorted(neighbours)
    more.update(again)
    suspects = seen(db, "quantity AS q" if everything else screens.TOUCHED, screens.SUSPECT)
    beside = (
        q for some in in_lists(again, _BATCH) for q in seen(db, "quantity AS q", f"q.id IN ({marks(some)})", some)
    )
    context = world.context
    for row, quantity in chain(suspects, beside):
        if not everything:
            held.seen[row] = quantity
        others = lately.others(db, quantity) if lately and kept is not None and row not in more else None
        if lately is None or kept is None or others is None:
            yield from _at_sight(quantity, at_sight(quantity, context))
            if row not in more and len(quantity.claims) > gathering.CROWD:
                yield from _in_crowd(db, world, quantity)
            elif may_hold_more(quantity):
                more.add(row)
        else:
            kept |= others
            yield from _at_sight(quantity, at_sight(quantity, context, lately.own(quantity)))
            if may_hold_more(quantity):
                yield from _of_few(db, world, quantity, lately)
        del quantity  # which would be there until the next is
    for chunk in chunks(sorted(more), _BATCH):
        for _, whole, rows_by_claim in quantities(db, chunk):
            facts = detect_quantity(whole, OfDocument(db, whole.sample.family_key), context)
            yield from _found(facts, f"quantity:{whole.key}", None, rows_by_claim)


def _at_sight(quantity: Quantity[Seen], facts: Iterable[Fact[Seen]]) -> Iterator[Found]:
    block = f"quantity:{quantity.key}"
    for fact in facts:
        pair = (fact.pair[0].row, fact.pair[1].row) if fact.pair else (None, None)
        yield Found(block, None, fact, tuple([c.row for c in fact.claims]), fact.about.row, pair)


def _in_crowd(db: Any, world: World, quantity: Quantity[Seen]) -> Iterator[Found]:
    """What a quantity of very many claims holds by their words, which are read of one source, or one document, at a
    time: no rule but X2 looks at more, and its quantities are known already (`screens.worded`)."""
    from ledger.comparison import detect_quantity
    from ledger.comparison.context import Quantity
    from ledger.comparison.rules import may_hold_more

    first = quantity.sample.row
    sample = placed_at(db.execute, [first])[first]
    by_document = sorted(quantity.claims, key=attrgetter("document"))
    documents = (list(own) for _, own in groupby(by_document, attrgetter("document")))
    of_document = OfDocument(db, sample.family_key)
    for codes, parts in ((OF_A_SOURCE, quantity.by_origin().values()), (OF_A_DOCUMENT, documents)):
        for claims in parts:
            if len(claims) < 2 or not may_hold_more(Quantity(quantity.key, claims, quantity.sample)):
                continue
            rows = {claim.claim: claim.row for claim in (quantity.sample, *claims)}
            some = chunks((claim.row for claim in claims), _BATCH)
            few = [claim for part in some for claim in placed_at(db.execute, part).values()]
            facts = detect_quantity(Quantity(quantity.key, few, sample), of_document, world.context)
            own = (fact for fact in facts if fact.code in codes)
            yield from _found(own, f"quantity:{quantity.key}", None, rows)


def _of_few(db: Any, world: World, quantity: Quantity[Seen], lately: Lately) -> Iterator[Found]:
    """What a quantity holds with the words of the claims of one source and one document."""
    from ledger.comparison import detect_quantity
    from ledger.comparison.context import Quantity

    first = quantity.sample.row
    sample = placed_at(db.execute, [first])[first]
    test, values = lately.which()
    documents = {
        row[0]
        for row in db.execute(
            f"SELECT key FROM document WHERE id IN ({marks(lately.documents)})", sorted(lately.documents)
        )
    }
    for _, few, rows in quantities(db, [quantity.sample.quantity], test, values):
        rows[sample.claim] = first
        part = Quantity(quantity.key, few.claims, sample)
        for fact in detect_quantity(part, OfDocument(db, sample.family_key), world.context):
            claim = fact.claims[0]
            own = claim.origin in lately.origins if fact.code in OF_A_SOURCE else claim.document in documents
            if own:
                yield from _found([fact], f"quantity:{quantity.key}", None, rows)


def _families(db: Any, world: World, held: Held, touched: frozenset[int] | None) -> Iterator[Found]:
    """What the quantities of each family hold against one another."""
    for batch in chunks(screens.tasks(db, world.context, touched), _TASKS):
        yield from _pairs(db, world, held, [task.rows for task in batch if task.rule == "pair"])
        others = [task for task in batch if task.rule != "pair"]
        held.load(row for task in others for row in task.rows)
        for task in others:
            yield from _task(world, held, task.rule, task.rows, task.all_of)


def _task(world: World, held: Held, rule: str, rows: tuple[int, ...], all_of: int) -> Iterator[Found]:
    from ledger.comparison.rules import counted_differently, parts_do_not_add_up

    first, *rest = (held[row] for row in rows)
    if rule == "sum":
        found = parts_do_not_add_up.check(first, rest, all_of, world.context)
        yield from _found(found, f"{rule}:{first.key}", None, held.rows(*rows))
    else:
        found = counted_differently.between(first, rest[0], world.context)
        yield from _found(found, f"{rule}:{first.key}", f"{rule}:{rest[0].key}", held.rows(*rows))


def _pairs(db: Any, world: World, held: Held, pairs: Sequence[tuple[int, ...]]) -> Iterator[Found]:
    """What parts hold against their wholes. Of quantities of very many claims only what decides is read at once."""
    from ledger.comparison.rules import part_exceeds_whole

    crowds = _crowds(db, {row for pair in pairs for row in pair})
    held.load(row for pair in pairs for row in pair if crowds.isdisjoint(pair))
    for row, of in pairs:
        if crowds.isdisjoint((row, of)):
            known = held[row], held[of]
            facts = part_exceeds_whole.between(*known, part_exceeds_whole.itself, world.context)
            rows_by_claim = held.rows(row, of)
            keys = known[0].key, known[1].key
        else:
            held.see((row, of))
            part, whole = held.seen[row], held.seen[of]
            facts = part_exceeds_whole.between(part, whole, held.words, world.context)
            rows_by_claim = {c.claim: c.row for c in (*part.claims, *whole.claims)}
            keys = part.key, whole.key
        yield from _found(facts, f"pair:{keys[0]}", f"pair:{keys[1]}", rows_by_claim)


def _crowds(db: Any, quantities: Iterable[int]) -> set[int]:
    """Those of some quantities that hold very many claims."""
    found: set[int] = set()
    for some in in_lists(quantities, _BATCH):
        sql = f"SELECT id FROM quantity WHERE id IN ({marks(some)}) AND claims > {gathering.CROWD}"
        found.update(row[0] for row in db.execute(sql, some))
    return found


def _across(db: Any, world: World, held: Held, pairs: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """What days hold against longer windows."""
    for batch in chunks(pairs, _TASKS):
        yield from _pairs(db, world, held, batch)


_TOTALS = 16
"""So many running totals are kept laid out by day."""


def _series(world: World, held: Held, pairs: Iterable[tuple[int, int]]) -> Iterator[Found]:
    """What one source's periods hold against its running totals."""
    from ledger.comparison.rules import period_total_mismatch as rule

    # A daily toll has a thousand periods beside a few totals: each total is laid out by day once, not once a period.
    @lru_cache(maxsize=_TOTALS)
    def by_day(total: int) -> dict[str, dict[int | None, Any]]:
        return {o: rule.by_day(own) for o, own in held[total].by_origin().items()}

    for period, total in pairs:
        counted = held[period].by_origin()
        totals = by_day(total)
        for origin, own in counted.items():
            if origin in totals:
                for fact in rule.check(own, totals[origin], world.context):
                    held.load((period, total))
                    block, other = f"series:{held[period].key}", f"series:{held[total].key}"
                    yield from _found([fact], block, other, held.rows(period, total))


def _sets(db: Any, world: World, lens: str, keys: Iterable[str]) -> Iterator[Found]:
    """What claims hold against each other that share a capacity or an odd number."""
    from ledger.comparison.rules import ACROSS
    from ledger.comparison.values import Placed

    start = {
        "capacity": f"FROM quantity AS q CROSS JOIN reading AS r ON r.quantity = q.id {_DOCUMENT} WHERE q.capacity = ?",
        "figure": f"FROM reading AS r {JOINED} WHERE r.figure = ?",
    }
    for key in keys:
        held = db.execute(f"{SELECT} {start[lens]}", (key,)).fetchall()
        claims = sorted((Placed._make(row[2:]) for row in held), key=lambda c: c.claim)
        rows = {row[14]: row[0] for row in held}
        yield from _found(ACROSS[lens](key, claims, world.context), f"{lens}:{key}", None, rows)


_DOCUMENT = "CROSS JOIN document AS d ON d.id = r.document_id"


def _uncertain(db: Any, world: World, families: Iterable[str]) -> Iterator[Found]:
    """Which place is meant: a question a family and place."""
    from ledger.comparison.rules.uncertain_place import MOST, ask
    from ledger.comparison.values import Placed

    sql = (
        f"{SELECT} FROM quantity AS q CROSS JOIN reading AS r ON r.quantity = q.id {_DOCUMENT}"
        " WHERE q.family = ? AND r.uncertain_place IS NOT NULL ORDER BY q.place, q.key, r.claim"
    )
    for family in families:
        for place, members in groupby(db.execute(sql, (family,)), lambda row: row[9]):
            held = [row for row, _ in zip(members, range(MOST), strict=False)]
            question = ask(place, [Placed._make(row[2:]) for row in held])
            yield from _found([question], f"places:{family}", None, {row[14]: row[0] for row in held})
