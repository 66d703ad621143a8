"""Text from outside never leaves its cell, in any writer: nothing in it is obeyed."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ledger.queries import RemarkView
from ledger.reporting.build import build
from ledger.reporting.html import write_html
from ledger.reporting.json import write_json
from ledger.reporting.markdown import link, safe, write_markdown
from ledger.safetext import visible
from tests.reporting.page import Page
from tests.reporting.report_made import change, document, entry, finding, view
from tests.reporting.report_made import given as made

ATTACKS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><script>",
    "{{ 7*7 }}{% raw %}",
    "]]><!-- --> &lt;b&gt;",
    "| a | b |\n| --- | --- |",
    "[click](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "<http://evil.example> http://evil.example www.evil.example @someone :skull: $x$ `code` ~~no~~",
    "=cmd|'/c calc'!A1",
    "27\u202e72 \u2066x\u2069",
    "\x1b]52;c;aGk=\x07 \x00 \x9b",
    "# heading\n\n- item",
    "\\| \\\\| \\",
    "a\u2028b\u2029c\x85d\r\ne",
)
_TAGS = (
    "html head meta link title style body main header nav section article div span figure figcaption"
    " h1 h2 h3 p dl dt dd ul ol li a b strong em small bdi time code pre del ins blockquote"
    " table caption thead tbody tr th td svg desc line circle path text"
)
TAGS = frozenset(_TAGS.split(" "))


def report(text: str):
    """A report with `text` in every place where text from outside can stand."""
    url = text if text.startswith("http") else f"javascript:{text}"
    fields = {
        "document": text,
        "publisher": text,
        "published": text,
        "url": url,
        "quote": text,
        "figure_text": text,
        "group": text,
        "place": text,
        "event": text,
        "as_of": text,
        "definition": text,
        "attributed_to": text,
        "relayed_by": text,
        "note": text,
    }
    claims = [view(1, value=27, id=text, **fields), view(2, value=62, **(fields | {"attributed_to": "B"}))]
    tied = change("name_link", 1, None, {"relation": "same", "target": text})
    correction = change("claim", 1, {"group_name": text}, {"group_name": text})
    given_ = made(
        claims,
        left_out=[view(3, value=5, **fields)],
        documents=[document(1, text, publisher=text, published=text, url=url)],
        findings=[finding("aa", (text, "K2"), explanation=text, fits_if=text, hint=text, origins=(text, "B"))],
        remarks={f"claim:{text}": [RemarkView("", text, text, text)], "finding:aa": [RemarkView("", text, text, text)]},
        parties={text: text},
        journal=[
            entry(1, "create", "ledger:1", schema=1),
            entry(2, "correct", f"claim:{text}", why=text, changes=[correction]),
            entry(3, "alias", "name:1", name=text, changes=[tied]),
            entry(4, "party", "source:1", name=text, changes=[change("source", 1, None, {"party": text})]),
        ],
    )
    return build(given_)


anything = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
hostile = st.one_of(st.sampled_from(ATTACKS), anything, st.tuples(anything, st.sampled_from(ATTACKS)).map("".join))
# Blank text, a chain of relays, a date and the name of the other source are no attack: they mean something.
plain = hostile.filter(lambda t: t and t == t.strip() and " > " not in t and t != "B" and not t[:4].isdecimal())
several = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def shape(text: str) -> Counter[tuple[str, tuple[str, ...]]]:
    """How often each tag stands in a page with which attributes, without their values and without order."""
    return Counter((tag, tuple(sorted(a))) for tag, a in Page(text).tags)


@several
@given(hostile)
def test_html_text_is_only_text(text):
    page = Page(write_html(report(text)))
    for tag, attributes in page.tags:
        assert tag in TAGS
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name not in ("style", "src", "srcset", "action", "formaction", "background")
            if name == "href":
                assert re.match(r"#|https?://|data:,$", value or "")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]", page.text)


@several
@given(plain)
def test_html_has_the_same_shape_whatever_the_text(text):
    assert shape(write_html(report(text))) == shape(write_html(report("harmless")))


@pytest.mark.parametrize("text", ATTACKS)
def test_html_shows_the_text_that_was_given(text):
    page = Page(write_html(report(text)))
    assert " ".join(visible(text).split()) in page.text


@several
@given(plain)
def test_markdown_text_stays_in_its_cell(text):
    lines = write_markdown(report(text)).splitlines()
    same = write_markdown(report("harmless")).splitlines()
    assert [line.count("|") for line in lines] == [line.count("|") for line in same]
    assert [re.match(r"[#>|*-]*", line).group() for line in lines] == [
        re.match(r"[#>|*-]*", line).group() for line in same
    ]


@given(hostile)
@example("a\\|b")
@example("www.evil.example:80")
def test_markdown_escapes_whatever_acts(text):
    shown = safe(text)
    assert not re.search(r"[<>|\n\r]|(?<!\\)[`*_\[\]~$]|https?:/|www\.|[@#](?=[a-zA-Z])", re.sub(r"\\\\", "", shown))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x1f\x7f-\x9f]", shown)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "http://a@b.example/", "//x", "http://a b"])
def test_an_address_that_may_not_stand_in_a_link_is_not_linked(url):
    assert "(" not in link("text", url)


def test_a_linked_address_cannot_end_its_link():
    assert link("t", "https://a.example/x)>|(y") == "[t](<https://a.example/x%29%3E%7C%28y>)"


@several
@given(hostile)
def test_json_gives_the_text_back_as_it_was(text):
    written = write_json(report(text))
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x09\x0b-\x1f\x7f-\x9f]", written)
    back = json.loads(written)
    assert back["claims"][0]["group"] == text
    assert back["left_out"][0]["claim"]["note"] == text
