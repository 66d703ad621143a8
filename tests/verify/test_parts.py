"""Parts of the verifier by themselves: what a ledger of a few claims never comes to."""

from __future__ import annotations

import zlib
from hashlib import sha256
from unittest import mock

import pytest

from ledger import journal
from ledger.heads import Head
from ledger.verify import Verification, evidence, rows, schema, suspects, trail
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


class Unpacking:
    """As zlib's, and takes down what is asked of it."""

    def __init__(self):
        self._real = zlib.decompressobj()
        self.asked = []

    def decompress(self, data, most):
        self.asked.append(most)
        return self._real.decompress(data, most)

    def __getattr__(self, name):
        return getattr(self._real, name)


@pytest.mark.parametrize(
    ("size", "parts", "sound"),
    [(0, 1, False), (99, 10, False), (100, 11, False), (1_000, 100, True), (2_000, 100, False)],
)
def test_no_more_is_unpacked_than_was_imported(size, parts, sound):
    """A thousand bytes, ten at a time: however large they would become, it ends behind what they should be."""
    content = b"x" * 1_000
    unpacking = Unpacking()
    with mock.patch.object(evidence, "_STEP", 10), mock.patch("zlib.decompressobj", return_value=unpacking):
        assert evidence._is(zlib.compress(content), sha256(content).hexdigest(), size) == sound
    assert set(unpacking.asked) == {10}
    assert len(unpacking.asked) == parts


@pytest.mark.parametrize("content", [b"", b"x", b"words " * 40])
def test_an_original_is_what_was_imported(content):
    packed, digest = zlib.compress(content), sha256(content).hexdigest()
    for step in (1, 7, len(content), 1 << 20):
        with mock.patch.object(evidence, "_STEP", step or 1):
            assert evidence._is(packed, digest, len(content))
            assert not evidence._is(packed, digest, len(content) + 1)
            assert not evidence._is(packed, digest, len(content) - 1)
            assert not evidence._is(packed[:-1], digest, len(content))
            assert not evidence._is(packed + b"\0", digest, len(content))
            assert not evidence._is(packed, sha256(b"other").hexdigest(), len(content))
            assert not evidence._is(None, digest, len(content))


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
    for number, told in ((4_999, 0), (5_000, 1)):
        steps.clear()
        with mock.patch.object(evidence, "_each", return_value=rows[:number]):
            Quotes(None, Verification()).check(lambda what, n: steps.append((what, n)))
        assert steps == [("quotes", 5_000)] * told


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


def attested(here, **given):
    """What is said of a head that some file attests, where the ledger has `here` entries."""
    result = Verification(ledger_id="this")
    held = trail._Held(Head("report.html", **({"head": "ab" * 32} | given)))
    for n in range(1, here + 1):
        held.take(journal.Entry(n, "", "", "", "", "{}", b"", b"", bytes([n]) * 32))
        result.entries += 1
    held.judge(result)
    return [(p.kind, p.table, p.row, p.say) for p in result.problems]


HERE = [f"{n:02x}" * 32 for n in range(1, 6)]
WHAT = "the head abababababababab… of report.html"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"head": HERE[2], "entries": 3, "ledger": "this"}, []),
        ({"head": HERE[2]}, []),
        ({"head": HERE[4], "entries": 5, "hashes": tuple(HERE)}, []),
        ({"ledger": "other", "entries": 3}, ("altered", "1", f"{WHAT} is of another ledger (other; this one is this)")),
        (
            {"entries": 9, "ledger": "this"},
            ("tail cut", "6", "the journal was cut: report.html attests 9 entries, the ledger has 5"),
        ),
        (
            {"entries": 5},
            ("altered", "5", f"the journal was rewritten at or before entry 5: {WHAT} is not there"),
        ),
        (
            {"entries": 5, "hashes": (*HERE[:4], "00" * 32)},
            ("altered", "5", f"the journal was rewritten at entry 5: {WHAT} is not there"),
        ),
        (
            {"entries": 9, "hashes": (HERE[0], "00" * 32, HERE[2])},
            ("altered", "2", f"the journal was rewritten at entry 2: {WHAT} is not there"),
        ),
        (
            {"head": HERE[4], "entries": 5, "hashes": (*HERE[:4], "00" * 32)},
            (
                "altered",
                "5",
                "the journal was rewritten at entry 5: the head 0505050505050505… of report.html is not there",
            ),
        ),
        (
            {},
            (
                "tail cut",
                "6",
                f"the ledger does not contain {WHAT}: its journal was cut after it, or rewritten, or this is another"
                " ledger (5 entries here)",
            ),
        ),
    ],
)
def test_what_it_means_that_an_attested_head_is_not_there(given, said):
    assert attested(5, **given) == ([(said[0], "journal", *said[1:])] if said else [])


def test_values_of_a_wrong_kind_become_empty_ones():
    sound = journal.Entry(1, "at", "who", "act", "what", "{}", b"n", b"p", b"h")
    assert trail._sane(sound) is sound
    broken = journal.Entry(1, None, 2, b"x", 3, 4, "n", "p", 5)  # type: ignore[arg-type]  # as a damaged row is
    assert trail._sane(broken) == journal.Entry(1, "", "", "", "", "", None, b"", b"")
    emptied = journal.Entry(1, "at", "who", "act", "what", None, None, b"p", b"h")
    assert trail._sane(emptied) is emptied


def test_entries_that_a_redaction_emptied_are_counted_and_followed(ledger, table):
    ledger.import_paths([table])
    for key in ("a", "b", "a"):
        ledger.correct(key, {"note": f"told by Ahmed {key}{len(ledger.journal())}"}, "why")
    ledger.redact("Ahmed", "a witness at risk")
    result = ledger.verify()
    assert (result.problems, result.redacted, result.redactions) == ([], 3, 1)


def test_the_check_of_pages_gives_its_memory_back(ledger):
    with ledger.reading() as c:
        before = c.exec_driver_sql("PRAGMA cache_size").scalar_one()
        schema.check_pages(c, Verification())
        assert c.exec_driver_sql("PRAGMA cache_size").scalar_one() == before


def test_rows_that_follow_one_another_are_taken_together_and_a_gap_is_not():
    def taken(check, *numbers):
        return check.untouched([(n, sha256(b"\x00row").digest(), b"row") for n in numbers])

    sealed = trail.Trail(batches=[{"batch": 1, "claims": [1, 6, ""]}])
    check = rows._TableCheck(None, "claim", sealed, Verification(), ())
    assert [taken(check, 1, 2), taken(check, 3), taken(check, 5), taken(check, 4), taken(check, 5, 6)] == [
        True,
        True,
        False,
        True,
        True,
    ]


def test_a_row_of_a_bundle_may_be_withheld_and_may_hold_any_words():
    lines = [b"44\tab\t\n", b'45\tcd\t["claim",45,"a  b\\tc d"]\n', b"46\tef\t[]\n"]
    assert list(suspects._of(lines)) == [(44, "ab"), (45, "cd"), (46, "ef")]


def test_a_row_of_values_that_none_has_hashes_to_nothing():
    assert rows.hash_of("remark", (1, b"bytes")) is None
    assert rows.hash_of("remark", (1, "x")) == sha256(b'\0["remark",1,"x"]').digest()
