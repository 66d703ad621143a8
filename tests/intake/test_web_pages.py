"""A web page gives its article, title, outlet and day; menus, comments and related links give nothing."""

from __future__ import annotations

import pytest

from ledger.errors import InputError
from ledger.intake.reading import Source
from ledger.intake.webpage import read_page
from tests.conftest import SHARED
from tests.intake.making import ARTICLE, page


def read(markup: str, written: str = "utf-8", **options):
    return read_page(Source("page.html", markup.encode(written)), **options)


def test_an_article_with_its_title_outlet_and_day():
    found = read(page())
    assert found.title == "27 killed in Zaria market"
    assert found.publisher == "Example Daily"
    assert found.published == "2020-05-05"
    assert found.url == "https://daily.example/zaria"
    assert found.text == "\n\n".join(("27 killed in Zaria market", *ARTICLE))


def test_the_day_is_that_of_the_time_zone_the_page_states():
    assert read(page(published="2020-05-05T00:30:00+02:00")).published == "2020-05-05"


def test_no_day_is_made_up_of_dates_in_the_text():
    aged = ("The fighting of 3 May 2017 killed 12 people, as the Daily reported on 4 May 2017.", *ARTICLE)
    assert read(page(published=None, paragraphs=aged)).published is None


def test_an_impossible_day_is_none():
    assert read(page(published="2020-02-31T10:00:00Z")).published is None


def test_the_declared_encoding_counts():
    market = ("В Зарии убиты 27 человек, сообщило министерство здравоохранения. " * 3, *ARTICLE)
    found = read(page(charset="windows-1251", paragraphs=market), "cp1251")
    assert found.encoding == "cp1251"
    assert "убиты 27 человек" in found.text


def test_latin_1_is_read_as_browsers_do():
    assert "“27 dead”" in read(page(charset="iso-8859-1", paragraphs=("“27 dead” " * 9, *ARTICLE)), "cp1252").text


def test_a_false_declaration_is_refused():
    with pytest.raises(InputError, match=r"page.html:\d+: byte 0xe9 is not UTF-8"):
        read(page(paragraphs=("café " * 9, *ARTICLE)), "latin-1")


def test_encoding_given_by_the_user_comes_first():
    assert "café" in read(page(paragraphs=("café " * 9, *ARTICLE)), "latin-1", encoding="latin-1").text


@pytest.mark.parametrize(
    "markup",
    ["<html></html>", "<html><body><nav><a href='/'>Menu</a></nav></body></html>", "<p", "<html>" + "<div>" * 5_000],
)
def test_a_page_without_an_article_is_refused(markup):
    with pytest.raises(InputError, match=r"no article was found|cannot be read"):
        read(markup)


def test_nothing_but_the_article_becomes_a_claim(ledger, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(page(), encoding="utf-8")
    ledger.import_paths([str(path)])
    values = [c.record.value for c in ledger.claims()]
    assert sorted(set(values)) == [14, 27]
    for claim in ledger.claims():
        text = ledger.document(claim.document_row).text
        assert text[claim.figure_start : claim.figure_end] == claim.record.figure_text
    assert ledger.verify().sound


REAL = {
    "au_NineNews": ("Nearly 3000 pages of Jeffrey Epstein documents released", "9News", "2024-01-07"),
    "ca_OttawaCitizen": ("IRCC gave up office space in January", "Ottawa Citizen", "2026-05-25"),
    "ind_TimesOfIndia": ("Newborns left in dustbins, buses, forests", "The Times of India", "2026-04-16"),
    "tr_NTVTR": ("Süper Lig’de golcülerin yarışı kıyasıya", "NTV", "2024-04-30"),
    "uk_DailyStar": ("Epstein raped girl and model in same bed", "Daily Star", "2026-04-20"),
    "uk_Nature": ("How to fight climate change without the US", "Nature", "2025-11-03"),
    "uk_TheSun": ("Who is Man City star Phil Foden’s girlfriend", "The Sun", "2024-04-22"),
    "us_BusinessInsider": ("A woman who lost 130 pounds shares 7 changes", "Business Insider", "2025-03-29"),
    "us_Reuters": ("Israeli tank 'likely' fired machine gun at reporters", "Reuters", "2024-03-07"),
    "us_TheIntercept": ("Aaron Bushnell, Who Self-Immolated for Palestine", "The Intercept", "2024-02-28"),
    "us_WorldTruth": ("The Mother of All Antioxidants", "WorldTruth.Tv", "2021-12-25"),
    "za_Isolezwe": ("Kubukeka kukude phambili amaphara edla umzila", "Isolezwe", "2025-11-08"),
}
CHROME = (
    "sign up for our newsletter", "log in or", "create an account", "gonorrhoea", "read more", "thank you for visiting",
    "cbse 12 result", "etiketler", "most read", "our standards",
)  # fmt: skip


@pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")
@pytest.mark.parametrize("name", REAL)
def test_real_pages(name):
    from ledger.intake.items import items, read_item

    [path] = (SHARED / "data" / "html").glob(f"{name}_*.gz")
    [item] = items([str(path)])
    found = read_page(read_item(item))
    title, outlet, day = REAL[name]
    assert found.title.startswith(title)
    assert (found.publisher, found.published) == (outlet, day)
    assert found.text.startswith(title)
    assert [words for words in CHROME if words in found.text.casefold()] == []
