"""Parts of the verifier by themselves: what a ledger of a few claims never comes to."""

from __future__ import annotations

from unittest import mock

import pytest

from ledger import journal
from ledger.verify import Verification, evidence, suspects, trail
from ledger.verify.evidence import Quotes

TEXTS = {1: "aaaa", 2: "bbbbb", 3: "c" * 12, 4: None, 5: "dddddd"}


@pytest.fixture
def asked():
    """The texts that were fetched, in order; ten letters are kept."""
    found = []

    def value(_, sql, number):
        found.append(number)
        return TEXTS[number]

    with mock.patch.object(evidence, "_value", value), mock.patch.object(evidence, "_TEXTS", 10):
        yield found


def test_texts_are_kept_up_to_a_limit_and_the_oldest_go(asked):
    quotes = Quotes(None, Verification())
    assert [quotes._text(n) for n in (1, 2, 1, 2)] == ["aaaa", "bbbbb", "aaaa", "bbbbb"]
    assert (asked, quotes._held) == ([1, 2], 9)
    assert quotes._text(3) == "c" * 12
    assert (list(quotes._texts), quotes._held) == ([3], 12)
    assert quotes._text(4) == ""
    assert (list(quotes._texts), quotes._held) == ([4], 0)
    assert quotes._text(1) + quotes._text(5) == "aaaadddddd"
    assert (list(quotes._texts), quotes._held) == ([4, 1, 5], 10)
    assert quotes._text(2) == "bbbbb"
    assert (list(quotes._texts), quotes._held) == ([2], 5) or quotes._held <= 10


def test_words_stand_where_they_are_said_to_stand(asked):
    quotes = Quotes(None, Verification())
    assert quotes._stands(1, "aa", 1, 3)
    assert not quotes._stands(1, "aa", 1, 4)
    assert not quotes._stands(1, "aa", "x", 3)
    assert not quotes._stands(4, "aa", 0, 2)


def test_quotes_tell_how_far_they_are():
    steps = []
    rows = [("a", 1, None, None, None, None, None, None)] * 10_001
    with mock.patch.object(evidence, "_each", return_value=rows):
        Quotes(None, Verification()).check(lambda what, n: steps.append((what, n)))
        Quotes(None, Verification()).check()
    assert steps == [("quotes", 5_000), ("quotes", 10_000)]


def test_a_value_that_is_not_there_is_none(ledger):
    with ledger.reading() as c:
        assert evidence._value(c, "SELECT text FROM document WHERE id = ?", 999) is None


def test_the_journal_tells_how_far_it_is(ledger):
    steps = []
    entries = [journal.Entry(n, "", "", "", "", "{}", b"", b"", b"") for n in range(1, 2_002)]
    with mock.patch.object(journal, "stream", return_value=entries), ledger.reading() as c:
        trail.check_journal(c, [], Verification(), lambda what, n: steps.append((what, n)))
        trail.check_journal(c, [], Verification())
    assert steps == [("journal", 1_000), ("journal", 2_000)]


@pytest.mark.parametrize(("last", "bad", "named"), [(4, 2, 2), (4, 3, 0), (3, 2, 0), (3, 1, 1), (1, 1, 1), (2, 2, 0)])
def test_rows_are_named_by_their_fingerprints_unless_most_do_not_fit(ledger, table, last, bad, named):
    ledger.import_paths([table])
    answers = iter([False] * bad + [True] * 9)
    with mock.patch.object(suspects, "_is", side_effect=answers), ledger.reading() as c:
        assert len(suspects.by_fingerprint(c, 1, last, {})) == named
        assert suspects.by_fingerprint(c, 1, last, dict.fromkeys(range(1, 5))) == []
