"""Mutation testing of the verifier: each mutant that mutmut made of it must tell of some deed in other words.

    mutmut run "nothing*"; cd mutants; python -m tests.harness.mutants ledger.verify

mutmut runs a process and half a minute of tests for each mutant that changes nothing; this runs the deeds of
`tests/verify/deeds.py` in one process, and stops at the first that is told otherwise. What is told of the deeds is
held by golden words in `test_said.py`. Names the mutants that none of them finds.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

Check = Callable[[], str]
SECONDS = 20
"""After which a mutant runs in circles."""


class _InCircles(BaseException):
    pass


def checks(folder: Path) -> dict[str, Check]:
    """What is asked of each mutant, by name: a verification of a ledger to which something was done."""
    from ledger import verify
    from ledger.api import Ledger
    from ledger.verify import CHECKS, derived, evidence, model, rows, trail
    from tests.verify import deeds as said

    source = said.made(folder)
    head = (folder / "head").read_text()
    bundle = folder / "before.zip"
    shutil.unpack_archive(bundle, folder / "before")

    def done(name: str) -> Path:
        path = folder / f"{len(list(folder.glob('deed-*.db')))}"
        path = path.with_name(f"deed-{path.name}.db")
        shutil.copyfile(source, path)
        if name:
            said.do(path, said.DEEDS[name])
        return path

    def check(path: Path, *given: Any, readonly: bool = True, patched: tuple[Any, ...] = (), **how: Any) -> Check:
        def run() -> str:
            steps: list[tuple[str, int]] = []
            with (
                mock.patch.object(*(patched or (model, "LISTED", model.LISTED))),
                Ledger(path, readonly=readonly) as it,
            ):
                result = it.verify(*(given or (None,)), lambda what, n: steps.append((what, n)), **how)
                words = said.told(result, most=99)
                return f"{words}\n{result.ledger_id} {result.head} {result.checked} {result.sound} {steps}"

        return run

    paths = {name: done(name) for name in said.DEEDS}
    paths[""] = done("")
    own = {name: done(name) for name in paths}
    found = {f"readonly: {name}": check(path) for name, path in paths.items()}
    found |= {f"three at a time: {name}": check(path, patched=(rows, "STEP", 3)) for name, path in paths.items()}
    found |= {f"large: {name}": check(path, patched=(derived, "SMALL", 0)) for name, path in paths.items()}
    found |= {f"writable: {name}": check(path, readonly=False) for name, path in own.items()}
    for name in ("a claim's number", "two claims with their hashes", "a claim added under a number below all", ""):
        found[f"no json: {name}"] = check(paths[name], patched=(rows, "hashed_bytes", said.without_json))
    for quick in (False, None):
        found[f"quick: {quick}"] = check(paths[""], patched=(verify, "quick_check", lambda _, quick=quick: quick))
    for name in ("is_small", "check_findings", "check_pages", "check_schema", "check_documents", "check_references"):
        found[f"fails: {name}"] = check(paths[""], patched=(verify, name, fails))
    for name in said.BEFORE:
        found[f"head: {name}"] = check(paths[name], head)
        found[f"zip: {name}"] = check(paths[name], against=[bundle])
        found[f"folder: {name}"] = check(paths[name], against=[folder / "before"])
    found["head that stands"] = check(paths[""], f" {head.upper()} ")
    found["head cut short"] = check(paths[""], head[:16])
    found["head too short"] = check(paths[""], head[:15])
    found["bundle that stands"] = check(paths[""], against=[bundle])
    for name in ("", "a finding", "a reading", "a seal", "what was left to compare", "a claim removed"):
        found[f"derive: {name}"] = check(paths[name], derive=True, patched=(derived, "SMALL", 0))
    for name in CHECKS:
        for deed in ("", "a claim's number", "a reading", "lengths in the index of words", "where a quote starts"):
            found[f"only {name}: {deed}"] = check(paths[deed], only=[name])
    found["two bundles"] = check(paths["a document with its hash"], against=[bundle, bundle])
    claims = 79
    for small in (claims - 1, claims, claims + 1):
        found[f"small: {small}"] = check(paths[""], patched=(derived, "SMALL", small))
    for step in (7, 149, 150, 2_000):
        for name in ("", "an original's bytes cut"):
            found[f"step {step}: {name}"] = check(paths[name], only=["documents"], patched=(evidence, "_STEP", step))
    found["only nothing"] = check(paths[""], only=["nothing"])
    for most in (1, 3, 85):
        found[f"listed: {most}"] = check(paths["all of it"], patched=(model, "LISTED", most))
    for most in (0, 1, 2):
        for name in ("two claims without their hashes", "most claims of a batch with their hashes"):
            found[f"compared {most}: {name}"] = check(paths[name], patched=(rows, "_COMPARED", most))
        found[f"moved {most}"] = check(paths["two entries far apart"], patched=(trail, "_MOVED_AT_MOST", most))
    return found


def fails(*_: object) -> None:
    """A check that ends in an error."""
    raise OSError("no  such\nthing")


def outcome(check: Check) -> str:
    """What a check gives; also an error, or that it came to no end."""
    signal.alarm(SECONDS)
    try:
        return check()
    except _InCircles:
        return "in circles"
    except Exception as error:
        return repr(error)
    finally:
        signal.alarm(0)


def main() -> int:
    """Run the mutants of the modules named, and print those that survive."""
    os.environ["MUTANT_UNDER_TEST"] = ""

    def ring(*_: object) -> None:
        raise _InCircles

    signal.signal(signal.SIGALRM, ring)
    names = [name for name in sys.argv[1:] if "__mutmut_" in name] or [
        name
        for module in sys.argv[1:]
        for meta in sorted(Path().glob(module.replace(".", "/") + "/*.meta") or [])
        + sorted(Path().glob(module.replace(".", "/") + ".py.meta"))
        for name in json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
    ]
    with tempfile.TemporaryDirectory() as folder:
        asked = checks(Path(folder))
        expected = {name: outcome(check) for name, check in asked.items()}
        shifting = {name for name, check in asked.items() if outcome(check) != expected[name]}
        order = [name for name in asked if name not in shifting]
        print(
            f"{len(names)} mutants, {len(order)} checks; left out: {', '.join(sorted(shifting)) or 'none'}", flush=True
        )
        survived = 0
        for name in names:
            os.environ["MUTANT_UNDER_TEST"] = name
            killer = next((c for c in order if outcome(asked[c]) != expected[c]), None)
            if killer is None:
                survived += 1
                print(f"survived: {name}", flush=True)
            else:
                order.remove(killer)
                order.insert(0, killer)
        print(f"{len(names)} mutants, {len(names) - survived} killed, {survived} survived")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
