"""Arguments become files in one certain order; an argument that names nothing is an error."""

from __future__ import annotations

import os

import pytest

from ledger.errors import InputError
from ledger.intake.paths import expand


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in [
        "b/2.txt",
        "b/10.txt",
        "a.txt",
        "b.txt",
        "b/.hidden.txt",
        ".git/x.txt",
        "Z.csv",
        "b/c/d.txt",
    ]:
        path = tmp_path / "top" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("27")
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_folder_gives_its_files_by_name_without_hidden_ones(folder):
    files = ["top/Z.csv", "top/a.txt", "top/b/10.txt", "top/b/2.txt", "top/b/c/d.txt", "top/b.txt"]
    assert expand(["top"]) == [f.replace("/", os.sep) for f in files]


def test_the_ledger_in_use_is_no_part_of_its_folder(folder):
    ledger = folder / "top" / "a.txt"
    (folder / "top" / "a.txt-wal").write_text("27")
    assert "top/a.txt" in expand(["top"])
    assert expand(["top"], ledger) == ["top/Z.csv", "top/b/10.txt", "top/b/2.txt", "top/b/c/d.txt", "top/b.txt"]
    assert expand(["top/a*"], folder / "other.db") == ["top/a.txt", "top/a.txt-wal"]
    assert expand(["top/a.txt"], ledger) == ["top/a.txt"]


def test_patterns_match_files_and_folders(folder):
    assert expand(["top/*.txt"]) == ["top/a.txt", "top/b.txt"]
    assert expand(["top/**/*.txt"]) == [
        "top/a.txt",
        "top/b/10.txt",
        "top/b/2.txt",
        "top/b/c/d.txt",
        "top/b.txt",
    ]
    assert expand(["top/[b]"]) == ["top/b/10.txt", "top/b/2.txt", "top/b/c/d.txt"]


def test_arguments_keep_their_order_and_a_file_comes_once(folder):
    assert expand(["-", "top/b.txt", "top/*.txt", "-"]) == ["-", "top/b.txt", "top/a.txt"]
    assert expand(["top/.git/x.txt"]) == ["top/.git/x.txt"]


def test_a_name_with_pattern_characters_is_a_file_first(folder):
    (folder / "a[1].txt").write_text("27")
    (folder / "a1.txt").write_text("27")
    assert expand(["a[1].txt"]) == ["a[1].txt"]


@pytest.mark.parametrize(
    ("argument", "words"),
    [
        ("nothing.txt", "there is no such file or folder"),
        ("top/*.pdf", "no file matches the pattern"),
        ("empty", "the folder holds no files"),
        ("", "this is no path"),
        ("a\0b", "this is no path"),
        ("x" * 5_000, ""),
    ],
)
def test_an_argument_that_gives_nothing_is_an_error(folder, argument, words):
    with pytest.raises(InputError) as caught:
        expand(["top/a.txt", argument])
    assert words in str(caught.value)


def test_links_to_folders_are_not_followed(folder):
    (folder / "top" / "b" / "loop").symlink_to(folder / "top", target_is_directory=True)
    assert len(expand(["top"])) == 6


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipes_and_devices_in_a_folder_are_left_out(folder):
    os.mkfifo(folder / "top" / "pipe")
    assert len(expand(["top"])) == 6
