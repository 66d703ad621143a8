"""The report's colours pass WCAG 2.2 AA in both schemes: 4.5 to 1 for every text on its ground."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = files("ledger.reporting").joinpath("templates/report.css").read_text(encoding="utf-8")
SCHEMES = [
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root \{(.*?)\}", CSS, re.S)
]


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES[:2], ids=["light", "dark"])
def test_every_text_is_readable_on_its_ground(scheme):
    pairs = [(name, ground) for ground in ("ground", "raised") for name in ("text", "dim", "link")]
    pairs += [(name, "ground") for name in ("slip", "dispute", "note", "decided")]
    pairs += [(name, f"{name}-ground") for name in ("slip", "dispute", "note", "decided")]
    low = {pair: contrast(scheme[pair[0]], scheme[pair[1]]) for pair in pairs}
    assert {pair for pair, ratio in low.items() if ratio < 4.5} == set()


def test_there_are_two_schemes():
    assert len(SCHEMES) >= 2
