"""What is no plain file is refused in one line: reading a named pipe twice would wait for ever."""

from __future__ import annotations

import os

import pytest

from ledger.errors import InputError
from ledger.intake.items import items


def test_a_named_pipe_is_refused_and_told_where_to_go(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(InputError, match="claims import -"):
        list(items([str(path)]))
