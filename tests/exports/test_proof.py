"""The proof of one claim is checked without the program, holds nothing of other claims, and admits no change."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from hashlib import sha256

import pytest

from ledger import merkle
from ledger.api import Ledger
from ledger.cli.main import main
from ledger.errors import LedgerError
from ledger.exports import check_proof
from ledger.records import ClaimRecord
from tests.harness.filled import filled


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = filled(tmp_path_factory.mktemp("proof"), 26)
    with Ledger(path) as ledger:
        ledger.add(
            ClaimRecord(
                document="By hand", figure_text="3", value=3, qualifier="exact", measure="killed", place="Zaria"
            )
        )
        ledger.correct(ledger.claims()[-1].id, {"value": "4"}, "misread")
    return path


@pytest.fixture(scope="module")
def proofs(path):
    with Ledger(path, readonly=True) as ledger:
        return {claim.id: ledger.prove(claim.id).values for claim in ledger.claims(limit=100)}, ledger.head


def code(tmp_path, values, head=""):
    file = tmp_path / "proof.json"
    file.write_text(json.dumps(values), encoding="utf-8")
    try:
        return check_proof.main(str(file), head)
    except (KeyError, ValueError, TypeError, AttributeError):
        return 1


def test_every_claim_is_proven(proofs, tmp_path, capsys):
    made, head = proofs
    assert len(made) > 40
    for values in made.values():
        assert code(tmp_path, values, head) == 0
        assert code(tmp_path, values, head[:16]) == 0
        assert code(tmp_path, values, "0" * 16) == 4
    assert f"proven under head {head}" in capsys.readouterr().out


def test_it_tells_nothing_of_another_claim_but_the_hash_of_a_neighbour(path, proofs):
    made, _ = proofs
    with Ledger(path, readonly=True) as ledger, ledger.reading() as c:
        rows = c.exec_driver_sql("SELECT key, lower(hex(row_hash)), fingerprint FROM claim").all()
    for key, values in made.items():
        text = json.dumps({**values, "path": []})
        for other, digest, mark in rows:
            if other != key:
                assert mark not in text
                assert digest not in text
        assert sum(digest in values["path"] for _, digest, _ in rows) <= 2


def test_a_proof_of_another_claim_is_none(proofs, tmp_path):
    made, head = proofs
    one, other = made["s1-9"], made["s1-10"]
    assert code(tmp_path, {**one, "row": other["row"]}, head) == 4
    assert code(tmp_path, {**one, "path": other["path"]}, head) == 4
    assert code(tmp_path, {**one, "contents": made["s2-8"]["contents"]}, head) == 4


@pytest.mark.parametrize(
    ("key", "change", "words"),
    [
        ("s1-9", lambda p: p.update(head="0" * 64), ["the entries do not lead to the head"]),
        ("s1-9", lambda p: p.update(entries=3), ["the entries do not lead to the head"]),
        ("s1-9", lambda p: p["path"].pop(), ["the claim is not in the batch that the journal sealed"]),
        ("s1-1", lambda p: p.update(row=p["row"].replace("s1-1", "s1-2")), ["the claim is not as the journal left it"]),
        ("s1-9", lambda p: p["contents"]["2"].__setitem__(0, "00"), ["the contents of journal entry 2 were altered"]),
        (
            "s1-9",
            lambda p: p["links"].__setitem__(3, p["links"][3].replace('"v":1', '"v":2')),
            ["journal entry 5 does not follow the one before it", "journal entry 6 does not follow the one before it"],
        ),
    ],
)
def test_it_says_what_is_wrong(proofs, tmp_path, capsys, key, change, words):
    made, head = proofs
    forged = copy.deepcopy(made[key])
    change(forged)
    assert code(tmp_path, forged) == 4
    assert capsys.readouterr().out.splitlines() == [*words, forged["row"], f"{len(words)} problems"]
    assert code(tmp_path, made[key], "f" * 16) == 4
    found = capsys.readouterr().out.splitlines()
    assert found == ["this is not the head that was given", made[key]["row"], "1 problems"]
    assert code(tmp_path, made[key], head.upper()) == 0
    assert capsys.readouterr().out == f"{made[key]['row']}\nproven under head {head}\n"


@pytest.mark.parametrize("key", ["s1-12", "s1-0", "s1-1", "s1-5", "s2-2", "last"])
def test_no_part_can_be_changed(proofs, tmp_path, key):
    made, head = proofs
    values = made[key if key != "last" else list(made)[-1]]

    def refused(change):
        forged = copy.deepcopy(values)
        change(forged)
        return forged == values or code(tmp_path, forged, head) != 0

    def flip(text, at):
        return text[:at] + ("0" if text[at] != "0" else "1") + text[at + 1 :]

    for at in range(0, len(values["row"]), 7):
        assert refused(lambda p, at=at: p.update(row=flip(p["row"], at)))
    for n, node in enumerate(values["path"]):
        assert refused(lambda p, n=n, node=node: p["path"].__setitem__(n, flip(node, 9)))
        assert refused(lambda p, n=n: p["path"].pop(n))
        assert refused(lambda p, n=n, node=node: p["path"].insert(n, node))
    assert refused(lambda p: p["path"].append("0" * 64))
    assert refused(lambda p: p["path"].reverse()) or len(values["path"]) < 2
    for n, link in enumerate(values["links"]):
        assert refused(lambda p, n=n: p["links"].pop(n))
        assert refused(lambda p, n=n, link=link: p["links"].insert(n, link))
        assert refused(lambda p, n=n, link=link: p["links"].__setitem__(n, flip(link, len(link) - 80)))
    for seq, (nonce, payload) in values["contents"].items():
        assert refused(lambda p, seq=seq: p["contents"].pop(seq))
        assert refused(lambda p, seq=seq, nonce=nonce: p["contents"][seq].__setitem__(0, flip(nonce, 3)))
        assert refused(lambda p, seq=seq, x=payload: p["contents"][seq].__setitem__(1, flip(x, len(x) // 2)))
    for name, value in (("head", "0" * 64), ("before", "0" * 64), ("from", values["from"] + 1), ("entries", 3)):
        assert refused(lambda p, name=name, value=value: p.update({name: value}))


def test_a_path_leads_to_the_root_from_every_place_in_every_tree():
    leaves = [bytes([n]) * 32 for n in range(70)]
    for size in (*range(1, 20), 31, 32, 33, 64, 65, 70):
        tree = merkle.Tree()
        tree.extend(leaves[:size])
        for index in range(size):
            path = [node.hex() for node in merkle.path(leaves[:size], index)]
            assert check_proof.root(leaves[index], index, size, path) == tree.root().hex()
            assert check_proof.root(leaves[index], index, size, [*path, "00" * 32]) != tree.root().hex()
            if size > 1:
                assert check_proof.root(leaves[index], index ^ 1, size, path) != tree.root().hex()
                assert check_proof.root(leaves[index], index, size, path[:-1]) != tree.root().hex()


def made_by_hand(tmp_path, row, acts, path=()):
    """A proof whose chain is sound, of acts that were never done: the act and the contents of each."""
    links, contents, previous = [], {}, "0" * 64
    for seq, (act, values) in enumerate(acts, 1):
        payload = json.dumps(values)
        digest = sha256(b"payload\0" + payload.encode()).hexdigest()
        link = {"act": act, "payload_hash": digest, "prev": previous, "seq": seq, "v": 1}
        links.append(json.dumps(link))
        contents[str(seq)] = ["", payload]
        previous = sha256(b"\0" + links[-1].encode()).hexdigest()
    values = {"row": row, "from": 1, "before": "0" * 64, "links": links, "contents": contents, "path": list(path)}
    return {**values, "entries": len(links), "head": previous}


ROW = '["claim",2,"forged"]'
LEAF = sha256(b"\0" + ROW.encode()).hexdigest()
NOT_SEALED = "the claim is not in the batch that the journal sealed"
NOT_ON = "an act does not go on from where the one before it left the claim"


def changed(was, now):
    return "correct", {"changes": [{"table": "claim", "id": 2, "was": was, "is": now}]}


def sealing(first, count, seal=LEAF):
    return "import", {"changes": [], "claims": [first, count, seal]}


@pytest.mark.parametrize(
    ("acts", "words"),
    [
        ([sealing(2, 1)], []),
        ([sealing(2, 1), ("import", {"changes": []})], []),
        ([sealing(2, 1), sealing(3, 1)], []),
        ([sealing(3, 1), sealing(2, 1), sealing(1, 1)], []),
        ([("note", sealing(2, 1)[1])], [NOT_SEALED]),
        ([sealing(2, 1), ("note", sealing(2, 1, "0" * 64)[1])], []),
        ([sealing(1, 1)], [NOT_SEALED]),
        ([sealing(3, 1)], [NOT_SEALED]),
        ([sealing(2, 1, "0" * 64)], [NOT_SEALED]),
        ([sealing(2, 1), changed(LEAF, "a" * 64), changed("a" * 64, LEAF)], []),
        ([sealing(2, 1), changed(LEAF, "a" * 64), changed("b" * 64, LEAF)], [NOT_ON]),
        ([sealing(2, 1), changed(LEAF, "a" * 64)], ["the claim is not as the journal left it"]),
        ([changed(None, LEAF)], []),
        ([changed(None, "a" * 64), changed("a" * 64, LEAF)], []),
        ([changed(None, "a" * 64), changed(None, LEAF)], [NOT_ON]),
    ],
)
def test_what_proves_a_claim_and_what_does_not(tmp_path, capsys, acts, words):
    file = tmp_path / "proof.json"
    file.write_text(json.dumps(made_by_hand(tmp_path, ROW, acts)), encoding="utf-8")
    assert check_proof.main(str(file)) == (4 if words else 0)
    assert capsys.readouterr().out.splitlines()[:-1] == [*words, ROW]


def test_a_proof_is_read_as_utf_8_wherever_it_is_read(proofs, tmp_path):
    made, _ = proofs
    (tmp_path / "proof.json").write_text(json.dumps(made["s1-9"]), encoding="utf-8")
    strict = ["-I", "-S", "-X", "warn_default_encoding", "-W", "error::EncodingWarning"]
    command = [sys.executable, *strict, check_proof.__file__, str(tmp_path / "proof.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_command_and_its_checker_need_only_python(path, tmp_path, capsys):
    assert main(["prove", "--checker", "-o", str(tmp_path / "check.py")]) == 0
    assert main(["--ledger", str(path), "prove", "s1-3", "-o", str(tmp_path / "proof.json")]) == 0
    assert "s1-3: proven by" in capsys.readouterr().err
    with Ledger(path, readonly=True) as ledger:
        head = ledger.head

    def run(*words):
        command = [sys.executable, "-I", "-S", str(tmp_path / "check.py"), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    done = run(str(tmp_path / "proof.json"), head)
    assert done.returncode == 0
    assert "s1-3" in done.stdout
    assert run(str(tmp_path / "proof.json"), "f" * 64).returncode == 4
    assert run(str(tmp_path / "check.py")).returncode == 1
    assert run().returncode == 1
    assert main(["--ledger", str(path), "prove", "-o", "-"]) == 2
    assert main(["--ledger", str(path), "prove", "none", "-o", "-"]) != 0


def test_what_must_not_leave_is_not_proven(tmp_path, ledger):
    record = ClaimRecord(
        document="Talk",
        figure_text="3",
        value=3,
        qualifier="exact",
        measure="killed",
        place="Zaria",
        attributed_to="Ahmed",
        ground_rules="background",
    )
    ledger.add(record)
    with pytest.raises(LedgerError, match="may not leave"):
        ledger.prove(ledger.claims()[0].id)


def test_an_entry_that_tells_of_others_is_not_told(ledger, table):
    ledger.import_paths([table])
    ledger.redact("Zaria", "a place at risk")
    with pytest.raises(LedgerError, match="3 other claims"):
        ledger.prove("a")
