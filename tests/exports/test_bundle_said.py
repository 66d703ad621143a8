"""What the verifier of audit bundles says of each thing that may be done to a bundle, to the word.

The words stand in bundle_said.txt: `SAID=write pytest tests/exports/test_bundle_said.py` writes them anew, to be read
before they are kept. Hashes are cut out.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from ledger.api import Ledger
from ledger.exports import verify_bundle
from ledger.records import ClaimRecord
from tests.harness.filled import filled

GOLDEN = Path(__file__).with_name("bundle_said.txt")


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A bundle, unpacked, of a ledger in which entries are withheld and redacted, and two originals were emptied."""
    folder = tmp_path_factory.mktemp("bundle-said")
    (folder / "late.txt").write_text("Late\n\nA raid on Kano killed 5 people, the Army said.\n", encoding="utf-8")
    with Ledger(filled(folder, 20)) as ledger:
        secret = {"attributed_to": "Ahmed the gravedigger", "ground_rules": "off_the_record"}
        ledger.add(ClaimRecord(document="Talk", measure="killed", value=7, **secret))
        kept = next(c.id for c in ledger.claims() if c.record.ground_rules == "off_the_record")
        ledger.correct(kept, {"value": "8"}, "misheard")
        ledger.correct(kept, {"value": "9"}, "misheard again")
        ledger.note("claim:s1-3", "the hospital doctor was seen")
        ledger.redact("hospital doctor", "at risk")
        ledger.correct("s1-5", {"value": "9"}, "misread")
        ledger.correct("s1-5", {"value": "8"}, "misread")
        ledger.import_paths([str(folder / "late.txt")])
        ledger.export_audit(folder / "audit.zip")
    zipfile.ZipFile(folder / "audit.zip").extractall(folder / "bundle")
    return folder / "bundle"


@pytest.fixture
def bundle(source, tmp_path):
    shutil.copytree(source, tmp_path / "bundle")
    return tmp_path / "bundle"


def read(bundle, name):
    return [line.split(b"\t") for line in (bundle / name).read_bytes().splitlines()]


def write(bundle, name, lines):
    (bundle / name).write_bytes(b"".join(b"\t".join(line) + b"\n" for line in lines))


def edit(name, change):
    """A deed on the lines of one file, each a list of its cells."""

    def do(bundle):
        lines = read(bundle, name)
        change(lines)
        write(bundle, name, lines)

    return do


def entries(change):
    return edit("journal.tsv", change)


def cell(number, column, value):
    """Another value in one cell of the journal; `value` may be made of the one that stands there."""

    def change(lines):
        old = lines[number - 1][column]
        lines[number - 1][column] = value(old) if callable(value) else value
        assert lines[number - 1][column] != old

    return entries(change)


