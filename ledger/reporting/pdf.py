"""The report as PDF, made of the HTML by WeasyPrint (the extra `pdf-report`); nothing is fetched while it is made."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any, NoReturn

from ledger.errors import LedgerError
from ledger.exports.output import STDOUT, safe_binary_output
from ledger.reporting.html import html_parts
from ledger.reporting.model import Report

_COLOURS = {"slip": "#a12018", "dispute": "#7d4a00"}
_MARK, _GRID, _TEXT, _DIM = "#2b5d8a", "#e4e7ea", "#1d2125", "#565e67"
_ATTRIBUTES = {
    "grid": f'stroke="{_GRID}" stroke-width="1"',
    "bar": 'stroke="{mark}" stroke-width="5" stroke-opacity=".55"',
    "bar soft": 'stroke="{mark}" stroke-width="5" stroke-opacity=".55" stroke-dasharray="4 4"',
    "bar thin": 'stroke="{mark}" stroke-width="3" stroke-opacity=".55"',
    "wide": 'stroke="{mark}" stroke-width="11" stroke-opacity=".35"',
    "path": 'stroke="{mark}" stroke-width="1.5" stroke-opacity=".7"',
    "end": 'stroke="{mark}" stroke-width="2"',
    "arrow": 'fill="none" stroke="{mark}" stroke-width="2.5"',
    "spot": 'fill="{mark}" stroke="#ffffff" stroke-width="1.5"',
    "spot hollow": 'fill="#ffffff" stroke="{mark}" stroke-width="2"',
    "tick": f'fill="{_DIM}" font-size="9.5"',
}
"""The look of the drawings in a printed report, as attributes: WeasyPrint draws an SVG without the page's style
sheet. The values are those of `report.css` under `@media print`; a test compares the colours.
"""
_FIGURE = re.compile(r'<figure class="(\w+)-mark">.*?</figure>', re.DOTALL)
_CLASS = re.compile(r'<(line|circle|path|text) class="([^"]+)"')
_LABEL = re.compile(r"<text (?=x=)")


def drawn(page: str) -> str:
    """The page with the look of its drawings written on their marks."""

    def figure(found: re.Match[str]) -> str:
        mark = _COLOURS.get(found[1], _MARK)
        styled = _CLASS.sub(
            lambda m: f"{m[0]} {_ATTRIBUTES[m[2]].format(mark=mark)}" if m[2] in _ATTRIBUTES else m[0], found[0]
        )
        return _LABEL.sub(f'<text fill="{_TEXT}" font-size="10.5" font-weight="600" ', styled)

    return _FIGURE.sub(figure, page)


def write_pdf(report: Report, output: str, *, force: bool = False) -> Path:
    """Write the report as one tagged PDF; LedgerError where WeasyPrint is not installed."""
    if output == STDOUT:
        raise LedgerError("a PDF is no text for standard output; name a file")
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        raise LedgerError(
            f"PDF needs WeasyPrint ({error}); pip install 'casualty-ledger[pdf-report]', or print the HTML report "
            "from a browser"
        ) from None
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.ERROR)
    document = weasyprint.HTML(string=drawn("".join(html_parts(report))), url_fetcher=_nothing)
    with safe_binary_output(output, force=force) as stream:
        document.write_pdf(stream, pdf_variant="pdf/ua-1")
    return Path(output)


def _nothing(url: str, *_: Any, **__: Any) -> NoReturn:
    """Everything that the page needs is in it: whatever asks for more gets nothing."""
    raise ValueError(f"{url}: a report loads nothing")
