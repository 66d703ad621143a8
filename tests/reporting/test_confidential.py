"""Of a confidential document a report tells the count and nothing else; a restricted one is named."""

from __future__ import annotations

import pytest

from ledger.reporting.build import build
from ledger.reporting.html import write_html
from ledger.reporting.json import write_json
from ledger.reporting.markdown import write_markdown
from tests.reporting.report_made import change, document, entry, finding, given, view

WRITERS = (write_html, write_markdown, write_json)
ADDRESS = "https://hush.example/morgue-list"


def ledger(term, **more):
    """One claim in a document under `term`, one in an open one, both in a finding that names the first."""
    where = {"document": "Morgue list of Zaria", "publisher": "Hush Press", "url": ADDRESS}
    secret = view(1, value=4711, quote="4711 lay there", attributed_to="Hospital", published="2020-05-02", **where)
    other = view(2, value=62, attributed_to="Red Cross", document="Weekly", published="2020-05-02")
    other = type(other)(**{**{f: getattr(other, f) for f in other.__slots__}, "document_row": 2})
    return build(
        given(
            [secret, other],
            findings=[
                finding("aa", ("K1", "K2"), explanation="Morgue list of Zaria gives 4,711, Hush Press printed it")
            ],
            documents=[
                document(1, where["document"], publisher="Hush Press", url=ADDRESS, text_sha256="ab" * 32)
                if term is None
                else document(
                    1,
                    where["document"],
                    publisher="Hush Press",
                    url=ADDRESS,
                    text_sha256="ab" * 32,
                    confidentiality=term,
                ),
                document(2, "Weekly", **more),
            ],
            journal=[
                entry(1, "create", "ledger:1", schema=1),
                entry(2, "note", "claim:K1", changes=[change("remark", 1, None, {"text": "see Morgue List of Zaria"})]),
            ],
        )
    )


@pytest.mark.parametrize("write", WRITERS)
def test_nothing_of_a_confidential_document_is_told(write):
    text = write(ledger("confidential")).casefold()
    for part in ("morgue", "hush", "lay there", "ab" * 32):
        assert part not in text
    assert "4,711" in text
    assert "confidential document 1" in text
    assert "2020-05-02" in text


def test_what_was_withheld_is_counted():
    kept = {(w.what, w.number) for w in ledger("confidential").withheld}
    assert kept == {("documents", 1), ("quotes", 1)}


@pytest.mark.parametrize("write", WRITERS)
def test_a_restricted_document_is_named_and_quoted(write):
    text = write(ledger("restricted"))
    assert "Morgue list of Zaria" in text
    assert "4711 lay there" in text
    assert "restricted" in text


def test_a_publisher_of_open_documents_too_keeps_its_name_there():
    report = ledger("confidential", publisher="Hush Press")
    assert [d.publisher for d in report.documents] == [None, "Hush Press"]
    assert report.claims[0].publisher is None
