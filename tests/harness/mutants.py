"""Mutation testing of the journal and of the verifiers: each change that is noticed by no test must be explained.

    make mutants                                            all of it
    python -m tests.harness.mutants ledger/verify/rows.py   the modules named
    python -m tests.harness.mutants --again                 only what survived in the run before

Each mutant gets a process of its own, forked where all tests are already collected, and only the tests that reach the
changed lines, first those that found mutants of the same function; it is killed with the first test that fails.
What survives is compared with `survivors.txt`, where each survivor is explained. Exit 1 where one is not, or where
something is explained that no longer survives. Results are kept in build/mutants.jsonl as they come.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from tests.harness.mutations import Change, Mutant, explained, mutants, put_in, shown

ROOT = Path(__file__).resolve().parent.parent.parent
SURVIVORS = Path(__file__).with_name("survivors.txt")
RESULTS = ROOT / "build" / "mutants.jsonl"
JOURNAL = ("ledger/journal.py", "ledger/merkle.py", "ledger/rowhash.py", "ledger/sealing.py", "ledger/derived.py")
ALONE = ("ledger/exports/check_proof.py", "ledger/exports/verify_bundle.py")
"""What ships in exports and runs alone: tests may run it as a program, so it is written to its place as well."""
VERIFY = "ledger/verify/"
TESTS = {
    VERIFY: ("tests/verify/",),
    "ledger/exports/check_proof.py": ("tests/exports/test_proof.py",),
    "ledger/exports/verify_bundle.py": ("tests/exports/test_bundle_said.py", "tests/exports/test_audit_bundle.py"),
    "": (
        "tests/verify/test_journal.py",
        "tests/verify/test_entry_filter.py",
        "tests/verify/test_golden_vectors.py",
        "tests/verify/test_boundaries.py",
        "tests/store/test_derived_seals.py",
        "tests/store/test_as_known.py",
        "tests/review/test_acts.py",
        "tests/review/test_redaction.py",
        "tests/exports/test_proof.py",
        "tests/exports/test_audit_bundle.py",
    ),
}
"""The tests of a module, by how its path begins."""
WARM = {
    VERIFY: "tests/verify/test_said.py",
    "ledger/exports/verify_bundle.py": "tests/exports/test_bundle_said.py",
    "ledger/exports/check_proof.py": "tests/exports/test_proof.py",
}
"""The tests that find most of the mutants of a module, and need a ledger or a bundle that the module has no part in."""
SECONDS = 5
"""Of computing, beyond five times what a test takes otherwise: after that a mutant runs in circles."""
_QUICK = 0.05
"""Seconds up to which a test is quick: such come before those that tell of the same lines at length."""
_GIB = 1 << 30


def modules() -> list[str]:
    """What is tested, as paths in the project."""
    verify = sorted(f"ledger/verify/{path.name}" for path in (ROOT / "ledger" / "verify").glob("*.py"))
    return [*verify, *JOURNAL, *ALONE]


def tests_of(file: str) -> tuple[str, ...]:
    """Where the tests of a module are."""
    return next(tests for part, tests in TESTS.items() if file.startswith(part))


class Runner:
    """A plugin of pytest that, instead of running the tests, runs them for each mutant."""

    def __init__(self, given: Sequence[Mutant], out: Path, root: Path, options: argparse.Namespace) -> None:
        self.given, self.out, self.root = given, out, root
        self.hasty, self.seconds, self.tests = options.hasty, options.seconds, tuple(options.tests)
        self.session: pytest.Session
        self.warm = ""
        self.files = {str(root / mutant.file): mutant.file for mutant in given}
        self.reached: dict[str, dict[tuple[str, int], None]] = {}
        self.took: dict[str, float] = {}
        self.killers: dict[tuple[str, str], Counter[str]] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """The tests as they are, once, to see which lines each reaches; then every mutant."""
        self.session = session
        items = {item.nodeid: item for item in session.items}
        after = [*session.items[1:], None]
        for item, following in zip(session.items, after, strict=True):
            if not self._first(item, following):
                del items[item.nodeid]
                with self.out.open("a", encoding="utf-8") as out:
                    out.write(json.dumps({"left_out": item.nodeid}) + "\n")
        with self.out.open("a", encoding="utf-8") as out:
            for mutant in self.given:
                self._warm(self._warm_for(mutant.file), items)
                began = time.monotonic()
                killer = self._killer(mutant, items)
                counts = self.killers.setdefault((mutant.file, mutant.function), Counter())
                if killer in items:
                    counts[killer] += 1
                took = round(time.monotonic() - began, 2)
                out.write(json.dumps({"change": mutant.change, "killer": killer, "took": took}) + "\n")
                out.flush()
        return True

    def _warm_for(self, file: str) -> str:
        return next((tests for part, tests in WARM.items() if file.startswith(part)), "")

    def _warm(self, tests: str, items: dict[str, pytest.Item]) -> None:
        """Let the ledger that all tests of one file use stand ready in this process, for its children to take."""
        if tests == self.warm:
            return
        self.session._setupstate.teardown_exact(None)
        self.warm = tests
        of_file = [item for name, item in items.items() if name.startswith(f"{tests}::")]
        if len(of_file) > 1:
            runtestprotocol(of_file[0], nextitem=of_file[1], log=False)

    def _first(self, item: pytest.Item, following: pytest.Item | None) -> bool:
        lines: dict[tuple[str, int], None] = {}

        def inside(frame: FrameType, event: str, _: object) -> Any:
            if event == "line":
                lines[self.files[frame.f_code.co_filename], frame.f_lineno] = None
            return inside

        def trace(frame: FrameType, _event: str, _: object) -> Any:
            if frame.f_code.co_filename not in self.files:
                return None
            lines[self.files[frame.f_code.co_filename], frame.f_code.co_firstlineno] = None
            return inside

        began = time.process_time()
        threading.settrace(trace)
        sys.settrace(trace)
        try:
            reports = runtestprotocol(item, nextitem=following, log=False)
        finally:
            sys.settrace(None)
            threading.settrace(None)  # type: ignore[arg-type]  # which ends it, as threading's own code does
        self.took[item.nodeid] = time.process_time() - began
        self.reached[item.nodeid] = lines
        return not any(report.failed for report in reports)

    def _killer(self, mutant: Mutant, items: dict[str, pytest.Item]) -> str:
        """The test that finds the mutant, or that it came to no end; empty where none does."""
        counts = self.killers.get((mutant.file, mutant.function), Counter())
        wanted = {(mutant.file, n) for n in range(mutant.first, mutant.last + 1)}
        own = [name for name in items if name.startswith(self.tests or tests_of(mutant.file))]
        reaching = [name for name in own if wanted & self.reached[name].keys()]
        if not reaching:  # a parameter, or a part of a text, has no line of its own
            reaching = [name for name in own if (mutant.file, mutant.start) in self.reached[name]]
        if mutant.file in ALONE:
            reaching = own
        alike: Counter[frozenset[tuple[str, int]]] = Counter()
        rank = {}
        for name in sorted(reaching, key=self.took.__getitem__):
            # tests that go other ways through the module come before those that repeat one
            way = frozenset(line for line in self.reached[name] if line[0] == mutant.file)
            rank[name] = alike[way]
            alike[way] += 1
        warm = self._warm_for(mutant.file) + "::"

        def order(name: str) -> tuple[float, ...]:
            ready, quick = name.startswith(warm), self.took[name] < _QUICK
            turn = 0 if ready and not rank[name] else 1 if quick and not ready else 2 if ready else 3
            return -counts[name], turn, rank[name], self.took[name]

        reaching.sort(key=order)
        read, write = os.pipe()
        folder = tempfile.mkdtemp(prefix="mutant-")
        child = os.fork()
        if not child:
            os.close(read)
            self._child(mutant, [items[n] for n in reaching], write, folder)
        os.close(write)
        with os.fdopen(read, encoding="utf-8") as told:
            words = told.read()
        _, status = os.waitpid(child, 0)
        shutil.rmtree(folder, ignore_errors=True)
        if mutant.file in ALONE:
            shutil.copyfile(ROOT_OF_ALL / mutant.file, self.root / mutant.file)
        if words:
            return words
        return "" if status == 0 else f"ended: {status}"

    def _child(self, mutant: Mutant, items: list[pytest.Item], write: int, folder: str) -> None:
        try:
            nothing = os.open(os.devnull, os.O_RDWR)
            for stream in (1, 2):
                os.dup2(nothing, stream)
            resource.setrlimit(resource.RLIMIT_AS, (4 * _GIB, 4 * _GIB))
            factory: Any = items[0].config if items else None
            if factory is not None:
                factory = factory._tmp_path_factory
                factory._basetemp = Path(folder)
            if mutant.file in ALONE:
                (self.root / mutant.file).write_text(mutant.text, encoding="utf-8")
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            put_in(mutant)
            self.session._setupstate.teardown_exact(items[0] if items else None)
            began = time.process_time()
            for item, following in zip(items, [*items, None][1:], strict=True):
                if self.hasty and time.process_time() - began > self.hasty:
                    break
                signal.setitimer(signal.ITIMER_PROF, self.seconds + 5 * self.took[item.nodeid])
                signal.alarm(120)
                if any(r.failed for r in runtestprotocol(item, nextitem=following, log=False)):
                    os.write(write, item.nodeid.encode())
                    break
        except BaseException as error:
            os.write(write, repr(error).encode())
        finally:
            os._exit(0)


ROOT_OF_ALL = Path(os.environ.get("MUTANTS_OF", ROOT))
"""The project itself, where a worker runs in a copy of it."""


def work(files: Sequence[str], only: set[Change] | None, out: Path, given: argparse.Namespace) -> int:
    """Run the part of the mutants that `given` names in this process, which stands in a copy of the project."""
    root = Path.cwd()
    part, of = map(int, given.worker.split("/"))
    made = [mutant for file in files for mutant in mutants(root / file, file)]
    made = [mutant for mutant in made if only is None or mutant.change in only]
    done = Counter({change: len(killers) for change, killers in kept(out).items()}) if given.go_on else Counter()
    made = [mutant for mutant in made if not _taken(done, mutant.change)][part::of]
    quiet = ["-p", "no:cacheprovider", "-p", "no:xdist", "-q", "-s", "--hypothesis-seed=0"]
    tests = set(given.tests or {test for file in files for test in tests_of(file)})
    tests = {test for test in tests if not any(test != other and test.startswith(other) for other in tests)}
    return int(pytest.main([*quiet, *sorted(tests)], plugins=[Runner(made, out, root, given)]))


def _taken(done: Counter[Change], change: Change) -> bool:
    done[change] -= 1
    return done[change] >= 0


def run(files: Sequence[str], out: Path, given: argparse.Namespace) -> int:
    """Run all mutants of the files, each worker in a copy of the project."""
    with tempfile.TemporaryDirectory(
        prefix="mutants-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None
    ) as folder:
        running = []
        for part in range(given.workers):
            copy = Path(folder) / f"copy-{part}"
            for name in ("ledger", "tui", "tests", "seeds", "docs"):
                shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            for name in ("pyproject.toml", "schema.sql"):
                shutil.copyfile(ROOT / name, copy / name)
            (copy / "tmp").mkdir()
            command = [sys.executable, "-m", "tests.harness.mutants", "--worker", f"{part}/{given.workers}"]
            command += ["--out", str(out), "--hasty", str(given.hasty), "--seconds", str(given.seconds)]
            command += (
                ["--again"] * given.again + ["--go-on"] * given.go_on + ["--tests", *given.tests, "--modules", *files]
            )
            env = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(copy / "tmp")}
            env |= {"MUTANTS_OF": str(ROOT)}
            with out.with_suffix(f".{part}.log").open("w") as log:
                running.append(subprocess.Popen(command, cwd=copy, env=env, stdout=log, stderr=log))
        try:
            return max(process.wait() for process in running)
        finally:
            for process in running:
                process.terminate()


def left_out(out: Path) -> set[str]:
    """The tests that fail without any mutant."""
    lines = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    return {line["left_out"] for line in lines if "left_out" in line}


def kept(out: Path) -> dict[Change, list[str]]:
    """The results so far: who killed each mutant; several where a change can be made in several places."""
    found: dict[Change, list[str]] = {}
    if out.exists():
        for line in out.read_text(encoding="utf-8").splitlines():
            value = json.loads(line)
            if "change" not in value:
                continue
            file, function, old, new = value["change"]
            found.setdefault((file, function, tuple(old), tuple(new)), []).append(value["killer"])
    return found


def judge(files: Iterable[str], results: dict[Change, list[str]], reasons: dict[Change, str]) -> int:
    """Print what survived without a reason and which reasons are for nothing, and the counts; gives the exit code."""
    files = list(files)
    survivors = {change: killers.count("") for change, killers in results.items() if "" in killers}
    unexplained = {change: n for change, n in survivors.items() if change not in reasons}
    stale = [change for change in reasons if change[0] in files and change not in survivors]
    for change in unexplained:
        print(f"survived, and nothing explains it:\n{shown(change)}\n")
    for change in stale:
        print(f"explained, but it does not survive:\n{shown(change)}\n")
    print(f"{'':36}{'mutants':>9}{'killed':>9}{'explained':>11}{'unexplained':>13}")
    total = [0, 0, 0, 0]
    for file in files:
        here = {change: killers for change, killers in results.items() if change[0] == file}
        number = sum(len(killers) for killers in here.values())
        left = sum(survivors.get(change, 0) for change in here)
        open_ = sum(n for change, n in unexplained.items() if change[0] == file)
        counts = [number, number - left, left - open_, open_]
        total = [a + b for a, b in zip(total, counts, strict=True)]
        print(f"{file:36}" + "{:9}{:9}{:11}{:13}".format(*counts))
    print(f"{'all':36}" + "{:9}{:9}{:11}{:13}".format(*total))
    return 1 if unexplained or stale else 0


def main() -> int:
    """The command line."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*")
    parser.add_argument("--modules", dest="named", nargs="*", default=[], help=argparse.SUPPRESS)
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--again", action="store_true", help="only what survived in the run before")
    parser.add_argument(
        "--seconds", type=float, default=SECONDS, help="of computing beyond which a mutant is in circles"
    )
    parser.add_argument("--go-on", action="store_true", help="go on with a run that was cut short")
    parser.add_argument("--hasty", type=float, default=0, help="seconds of tests after which a mutant is let go")
    parser.add_argument("--report", action="store_true", help="only what the kept results say")
    parser.add_argument("--tests", nargs="*", default=[], help="other tests than those of the modules")
    given = parser.parse_args()
    files = given.modules or given.named or modules()
    out: Path = given.out.resolve()
    if given.worker:
        before = kept(out.with_suffix(".before")) if given.again else {}
        only = {change for change, killers in before.items() if "" in killers} if given.again else None
        return work(files, only, out, given)
    if given.report:
        return judge(files, kept(out), explained(SURVIVORS))
    out.parent.mkdir(exist_ok=True)
    before = kept(out) if given.again else {}
    if given.again and out.exists():
        shutil.copyfile(out, out.with_suffix(".before"))
    if not given.go_on:
        out.unlink(missing_ok=True)
    if code := run(files, out, given):
        print(f"a worker ended with {code}: nothing is known of the rest")
        return code
    for name in sorted(left_out(out)):
        print(f"left out, as it fails without any mutant: {name}")
    results = {**before, **kept(out)}
    return judge(files, results, explained(SURVIVORS))


if __name__ == "__main__":
    sys.exit(main())
