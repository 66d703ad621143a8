"""The report as JSON: the model as it stands, for other programs."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.reporting.model import Report
from ledger.reporting.plain import sections, values
from ledger.safetext import json_text


def write_json(report: Report) -> str:
    """One JSON object; what a terminal would obey or hide is written as an escape, so nothing is lost."""
    return "".join(json_parts(report))


def json_parts(report: Report) -> Iterator[str]:
    """The same, piece by piece."""
    begin = "{\n"
    for name, part in sections(report):
        yield f'{begin}  "{name}": '
        begin = ",\n"
        if not isinstance(part, tuple) or not part:
            yield _indented(values(part), 2)
            continue
        for n, item in enumerate(part):
            yield ("[\n" if n == 0 else ",\n") + "    " + _indented(values(item), 4)
        yield "\n  ]"
    yield "\n}\n"


def _indented(value: object, by: int) -> str:
    return json_text(value, indent=2).replace("\n", "\n" + " " * by)
