"""The package as a stranger installs it: `python tests/packaging/wheel.py`, in a clone, with an index to install from.

Builds the source distribution and the wheel twice and compares the bytes, installs the wheel alone into an empty
environment, and uses it there in an empty home: schema, lexicons, templates and seeds must be inside.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
INSIDE = ("ledger/schema.sql", "ledger/reporting/templates/report.html.j2", "ledger/py.typed", "tui/py.typed")
FOLDERS = ("ledger/seeds/", "ledger/extraction/lexicon/", "ledger/names/data/")
USES = (
    ("--version",),
    ("demo", "--no-review"),
    ("--ledger", "demo.db", "conflicts", "--json"),
    ("--ledger", "demo.db", "report", "-o", "report.html"),
    ("--ledger", "demo.db", "report", "--bundle", "evidence"),
    ("--ledger", "demo.db", "verify"),
    ("extract", "report.txt", "--json"),
)


def main() -> int:
    """Build, compare, install, use."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tool = environment(folder / "tool", "hatchling")
        first, second = (built(tool, folder / n) for n in ("one", "two"))
        for name in first:
            assert first[name] == second[name], f"{name} is not the same to the byte when it is built again"
            print(f"{name}: the same twice")
        wheel = next((folder / "one").glob("*.whl"))
        held = zipfile.ZipFile(wheel).namelist()
        assert set(INSIDE) <= set(held), set(INSIDE) - set(held)
        assert all(any(h.startswith(f) for h in held) for f in FOLDERS)
        assert not any(h.startswith(("tests/", "docs/", "benchmarks/")) for h in held)
        assert any(h.endswith("share/man/man1/claims.1") for h in held)
        clean = environment(folder / "clean", str(wheel))
        use(clean, folder)
    print("packaging: 4 passed, 0 failed")
    return 0


def environment(path: Path, *packages: str) -> Path:
    """A new environment with some packages; gives its folder of programs."""
    venv.create(path, with_pip=True)
    programs = path / ("Scripts" if os.name == "nt" else "bin")
    quiet = ["--quiet", "--disable-pip-version-check"]
    subprocess.run([programs / "python", "-m", "pip", "install", *quiet, *packages], check=True)
    return programs


def built(tool: Path, out: Path) -> dict[str, str]:
    """The hashes of what hatchling builds, by file name."""
    subprocess.run([tool / "python", "-m", "hatchling", "build", "-d", out], cwd=ROOT, check=True, capture_output=True)
    found = {p.name: sha256(p.read_bytes()).hexdigest() for p in out.iterdir()}
    assert len(found) == 2
    return found


def use(programs: Path, folder: Path) -> None:
    """Every command works away from the project, in an empty home."""
    work = folder / "work"
    (work / "home").mkdir(parents=True)
    (work / "report.txt").write_text("Shelling killed 12 people in Zaria on Monday, the Red Cross said.\n")
    given = {"PATH": str(programs), "HOME": str(work / "home"), "CLAIMS_REVIEWER": "wheel", "LC_ALL": "C.UTF-8"}
    for words in USES:
        done = subprocess.run([programs / "claims", *words], cwd=work, env=given, capture_output=True, check=False)
        assert done.returncode == 0, (words, done.stderr.decode())
        print(f"claims {' '.join(words)}: done")
    check = [shutil.which("python3") or sys.executable, "-I", "evidence/check.py"]
    assert subprocess.run(check, cwd=work, check=False, capture_output=True).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
