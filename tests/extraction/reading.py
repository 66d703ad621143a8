"""What a text gives, in short, for the tables of these tests."""

from __future__ import annotations

import datetime

from ledger.extraction import extract

DAY = datetime.date(2020, 5, 7)
"""A Thursday, the day of publication in these tests."""


def drafts(text):
    return extract(text, document="d", published=DAY).drafts


def figures(text):
    """Value (or both ends of a range, or the vague words), qualifier and measure of every claim."""
    return [(number(d.record), str(d.record.qualifier), str(d.record.measure)) for d in drafts(text)]


def number(record):
    if record.qualifier == "vague":
        return record.figure_text.lower()
    return record.value if record.value is not None else (record.low, record.high)


def groups(text):
    return [(number(d.record), d.record.group) for d in drafts(text)]


def speakers(text):
    return [(d.record.attributed_to, d.record.relayed_by) for d in drafts(text)]


def rules(text, field):
    return [[e.rule for e in d.rules if e.field == field] for d in drafts(text)]


def claims(text):
    """Number, measure, group, speaker and relays of every claim."""
    return [
        (number(d.record), str(d.record.measure), d.record.group, d.record.attributed_to, d.record.relayed_by)
        for d in drafts(text)
    ]
