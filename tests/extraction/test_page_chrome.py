"""What is cut from a page, and recorded: tails of links, comments, buttons; and what is not."""

from __future__ import annotations

import pytest

from ledger.extraction import extract

STORY = (
    "Shelling killed 12 people in the town of Selwa on Monday, the Red Cross said.\n\n"
    "The mayor said that the market had been full. Rescue workers were still digging in the evening. "
    "Nobody knew how many were under the stones.\n\n"
)


def read(text):
    found = extract(text, document="d")
    return [d.record.value for d in found.drafts], [(c.reason, text[c.start : c.end][:20]) for c in found.cut]


@pytest.mark.parametrize(
    "tail",
    [
        "Popular posts from this blog\n\n3 rebels among 7 gunned down, says police\n",
        "RELATED ARTICLES\n9 dead in Kano bus crash\n40 hurt as roof falls in\n",
        "Read more:\n- Four killed in storm\n- 30 arrested at protest\n",
        "You may also like\n\nTwelve dead in mine\n\nShare this\n",
    ],
)
def test_a_tail_of_links_is_cut(tail):
    values, cut = read(STORY + tail)
    assert values == [12]
    assert [reason for reason, _ in cut] == ["tail of related links"]


@pytest.mark.parametrize("head", ["12 comments", "Comments (3)", "Leave a reply", "3 thoughts on “Shelling in Selwa”"])
def test_comments_are_cut_though_they_are_prose(head):
    comment = "I was there and I saw that 500 people were killed. Nobody tells the truth about it. They lie to us."
    values, cut = read(f"{STORY}{head}\n\n{comment}\n\n{comment}\n\n{comment}\n\n{comment}\n")
    assert values == [12]
    assert [reason for reason, _ in cut] == ["readers' comments"]


@pytest.mark.parametrize("label", ["Advertisement", "Share", "Share Tweet Print", "Facebook | Twitter | WhatsApp"])
def test_a_line_of_buttons_is_cut_where_it_stands(label):
    first, second, _ = STORY.split("\n\n")
    values, cut = read(f"{first}\n\n{label}\n\n{second} Thirty people were hurt.\n")
    assert values == [12, 30]
    assert cut == [("a page button or label", label[:20])]


def test_links_at_the_end_of_one_line_of_scraped_text():
    text = (
        STORY.replace("\n\n", " ") * 2 + "Source agencies Related News Storm kills 40 in Kano | Nine Die in Mine | Vote"
    )
    values, cut = read(text)
    assert set(values) == {12}
    assert cut[-1][0] == "tail of related links"


def test_a_heading_inside_the_article_opens_no_tail():
    more = "Thirty people were hurt in the same attack, the hospital said. Its wards were full. It asked for blood.\n\n"
    values, cut = read(STORY + "Read more\n\n" + more * 4)
    assert values == [12] + [30] * 4
    assert all(reason != "tail of related links" for reason, _ in cut)


def test_a_text_without_chrome_is_left_whole():
    assert read(STORY)[1] == []
