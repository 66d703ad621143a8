"""Gzip and zip: read member by member, never by name, and no bomb goes off."""

from __future__ import annotations

import io
import zlib

import pytest

from ledger.errors import InputError
from ledger.intake.items import items, open_item, read_item
from tests.intake.making import gzipped, zipped

TEXT = b"27 people were killed in Zaria on Monday, the Ministry of Health said.\n"
TABLE = b"document,measure,value\nA,killed,27\n"


def put(tmp_path, name: str, data: bytes) -> str:
    path = tmp_path / name
    path.write_bytes(data)
    return str(path)


def read_all(path: str) -> list[bytes]:
    return [read_item(item).data for item in items([path])]


def test_a_packed_text_is_read_and_the_unpacked_bytes_are_kept(ledger, tmp_path):
    report = ledger.import_paths([put(tmp_path, "a.txt.gz", gzipped(TEXT))])
    assert report.files[0].format == "text"
    assert [c.record.value for c in ledger.claims()] == [27]
    assert ledger.verify().sound


def test_every_file_of_an_archive_is_one_import(ledger, tmp_path):
    packed = zipped({"news/a.txt": TEXT, "b.csv": TABLE, "__MACOSX/x": b"", ".hidden": b"", "c.txt.gz": gzipped(TEXT)})
    path = put(tmp_path, "all.zip", packed)
    report = ledger.import_paths([path])
    assert [(f.path.removeprefix(path), f.format, f.claims_added) for f in report.files] == [
        ("/news/a.txt", "text", 1),
        ("/b.csv", "native-csv", 1),
        ("/c.txt.gz", "text", 0),
    ]
    assert report.files[2].claims_unchanged == 1


def test_names_that_climb_out_are_only_shown(tmp_path):
    path = put(tmp_path, "evil.zip", zipped({"../../etc/evil.txt": TEXT, "/abs.txt": TEXT}))
    found = list(items([path]))
    assert [i.name for i in found] == [f"{path}/../../etc/evil.txt", f"{path}//abs.txt"]
    assert read_item(found[0]).data == TEXT
    assert [p.name for p in tmp_path.iterdir()] == ["evil.zip"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("bomb.gz", gzipped(bytes(40 << 20)), "grows more than 200-fold"),
        ("cut.gz", gzipped(TEXT)[:-9], "cut off"),
        ("tail.gz", gzipped(TEXT) + b"more", "something else follows"),
        ("flipped.gz", gzipped(TEXT)[:-6] + b"\0\0" + gzipped(TEXT)[-4:], "damaged"),
        ("bomb.zip", zipped({"a.txt": bytes(40 << 20)}), "grows more than 200-fold"),
        ("cut.zip", zipped({"a.txt": TEXT})[:-30], "damaged or cut off"),
        ("empty.zip", zipped({"folder/": b""}), "holds no files"),
        ("nested.zip", zipped({"a.zip": zipped({"b.txt": TEXT})}), "archive inside an archive"),
    ],
)
def test_what_cannot_be_unpacked_is_refused(tmp_path, name, data, words):
    path = put(tmp_path, name, data)
    with pytest.raises(InputError, match=words):
        read_all(path)


def test_a_size_that_lies_is_found_out(tmp_path):
    """The archive says 10 bytes; what comes out is counted, and its check sum does not fit."""
    packed = bytearray(zipped({"a.txt": bytes(30 << 20)}))
    for at in (22, packed.rindex(b"PK\x01\x02") + 24):
        packed[at : at + 4] = (10).to_bytes(4, "little")
    path = put(tmp_path, "lie.zip", bytes(packed))
    with pytest.raises(InputError, match=r"damaged or cut off|200-fold"):
        read_all(path)


def test_two_packed_parts_are_one_file(tmp_path):
    [item] = items([put(tmp_path, "two.gz", gzipped(TEXT) + gzipped(TEXT))])
    assert read_item(item).data == TEXT + TEXT


def test_a_locked_member_is_refused(tmp_path):
    packed = bytearray(zipped({"a.txt": TEXT}))
    packed[6] |= 1
    packed[packed.rindex(b"PK\x01\x02") + 8] |= 1
    path = put(tmp_path, "locked.zip", bytes(packed))
    with pytest.raises(InputError, match="locked with a password"):
        read_all(path)


def test_standard_input_may_be_packed(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(gzipped(TEXT))))
    [item] = items(["-"])
    with open_item(item) as raw:
        assert raw.read() == TEXT
    assert zlib.crc32(TEXT)
