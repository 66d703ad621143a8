"""A large report has pages: each claim stands on one of them, every link leads somewhere, none is too large."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote

import pytest

from ledger.errors import LedgerError
from ledger.reporting.build import build
from ledger.reporting.files import write_report
from ledger.reporting.html import html_pages
from ledger.reporting.paging import pages
from tests.reporting.page import Page
from tests.reporting.report_made import finding, given, reading, view


@pytest.fixture(scope="module")
def report():
    """Thirty quantities of two claims, each with a finding."""
    claims = [view(n, value=10 + n % 2, attributed_to=f"Source {n % 2}", document="Daily") for n in range(60)]
    readings = {c.row: reading(c, f"q{c.row // 2}") for c in claims}
    found = [finding(f"f{n}", (f"K{2 * n}", f"K{2 * n + 1}")) for n in range(30)]
    return build(given(claims, readings=readings, findings=found))


def test_a_report_that_fits_is_one_page(report):
    assert len(pages(report, 60)) == 1
    assert len(pages(report, None)) == 1


def test_every_part_stands_on_one_page_in_order(report):
    made = pages(report, 20)
    assert [f for p in made for f in p.findings] == list(report.findings)
    assert [q for p in made for q in p.quantities] == list(report.quantities)
    assert all(sum(len(q.claims) for q in p.quantities) <= 20 for p in made)
    assert {p.section for p in made} == {"", "findings", "quantities"}


def test_a_part_heavier_than_a_page_gets_one_of_its_own(report):
    heavy = replace(report.quantities[0], claims=tuple(c.id for c in report.claims))
    made = pages(replace(report, quantities=(report.quantities[1], heavy, report.quantities[2])), 20)
    assert [len(p.quantities) for p in made if p.quantities] == [1, 1, 1]


def test_every_link_leads_to_a_page_and_a_place_on_it(report):
    read = {name: Page("".join(parts)) for name, parts in html_pages(report, "a report.html", 20)}
    assert len(read) == 5
    ids = {name: {a.get("id") for _, a in page.tags} for name, page in read.items()}
    checked = 0
    for name, page in read.items():
        for tag, attributes in page.tags:
            href = attributes.get("href") or ""
            if tag != "a" or href.startswith("http"):
                continue
            path, _, anchor = href.partition("#")
            target = name if not path else _joined(name, unquote(path))
            assert target in read, (name, href)
            assert not anchor or anchor in ids[target], (name, href)
            checked += 1
    assert checked > 100


def _joined(name: str, path: str) -> str:
    folder = PurePosixPath(name).parent
    return path.removeprefix("../") if path.startswith("../") else str(folder / path)


def test_pages_are_written_beside_the_report_and_never_over_others(report, tmp_path):
    written = write_report(report, str(tmp_path / "r.html"), "html", limit=20)
    assert [str(p.relative_to(tmp_path)) for p in written] == [
        "r.html",
        "r-pages/findings-2.html",
        "r-pages/findings-3.html",
        "r-pages/quantities-2.html",
        "r-pages/quantities-3.html",
    ]
    assert all(p.stat().st_size for p in written)
    with pytest.raises(LedgerError, match="the file exists"):
        write_report(report, str(tmp_path / "r.html"), "html", limit=20)
    assert len(write_report(report, str(tmp_path / "r.html"), "html", limit=20, force=True)) == 5
    assert len(write_report(report, str(tmp_path / "one.html"), "html", limit=None)) == 1


def test_an_unresolved_finding_far_down_is_named_at_a_glance_with_its_page(report):
    (_, parts), *_ = html_pages(report, "r.html", 20)
    assert 'href="r-pages/findings-3.html#f30"' in "".join(parts)
