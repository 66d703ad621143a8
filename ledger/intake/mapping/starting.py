"""A first mapping for an unknown table: what its columns' names give away is filled in, the rest is listed."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import islice

from ledger.errors import InputError
from ledger.intake.dates import Detector
from ledger.intake.mapping.fields import DATES
from ledger.intake.mapping.loading import load, shipped
from ledger.intake.tables.delimited import Delimited
from ledger.intake.tables.rows import Table
from ledger.safetext import one_line

_MEASURES = (
    ("killed", r"kill|dead|death|fatal|died|muert|morts|tot[eé]|قتل|убит"),
    ("injured", r"injur|wound|hurt|herid|bless"),
    ("missing", r"missing|disappear"),
    ("displaced", r"displac|\bidps?\b"),
    ("infected", r"infect|cases"),
    ("detained", r"detain|arrest|prison"),
    ("kidnapped", r"kidnap|abduct|hostage"),
)
_GROUPS = (
    ("civilians", r"civ"), ("children", r"child|kid\b|minor"), ("women", r"wom[ae]n|female"),
    ("journalists", r"journal|press"), ("soldiers", r"soldier|milit|armed"),
)  # fmt: skip
_ENDS = (
    ("low", r"(?:^|_| |\b)(?:min|minimum|low|lower|least)"),
    ("high", r"(?:^|_| |\b)(?:max|maximum|high|upper|most)"),
)
_FIELDS = (
    ("id", r"^(?:id|.*[_ ]id|code|.*[_ ]code|key|nr|no)$"),
    (
        "published",
        r"publi(?:sh|cation)\w*[_ ]*(?:date|on|day)?$|(?:date|day)[_ ](?:of[_ ])?(?:publi|report)|report\w*[_ ]date",
    ),
    ("event_end", r"date.*end|end.*date|^end$|date_?to"),
    ("event_start", r"date|^day$|start"),
    ("url", r"url|link|web"),
    ("publisher", r"outlet|publisher|newspaper|\bmedia\b|^paper$|seen[_ ]in"),
    ("attributed_to", r"source|(?:reported|told|said|given|claimed)[_ ]by|according|claimant|speaker"),
    ("quote", r"quote|excerpt|text$"),
    ("note", r"notes?$|summary|comment|description|detail|remark"),
)
_PLACES = (
    r"town|village|city|place|location|site",
    r"district|county|adm(?:in)?_?2",
    r"province|governorate|state|region|area|adm(?:in)?_?1",
    r"country|countries|nation",
)
_SAMPLE = 200
_NUMBER = re.compile(r"\d{1,9}(?:\.0+)?")
_OF_DOCUMENT = ("url", "publisher", "published")
"""The fields that belong to a document, not to one of its claims."""


def starting(table: Table, name: str, sheet: str | None = None) -> str:
    """The TOML of a mapping that can be used as it stands or mended. `sheet` is the one that was asked for."""
    rows = [r for r in islice(table.rows(), _SAMPLE) if r.fault is None]
    samples = {c: list(dict.fromkeys(v for r in rows if (v := r.cells.get(c, "").strip())))[:3] for c in table.columns}
    used: dict[str, str] = {}
    claims = _claims(_figures(table), used)
    row = _row([c for c in table.columns if c not in used], used)
    _documents(table, row)
    stem = re.sub(r"\.[^.]*$", "", name.rsplit("/", 1)[-1])
    out = [
        f"# How {one_line(name.rsplit('/', 1)[-1], 80)} is read. Try it: claims import FILE --mapping THIS --dry-run",
        '# A field is a text with columns in braces: "{town}"; a list is joined: ["{town}", "{country}"].',
        "# See docs/reference/formats.md.",
        "",
        f"dataset = {_q(stem)}   # its name, the same in every release",
        '# publisher = "who publishes it"',
        "compiler = true   # it codes what others reported: never independent of them",
        "",
        *_file(table, sheet),
        "[row]",
    ]
    for field, value in row.items():
        out.append(f"{field} = {value}{_dates(table, field, value)}")
    for part in claims or [{"measure": '"killed"   # or another measure', "value": '"{COLUMN}"   # which column?'}]:
        out += ["", "[[claim]]", *(f"{k} = {v}" for k, v in part.items())]
    left = [c for c in table.columns if c not in used]
    if left:
        out += ["", "# Columns that are not used yet, with examples:"]
        out += [f"#   {one_line(c, 60)}: {one_line(' | '.join(samples[c]), 100)}" for c in left]
    return "\n".join(out) + "\n"


def _file(table: Table, sheet: str | None) -> list[str]:
    told = {}
    if isinstance(table, Delimited) and table.delimiter != ",":
        told["delimiter"] = table.delimiter
    if table.encoding not in ("utf-8", "utf-16", "utf-32", "xlsx"):
        told["encoding"] = table.encoding
    if sheet is not None:
        told["sheet"] = sheet
    return ["[file]", *(f"{name} = {_q(value)}" for name, value in told.items()), ""] if told else []


def _figures(table: Table) -> dict[str, bool]:
    """The columns that hold figures, and whether all of them are plain numbers: others, as “5-7” or “40+”, are read
    as the words they are. A few cells that hold no figure are left to the import, which names them."""
    from ledger.intake.checks import figure_of
    from ledger.intake.refusal import Refused

    named = [c for c in table.columns if _measure(c) is not None]
    held: dict[str, Counter[str]] = {c: Counter() for c in named}
    for row in table.rows():
        if row.fault is None:
            for column in named:
                if cell := row.cells.get(column, "").strip():
                    held[column][cell] += 1
    found = {}
    for column, cells in held.items():
        odd = [c for c in cells if not _NUMBER.fullmatch(c)]
        wrong = 0
        for cell in odd:
            try:
                figure_of(None, None, None, None, cell)
            except Refused:
                wrong += cells[cell]
        if cells and wrong <= sum(cells.values()) // 4:
            found[column] = not odd
    return found


def _measure(column: str) -> str | None:
    return next((m for m, words in _MEASURES if re.search(words, column.casefold())), None)


def _claims(columns: dict[str, bool], used: dict[str, str]) -> list[dict[str, str]]:
    parts: dict[tuple[str, str], dict[str, str]] = {}
    for column, plain in columns.items():
        low = column.casefold()
        measure = _measure(column) or ""
        group = next((g for g, words in _GROUPS if re.search(words, low)), "")
        end = next((e for e, words in _ENDS if re.search(words, low)), "value") if plain else "figure_text"
        part = parts.setdefault((measure, group), {"measure": _q(measure), **({"group": _q(group)} if group else {})})
        if end not in part:
            part[end] = _q(f"{{{column}}}")
            used[column] = end
    return list(parts.values())


def _row(columns: list[str], used: dict[str, str]) -> dict[str, str]:
    row: dict[str, str] = {}
    places = []
    for words in _PLACES:
        found = next((c for c in columns if c not in used and re.search(words, c.casefold())), None)
        if found:
            places.append(_q(f"{{{found}}}"))
            used[found] = "place"
    for field, words in _FIELDS:
        found = next((c for c in columns if c not in used and re.search(words, c.casefold())), None)
        if found and field not in row:
            row[field] = _q(f"{{{found}}}")
            used[found] = field
    if places:
        row["place"] = places[0] if len(places) == 1 else f"[{', '.join(places)}]"
    return row


def _documents(table: Table, row: dict[str, str]) -> None:
    """Say what one row's address and outlet belong to. One document has one address, one publisher and one date: where
    every row has an address, each address is a document; else the whole table is one, and they are kept beside the
    claim, as its note and as the relay."""
    own = [f for f in _OF_DOCUMENT if f in row]
    columns = {f: row[f].strip('"{}') for f in own}
    seen: dict[str, set[str]] = {f: set() for f in own}
    of_address: dict[tuple[str, str], set[str]] = {}
    whole = "url" in own
    for each in table.rows():
        cells = {f: each.cells.get(c, "").strip() for f, c in columns.items()}
        whole = whole and bool(cells["url"])
        for f, cell in cells.items():
            seen[f].add(cell)
            of_address.setdefault((cells.get("url", ""), f), set()).add(cell)
    if whole and len(seen["url"]) > 1:
        row["document"] = row["url"]
        loose = [f for f in own if any(len(v) > 1 for (_, name), v in of_address.items() if name == f)]
    else:
        loose = [f for f in own if len(seen[f]) > 1]
    for f in loose:
        held = row.pop(f)
        if f == "publisher":
            row["relayed_by"] = held
        elif f == "url":
            row["note"] = f"[{row['note']}, {held}]" if "note" in row else held
        else:
            row["as_of"] = held


def _dates(table: Table, field: str, value: str) -> str:
    if field not in DATES:
        return ""
    detector = Detector(value.strip('"{}'))
    for row in table.rows():
        detector.feed(row.cells.get(detector.column, "").strip())
    try:
        pattern = detector.pattern()
    except ValueError as error:
        return f"   # {error}: write {{ from = {value}, date = ... }}"
    return f"   # dates like {pattern}" if pattern else ""


def _q(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def unknown_table(name: str, table: Table) -> InputError:
    """The error for a table that nothing here reads."""
    if not table.columns:
        return InputError(name, 1, "the records hold nothing", "a record has a key for each of its values")
    fits = next((n for n in shipped() if (wants := load(n).columns()) and set(wants) <= set(table.columns)), None)
    if fits is not None:
        return InputError(name, 1, "the table needs a mapping", f"a shipped one fits: --mapping {fits}")
    columns = ", ".join(one_line(c, 30) for c in table.columns[:8]) + (", …" if len(table.columns) > 8 else "")
    return InputError(
        name,
        1,
        f"no known format has the columns {columns}",
        f"write a mapping: claims mapping init {one_line(name, 200)} -o mapping.toml",
    )
