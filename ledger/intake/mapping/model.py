"""A mapping, checked: what it says about the file, about every row, and about each claim of a row."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ledger.errors import InputError
from ledger.figures import vague_floor
from ledger.intake.coding import Coder, Column, Draft, Known, Passed, has_figure
from ledger.intake.dates import Detector
from ledger.intake.mapping.fields import COUNTS, Field, columns_of, field_of
from ledger.intake.refusal import nearest
from ledger.intake.tables.delimited import shown_delimiter
from ledger.intake.tables.rows import Layout, Table
from ledger.records import FIELDS

TOP = (
    "dataset", "publisher", "url", "compiler", "missing", "below_zero", "tell_apart", "file", "row", "claim", "skip",
    "description",
)  # fmt: skip
FILE = ("encoding", "delimiter", "header", "comment", "quote", "sheet", "records")
_NEGATIVE = re.compile(r"[-−]\s?\d+(?:\.\d+)?")
_CLAIM_ONLY = ("name", "when", "unless")


@dataclass(slots=True)
class ClaimPart:
    """One claim of a row: its fields, its name among the row's claims, and when, or unless what, it is there at all."""

    name: str
    fields: dict[str, Field]
    when: dict[str, tuple[str, ...]]
    unless: dict[str, tuple[str, ...]]

    def applies(self, row: Coder) -> bool:
        """Whether a row has this claim."""
        fits = all(row[column] in words for column, words in self.when.items())
        return fits and not any(row[column] in words for column, words in self.unless.items())


@dataclass(slots=True)
class Mapping:
    """A whole mapping. `name` is what messages call it."""

    name: str
    dataset: str
    publisher: str | None = None
    url: str | None = None
    compiler: bool = True
    encoding: str | None = None
    layout: Layout = field(default_factory=Layout)
    missing: frozenset[str] = frozenset()
    below_zero: str = "refuse"
    tell_apart: Field | None = None
    row: dict[str, Field] = field(default_factory=dict)
    claims: list[ClaimPart] = field(default_factory=list)
    skip: dict[str, tuple[str, ...]] = field(default_factory=dict)
    description: str = ""

    def columns(self) -> tuple[str, ...]:
        """The columns that the mapping names."""
        every = [*self.row.values(), *(f for c in self.claims for f in c.fields.values())]
        if self.tell_apart:
            every.append(self.tell_apart)
        tested = [*self.skip, *(column for c in self.claims for column in (*c.when, *c.unless))]
        return tuple(dict.fromkeys((*columns_of(every), *tested)))

    def known(self, table: Table, path: str, dates: str | None = None) -> Known:
        """The mapping bound to a table: its columns looked up, its dates told apart, by `dates` where two fit."""
        there = set(table.columns)
        lacking = [c for c in self.columns() if c not in there]
        if lacking and table.medium in ("json", "jsonl"):
            lacking = [c for c in lacking if not self._in_json(table, c)]
        if lacking:
            near = nearest(lacking[0], table.columns)
            hint = f"did you mean “{near}”?" if near else f"there are: {', '.join(table.columns[:30])}"
            raise InputError(path, 1, f"the mapping {self.name} names a column “{lacking[0]}” that is not there", hint)
        self._tell_dates(table, path, dates)
        names = tuple(dict.fromkeys((*table.columns, *self.columns())))
        return Known(
            name="mapping",
            label=self.name,
            dataset=self.dataset,
            publisher=self.publisher,
            columns=tuple(Column(c) for c in names),
            needs=(),
            code=self.code,
            compiler=self.compiler,
            ids="id" in self.row,
            url=self.url,
            occasion=self._occasion if self.tell_apart else None,
            missing=self.missing,
        )

    @staticmethod
    def _in_json(table: Table, column: str) -> bool:
        """Whether any record has a key: records of one list need not have the same."""
        return any(column in row.cells for row in table.rows())

    def code(self, row: Coder) -> list[Draft]:
        """The drafts of one row."""
        for column, words in self.skip.items():
            if row[column] in words:
                raise Passed(f"{column} is {row[column] or 'empty'}")
        common = {name: f.make(row) for name, f in self.row.items() if name != "id"}
        key = self.row["id"].make(row) if "id" in self.row else ""
        if self.tell_apart and row.shared and not common.get("event"):
            common["event"] = self.tell_apart.make(row)
        parts = [part for part in self.claims if part.applies(row)]
        if not parts:
            raise Passed("no claim of the mapping is for it")
        drafts = []
        for part in parts:
            draft = common | {name: f.make(row) for name, f in part.fields.items() if name != "id"}
            own = part.fields["id"].make(row) if "id" in part.fields else key
            if own:
                draft["id"] = f"{slug(self.dataset)}:{own}:{part.name}"
            if self.below_zero == "pass" and any(_NEGATIVE.fullmatch(draft.get(c) or "") for c in COUNTS):
                row.passed.append("a figure below zero: a correction, no count of people")
            elif has_figure(draft):
                drafts.append(_settled(draft))
        return drafts

    def _occasion(self, row: Coder) -> tuple[str, ...]:
        fields = (self.row.get(n) for n in ("place", "event_start", "event_end", "as_of"))
        return tuple("\x1f".join(row[c] for c in f.columns) if f else "" for f in fields)

    def _tell_dates(self, table: Table, path: str, dates: str | None) -> None:
        """Find the patterns of the dates that the mapping leaves open, by reading all of them."""
        every = [*self.row.values(), *(f for c in self.claims for f in c.fields.values())]
        open_ = [(f, Detector(column)) for f in every if (column := f.undetermined)]
        if not open_:
            return
        for row in table.rows():
            for _field, detector in open_:
                text = row.cells.get(detector.column, "").strip()
                if text not in self.missing:
                    detector.feed(text)
        for f, detector in open_:
            f.pattern = detector.settled(dates, path, f.name)
            if f.pattern:
                said = f"dates in “{detector.column}” read as {f.pattern}"
                if said not in table.said:
                    table.said.append(said)


