"""Checks an evidence bundle of Casualty Ledger with nothing but Python: python3 -I check.py [HEAD]

HEAD is a head hash from another source, such as an earlier report. Exit: 0 sound, 4 not, 1 unreadable.
Each list of hashes is kept twice, so that a list which was altered itself can be told from an altered file.
"""

from __future__ import annotations

import hashlib
import pathlib
import runpy
import sys

ROOT = pathlib.Path(__file__).resolve().parent
KINDS = ("sha256", "sha512")
VERIFIER = "data/audit/verify.py"


def digest(path: pathlib.Path, kind: str) -> str:
    """The hash of a file, in hex."""
    made = hashlib.new(kind)
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            made.update(piece)
    return made.hexdigest()


def check(name: str, there: dict[str, pathlib.Path], problems: list[str]) -> set[str]:
    """Compare files with one pair of lists; gives the names of the files that do not fit."""
    said: dict[str, dict[str, str]] = {file: {} for file in there}
    for kind in KINDS:
        for line in (ROOT / f"{name}-{kind}.txt").read_text("utf-8", "surrogateescape").split("\n"):
            known, _, file = line.partition("  ")
            if line:
                said.setdefault(file, {})[kind] = known
    bad = set()
    for file, hashes in sorted(said.items()):
        wrong = [k for k in KINDS if file not in there or hashes.get(k) != digest(there[file], k)]
        if file in there and len(wrong) == 1:
            problems.append(f"{name}-{wrong[0]}.txt: altered, where it should name {file}")
        elif file in there and wrong:
            bad.add(file)
            problems.append(f"{file}: {'altered' if hashes else 'added'}")
        elif len(hashes) == 1:
            problems.append(f"{name}-{next(iter(hashes))}.txt: altered, it names {file!a}")
        elif wrong:
            bad.add(file)
            problems.append(f"{file}: removed")
    return bad


def main(head: str = "") -> int:
    """Check the files against the lists, then the journal by its own verifier; gives the exit code."""
    paths = (p for p in ROOT.rglob("*") if not p.is_dir())
    named = ((p.relative_to(ROOT).as_posix(), p) for p in paths)
    files = {n.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D"): p for n, p in named}
    tags = {n: p for n, p in files.items() if not n.startswith(("data/", "tagmanifest-"))}
    problems: list[str] = []
    bad = check("tagmanifest", tags, problems)
    if not bad & {f"manifest-{kind}.txt" for kind in KINDS}:
        bad |= check("manifest", {n: p for n, p in files.items() if n.startswith("data/")}, problems)
    print(*problems, f"files: {f'problems: {len(problems)}' if problems else f'{len(files)} as they were'}", sep="\n")
    if problems or VERIFIER not in files:
        return 4
    audit = files[VERIFIER]
    return int(runpy.run_path(str(audit), run_name="verify")["main"](str(audit.parent), head))


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:2]))
    except (OSError, ValueError, KeyError) as error:
        print(f"cannot be read: {error!r}", file=sys.stderr)
        sys.exit(1)
