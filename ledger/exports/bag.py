"""BagIt bags (RFC 8493): a folder whose lists of hashes make every change of its files visible.

Each list is written twice, by SHA-256 and by SHA-512, so that the check can tell a file that was altered from a
list that was. `check.py` in the bag checks it with nothing but Python.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

KINDS = ("sha256", "sha512")
_STEP = 1 << 20


def checker() -> bytes:
    """The source of the check that ships in every bag."""
    return resources.files("ledger.exports").joinpath("check_bag.py").read_bytes()


def seal(folder: Path, info: Iterable[tuple[str, str]]) -> int:
    """Make a bag of a folder whose files stand in `folder/data`; gives how many files it now has in all.

    `info` is what bag-info.txt says, label by label; line ends in it become blanks.
    """
    payload = _files(folder / "data")
    size = sum(p.stat().st_size for p in payload)
    described = [*info, ("Payload-Oxum", f"{size}.{len(payload)}")]
    lines = (f"{label}: {' '.join(text.split())}\n" for label, text in described)
    (folder / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", encoding="utf-8")
    (folder / "bag-info.txt").write_text("".join(lines), encoding="utf-8")
    (folder / "check.py").write_bytes(checker())
    _lists(folder, "manifest", payload)
    _lists(
        folder,
        "tagmanifest",
        sorted(p for p in folder.iterdir() if p.is_file() and not p.name.startswith("tagmanifest-")),
    )
    return len(_files(folder))


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file())


def _lists(folder: Path, name: str, files: Iterable[Path]) -> None:
    hashed = [(_digests(p), p.relative_to(folder).as_posix()) for p in files]
    for n, kind in enumerate(KINDS):
        lines = (f"{digests[n]}  {_written(path)}\n" for digests, path in hashed)
        (folder / f"{name}-{kind}.txt").write_text("".join(lines), encoding="utf-8")


def _written(path: str) -> str:
    """A path as manifests write it (RFC 8493, 2.1.3): percent signs and line ends stand as their codes."""
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _digests(path: Path) -> tuple[str, ...]:
    made = [hashlib.new(kind) for kind in KINDS]
    with path.open("rb") as file:
        while piece := file.read(_STEP):
            for one in made:
                one.update(piece)
    return tuple(m.hexdigest() for m in made)
