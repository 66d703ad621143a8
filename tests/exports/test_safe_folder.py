"""A folder or an archive appears whole or not at all, and never in place of something else."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile

import pytest

from ledger.errors import LedgerError
from ledger.exports.folders import safe_folder


def fill(path, force=False, text="27\r\n"):
    with safe_folder(path, force=force) as folder:
        for name in ("claims.csv", "datapackage.json"):
            with folder.text(name) as stream:
                stream.write(text)
    return folder


def test_a_folder_appears_whole_and_closed_to_others(tmp_path):
    target = tmp_path / "out"
    with safe_folder(target) as folder, folder.text("a.csv") as stream:
        stream.write("قتل\r\n")
        assert not target.exists()
    assert (target / "a.csv").read_bytes() == "قتل\r\n".encode()
    assert stat.S_IMODE(target.stat().st_mode) == 0o700
    assert stat.S_IMODE((target / "a.csv").stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_sizes_and_hashes_are_those_of_the_files(tmp_path, name):
    written = fill(tmp_path / name).written["claims.csv"]
    assert (written.size, written.sha256) == (4, hashlib.sha256(b"27\r\n").hexdigest())


@pytest.mark.parametrize("name", ["out", "out.zip"])
@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_nothing_is_left_after_a_failure(tmp_path, name, error):
    def fail(folder):
        with folder.text("a.csv") as stream:
            stream.write("half")
            raise error

    with pytest.raises(error), safe_folder(tmp_path / name) as folder:
        fail(folder)
    assert os.listdir(tmp_path) == []


def test_an_archive_is_the_same_bytes_each_time(tmp_path):
    fill(tmp_path / "a.zip")
    fill(tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["claims.csv", "datapackage.json"]


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_what_is_there_stays_unless_forced(tmp_path, name):
    fill(tmp_path / name)
    with pytest.raises(LedgerError, match=r"exists.*--force"):
        fill(tmp_path / name, text="new")
    fill(tmp_path / name, force=True, text="new")
    assert os.listdir(tmp_path) == [name]
    if name == "out":
        assert (tmp_path / "out" / "claims.csv").read_text() == "new"


def test_a_failed_replacement_keeps_the_earlier_export(tmp_path):
    fill(tmp_path / "out")
    with pytest.raises(ZeroDivisionError), safe_folder(tmp_path / "out", force=True):
        raise ZeroDivisionError
    assert (tmp_path / "out" / "claims.csv").read_text() == "27\n"
    assert os.listdir(tmp_path) == ["out"]


def test_a_folder_of_other_things_is_never_replaced(tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "novel.txt").write_text("years of work")
    with pytest.raises(LedgerError, match="no earlier export"):
        fill(tmp_path / "home", force=True)
    assert (tmp_path / "home" / "novel.txt").read_text() == "years of work"


@pytest.mark.parametrize("force", [False, True])
def test_a_link_is_never_followed(tmp_path, force):
    fill(tmp_path / "victim")
    (tmp_path / "out").symlink_to(tmp_path / "victim")
    with pytest.raises(LedgerError, match="symbolic link"):
        fill(tmp_path / "out", force=force, text="new")
    assert (tmp_path / "victim" / "claims.csv").read_text() == "27\n"


@pytest.mark.parametrize("name", ["no/such/folder", "file", "", "..", "a\0b"])
def test_places_that_cannot_be_written_are_refused(tmp_path, monkeypatch, name):
    (tmp_path / "file").write_text("x")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LedgerError):
        fill(name, force=True)
    assert (tmp_path / "file").read_text() == "x"