def _settled(draft: Draft) -> Draft:
    """Low and high that are one number are that number, unless there is a qualifier; “Several” is vague."""
    words = draft.get("figure_text", "")
    if words and not draft.get("value") and not any(c.isdigit() for c in words) and vague_floor(words):
        return {**draft, "qualifier": "vague"}
    low, high = draft.get("low"), draft.get("high")
    if low and low == high and draft.get("value", "") in ("", low) and not draft.get("qualifier"):
        return {**draft, "value": low, "low": "", "high": ""}
    return draft


def slug(text: str) -> str:
    """A short name for ids."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:40] or "table"


def mapping_of(data: dict[str, Any], name: str) -> Mapping:
    """A mapping as its TOML gives it; ValueError says what is wrong."""
    _only(data, TOP, "")
    dataset = data.get("dataset")
    if not isinstance(dataset, str) or not dataset.strip():
        raise ValueError('dataset is missing: dataset = "the name of the table, the same in every release"')
    file = _table(data, "file")
    _only(file, FILE, "file.")
    made = Mapping(
        name=name,
        dataset=dataset.strip(),
        publisher=_text(data, "publisher"),
        url=_text(data, "url"),
        compiler=_flag(data, "compiler", True),
        encoding=_text(file, "encoding"),
        layout=_layout(file),
        missing=frozenset(_words(data.get("missing", []), "missing")),
        below_zero=_text(data, "below_zero") or "refuse",
        tell_apart=field_of("event", data["tell_apart"]) if "tell_apart" in data else None,
        skip={column: _words(words, f"skip.{column}") for column, words in _table(data, "skip").items()},
        description=_text(data, "description") or "",
    )
    if made.below_zero not in ("refuse", "pass"):
        raise ValueError('below_zero is "refuse" or "pass"')
    made.row = _fields(_table(data, "row"), "row")
    claims = data.get("claim", [{}])
    if not isinstance(claims, list) or not claims or not all(isinstance(c, dict) for c in claims):
        raise ValueError("claims are written as [[claim]], one for each claim of a row")
    for number, part in enumerate(claims, 1):
        own = {k: v for k, v in part.items() if k not in _CLAIM_ONLY}
        fields = _fields(own, f"claim {number}")
        when, unless = (
            {c: _words(words, f"claim {number}.{test}") for c, words in _table(part, test).items()}
            for test in ("when", "unless")
        )
        if not ({"measure"} & {*fields, *made.row}):
            raise ValueError(f'claim {number} has no measure: measure = "killed"')
        if not ({"value", "low", "high", "figure_text"} & {*fields, *made.row}):
            raise ValueError(f'claim {number} has no figure: value = "{{column}}"')
        named = part.get("name")
        made.claims.append(ClaimPart(str(named) if named else _name(fields, number), fields, when, unless))
    names = [c.name for c in made.claims]
    twice = next((n for n in names if names.count(n) > 1), None)
    if twice is not None and "id" in made.row:
        raise ValueError(f'two claims are called {twice}: give each a name = "..." of its own')
    return made


def _name(fields: dict[str, Field], number: int) -> str:
    measure = fields.get("measure")
    group = fields.get("group")
    words = [f.texts[0].parts[0][1] for f in (measure, group) if f and not f.columns and f.texts[0].parts]
    return slug("-".join(words)) if words else str(number)


def _fields(given: dict[str, Any], where: str) -> dict[str, Field]:
    found = {}
    for name, spec in given.items():
        if name not in FIELDS:
            near = nearest(name, FIELDS)
            raise ValueError(
                f"{where}.{name} is no field of a claim; "
                + (f"did you mean {near}?" if near else f"the fields are {', '.join(FIELDS)}")
            )
        found[name] = field_of(name, spec)
    return found


def _layout(file: dict[str, Any]) -> Layout:
    header = file.get("header")
    if header is not None and (isinstance(header, bool) or not isinstance(header, int) or not 1 <= header <= 1_000):
        raise ValueError("file.header is the number of the line with the names of the columns")
    quote = _text(file, "quote")
    if quote is not None and len(quote) != 1:
        raise ValueError("file.quote is one sign")
    delimiter = _text(file, "delimiter")
    return Layout(
        delimiter=shown_delimiter(delimiter) if delimiter else None,
        header=header,
        comment=_text(file, "comment"),
        quote=quote or '"',
        sheet=_text(file, "sheet"),
        records=_text(file, "records"),
    )


def _only(data: dict[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in data:
        if key not in known:
            near = nearest(key, known)
            raise ValueError(
                f"{where}{key} is not known; " + (f"did you mean {near}?" if near else f"there are {', '.join(known)}")
            )


def _table(data: dict[str, Any], key: str) -> dict[str, Any]:
    found = data.get(key, {})
    if not isinstance(found, dict):
        raise ValueError(f"{key} is a table: [{key}]")
    return found


def _text(data: dict[str, Any], key: str) -> str | None:
    found = data.get(key)
    if found is not None and not isinstance(found, str):
        raise ValueError(f"{key} is a text")
    return found


def _flag(data: dict[str, Any], key: str, otherwise: bool) -> bool:
    found = data.get(key, otherwise)
    if not isinstance(found, bool):
        raise ValueError(f"{key} is true or false")
    return found


def _words(given: Any, where: str) -> tuple[str, ...]:
    words = given if isinstance(given, list) else [given]
    if not all(isinstance(w, str | int) and not isinstance(w, bool) for w in words):
        raise ValueError(f'{where} is a list of texts: ["NA", "-"]')
    return tuple(str(w) for w in words)
