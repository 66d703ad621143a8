"""Bytes are read within a limit that the error names, and hashed as they came."""

from __future__ import annotations

import hashlib
import io
import os
import threading

import pytest

from ledger.errors import InputError
from ledger.intake import reading
from ledger.intake.native import read_csv
from ledger.intake.reading import open_table, read_source

TABLE = "\ufeffdocument,measure,value\r\nA,killed,27\r\nB,killed,ق\r\n".encode()


def test_a_file_and_standard_input_give_the_same_bytes(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TABLE)
    source = read_source(path)
    assert (source.name, source.data) == (str(path), TABLE)
    assert source.sha256 == hashlib.sha256(TABLE).hexdigest()
    assert read_source("-", stdin=io.BytesIO(TABLE)).data == TABLE


def test_a_table_is_hashed_as_it_is_read(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(TABLE)
    with open_table(path) as table:
        lines = list(table.lines())
    assert "".join(lines) == TABLE.decode("utf-8-sig")
    assert (table.sha256, table.size, table.encoding) == (
        hashlib.sha256(TABLE).hexdigest(),
        len(TABLE),
        "utf-8",
    )


def test_limits_are_named(tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    path.write_bytes(TABLE)
    with pytest.raises(InputError, match="larger than the limit of 10 bytes"):
        read_source(path, limit=10)
    with open_table(path, limit=10) as table, pytest.raises(InputError, match="the limit of 10 bytes"):
        list(table.lines())
    monkeypatch.setattr(reading, "SIZE_LIMIT", 3 << 20)
    with (
        pytest.raises(InputError, match="the limit of 3 MiB"),
        open_table("-", stdin=io.BytesIO(b"x" * (4 << 20))),
    ):
        pytest.fail("the body must not run")


def test_a_long_line_is_refused_before_it_fills_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "LINE_LIMIT", 20)
    with (
        open_table("-", stdin=io.BytesIO(b"short\n" + b"x" * 50)) as table,
        pytest.raises(InputError, match=r"^-:2: the line is longer than 20 characters"),
    ):
        list(table.lines())


@pytest.mark.parametrize("name", ["no/such/file", "folder", "a\0b", "x" * 5_000])
def test_what_cannot_be_opened_is_refused(tmp_path, monkeypatch, name):
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as caught:
        read_source(name)
    assert caught.value.remedy
    with pytest.raises(InputError), open_table(name):
        pytest.fail("the body must not run")


def test_a_name_that_is_no_text_is_made_visible(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9\x1b.txt"
    try:
        with open(path, "wb") as file:
            file.write(b"27")
    except OSError:
        pytest.skip("this file system takes no such names")
    assert read_source(os.fsdecode(path)).name.endswith("caf‹U+DCE9›␛.txt")


def test_an_unfinished_table_can_be_left(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(TABLE)
    with open_table(path) as table:
        rows = read_csv(table.lines(), table.path)
        assert next(rows).record.document == "A"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_can_be_read_as_a_table(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(TABLE))
    writer.start()
    with open_table(pipe) as table:
        assert len(list(table.lines())) == 3
    writer.join()