def rechained(first, *, link=lambda values: None, payload=None):
    """One entry made anew with all hashes after it, as who knows the format would."""

    def change(lines):
        if payload:
            lines[first - 1][3] = payload(lines[first - 1][3])
        for n in range(first, len(lines) + 1):
            values = json.loads(lines[n - 1][1])
            if n == first:
                if payload:
                    nonce = bytes.fromhex(lines[n - 1][2].decode())
                    values["payload_hash"] = sha256(b"payload\0" + nonce + lines[n - 1][3]).hexdigest()
                link(values)
            if n > 1:
                values["prev"] = lines[n - 2][0].decode()
            lines[n - 1][1] = json.dumps(values, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()
            lines[n - 1][0] = sha256(b"\0" + lines[n - 1][1]).hexdigest().encode()

    return entries(change)


def row(table, at, change, *, rehash=False):
    """A row of a table changed, with its hash or without."""

    def do(lines):
        old = lines[at][2]
        lines[at][2] = change(old)
        assert lines[at][2] != old
        if rehash:
            lines[at][1] = sha256(b"\0" + lines[at][2]).hexdigest().encode()

    return edit(f"rows/{table}.tsv", do)


def swap(lines, one, other, column=None):
    if column is None:
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines[one][column], lines[other][column] = lines[other][column], lines[one][column]


def file(name, change):
    def do(bundle):
        path = bundle / name if "*" not in name else min(bundle.glob(name))
        change(path)

    return do


def withheld(change):
    def do(bundle):
        values = json.loads((bundle / "withheld.json").read_text())
        change(values)
        (bundle / "withheld.json").write_text(json.dumps(values))

    return do


def both(*deeds):
    return lambda bundle: [deed(bundle) for deed in deeds]


def other_was(text):
    values = json.loads(text)
    values["changes"][0]["was"] = "1" * 64
    return json.dumps(values).encode()


def other_kept(text):
    values = json.loads(text)
    values["emptied"]["20"]["changes"][0]["is"] = "1" * 64
    return json.dumps(values).encode()


def first_secret(values):
    return values[min(values, key=int)]["changes"][0]


ZERO = b"0" * 64
DEEDS = {
    "nothing": lambda bundle: None,
    "an entry's reviewer": cell(5, 1, lambda old: old.replace(b'"reviewer":"reviewer"', b'"reviewer":"forger"')),
    "the first entry's reviewer": cell(1, 1, lambda old: old.replace(b'"reviewer":"reviewer"', b'"reviewer":"x"')),
    "an entry's hash": cell(5, 0, ZERO),
    "the last entry's hash": entries(lambda lines: lines[-1].__setitem__(0, ZERO)),
    "an entry's nonce": cell(5, 2, b"00" * 16),
    "an entry's contents": cell(5, 3, lambda old: old.replace(b"claim", b"clain")),
    "an entry emptied": entries(lambda lines: lines[4].__setitem__(slice(2, 4), [b"", b""])),
    "an entry's number, with all hashes": rechained(5, link=lambda values: values.update(seq=50)),
    "the entry before, with its hash": rechained(5, link=lambda values: values.update(reviewer="forger")),
    "an entry's previous hash": both(
        entries(lambda lines: lines[4].__setitem__(1, re.sub(rb'"prev":"\w+"', b'"prev":"%s"' % ZERO, lines[4][1]))),
        entries(lambda lines: lines[4].__setitem__(0, sha256(b"\0" + lines[4][1]).hexdigest().encode())),
    ),
    "an act that begins elsewhere": rechained(6, payload=other_was),
    "an act that does not go on": rechained(11, payload=other_was),
    "a later act that does not go on": rechained(23, payload=other_was),
    "an act on a withheld claim that does not go on": withheld(
        lambda values: values["19"]["changes"][0].update(was="1" * 64)
    ),
    "an act of redaction that says nothing of what it emptied": rechained(
        21, payload=lambda text: json.dumps({"changes": json.loads(text)["changes"]}).encode()
    ),
    "what an act of redaction kept": rechained(21, payload=other_kept),
    "an act of redaction that is another act": rechained(21, link=lambda values: values.update(act="correct")),
    "an import that is another act": rechained(2, link=lambda values: values.update(act="correct")),
    "an entry removed": entries(lambda lines: lines.pop(6)),
    "an entry twice": entries(lambda lines: lines.insert(6, list(lines[6]))),
    "two entries exchanged": entries(lambda lines: swap(lines, 6, 7)),
    "the tail cut": entries(lambda lines: lines.__delitem__(slice(9, None))),
    "no entries": entries(lambda lines: lines.clear()),
    "what is withheld of all entries": withheld(lambda values: values.clear()),
    "a hash withheld": withheld(lambda values: first_secret(values).update({"is": "1" * 64})),
    "a claim's words": row("claim", 3, lambda old: old.replace(b"exact", b"about")),
    "the last claim's words": row("claim", 18, lambda old: old.replace(b"exact", b"about")),
    "a claim with its hash": row("claim", 12, lambda old: old.replace(b"exact", b"about"), rehash=True),
    "a claim that an act touched, with its hash": row(
        "claim", 1, lambda old: old.replace(b"exact", b"about"), rehash=True
    ),
    "a claim's hash": edit("rows/claim.tsv", lambda lines: lines[12].__setitem__(1, ZERO)),
    "a claim's number in it, with its hash": row("claim", 12, lambda old: old.replace(b",13,", b",31,"), rehash=True),
    "a claim that says it is a source, with its hash": row(
        "claim", 12, lambda old: old.replace(b'["claim"', b'["source"', 1), rehash=True
    ),
    "two claims exchanged": edit("rows/claim.tsv", lambda lines: (swap(lines, 12, 14, 1), swap(lines, 12, 14, 2))),
    "two claims in another order": edit("rows/claim.tsv", lambda lines: swap(lines, 12, 14)),
    "a claim removed": edit("rows/claim.tsv", lambda lines: lines.pop(12)),
    "a claim that an act touched removed": edit("rows/claim.tsv", lambda lines: lines.pop(0)),
    "the first and the last claim of a file removed": edit(
        "rows/claim.tsv", lambda lines: (lines.pop(19), lines.pop(0))
    ),
    "claims removed": edit("rows/claim.tsv", lambda lines: lines.__delitem__(slice(10, 13))),
    "all claims removed": edit("rows/claim.tsv", lambda lines: lines.clear()),
    "a claim added": edit("rows/claim.tsv", lambda lines: lines.append([b"99", *lines[12][1:]])),
    "a claim without words": edit("rows/claim.tsv", lambda lines: lines[12].__setitem__(2, b"")),
    "a withheld claim's hash": edit(
        "rows/claim.tsv", lambda lines: next(line for line in lines if not line[2]).__setitem__(1, ZERO)
    ),
    "a document's words": row("document", 1, lambda old: old.replace(b"Daily", b"Weekly")),
    "a document with its hash": row("document", 1, lambda old: old.replace(b"Daily", b"Weekly"), rehash=True),
    "a batch with its hash": row("batch", 0, lambda old: old.replace(b"reviewer", b"forger"), rehash=True),
    "a note": row("remark", 0, lambda old: old.replace(b"seen", b"not seen")),
    "a note removed": edit("rows/remark.tsv", lambda lines: lines.pop(0)),
    "a source removed": edit("rows/source.tsv", lambda lines: lines.clear()),
    "a name": row("name_link", 0, lambda old: old.replace(b"Hasaka", b"Hasak")),
    "a decision": row("decision", 0, lambda old: old.replace(b"two days", b"no days")),
    "a setting added": edit(
        "rows/setting.tsv",
        lambda lines: lines.append(
            [b"9", sha256(b'\0["setting",9,"a","b"]').hexdigest().encode(), b'["setting",9,"a","b"]']
        ),
    ),
    "an original's name": row("original", 0, lambda old: old.replace(b"one.csv", b"ten.csv")),
    "an original's bytes": file("originals/2", lambda path: path.write_bytes(b"other")),
    "the last original's bytes": file("originals/4", lambda path: path.write_bytes(b"other")),
    "an original removed": file("originals/2", Path.unlink),
    "the last original removed": file("originals/4", Path.unlink),
    "a text": file("texts/*.txt", lambda path: path.write_text("other words")),
    "a text cut": file("texts/*.txt", lambda path: path.write_bytes(path.read_bytes()[:40])),
    "a text in which words moved": file("texts/*.txt", lambda path: path.write_bytes(b"x" + path.read_bytes())),
    "a text removed": file("texts/*.txt", Path.unlink),
    "a change by no act that ends in an X": file(
        "unattributed.tsv", lambda path: path.write_text("claim\t13\tvalue changed by X\n")
    ),
    "a change by no act": file(
        "unattributed.tsv", lambda path: path.write_text("claim\t13\tvalue changed by no act at noon\n")
    ),
    "two changes by no act": file(
        "unattributed.tsv", lambda path: path.write_text("claim\t13\tvalue changed\nnote\t1\ttext changed\n")
    ),
}


def told(capsys, bundle, *head):
    """The exit code and all that is printed."""
    code = verify_bundle.main(str(bundle), *head)
    text = re.sub(r"\b[0-9a-f]{64}\b", "HASH", capsys.readouterr().out)
    return f"exit {code}\n{text}".rstrip("\n")


def said():
    parts = re.split(r"^## (.+)\n", GOLDEN.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], (p.rstrip("\n") for p in parts[2::2]), strict=True))


def check(name, words):
    if os.environ.get("SAID") == "write":
        with GOLDEN.open("a", encoding="utf-8") as out:
            out.write(f"## {name}\n{words}\n\n")
    assert said()[name] == words


@pytest.mark.parametrize("name", DEEDS)
def test_it_says_what_was_done_to_a_bundle(source, bundle, capsys, name):
    head = read(source, "journal.tsv")[-1][0].decode()
    DEEDS[name](bundle)
    words = told(capsys, bundle)
    check(name, words)
    with_head = told(capsys, bundle, head)
    check(f"{name}, beside a head", with_head if with_head != words else "  as without")
    archive = shutil.make_archive(str(bundle), "zip", bundle)
    assert told(capsys, archive) == words


def test_heads_that_stand_and_heads_that_do_not(bundle, capsys):
    lines = read(bundle, "journal.tsv")
    for line in lines:
        for head in (line[0].decode(), line[0].decode().upper(), line[0][:16].decode()):
            assert told(capsys, bundle, head).startswith("exit 0\n")
    for head in ("0" * 64, "f" * 16, lines[3][0].decode()[1:]):
        assert told(capsys, bundle, head).startswith("exit 4\njournal ")
