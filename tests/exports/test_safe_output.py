"""An export is written whole or not at all, and never through a link."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.errors import LedgerError
from ledger.exports.output import safe_output


def write(path: Path, meanwhile: Callable[[], object], force: bool = False) -> None:
    """Write a file while something else happens."""
    with safe_output(path, force=force) as stream:
        stream.write("mine")
        meanwhile()


def throw(error: BaseException) -> None:
    raise error


def test_the_file_appears_whole_and_closed_to_others(tmp_path):
    target = tmp_path / "out.csv"
    with safe_output(target) as stream:
        stream.write("قتل\r\n27\n")
        assert not target.exists()
    assert target.read_bytes() == "قتل\r\n27\n".encode()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_nothing_is_left_after_a_failure(tmp_path, error):
    with pytest.raises(error):
        write(tmp_path / "out.csv", lambda: throw(error()))
    assert os.listdir(tmp_path) == []


def test_an_existing_file_stays_unless_forced(tmp_path):
    target = tmp_path / "out.csv"
    target.write_text("old")
    with pytest.raises(LedgerError, match=r"exists.*--force"), safe_output(target):
        pytest.fail("the body must not run")
    assert target.read_text() == "old"
    with safe_output(target, force=True) as stream:
        stream.write("new")
    assert target.read_text() == "new"


def test_a_failed_replacement_keeps_the_old_file(tmp_path):
    target = tmp_path / "out.csv"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError), safe_output(target, force=True) as stream:
        stream.write(str(1 / 0))
    assert target.read_text() == "old"
    assert os.listdir(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("dangling", [False, True])
def test_a_link_is_never_followed(tmp_path, force, dangling):
    victim = tmp_path / "victim"
    if not dangling:
        victim.write_text("precious")
    (tmp_path / "out.csv").symlink_to(victim)
    with pytest.raises(LedgerError, match="symbolic link"), safe_output(tmp_path / "out.csv", force=force):
        pytest.fail("the body must not run")
    assert dangling or victim.read_text() == "precious"
    assert not dangling or not victim.exists()


def test_a_link_put_there_meanwhile_is_not_followed(tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("precious")
    target = tmp_path / "out.csv"
    with pytest.raises(LedgerError, match="symbolic link"):
        write(target, lambda: target.symlink_to(victim), force=True)
    assert victim.read_text() == "precious"


def test_a_file_put_there_meanwhile_is_kept(tmp_path):
    target = tmp_path / "out.csv"
    with pytest.raises(LedgerError, match="exists"):
        write(target, lambda: target.write_text("theirs"))
    assert target.read_text() == "theirs"
    assert os.listdir(tmp_path) == ["out.csv"]


@pytest.mark.parametrize("name", ["no/such/folder/x.csv", "folder", "", "..", "a\0b"])
def test_places_that_cannot_be_written_are_refused(tmp_path, monkeypatch, name):
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LedgerError), safe_output(name):
        pytest.fail("the body must not run")


def test_a_full_disk_is_a_refusal_and_leaves_nothing(tmp_path):
    full = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(LedgerError, match="cannot be written"):
        write(tmp_path / "x", lambda: throw(full))
    assert os.listdir(tmp_path) == []


def test_dash_is_standard_output(capfdbinary):
    with safe_output("-") as stream:
        stream.write("27\r\nقتل\n")
    assert capfdbinary.readouterr().out == "27\r\nقتل\n".encode()


def test_without_hard_links_an_existing_file_still_stays(tmp_path, monkeypatch):
    def no_links(*_, **__):
        raise OSError(errno.EPERM, "not supported")

    monkeypatch.setattr(os, "link", no_links)
    with safe_output(tmp_path / "a") as stream:
        stream.write("a")
    assert (tmp_path / "a").read_text() == "a"
    with pytest.raises(LedgerError, match="exists"):
        write(tmp_path / "b", lambda: (tmp_path / "b").write_text("theirs"))
    assert (tmp_path / "b").read_text() == "theirs"
