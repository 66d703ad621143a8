"""The harnesses in small: each is run in full by the command that its page names."""

from __future__ import annotations

import pytest

from tests.harness import bitflips, crash, tamper_derived, two_writers


def test_killed_at_random_moments_nothing_is_lost(tmp_path):
    score = crash.run(tmp_path, 2, 5, rows=200, acts=8)
    assert (score.completed, score.lost, score.half, score.unsound) == (2, 0, 0, 0)
    assert score.kills >= 4


def test_every_bit_that_changes_content_is_noticed(tmp_path):
    score = bitflips.run(tmp_path, 25, 7)
    assert score.crashed == []
    assert score.missed == []
    assert score.changed >= 8


def test_every_edit_of_a_finding_is_noticed(tmp_path):
    assert tamper_derived.run_derived(tmp_path, 12, 3) == []


@pytest.mark.parametrize("seconds", [3])
def test_two_writers_and_a_reader_lose_nothing(tmp_path, seconds):
    score = two_writers.run(tmp_path, seconds)
    assert score.errors == []
    assert score.acknowledged == score.found > 4
    assert score.sound
