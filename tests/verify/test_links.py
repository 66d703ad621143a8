"""The links of the journal's chain by themselves: what fits, and among how many moved entries are looked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger import journal
from ledger.verify import Verification, trail


def chain(length):
    """Entries as the program chains them."""
    made, previous = [], journal.START
    for seq in range(1, length + 1):
        parts = (f"2020-01-01T00:00:{seq:02}Z", "a", "remark", f"claim:{seq}", bytes([seq]) * 32)
        previous = journal.entry_hash(seq, *parts, previous)
        made.append(journal.Entry(seq, *parts[:4], None, None, parts[4], previous))
    return made


def said(entries, broken):
    """What is said of the entries at the places `broken`, which do not fit where they stand."""
    links = trail._Links(Verification())
    before = dict(zip((e.seq for e in entries), [journal.START, *(e.hash for e in entries)], strict=False))
    links._broken = [trail._Broken(e, before[e.seq]) for e in entries if e.seq in broken]
    links.end()
    return [(p.kind, p.row) for p in links.result.problems]


@pytest.mark.parametrize(("number", "kind"), [(2, "reordered"), (40, "reordered"), (41, "altered")])
def test_moved_entries_are_looked_for_among_forty_broken_ones(number, kind):
    entries = chain(60)
    one, other = entries[2], entries[9]
    entries[2], entries[9] = replace(other, seq=one.seq), replace(one, seq=other.seq)
    rest = range(20, 20 + number - 2)
    for seq in rest:
        entries[seq - 1] = replace(entries[seq - 1], reviewer="somebody else")
    found = said(entries, {3, 10, *rest})
    assert found == [(kind, "3"), (kind, "10"), *(("altered", str(seq)) for seq in rest)]


@pytest.mark.parametrize("wrong", [{"reviewer": "\udc80"}, {"subject": b"claim:1"}])
def test_an_entry_of_values_that_cannot_be_hashed_does_not_fit(wrong):
    (entry,) = chain(1)
    assert trail._fits(entry, 1, journal.START) is True
    assert trail._fits(replace(entry, **wrong), 1, journal.START) is False
    assert trail._fits(replace(entry, reviewer="b"), 1, journal.START) is False
