"""The report as one HTML file: no script, nothing loaded, readable on a phone and on paper.

Text from outside passes one gate (`safetext.visible`) and autoescape, and stands in `<bdi>`, so that it can
neither act nor turn the text around it. The style sheet is allowed by its own hash and nothing else is: the
content security policy knows no exception.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ledger import edtf
from ledger.counting import plural
from ledger.reporting.curve import curve
from ledger.reporting.drawing import Drawing, drawing, spoken
from ledger.reporting.model import Claim, Report
from ledger.reporting.paging import LIMIT, Page, pages
from ledger.reporting.words import NOBODY, NOT_STATED, capital, condition
from ledger.safetext import safe_href, visible

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

BY_DATE = frozenset({"toll_falls", "stale_figure", "may_be_older", "sudden_jump", "source_cut_its_figure"})
"""Kinds of findings that are about time: their drawings run from the earliest date to the latest."""


MOST_WAITING = 200
"""So many open findings are listed at a glance; the rest stand among the findings."""
_PIECES = 60
"""So many scraps of the template are handed on as one text."""
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def write_html(report: Report) -> str:
    """The report as a complete HTML document."""
    return "".join(html_parts(report))


def html_parts(report: Report) -> Iterator[str]:
    """The same, piece by piece: a report of a hundred thousand claims is never held as a whole."""
    (_, parts), *_ = html_pages(report, "report.html", None)
    yield from parts


def html_pages(report: Report, name: str, limit: int | None = LIMIT) -> Iterator[tuple[str, Iterator[str]]]:
    """The pages of a report: the name of each file and its text piece by piece.

    The first is called `name`; of “report.html” the others stand in the folder “report-pages” beside it. A
    report of up to `limit` claims has one page.
    """
    made = pages(report, limit)
    shared = _shared(report)
    places = {f.number: page for page in made for f in page.findings}
    for page in made:
        yield _path(page, name), _rendered(page, made, places, name, shared)


def pages_folder(name: str) -> str:
    """The folder of the further pages of a report whose first page is called `name`."""
    return f"{PurePath(name).stem}-pages"


def _path(page: Page, name: str) -> str:
    return f"{pages_folder(name)}/{page.name}.html" if page.section else name


def _href(page: Page, here: Page, name: str) -> str:
    """The address of one page as another names it; empty for the page itself."""
    if page is here:
        return ""
    if not page.section:
        return f"../{quote(name)}"
    return f"{page.name}.html" if here.section else f"{quote(pages_folder(name))}/{page.name}.html"


def _shared(report: Report) -> dict[str, Any]:
    by_id = report.by_id()
    css = _style(report)
    return {
        "report": report,
        "identity": report.identity,
        "css": _trusted(css),
        "policy": (
            f"default-src 'none'; style-src 'sha256-{b64encode(sha256(css.encode()).digest()).decode()}'; "
            "img-src data:; base-uri 'none'; form-action 'none'"
        ),
        "most_waiting": MOST_WAITING,
        "claims_of": lambda ids: [by_id[i] for i in ids],
        "drawing_of_finding": lambda f: drawing((by_id[i] for i in f.claims), by_date=f.kind in BY_DATE),
        "drawing_of": lambda q: drawing(
            (by_id[i] for i in q.claims), by_date=q.running, lines=q.support.lines if q.support else ()
        ),
        "curve_of": lambda q: curve(by_id[i] for i in q.claims) if q.running else None,
    }


def _rendered(
    page: Page,
    made: Sequence[Page],
    places: Mapping[int, Page],
    name: str,
    shared: Mapping[str, Any],
) -> Iterator[str]:
    of_section = [p for p in made if page.section and p.section == page.section]
    at = of_section.index(page) if page.section else 0
    before = made[0] if at == 0 else of_section[at - 1]
    after = of_section[at + 1] if at + 1 < len(of_section) else None
    pieces = (
        _environment()
        .get_template("page.html.j2" if page.section else "report.html.j2")
        .generate(
            page=page,
            title=f"{capital(page.words)}, page {page.number} of {page.of}" if page.section else "Audit report",
            main_href=_href(made[0], page, name),
            before=_href(before, page, name),
            after=_href(after, page, name) if after else "",
            finding_href=lambda n: f"{_href(places[n], page, name)}#f{n}",
            more_pages=lambda section: [(p.number, _href(p, page, name)) for p in made if p.section == section],
            **shared,
        )
    )
    while piece := "".join(islice(pieces, _PIECES)):
        yield piece


def _style(report: Report) -> str:
    """The style sheet, with the head of the ledger at the foot of each printed page."""
    head = "".join(c for c in report.identity.head if c in "0123456789abcdef")[:16]
    text = files("ledger.reporting").joinpath("templates/report.css").read_text(encoding="utf-8")
    return text.replace("{{head}}", head).replace("{{entries}}", str(report.identity.entries))


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    env = Environment(
        loader=PackageLoader("ledger.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_gate,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {
        "out": out,
        "day": day,
        "link": link,
        "count": lambda n: f"{n:,}",
        "plural": plural,
        "moment": moment,
        "through": through,
        "condition": condition,
    }
    env.globals |= {"spoken": spoken, "NOBODY": NOBODY, "NOT_STATED": NOT_STATED, "rows_of": _rows_of}
    return env


def _gate(value: Any) -> Any:
    """Every text passes the gate on its way into the page, whether a filter was used or not."""
    return visible(value) if type(value) is str else value


def _trusted(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)  # the project's own style sheet, no text from outside


def out(text: str | None, missing: str = NOT_STATED) -> Markup:
    """A text from outside, set apart from the direction of the text around it; `missing` where there is none."""
    from markupsafe import Markup

    if text is None or text == "":
        return Markup('<span class="none">{}</span>').format(missing)
    return Markup("<bdi>{}</bdi>").format(visible(text))


def day(text: str | None, missing: str = NOT_STATED) -> Markup:
    """A date as it stands in the ledger, marked up as one where it is a plain date."""
    from markupsafe import Markup

    if not text:
        return out(None, missing)
    try:
        edtf.parse(text)
    except ValueError:
        return out(text)
    if not text.replace("-", "").isdecimal():
        return Markup('<span class="date">{}</span>').format(text)
    return Markup('<time datetime="{0}">{0}</time>').format(text)


def moment(text: str | None) -> Markup:
    """A moment of the journal, to the minute: “2015-06-04 09:30 UTC”."""
    from markupsafe import Markup

    if not text:
        return out(None)
    if not _MOMENT.fullmatch(text):
        return out(text)
    return Markup('<time datetime="{}">{}</time>').format(text, f"{text[:10]} {text[11:16]} UTC")


def link(text: str, url: str | None) -> Markup:
    """The text as a link where `url` may stand in one, else the text alone."""
    from markupsafe import Markup

    href = safe_href(url) if url else None
    if href is None:
        return out(text)
    return Markup('<a href="{}" rel="noreferrer noopener nofollow">{}</a>').format(href, out(text))


def through(claim: Claim) -> Markup:
    """Those who carried the words, nearest the source first."""
    from markupsafe import Markup

    if not claim.chain:
        return Markup('<span class="none">{}</span>').format("its own publication" if claim.said_by else NOT_STATED)
    return Markup(' <span class="to">›</span> ').join(out(c) for c in claim.chain)


def _rows_of(drawn: Drawing) -> list[tuple[int, Any]]:
    return list(enumerate(drawn.rows, 1))
