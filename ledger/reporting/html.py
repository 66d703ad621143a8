"""The report as one HTML file that needs nothing else: no script, no request, nothing obeyed from the data.

Jinja2 escapes every value; text from outside passes `safetext.visible` and stands in <bdi>; links are http or
https only; the content security policy forbids everything but the styles in the file.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ledger.reporting.drawing import draw
from ledger.reporting.model import Report
from ledger.reporting.words import date_words
from ledger.safetext import safe_href, visible

if TYPE_CHECKING:
    from jinja2 import Template


@lru_cache(maxsize=1)
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["seen"] = lambda text: visible(str(text), newlines=False)
    environment.filters["day"] = lambda text: date_words(text) if text else "not stated"
    environment.globals.update(href=lambda url: safe_href(url) if url else None)
    source = files("ledger.reporting").joinpath("templates/report.html.j2").read_text(encoding="utf-8")
    return environment.from_string(source)


def write_html(report: Report) -> str:
    """The whole file."""
    by_id = {c.id: c for c in report.claims}
    drawings = {f.number: draw([by_id[c] for c in f.claims]) for f in report.findings}
    return _template().render(report=report, by_id=by_id, drawings=drawings)
