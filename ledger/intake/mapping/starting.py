"""A first mapping for an unknown table: what its columns' names give away is filled in, the rest is listed."""

from __future__ import annotations

import json
import re
from itertools import islice

from ledger.errors import InputError
from ledger.intake.dates import Detector
from ledger.intake.mapping.loading import load, shipped
from ledger.intake.tables.delimited import DELIMITERS, Delimited
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
    ("event_end", r"date.*end|end.*date|^end$|date_?to"),
    ("event_start", r"date|^day$|start"),
    ("attributed_to", r"source|reported[_ ]by|according"),
    ("quote", r"quote|excerpt|text$"),
    ("note", r"notes?$|summary|comment|description|detail"),
    ("url", r"url|link|web"),
)
_PLACES = (
    r"town|village|city|place|location|site",
    r"district|county|adm(?:in)?_?2",
    r"province|governorate|state|region|area|adm(?:in)?_?1",
    r"country|countries|nation",
)
_SAMPLE = 200


def starting(table: Table, name: str) -> str:
    """The TOML of a mapping that can be used as it stands or mended."""
    rows = [r for r in islice(table.rows(), _SAMPLE) if r.fault is None]
    samples = {c: list(dict.fromkeys(v for r in rows if (v := r.cells.get(c, "").strip())))[:3] for c in table.columns}
    numeric = {c for c in table.columns if samples[c] and all(re.fullmatch(r"\d{1,9}(?:\.0+)?", s) for s in samples[c])}
    used: dict[str, str] = {}
    claims = _claims([c for c in table.columns if c in numeric], used)
    row = _row([c for c in table.columns if c not in used], used)
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
        *_file(table),
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


def _file(table: Table) -> list[str]:
    if isinstance(table, Delimited) and table.delimiter != DELIMITERS[0]:
        return ["[file]", f"delimiter = {_q(table.delimiter)}", ""]
    if table.encoding not in ("utf-8", "utf-16", "utf-32", "xlsx"):
        return ["[file]", f"encoding = {_q(table.encoding)}", ""]
    return []


def _claims(columns: list[str], used: dict[str, str]) -> list[dict[str, str]]:
    parts: dict[tuple[str, str], dict[str, str]] = {}
    for column in columns:
        low = column.casefold()
        measure = next((m for m, words in _MEASURES if re.search(words, low)), None)
        if measure is None:
            continue
        group = next((g for g, words in _GROUPS if re.search(words, low)), "")
        end = next((e for e, words in _ENDS if re.search(words, low)), "value")
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


def _dates(table: Table, field: str, value: str) -> str:
    if not field.startswith("event_"):
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
