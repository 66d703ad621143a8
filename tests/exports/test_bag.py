"""A bag's own check names the file that was altered, whichever it is, with nothing but Python."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from ledger.exports.bag import seal

VERIFIER = "def main(folder, head=''):\n    print('journal: sound')\n    return 0\n"


@pytest.fixture
def bag(tmp_path):
    folder = tmp_path / "bag"
    (folder / "data" / "audit").mkdir(parents=True)
    (folder / "data" / "audit" / "verify.py").write_text(VERIFIER)
    (folder / "data" / "report.html").write_text("<p>27</p>")
    (folder / "data" / "50% a\nb.txt").write_text("odd name")
    assert seal(folder, [("Source-Organization", "Desk\nof facts")]) == 10  # all of them, as check.py counts
    return folder


def check(folder):
    done = subprocess.run(
        [sys.executable, "-I", str(folder / "check.py")], capture_output=True, text=True, check=False, cwd="/"
    )
    return done.returncode, done.stdout.splitlines(), done.stderr


def test_an_untouched_bag_is_sound(bag):
    code, said, _ = check(bag)
    assert code == 0
    assert said == ["files: 10 as they were", "journal: sound"]
    assert "Source-Organization: Desk of facts\n" in (bag / "bag-info.txt").read_text()


def test_one_byte_of_any_file_is_noticed_and_named(bag, tmp_path):
    files = sorted(p for p in bag.rglob("*") if p.is_file())
    assert len(files) == 10
    for path in files:
        name = path.relative_to(bag)
        for at in (0, path.stat().st_size // 2, path.stat().st_size - 1):
            copy = tmp_path / "copy"
            shutil.copytree(bag, copy)
            data = bytearray((copy / name).read_bytes())
            data[at] ^= 1
            (copy / name).write_bytes(data)
            code, said, error = check(copy)
            shutil.rmtree(copy)
            assert code != 0, (name, at)
            shown = str(name).replace("%", "%25").replace("\n", "%0A")
            assert shown in "\n".join([*said, error]), (name, at, said, error)


def test_an_added_and_a_removed_file_are_named(bag):
    (bag / "data" / "new.txt").write_text("x")
    (bag / "data" / "report.html").unlink()
    code, said, _ = check(bag)
    assert code == 4
    assert said == ["data/new.txt: added", "data/report.html: removed", "files: problems: 2"]


def test_a_verifier_that_was_altered_is_not_run(bag):
    (bag / "data" / "audit" / "verify.py").write_text("raise SystemExit('run')")
    code, said, _ = check(bag)
    assert (code, said[0]) == (4, "data/audit/verify.py: altered")


def test_other_tools_agree(bag):
    bagit = pytest.importorskip("bagit", reason="the package bagit is not installed")
    # bagit-python takes the codes of line ends, not the one of the percent sign
    shutil.rmtree(bag / "data" / "audit")
    (bag / "data" / "50% a\nb.txt").rename(bag / "data" / "a\nb.txt")
    seal(bag, [])
    bagit.Bag(str(bag)).validate()
