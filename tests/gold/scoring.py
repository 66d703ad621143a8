"""Claims read against claims annotated: what is found, and how often each field of a found claim is right.

Pure functions over plain rows. A row of either side is a mapping with `doc`, `start`, `end` and the fields of the
native record; an annotated row may also hold `date`, `tier` and `*_alt`, lists of further right answers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Row = Mapping[str, Any]
FIELDS = ("qualifier", "group", "attribution", "place", "time")

_FOLDED_MEASURES = {"arrived": "strength", "deployed": "strength", "captured": "detained"}
_FOLDED_QUALIFIERS = {"nearly": "about", "at_most": "up_to"}
_SMALL = frozenset("a an the of in and or for to by at on from with its his her their some other all near".split())  # noqa: SIM905
_KINDS = frozenset(
    "province governorate district region city town village state department county area capital country "  # noqa: SIM905
    "neighbourhood neighborhood quarter suburb suburbs camp front border road north south east west "
    "northern southern eastern western central".split()
)
_NOBODY = frozenset(["people", "persons", "person", "civilians", "others", "victims", ""])
_OFFICES = frozenset(
    "mr mrs ms dr gen lt col maj capt general colonel major captain president prime minister spokesman spokeswoman "  # noqa: SIM905
    "spokesperson chief director head governor official senior deputy former us".split()
)
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class Tally:
    """Right answers, answers given, answers wanted."""

    right: int = 0
    given: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """The share of answers given that is right; 1 where none was given."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """The share of answers wanted that was given right; 1 where none was wanted."""
        return self.right / self.wanted if self.wanted else 1.0


@dataclass(slots=True)
class Score:
    """The tallies of one run.

    `found` is right figure and right measure. `fields` count over found claims: a field's `given` and `wanted`
    are the claims for which an answer was given, or annotated. For `attribution` and `group` silence is an
    answer; for `place` and `time` only annotated answers count as wanted, and only where one was given is it judged.
    """

    found: Tally = field(default_factory=Tally)
    measures: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    zeros: Tally = field(default_factory=Tally)
    wrong: list[tuple[str, Row | None, Row | None]] = field(default_factory=list)
    """What went wrong: `missed`, `spurious` or the name of the field, with the annotated row and the row read."""


def score(gold: Iterable[Row], read: Iterable[Row], zeros: Iterable[Row] = ()) -> Score:
    """Score rows of any number of documents."""
    result = Score()
    wanted, given, none = _by_doc(gold), _by_doc(read), _by_doc(zeros)
    for doc in sorted({*wanted, *given, *none}):
        counts = [r for r in given.get(doc, []) if r["value"] != 0]
        for g, r in align(wanted.get(doc, []), counts):
            _judge(result, g, r)
        _judge_zeros(result, none.get(doc, []), [r for r in given.get(doc, []) if r["value"] == 0])
    return result


def _by_doc(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["doc"]].append(row)
    return found


def align(gold: list[Row], read: list[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Pair the rows of one document whose figures overlap, the best agreeing first; then what is left alone."""
    pairs = sorted(
        (
            (-(4 * value_right(g, r) + 2 * measure_right(g, r) + group_right(g, r)), i, k)
            for i, g in enumerate(gold)
            for k, r in enumerate(read)
            if min(g["end"], r["end"]) > max(g["start"], r["start"])
        ),
    )
    left, right = set(range(len(gold))), set(range(len(read)))
    for _, i, k in pairs:
        if i in left and k in right:
            left.discard(i)
            right.discard(k)
            yield gold[i], read[k]
    yield from ((gold[i], None) for i in sorted(left))
    yield from ((None, read[k]) for k in sorted(right))


def _judge(result: Score, g: Row | None, r: Row | None) -> None:
    if g is not None and g.get("tier") == "edge":
        return
    given = None if r is None else _measure(r["measure"])
    wanted = None if g is None else _measure(g["measure"])
    if g is not None and r is not None and measure_right(g, r):
        given = wanted
    found = g is not None and r is not None and value_right(g, r) and measure_right(g, r)
    for tally in (result.found, None):
        for name, add in ((given, "given"), (wanted, "wanted")):
            if name is not None:
                _add(tally or result.measures[name], add)
    if g is None or r is None or not found:
        result.wrong.append(("missed" if r is None else "spurious" if g is None else "measure", g, r))
        return
    _add(result.found, "right")
    _add(result.measures[wanted or ""], "right")
    checks = {
        "qualifier": qualifier_right(g, r),
        "group": group_right(g, r),
        "attribution": attribution_right(g, r),
        "place": place_right(g, r) if g.get("place") else None,
        "time": time_right(g, r) if g.get("date") else None,
    }
    said = {"place": bool(r.get("place")), "time": bool(times(r))}
    for name, right in checks.items():
        if right is None:
            continue
        tally = result.fields[name]
        tally.wanted += 1
        tally.given += said.get(name, True)
        tally.right += right
        if not right:
            result.wrong.append((name, g, r))


