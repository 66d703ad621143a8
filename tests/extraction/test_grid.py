"""Grids of generated sentences, whose answer is known from how they are made.

Who says so: every speaker of grid_speakers.txt in every frame of grid_frames.txt ({S} the speaker, {C} the clause,
{Q} the clause as a quotation). What is counted: every clause of grid_clauses.txt ("clause => measure") in `AROUND`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extraction.reading import drafts, figures
from tests.gold.scoring import attribution_right

HERE = Path(__file__).parent
CLAUSE = "12 people were killed in the blast"
AROUND = (
    "{}.",
    "Officials said {}.",
    "{}, officials said.",
    "According to the police, {}.",
    "{} when a storm hit Kano on Monday.",
)


def lines(name):
    return [row for row in (HERE / name).read_text(encoding="utf-8").splitlines() if row]


def sentence(words):
    """With one comma where two meet, and a capital at its head."""
    for two, one in ((",,", ","), (", .", "."), (",.", "."), (',"', '"')):
        words = words.replace(two, one)
    head = 1 if words.startswith('"') else 0
    return words[:head] + words[head].upper() + words[head + 1 :]


SPEAKERS = [row.split(" => ") for row in lines("grid_speakers.txt")]


@pytest.mark.parametrize("frame", lines("grid_frames.txt"))
def test_every_speaker_in_the_frame(frame):
    wrong = []
    for speaker, name in SPEAKERS:
        text = sentence(frame.format(S=speaker, C=CLAUSE, Q=CLAUSE.replace("12", "Twelve")))
        found = [(d.record.value, str(d.record.measure), d.record.attributed_to) for d in drafts(text)]
        right = [f[:2] for f in found] == [(12, "killed")]
        if not right or not attribution_right({"attributed_to": name}, {"attributed_to": found[0][2]}):
            wrong.append((text, found))
    assert not wrong


@pytest.mark.parametrize("row", lines("grid_clauses.txt"))
def test_the_clause_in_every_frame(row):
    clause, measure = row.split(" => ")
    for around in AROUND:
        text = sentence(around.format(clause))
        assert figures(text) == [(12, "exact", measure)], text
