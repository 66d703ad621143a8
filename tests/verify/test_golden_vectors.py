"""The hashed formats are frozen: a report of today verifies in ten years."""

from __future__ import annotations

import json
from hashlib import sha256

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger import journal
from ledger.merkle import EMPTY, Tree
from ledger.rowhash import COLUMNS, row_hash


def test_row_hash_of_format_1():
    values = (7, "Red Cross", "neutral", None, "A", "standing")
    assert len(values) == len(COLUMNS["source"])
    expected = sha256(b'\x00["source",7,"Red Cross","neutral",null,"A","standing"]').digest()
    assert row_hash("source", values) == expected
    assert expected.hex() == "b54d1c73ad5d7bc349dfb6b033ad4177d03b0ece4c312cd5488320ed2461b5ca"


def test_columns_of_format_1():
    frozen = sha256(json.dumps(COLUMNS, sort_keys=True).encode()).hexdigest()
    assert frozen == "6a22fdc94dab15036743945d3f75d36761cb03c2f25b6f6d4f516e19a17387f3"


def test_entry_hash_of_format_1():
    digest = journal.payload_hash(bytes(range(16)), b'{"changes":[]}')
    assert digest == sha256(b"payload\x00" + bytes(range(16)) + b'{"changes":[]}').digest()
    found = journal.entry_hash(2, "2020-05-02T10:00:00Z", "reviewer", "note", "claim:7", digest, journal.START)
    plain = (
        '{"act":"note","at":"2020-05-02T10:00:00Z","payload_hash":"' + digest.hex() + '","prev":"' + "0" * 64
    ) + '","reviewer":"reviewer","seq":2,"subject":"claim:7","v":1}'
    assert found == sha256(b"\x00" + plain.encode()).digest()
    assert found.hex() == "b8e1cbc45eaa1add2688af5da896ffb0af2a262fb544cc5d015eb6b16ab80216"


def test_merkle_roots_of_rfc_9162():
    """The test vectors of RFC 6962's reference implementation (merkle_tree_test)."""
    leaves = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ]
    roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    tree = Tree()
    assert tree.root() == EMPTY
    for leaf, root in zip(leaves, roots, strict=True):
        tree.add(sha256(b"\x00" + bytes.fromhex(leaf)).digest())
        assert tree.root().hex() == root


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(
            st.none(),
            st.integers(-(2**53) + 1, 2**53 - 1),
            st.text(st.characters(blacklist_categories=["Cs"])),
        )
    )
)
def test_the_standard_library_writes_the_same_bytes(values):
    """A verifier needs nothing but Python: json.dumps gives the canonical bytes of rows."""
    assert orjson.dumps(values) == json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


@given(st.dictionaries(st.text("abcdefghij_", min_size=1), st.integers(-(2**53) + 1, 2**53 - 1)))
def test_canonical_objects_have_sorted_keys(value):
    plain = json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
    assert journal.canonical(value) == plain
