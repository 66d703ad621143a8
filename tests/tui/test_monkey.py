"""Random keys and resizes break nothing; the full run of 2,000 is `python -m tests.tui.monkey SEED`."""

from __future__ import annotations

import pytest

from tests.tui.monkey import run


@pytest.mark.parametrize("seed", [1, 2])
def test_a_monkey_at_the_keyboard(demo_master, tmp_path, seed):
    run(seed, 120, tmp_path, demo_master)
