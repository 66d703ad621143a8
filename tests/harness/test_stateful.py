"""Random work keeps every promise; and each of six bugs, planted on purpose, is found by it.

`CLAIMS_EXAMPLES=200 pytest tests/harness/test_stateful.py` runs it at length.
"""

from __future__ import annotations

import os
import shutil

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from ledger import acts, store
from ledger import journal as journals
from ledger.api import acting
from ledger.rowhash import COLUMNS
from tests.harness.stateful import Work

EXAMPLES = int(os.environ.get("CLAIMS_EXAMPLES", "4"))


def work(examples, steps=12):
    run_state_machine_as_test(
        Work,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_random_work_keeps_every_promise():
    work(EXAMPLES)


def forgets_to_journal(patch):
    """The entry of an act leaves out a change."""
    real = journals.append

    def append(connection, reviewer, act, subject, payload, at=None):
        return real(connection, reviewer, act, subject, {**payload, "changes": payload["changes"][1:]}, at)

    patch.setattr(acts.journal, "append", append)


def undoes_too_little(patch):
    """An undo leaves the last column of a change as it is."""
    real = acts.Act.change
    patch.setattr(
        acts.Act,
        "change",
        lambda self, row, **v: real(self, row, **(v if self.act != "undo" else {"row_hash": row.row_hash})),
    )


def loses_an_act(patch):
    """Every third act is said to be done and rolled back."""
    from contextlib import contextmanager

    real, count = acting.writing, [0]

    @contextmanager
    def writing(engine):
        count[0] += 1
        with real(engine) as connection:
            if count[0] % 3:
                yield connection
                return
        with engine.connect() as plain, plain.begin() as transaction:
            yield plain
            transaction.rollback()

    patch.setattr(acting, "writing", writing)


def searches_old_words(patch):
    """The search index does not follow a correction."""
    from ledger.detection import changing

    patch.setattr(changing, "follow_search", lambda connection, act: None)


def copies_the_first_backup(patch):
    """A backup gives a copy made earlier."""
    real, kept = store.backup, {}

    def backup(engine, target, check=None):
        key = str(engine.url)
        if key in kept and kept[key].exists():
            shutil.copyfile(kept[key], target)
            return
        real(engine, target, check)
        kept[key] = target.with_suffix(".first")
        shutil.copyfile(target, kept[key])

    patch.setattr(store, "backup", backup)


def hashes_without_the_note(patch):
    """The hash of a row leaves out one column."""
    real, at = acts.row_hash, COLUMNS["claim"].index("note")

    def row_hash(table, values):
        return real(table, [*values[:at], None, *values[at + 1 :]] if table == "claim" else values)

    patch.setattr(acts, "row_hash", row_hash)


@pytest.mark.parametrize(
    "bug",
    [
        forgets_to_journal,
        undoes_too_little,
        loses_an_act,
        searches_old_words,
        copies_the_first_backup,
        hashes_without_the_note,
    ],
    ids=lambda bug: bug.__name__,
)
def test_a_planted_bug_is_found(bug, monkeypatch):
    bug(monkeypatch)
    with pytest.raises(Exception):  # noqa: B017, PT011 - whichever promise breaks first
        work(40, steps=20)
