"""A page for everyone: contrast, headings in order, tables with headers, drawings in words, nothing loaded."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from importlib.resources import files
from itertools import pairwise

import pytest

from ledger.reporting.build import build
from ledger.reporting.html import write_html
from tests.reporting.page import Page
from tests.reporting.report_made import small

CSS = files("ledger.reporting").joinpath("templates/report.css").read_text(encoding="utf-8")
ROOTS = re.findall(r":root \{([^}]*)\}", CSS)
ON_GROUND = ("text", "dim", "link", "slip", "dispute", "note", "decided")
ON_TINT = ("slip", "dispute", "note", "decided")


@pytest.fixture(scope="module")
def text():
    return write_html(build(small()))


@pytest.fixture(scope="module")
def page(text):
    return Page(text)


def colours(root):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", root))


def contrast(a, b):
    """The contrast of two colours by WCAG 2.2: from 1 to 21."""

    def luminance(colour):
        parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_there_are_colours_for_light_dark_and_paper():
    assert len(ROOTS) == 3
    assert [set(colours(r)) >= {"ground", "text", "dim"} for r in ROOTS] == [True] * 3


@pytest.mark.parametrize("root", ROOTS, ids=["light", "dark", "paper"])
def test_text_has_the_contrast_of_wcag_aa(root):
    c = colours(root)
    pairs = [(name, ground) for name in ON_GROUND for ground in ("ground", "raised")]
    pairs += [(name, f"{name}-ground") for name in ON_TINT]
    pairs += [("text", "decided-ground"), ("dim", "decided-ground"), ("text", "note-ground")]
    low = {(a, b): round(contrast(c[a], c[b]), 2) for a, b in pairs if contrast(c[a], c[b]) < 4.5}
    assert not low


@pytest.mark.parametrize("root", ROOTS, ids=["light", "dark", "paper"])
def test_marks_of_drawings_can_be_told_from_the_ground(root):
    c = colours(root)
    assert all(contrast(c[name], c["ground"]) >= 3 for name in ("mark", "slip", "dispute"))


def test_every_colour_stands_in_the_lists_above():
    assert set(re.findall(r"#[0-9a-fA-F]{3,6}\b", re.sub(r":root \{[^}]*\}", "", CSS))) <= {"#565e67"}
    assert "rgb(" not in CSS


def test_headings_follow_one_another_and_none_is_empty(page):
    levels = [level for level, _ in page.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert all(said.strip() for _, said in page.headings)


def test_tables_have_captions_and_scoped_headers(page):
    assert page.tables
    for table in page.tables:
        assert table.caption.strip()
        assert len({len(row) for row in table.rows}) == 1, table.name
    assert all(a.get("scope") in ("row", "col") for t, a in page.tags if t == "th")


def test_every_column_has_its_name_on_a_phone(page):
    for table in page.tables:
        for n in range(2, len(table.rows[0]) + 1):
            assert f".{table.name} td:nth-child({n})::before" in CSS, table.name
        assert f".{table.name} tbody th::before" in CSS


def test_every_drawing_has_a_title_and_a_description(page):
    drawings = [a for t, a in page.tags if t == "svg" and a.get("role") == "img"]
    assert drawings
    for drawn in drawings:
        title, desc = (drawn["aria-labelledby"] or "").split()
        assert page.titles[title].strip()
        assert re.search(r"\d.*On a scale from", page.titles[desc])


def test_ids_are_unique_and_links_inside_lead_somewhere(page):
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in page.tags:
        href = attributes.get("href") or ""
        if href.startswith("#"):
            assert href[1:] in ids
        for label in (attributes.get("aria-labelledby") or "").split():
            assert label in ids


def test_the_page_names_its_language_and_fits_a_phone(page):
    assert ("html", {"lang": "en"}) in page.tags
    assert any(a.get("name") == "viewport" for t, a in page.tags if t == "meta")


def test_the_policy_allows_this_style_sheet_and_nothing_else(text, page):
    (policy,) = [a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy"]
    style = unescape(text).split("<style>")[1].split("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    parts = dict(p.strip().split(" ", 1) for p in policy.split(";"))
    assert parts == {
        "default-src": "'none'",
        "style-src": f"'sha256-{digest}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_nothing_is_loaded_from_anywhere(text, page):
    assert not re.search(r"url\(|@import|src=", CSS + text.split("<body>")[0].replace("img-src data:", ""))
    assert not {t for t, _ in page.tags} & {"script", "img", "iframe", "object", "embed", "form", "audio", "video"}
    assert not any(name.startswith("on") for _, a in page.tags for name in a)
    assert not any("style" in a for _, a in page.tags)
