"""The printed report: the same page, its drawings with their looks, and a clear word where it cannot be made."""

from __future__ import annotations

import re
import sys

import pytest

from ledger.errors import LedgerError
from ledger.reporting.build import build
from ledger.reporting.html import write_html
from ledger.reporting.pdf import _ATTRIBUTES, _COLOURS, _DIM, _GRID, _MARK, _TEXT, drawn, write_pdf
from tests.reporting.report_made import small
from tests.reporting.test_accessible import ROOTS, colours


def test_marks_have_the_colours_of_paper():
    paper = colours(ROOTS[2])
    assert tuple(paper[n] for n in ("mark", "grid", "text", "dim")) == (_MARK, _GRID, _TEXT, _DIM)
    assert {n: paper[n] for n in ("slip", "dispute")} == _COLOURS


def test_every_class_of_a_drawing_has_its_look():
    page = write_html(build(small()))
    used = set()
    for figure in re.findall(r"<figure.*?</figure>", page, re.DOTALL):
        used |= set(re.findall(r'<(?:line|circle|path|text) class="([^"]+)"', figure))
    assert used
    assert used <= set(_ATTRIBUTES)


def test_nothing_but_the_drawings_is_touched():
    page = write_html(build(small()))
    plain = re.sub(r"<figure.*?</figure>", "", page, flags=re.DOTALL)
    assert re.sub(r"<figure.*?</figure>", "", drawn(page), flags=re.DOTALL) == plain
    assert 'fill="#a12018"' in drawn(page)


def test_a_pdf_is_written_whole(tmp_path):
    pytest.importorskip("weasyprint", reason="the extra pdf-report is not installed")
    target = write_pdf(build(small()), str(tmp_path / "r.pdf"))
    data = target.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")


def test_without_weasyprint_the_refusal_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(LedgerError, match="print the HTML report from a browser"):
        write_pdf(build(small()), str(tmp_path / "r.pdf"))
    assert not (tmp_path / "r.pdf").exists()


def test_a_pdf_does_not_go_to_standard_output(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LedgerError, match="name a file"):
        write_pdf(build(small()), "-")
    assert list(tmp_path.iterdir()) == []
