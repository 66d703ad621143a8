"""The report in a real browser: nothing is asked for, nothing is complained of, nothing runs off the screen.

Needs the extra `browser` and a Chromium on the path; skipped where either is missing.
"""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

from ledger.reporting.build import build
from ledger.reporting.files import write_report
from tests.reporting.report_made import small

sync_api = pytest.importorskip("playwright.sync_api", reason="the extra browser is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on the path")
QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"]
WIDTHS = (360, 820, 1440)


def axe() -> str:
    """The text of axe-core, as a package of the extra ships it."""
    spec = importlib.util.find_spec("axe_playwright_python")
    assert spec is not None
    assert spec.origin is not None
    return next(Path(spec.origin).parent.rglob("axe.min.js")).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """A report of one page, and the same with further pages."""
    folder = tmp_path_factory.mktemp("report")
    whole = write_report(build(small()), str(folder / "whole.html"), "html")
    return [*whole, *write_report(build(small()), str(folder / "paged.html"), "html", limit=2)]


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as play:
        made = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", *QUIET])
        yield made
        made.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_report_is_clean(browser, files, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, offline=True)
    page = context.new_page()
    said, asked = [], []
    page.on("console", lambda m: said.append(m.text))
    page.on("pageerror", lambda e: said.append(str(e)))
    page.on("request", lambda r: asked.append(r.url))
    assert len(files) > 3
    for file in files:
        asked.clear()
        page.goto(file.as_uri())
        assert said == []
        assert [a for a in asked if not a.startswith("data:")] == [file.as_uri()]
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), file
        assert clipped(page) == []
        page.evaluate(axe())
        found = page.evaluate("axe.run(document).then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))")
        assert found == []
    context.close()


def clipped(page):
    """Texts whose boxes are narrower than what stands in them, or that run out of the page."""
    return page.evaluate(
        """() => [...document.querySelectorAll('td > *, th > *, dd, p, h1, h2, h3, li, figcaption, svg text')]
        .filter(e => { const b = e.getBoundingClientRect();
            return b.width && (b.right > innerWidth + 1 || b.left < -1 || e.scrollWidth > e.clientWidth + 1
                && getComputedStyle(e).overflow !== 'visible'); })
        .map(e => e.textContent.trim().slice(0, 60))"""
    )


def test_the_checkers_find_planted_faults(browser):
    page = browser.new_page(viewport={"width": 360, "height": 600})
    page.set_content('<html lang="en"><img src="data:,"><p style="position:absolute;left:300px;width:9em">too far</p>')
    assert clipped(page) == ["too far"]
    page.evaluate(axe())
    assert "image-alt" in page.evaluate("axe.run(document).then(r => r.violations.map(v => v.id))")
