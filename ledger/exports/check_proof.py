"""Checks the proof of one claim with nothing but Python: python3 -I check_proof.py PROOF [HEAD]
HEAD is a head hash of a report that was had from elsewhere. Exit: 0 proven, 4 not, 1 unreadable."""

from __future__ import annotations

import hashlib
import json
import pathlib
import sys
from collections.abc import Callable
from typing import Any


def sha(data: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(data).digest()


def chain(proof: dict[str, Any], problem: Callable[[str], None]) -> dict[int, tuple[str, Any]]:
    """Follow the entries from the first that is told to the head; gives those whose contents are shown."""
    seq, previous = proof["from"] - 1, proof["before"]
    shown: dict[int, tuple[str, Any]] = {}
    for link in proof["links"]:
        entry, seq = json.loads(link), seq + 1
        if (entry["seq"], entry["prev"], entry["v"]) != (seq, previous, 1):
            problem(f"journal entry {seq} does not follow the one before it")
        previous = sha(b"\0" + link.encode()).hex()
        if str(seq) in proof["contents"]:
            nonce, payload = proof["contents"][str(seq)]
            if sha(b"payload\0" + bytes.fromhex(nonce) + payload.encode()).hex() != entry["payload_hash"]:
                problem(f"the contents of journal entry {seq} were altered")
            shown[seq] = entry["act"], json.loads(payload)
    if (seq, previous) != (proof["entries"], proof["head"]):
        problem("the entries do not lead to the head")
    return shown


def root(leaf: bytes, index: int, size: int, path: list[str]) -> str | None:
    """The root of RFC 9162, section 2.1.3.2; None where the path has not the length of that place."""
    last, node = size - 1, leaf
    for sibling in map(bytes.fromhex, path):
        if last == 0:
            return None
        if index & 1 or index == last:
            node = sha(b"\1" + sibling + node)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            node = sha(b"\1" + node + sibling)
        index, last = index >> 1, last >> 1
    return node.hex() if last == 0 else None


def main(file: str, head: str = "") -> int:
    """Print what is wrong, and the claim; gives the exit code."""
    proof = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
    bad: list[str] = []
    row = proof["row"].encode()
    values, shown, now = json.loads(row), chain(proof, bad.append), sha(b"\0" + row).hex()
    number, before, is_sealed = values[1], None, False
    acts = [
        c for _, (_, p) in sorted(shown.items()) for c in p["changes"] if (c["table"], c["id"]) == ("claim", number)
    ]
    for n, change in enumerate(acts):
        if n and change["was"] != before:
            bad.append("an act does not go on from where the one before it left the claim")
        before = change["is"]
    if values[0] != "claim" or (acts and before != now):
        bad.append("the claim is not as the journal left it")
    leaf = acts[0]["was"] if acts else now
    for act, contents in shown.values():
        first, count, seal = contents.get("claims") or (0, 0, "")
        if leaf and act == "import" and 0 <= number - first < count:
            is_sealed = root(bytes.fromhex(leaf), number - first, count, proof["path"]) == seal
    if not is_sealed if leaf else proof["path"]:
        bad.append("the claim is not in the batch that the journal sealed")
    if head and not proof["head"].startswith(head.lower()):
        bad.append("this is not the head that was given")
    print(*bad, proof["row"], f"{len(bad)} problems" if bad else f"proven under head {proof['head']}", sep="\n")
    return 4 if bad else 0


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except (OSError, KeyError, ValueError, TypeError, AttributeError) as error:
        print(f"cannot be read: {error!r}", file=sys.stderr)
        sys.exit(1)
