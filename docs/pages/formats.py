"""What can be imported: the text formats, the tables known by their columns, the shipped mappings."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

from ledger.intake import dates, formats, sniff
from ledger.intake.claimreview import KNOWN as CLAIM_REVIEW
from ledger.intake.coding import Known
from ledger.intake.hxl import GROUPS, MEASURES
from ledger.intake.mapping import shipped
from ledger.intake.mapping.fields import COUNTS, DATES
from ledger.intake.mapping.model import FILE, TOP

HEAD = """# Formats that are read

`claims import` finds the format of a file by its content; `--format NAME` settles it. Gzip and zip are unpacked,
folders and patterns are followed, `-` is standard input. Encodings are never guessed: UTF-8, a byte order mark, what a
web page or an e-mail declares, or `--encoding`.

## Texts and records

| name | what |
|---|---|
"""

MIDDLE = """
A text keeps its bytes; claims point into the stored text by offset. Of a web page the article alone is read, with its
title, outlet and day; of Markdown the words and any front matter; of an e-mail the body.

A [data package](https://datapackage.org) is read by its `datapackage.json`: the tables in it that hold claims, in the
encoding and dialect that it states.

## Tables known by their columns

| name | format | known by | a compiler |
|---|---|---|---|
"""

AFTER = """
A compiler codes what others reported: its publisher is stored as “… (dataset)”, and it never counts as independent of
the reports that it was coded from. Where a format has ids, a newer release of the dataset revises: figures that changed
keep both values, rows that vanished are retracted, and the difference is printed. `claims withdraw batch:N` undoes it.

"""

MAPPING = """
## Any other table: a mapping

A mapping is a TOML file that says which column is what; `claims mapping init FILE` writes one to start from.

```toml
dataset = "Our register"             # the name of the table, the same in every release
publisher = "Our desk"
compiler = true                      # it codes what others reported
missing = ["-"]                      # words for no value, besides empty, NA and null
below_zero = "pass"                  # figures below zero are corrections, no counts; else they are refused
tell_apart = "strike {no}"           # the event's label where two rows share place and days

[file]                               # only what is not found by itself
delimiter = ";"

[skip]
kind = ["test"]                      # rows to pass over: column = [values]

[row]                                # fields of every claim
id = "{no}"                          # what stays the same in the next release
place = ["{town}", "{country}"]      # a list is joined, empty parts left out
event_start = { from = "{date}", date = "DD.MM.YYYY" }

[[claim]]                            # one for each claim of a row
measure = "killed"
low = "{min}"
high = "{max}"
group = { from = "{who}", map = { civ = "civilians" }, other = "people" }

[[claim]]
name = "displaced"
when = { kind = ["flood"] }   # or unless = { ... }
measure = "displaced"
value = { from = "{n}", scale = 1000, thousands = "," }
```

"""


def page() -> str:
    """The whole page."""
    texts = [f"| `{f.name}` | {f.label} |" for f in sniff.FORMATS if f.name not in ("table",)]
    tables = [_row(f) for f in formats.known()]
    parts = [HEAD, "\n".join(texts), "\n", MIDDLE, "\n".join(tables), "\n", AFTER]
    parts += [_columns(f) for f in (*formats.known(), CLAIM_REVIEW)]
    parts += [_hxl(), MAPPING, _keys(), _shipped()]
    return "".join(parts)


def _row(known: Known) -> str:
    needs = ", ".join(f"`{n}`" for n in known.needs)
    return f"| `{known.name}` | {known.label} | {needs} | {'yes' if known.compiler else 'no'} |"


def _columns(known: Known) -> str:
    read = [c for c in known.columns if c.means]
    rest = [c.name for c in known.columns if not c.means]
    rows = [f"| {' · '.join(f'`{n}`' for n in (c.name, *c.also))} | {c.means} |" for c in read]
    out = [
        f"### {known.name}",
        "",
        f"{known.label}. {known.notes}".strip(),
        "",
        "| column | becomes |",
        "|---|---|",
        *rows,
    ]
    if rest:
        out += ["", "Known and not read: " + ", ".join(f"`{n}`" for n in rest) + "."]
    return "\n".join(out) + "\n\n"


def _hxl() -> str:
    measures = ", ".join(f"`+{word}`" for word in MEASURES)
    groups = ", ".join(f"`+{word}` ({group})" for word, group in GROUPS.items())
    return (
        "## HXL\n\nA row of HXL tags under the header is a mapping by itself. Measures: "
        f"{measures}; `+min`, `+max` and `+best` are one range. Groups: {groups}. Places by `#loc`, `#adm1` to `#adm5`,"
        " `#country`; dates by `#date+start`, `+end`, `+occurred`, `+reported`.\n"
    )


def _keys() -> str:
    return (
        f"At the top: {_listed(TOP)}. In `[file]`: {_listed(FILE)}. A field is a text with columns in braces, a list of"
        " texts, or a table with `from` and `map`, `other`, `date`, `scale`, `thousands`. Numbers are read in"
        f" {_listed(sorted(COUNTS))}, dates in {_listed(sorted(DATES))}; figures in words (“dozens”, “6-8”) belong in"
        " `figure_text`.\n\n"
        "Dates without a pattern are told apart where only one of these fits the whole column:"
        f" {_listed(dates.CANDIDATES)}. A pattern may also have `YY`, and `days since 2022-02-23` counts days. In JSON"
        " an inner value is named with dots: `{verified.killed}`.\n\n"
    )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{w}`" for w in words)


def _shipped() -> str:
    rows = [f"| `{name}` | {tomllib.loads(text).get('description', '')} |" for name, text in shipped().items()]
    head = "Mappings that are shipped; `--mapping NAME` takes one:\n\n| name | for |\n|---|---|\n"
    return head + "\n".join(rows) + "\n"
