"""Reports are written piece by piece and hold the same text; the fingerprint can be computed by anybody."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256

import pytest

from ledger.reporting import FORMATS, pieces
from ledger.reporting.build import build
from ledger.reporting.json import write_json
from ledger.reporting.plain import sections, values
from ledger.safetext import json_text
from tests.reporting.report_made import given, small, view


@pytest.mark.parametrize("format_", FORMATS)
def test_a_large_report_comes_in_many_pieces(format_):
    claims = [view(n, value=n, attributed_to=f"S{n}") for n in range(1, 200)]
    readings = {c.row: replace(given([c]).readings[c.row], quantity=f"q{c.row}") for c in claims}
    parts = list(pieces(build(given(claims, readings=readings)), format_))
    assert len(parts) > 10
    assert max(map(len, parts)) < sum(map(len, parts)) / 4


def test_the_json_written_in_pieces_is_the_json_of_the_whole():
    report = build(small())
    whole = {name: values(part) for name, part in sections(report)}
    assert write_json(report) == json_text(whole, indent=2) + "\n"


def test_anybody_can_compute_the_fingerprint_from_the_json_file():
    report = build(small())
    read = json.loads(write_json(report))
    read["identity"] |= {"generated_at": "", "fingerprint": ""}
    compact = json.dumps(read, separators=(",", ":"), ensure_ascii=False).encode()
    assert sha256(compact).hexdigest() == report.identity.fingerprint
