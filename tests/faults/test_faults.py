"""Every fault ends in the right words and an intact ledger: the rows of docs/reference/faults.md, provoked."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from ledger import clock, health
from ledger.api import Ledger
from ledger.cli.main import main
from ledger.connections import settings, turns
from ledger.connections.driver import journal_mode
from ledger.connections.file import SCHEMA_VERSION
from ledger.errors import LedgerError
from tests.conftest import ROOT
from tests.harness.filled import table as make_table

PAGE = (ROOT / "docs" / "reference" / "faults.md").read_text(encoding="utf-8")
ROWS = {
    cells[0]: cells
    for line in PAGE.splitlines()
    if line.startswith("| ") and not line.startswith(("| Fault", "|--"))
    for cells in [[c.strip() for c in line.strip("|").split(" | ")]]
}
FAULTS: dict[str, Callable[..., str]] = {}


def fault(name):
    """Register what provokes the fault of that row; it gives what was said."""

    def register(function):
        FAULTS[name] = function
        return function

    return register


class World:
    """A ledger with a batch and an act, and what the commands say."""

    def __init__(self, ledger, tmp_path, monkeypatch, capsys):
        self.folder, self.patch, self.capsys = tmp_path, monkeypatch, capsys
        ledger.import_paths([make_table(tmp_path / "first.csv", 20)])
        ledger.accept("s1-0")
        ledger.close()
        self.path = ledger.path
        self.more = make_table(tmp_path / "more.csv", 400, 2)
        self.head = self.now()

    def now(self):
        with Ledger(self.path, readonly=True) as ledger:
            return ledger.head

    def run(self, *arguments, code=1, path=None):
        """Run a command that must end with that code; gives what it said."""
        self.capsys.readouterr()
        found = main(["--ledger", str(path or self.path), *map(str, arguments)])
        said = self.capsys.readouterr()
        assert "Traceback" not in said.err
        assert found == code, said.err
        return said.err + said.out

    def process(self, *arguments, before=(), **options):
        """The same in a process of its own."""
        command = [*before, sys.executable, "-m", "ledger.cli", "--ledger", str(self.path), *map(str, arguments)]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)

    def sound(self, *, unchanged=True):
        """The ledger verifies, and nothing was added."""
        with Ledger(self.path) as ledger:
            assert ledger.verify(self.head).problems == []
            assert not unchanged or ledger.head == self.head


@pytest.fixture
def world(ledger, tmp_path, monkeypatch, capsys):
    return World(ledger, tmp_path, monkeypatch, capsys)


@pytest.mark.parametrize("name", list(ROWS))
def test_a_fault_of_the_table(world, name):
    said = FAULTS[name](world)
    wanted = re.search(r"`([^`]+)`", ROWS[name][2])[1]
    assert wanted in " ".join(said.split())


def test_every_fault_stands_in_the_table():
    assert set(FAULTS) == set(ROWS)


@fault("no file at that path")
def _missing(world):
    said = world.run("list", path=world.folder / "mistyped.db")
    assert not (world.folder / "mistyped.db").exists()
    return said


@fault("an empty file")
def _empty(world):
    (world.folder / "empty.db").touch()
    said = world.run("list", path=world.folder / "empty.db")
    assert (world.folder / "empty.db").stat().st_size == 0
    return said


@fault("a file that is not a ledger")
def _foreign(world):
    for name, content in (
        ("letter.db", b"Dear Sir or Madam" * 99),
        ("half.db", b"SQLite format 3\x00" + b"\x07" * 999),
    ):
        (world.folder / name).write_bytes(content)
        said = world.run("accept", "a", path=world.folder / name)
        assert (world.folder / name).read_bytes() == content
        if name == "letter.db":
            first = said
    return first


@fault("a newer schema")
def _newer(world):
    raw = sqlite3.connect(world.path)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    before = world.path.read_bytes()
    said = world.run("accept", "s1-1")
    assert world.path.read_bytes() == before
    raw = sqlite3.connect(world.path)
    raw.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    raw.close()
    world.sound()
    return said


@fault("an older schema")
def _older(world):
    from tests.store.test_migration import make_older

    make_older(world.path)
    said = world.run("accept", "s1-1", code=0)
    world.sound(unchanged=False)
    return said


@fault("kill -9 in the middle of an import")
def _killed(world):
    worker = world.process("import", world.more)
    deadline = time.monotonic() + 20
    while not world.path.with_name(world.path.name + "-writer").exists() and time.monotonic() < deadline:
        time.sleep(0.002)
    os.kill(worker.pid, signal.SIGKILL)
    worker.communicate()
    world.sound(unchanged=False)
    said = world.run("import", world.more, code=0)
    with Ledger(world.path) as ledger:
        assert ledger.counts().claims == 420
    world.sound(unchanged=False)
    return said


@fault("power cut in the middle of a write")
def _power(world):
    """The files as they stand on the disk while a transaction has already spilled into them."""
    raw = sqlite3.connect(world.path, isolation_level=None)
    raw.execute("PRAGMA cache_size = 1")
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("UPDATE document SET publisher = printf('%5000d', id)")
    cut = world.folder / "cut.db"
    shutil.copyfile(world.path, cut)
    journal = world.path.with_name(world.path.name + "-journal")
    assert journal.stat().st_size > 0
    shutil.copyfile(journal, world.folder / "cut.db-journal")
    raw.execute("ROLLBACK")
    raw.close()
    assert cut.read_bytes() != world.path.read_bytes()
    said = world.run("verify", "--head", world.head, code=0, path=cut)
    world.sound()
    return said


@fault("another process holds the ledger")
def _locked(world):
    world.patch.setattr(turns, "BUSY_SECONDS", 0.2)
    raw = sqlite3.connect(world.path, isolation_level=None)
    raw.execute("BEGIN IMMEDIATE")
    from ledger.holder import holding

    with holding(world.path, "Amina", "import of list.csv"):
        said = world.run("accept", "s1-1")
    raw.execute("ROLLBACK")
    raw.close()
    world.sound()
    return said


@fault("a COMMIT that fails as a reader holds its lock")
def _commit(world):
    if journal_mode()[0] == "WAL":
        pytest.skip("in WAL a reader holds nobody up")
    world.patch.setattr(turns, "BUSY_SECONDS", 0.2)
    raw = sqlite3.connect(world.path, isolation_level=None)
    raw.execute("BEGIN")
    raw.execute("SELECT count(*) FROM claim").fetchall()
    said = world.run("accept", "s1-1")
    raw.execute("ROLLBACK")
    raw.close()
    world.sound()
    return said


@fault("the disk is full")
def _full(world):
    real = settings._settings

    def small(connection, cursor, *more):
        real(connection, cursor, *more)
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 2}")

    with world.patch.context() as patch:
        patch.setattr(settings, "_settings", small)
        said = world.run("import", world.more)
    world.sound()
    world.run("accept", "s1-1", code=0)
    return said


@fault("the disk refuses to write")
def _refused(world):
    import resource

    limit = world.path.stat().st_size + 8192

    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    worker = world.process("import", world.more, preexec_fn=limited)
    said, _ = worker.communicate()
    assert worker.returncode == 1
    assert "Traceback" not in said
    world.sound()
    return said


@fault("a ledger that may only be read")
def _read_only(world):
    before: list[str] = []
    if os.geteuid() == 0:
        if not shutil.which("setpriv"):
            pytest.skip("the superuser may write everything, and there is no setpriv")
        before = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner"]
    world.path.chmod(0o444)
    world.folder.chmod(0o555)
    try:
        reader = world.process("list", before=before)
        assert "20 claims" in reader.communicate()[0]
        worker = world.process("accept", "s1-1", before=before)
        said, _ = worker.communicate()
    finally:
        world.folder.chmod(0o755)
        world.path.chmod(0o600)
    assert worker.returncode == 1
    assert "Traceback" not in said
    world.sound()
    return said


@fault("a network folder")
def _network(world):
    world.patch.setattr(health, "_kind_of", lambda path: "nfs4")
    return world.run("list", code=0) + world.run("doctor")


@fault("the clock goes backwards")
def _clock(world):
    with world.patch.context() as patch:
        patch.setattr(clock, "now", lambda: "2001-01-01T00:00:00Z")
        world.run("accept", "s1-1", code=0)
    world.sound(unchanged=False)
    return world.run("verify", code=0)


@fault("the ledger is deleted under a running app")
def _deleted(world):
    ledger = Ledger(world.path)
    kept = world.folder / "kept.db"
    shutil.copyfile(world.path, kept)
    world.path.unlink()
    with pytest.raises(LedgerError) as refused:
        ledger.accept("s1-1")
    assert not world.path.exists()
    shutil.copyfile(kept, world.path)
    with pytest.raises(LedgerError):
        ledger.accept("s1-1")
    ledger.close()
    world.sound()
    return str(refused.value)


@fault("damaged pages")
def _damaged(world):
    size = world.path.stat().st_size
    with world.path.open("r+b") as raw:
        for at in range(40 * 4096, size, 4096 * 9):
            raw.seek(at)
            raw.write(b"\xa5" * 900)
    assert "ledger" in world.run("doctor")
    code = main(["--ledger", str(world.path), "verify"])
    shown = world.capsys.readouterr()
    assert code in (1, 4)
    assert "Traceback" not in shown.err
    said = shown.err
    assert main(["--ledger", str(world.path), "recover", str(world.folder / "saved.db")]) in (0, 4)
    listed = world.capsys.readouterr().err
    assert "saved" in listed
    with Ledger(world.folder / "saved.db") as saved:
        assert saved.counts().claims > 0
        assert saved.verify().head
    return said


@fault("a -wal file of another ledger")
def _wal(world):
    if journal_mode()[0] == "WAL":
        pytest.skip("this SQLite uses WAL itself; the next row tells")
    beside = world.path.with_name(world.path.name + "-wal")
    beside.write_bytes(b"7\x7f\x06\x82" + b"\x00" * 4096)
    said = world.run("list")
    beside.unlink()
    world.sound()
    return said


@fault("an older copy in place of the ledger")
def _rolled_back(world):
    kept = world.folder / "kept.db"
    shutil.copyfile(world.path, kept)
    world.run("accept", "s1-1", code=0)
    shutil.copyfile(kept, world.path)
    assert "claims doctor says more" in world.run("doctor")
    return world.run("list", code=0)


@fault("a backup while somebody writes")
def _backup(world):
    worker = world.process("import", world.more)
    for n in range(3):
        said = world.run("backup", world.folder / f"copy{n}.db", code=0)
    worker.communicate()
    for n in range(3):
        with Ledger(world.folder / f"copy{n}.db") as copy:
            assert copy.verify(world.head).problems == []
            assert copy.counts().claims in (20, 420)
    world.sound(unchanged=False)
    return said


@fault("a row that somebody else changed meanwhile")
def _stale(world):
    with Ledger(world.path) as one, Ledger(world.path) as other:
        seen = one.claim("s1-1").row_hash
        other.accept("s1-1")
        with pytest.raises(LedgerError) as refused:
            one.reject("s1-1", "counted twice", seen=seen)
    world.sound(unchanged=False)
    return str(refused.value)


@fault("interrupted with ctrl+c")
def _interrupted(world):
    worker = world.process("import", world.more)
    deadline = time.monotonic() + 20
    while not world.path.with_name(world.path.name + "-writer").exists() and time.monotonic() < deadline:
        time.sleep(0.002)
    worker.send_signal(signal.SIGINT)
    said, _ = worker.communicate()
    assert worker.returncode in (0, 130), said
    assert "Traceback" not in said
    world.sound(unchanged=False)
    return said if worker.returncode == 130 else "interrupted; nothing was left half done"
