"""Has the exports of a sample ledger judged by other people's programs: `python -m tests.exports.validate`.

Needs the extra `validate`; a library that is not installed is said, and makes the exit code 1 unless --lenient is
given. Exit 1 too where a validator objects.
"""

from __future__ import annotations

import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from ledger.api import Ledger
from ledger.exports.formats import format_named
from ledger.intake.reports import ImportOptions
from ledger.locations import seeds
from tests.exports.made import export, load
from tests.exports.validators import VALIDATORS, Validator

FILES = {"datapackage": "package", "ro-crate": "crate"}


def sample(folder: Path) -> Ledger:
    """A ledger with the seeds of the demo and the cases of the tests, some of them reviewed."""
    ledger = load(Ledger.create(folder / "sample.db", reviewer="Ines"), folder)
    ledger.import_paths([str(seeds())], ImportOptions(reviewer="Ines"))
    ledger.correct("c", {"place": "Zaria, Nigeria"}, "the document says so further down")
    ledger.accept("a")
    return ledger


def exported(ledger: Ledger, name: str, folder: Path) -> Path:
    """The export in a format, where its validators look for it."""
    ending = format_named(name).endings[0]
    path = folder / FILES.get(name, f"claims{ending}")
    if not path.exists():
        export(ledger, name, path)
    return path


def judged(validator: Validator, path: Path) -> tuple[bool, str]:
    """What a validator says of an export."""
    try:
        return True, validator(path)
    except Exception as error:
        return False, f"{type(error).__name__}: {error}"


def main(arguments: list[str]) -> int:
    """Run every validator and print what it says."""
    failed = missing = 0
    with tempfile.TemporaryDirectory() as made, sample(Path(made)) as ledger:
        for name, library, validator in VALIDATORS:
            if find_spec(library) is None:
                missing += 1
                print(f"{name:12} {library:13} not installed: pip install 'casualty-ledger[validate]'")
                continue
            good, said = judged(validator, exported(ledger, name, Path(made)))
            failed += not good
            print(f"{name:12} {library:13} {'ok  ' if good else 'FAIL'} {said}")
    return int(bool(failed or (missing and "--lenient" not in arguments)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