def _add(tally: Tally, name: str) -> None:
    setattr(tally, name, getattr(tally, name) + 1)


def _judge_zeros(result: Score, gold: list[Row], read: list[Row]) -> None:
    result.zeros.wanted += len(gold)
    result.zeros.given += len(read)
    for g in gold:
        hit = any(min(g["end"], r["end"]) > max(g["start"], r["start"]) for r in read)
        result.zeros.right += hit
        if not hit:
            result.wrong.append(("zero", g, None))


def value_right(g: Row, r: Row) -> bool:
    """The same number, range or bound; of vague figures the words are the figure."""
    vague = [x["qualifier"] == "vague" for x in (g, r)]
    if any(vague):
        return all(vague)
    if g["value"] is not None or r["value"] is not None:
        return bool(g["value"] == r["value"])
    return bool((g["low"], g["high"]) == (r["low"], r["high"]))


def measure_right(g: Row, r: Row) -> bool:
    """The measure or one of its alternatives; `arrived` and `deployed` are strengths."""
    return _measure(r["measure"]) in {_measure(m) for m in (g["measure"], *g.get("measure_alt", ()))}


def _measure(name: Any) -> str:
    return _FOLDED_MEASURES.get(str(name), str(name))


def qualifier_right(g: Row, r: Row) -> bool:
    """The qualifier or one of its alternatives; `nearly` is near enough to `about`."""
    wanted = {_FOLDED_QUALIFIERS.get(q, q) for q in (g["qualifier"], *g.get("qualifier_alt", ()))}
    return _FOLDED_QUALIFIERS.get(str(r["qualifier"]), str(r["qualifier"])) in wanted


def group_right(g: Row, r: Row) -> bool:
    """Half of the words shared, or one inside the other with the same last noun; "people" and nothing are the same."""
    for wanted in (g["group"], *g.get("group_alt", ())):
        if (wanted or "").casefold() in _NOBODY and (r["group"] or "").casefold() in _NOBODY:
            return True
        a, b = words(wanted), words(r["group"])
        if not a or not b:
            continue
        shared = len(set(a) & set(b))
        if 2 * shared / (len(set(a)) + len(set(b))) >= 0.5:
            return True
        if (set(a) <= set(b) or set(b) <= set(a)) and a[-1] == b[-1]:
            return True
    return False


def attribution_right(g: Row, r: Row) -> bool:
    """The whole name, offices apart, in at most twice as many words; nobody where nobody is named."""
    for wanted in (g["attributed_to"], *g.get("attributed_alt", ())):
        if not wanted or not r["attributed_to"]:
            if not wanted and not r["attributed_to"]:
                return True
            continue
        a, b = words(wanted), words(r["attributed_to"])
        name = [w for w in a if w not in _OFFICES] or a
        bare = [w for w in b if w not in _OFFICES] or b
        if set(name) == set(bare) or (set(name) <= set(b) and len(b) <= 2 * len(a) + 2):
            return True
        if len(bare) >= 2 and set(bare) <= set(a):
            return True
    return False


def place_right(g: Row, r: Row) -> bool:
    """The head word of the annotated place, its last name that is not a kind of place, is in the answer."""
    answer = set(words(r.get("place")))
    return any(answer & set(heads(p)) for p in (g["place"], *g.get("place_alt", ())) if p)


def heads(place: str) -> list[str]:
    """The head word of a place; one each where two are joined."""
    found = []
    for part in re.split(r" and |, and ", place):
        own = [w for w in words(part.split(",")[0]) if w not in _KINDS]
        found += own[-1:] or words(part)[-1:]
    return found


def times(r: Row) -> list[str]:
    """The first days that a row read gives: of the event, of the count, of the state."""
    return [r[k] for k in ("counted_from", "event_start", "as_of") if r.get(k)]


def time_right(g: Row, r: Row) -> bool:
    """The first day of the event or of the count, to the day or month that is annotated."""
    wanted = {d for d in (g["date"], *g.get("date_alt", ())) if d}
    return bool(wanted & {t.rstrip("~?") for t in times(r)[:1]})


def words(text: str | None) -> list[str]:
    """Lower-case words without the smallest ones and without a plural's s."""
    found = []
    for word in _WORD.findall((text or "").casefold().replace("’s", " ").replace("'s", " ")):
        if word in _SMALL:
            continue
        found.append(word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word)
    return found
