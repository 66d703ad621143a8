"""E-mails and Markdown files as documents."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import InputError
from ledger.intake.mail import read_mail
from ledger.intake.markdown import plain, read_markdown
from ledger.intake.reading import Source

BODY = "Dear editor,\n\n27 people were killed in Zaria, the Ministry of Health said.\n"


def message(body: str = BODY, html: str | None = None, attach: str | None = None) -> EmailMessage:
    made = EmailMessage()
    made["Subject"], made["From"] = "Zaria: 27 dead", '"Press office" <press@moh.example>'
    made["Date"], made["Message-ID"] = "Tue, 05 May 2020 23:10:00 +0100", "<1@moh.example>"
    made.set_content(body, charset="utf-8")
    if html is not None:
        made.add_alternative(html, subtype="html")
    if attach is not None:
        made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename=attach)
    return made


def mail(made: EmailMessage | bytes, **options):
    return read_mail(Source("a.eml", made if isinstance(made, bytes) else made.as_bytes()), **options)


def test_subject_sender_day_and_body():
    found = mail(message())
    assert (found.title, found.publisher, found.published) == ("Zaria: 27 dead", "Press office", "2020-05-05")
    assert found.text == BODY
    assert found.left_out == ()


def test_the_plain_body_goes_first_and_an_attachment_is_named():
    found = mail(message(html="<p>HTML words</p>", attach="report.pdf"))
    assert "HTML words" not in found.text
    assert found.left_out == ("the attached file report.pdf was not read; save it and import it",)


def test_a_body_in_html_alone():
    made = EmailMessage()
    made["Subject"] = "News"
    made.set_content("<html><body><p>27 people were killed in Zaria.</p></body></html>", subtype="html")
    assert "27 people were killed in Zaria." in mail(made).text


def test_a_body_that_is_not_in_its_encoding_is_refused():
    raw = b"Subject: x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\ncaf\xe9\r\n"
    with pytest.raises(InputError, match=r"a.eml:1: byte 0xe9 is not UTF-8"):
        mail(raw)
    assert mail(raw, encoding="latin-1").text == "café\n"


@pytest.mark.parametrize("raw", [b"Subject: x\r\n\r\n", b"Content-Type: multipart/mixed\r\n\r\nx", b""])
def test_a_mail_without_a_body_is_refused_or_read_as_it_stands(raw):
    with pytest.raises(InputError, match="no text in its body"):
        mail(raw.replace(b"x", b""))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_mail_or_a_refusal(raw):
    try:
        text = mail(b"Subject: x\n" + raw).text
    except InputError:
        return
    assert text.strip()


MARKDOWN = """---
title: Daily report
report_date: 2023-11-14
report_source: mohtel
killed: 138
tags:
  - gaza
---

# Day 38

The ministry said that **at least 27 people** were [killed](https://x.example/99-dead) on *Monday*.

- 14 were injured
- 3 are missing

| town | killed |
|---|---|
| Zaria | 27 |

```
999 killed in code
```
"""


def markdown(text: str):
    return read_markdown(Source("a.md", text.encode()))


def test_front_matter_of_any_generator_and_words_without_markup():
    found = markdown(MARKDOWN)
    assert (found.title, found.publisher, found.published, found.url) == ("Daily report", "mohtel", "2023-11-14", None)
    assert found.text == (
        "Day 38\n\nThe ministry said that at least 27 people were killed on Monday.\n\n"
        "- 14 were injured\n\n- 3 are missing\n\n town killed\n Zaria 27"
    )


def test_front_matter_that_is_not_closed_is_refused():
    with pytest.raises(InputError, match=r"a.md:1: the front matter that starts with --- is not closed"):
        markdown("---\ntitle: x\n27 dead\n")


def test_an_empty_text_is_refused():
    with pytest.raises(InputError, match="holds no text"):
        markdown("---\ntitle: x\n---\n\n```\n```\n")


@given(st.text(max_size=300))
def test_any_text_loses_its_markup_without_a_fault(text):
    assert isinstance(plain(text), str)
