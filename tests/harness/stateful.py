"""Random work on one ledger, by two hands at once, with every promise checked after each step.

A model keeps what the ledger must hold: how many claims stand, the state and the note of each, every head that was
ever shown. The rules make valid data, as naive random input never reaches the deep ones.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ledger.api import Ledger
from ledger.errors import LedgerError

CHECKED = ("schema", "journal", "rows", "documents", "quotes", "search")
WORDS = st.sampled_from(
    ["seen in print", "told by telephone", "27 then, 62 later", "عن مصدر طبي", "a 'quoted' \"word\""]
)


class Work(RuleBasedStateMachine):
    """Two open connections to one ledger, and what they must find in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="claims-stateful-"))
        self.heads: list[str] = []
        self.states: dict[str, str] = {}
        self.notes: dict[str, str | None] = {}
        self.batches = self.entries = self.backups = 0
        self.undoable: list[tuple[str, str, object, object]] = []

    @initialize()
    def create(self) -> None:
        """A new ledger, and two hands."""
        self.path = self.folder / "work.db"
        Ledger.create(self.path).close()
        self.hands = [Ledger(self.path, reviewer=name) for name in ("one", "two")]
        self.entries = 1
        self._seen()

    @rule(rows=st.integers(1, 5), value=st.integers(0, 900), hand=st.integers(0, 1))
    def bring_in(self, rows, value, hand):
        """Import a table of a few claims about one thing."""
        self.batches += 1
        lines = ["id,document,value,measure,group,place,event_start,attributed_to,note"]
        for n in range(rows):
            key = f"b{self.batches}-{n}"
            source = ("Red Cross", "Ministry of Health")[n % 2]
            lines.append(
                f"{key},Paper {self.batches},{value + n},killed,civilians,Zaria,2020-05-01,{source},as printed"
            )
            self.states[key], self.notes[key] = "review_not_started", "as printed"
        path = self.folder / f"{self.batches}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.hands[hand].import_paths([str(path)])
        self._acted(None)

    @precondition(lambda self: self.states)
    @rule(data=st.data(), hand=st.integers(0, 1), act=st.sampled_from(["accept", "reject"]))
    def judge(self, data, hand, act):
        """Accept or reject a claim."""
        key = data.draw(st.sampled_from(sorted(self.states)))
        wanted = {"accept": "approved", "reject": "rejected"}[act]
        if self.states[key] == wanted:
            return
        getattr(self.hands[hand], act)(key, "because")
        self._acted((self.hands[hand].reviewer, key, ("state", self.states[key]), wanted))
        self.states[key] = wanted

    @precondition(lambda self: self.states)
    @rule(data=st.data(), hand=st.integers(0, 1), words=WORDS)
    def correct(self, data, hand, words):
        """Give a claim another note."""
        key = data.draw(st.sampled_from(sorted(self.states)))
        if self.notes[key] == words:
            return
        self.hands[hand].correct(key, {"note": words}, "better known")
        self._acted((self.hands[hand].reviewer, key, ("note", self.notes[key]), words))
        self.notes[key] = words

    @precondition(lambda self: self.undoable)
    @rule(hand=st.integers(0, 1))
    def undo(self, hand):
        """Take back this hand's last act; refused where somebody changed the claim since."""
        mine = [u for u in self.undoable if u[0] == self.hands[hand].reviewer]
        if not mine:
            return
        last = mine[-1]
        later = [u for u in self.undoable[self.undoable.index(last) + 1 :] if u[1] == last[1]]
        try:
            self.hands[hand].undo()
        except LedgerError:
            assert later, "an undo was refused though nobody changed the claim since"
            return
        _, key, (column, before), _ = last
        if column == "state":
            self.states[key] = str(before)
        else:
            self.notes[key] = before
        self.undoable.remove(last)
        self.entries += 1
        self._seen()

    @precondition(lambda self: self.states)
    @rule()
    def back_up(self):
        """A backup is a ledger of its own with the same head."""
        self.backups += 1
        copy = self.folder / f"copy{self.backups}.db"
        self.hands[0].backup(copy)
        with Ledger(copy) as ledger:
            assert ledger.head == self.hands[1].head
            assert ledger.counts().claims == len([s for s in self.states.values() if s != "rejected"])
        copy.unlink()

    @rule(hand=st.integers(0, 1))
    def reopen(self, hand):
        """Close and open again."""
        name = self.hands[hand].reviewer
        self.hands[hand].close()
        self.hands[hand] = Ledger(self.path, reviewer=name)

    @invariant()
    def holds_what_was_done(self):
        """Both hands find what the model holds, and everything verifies against every head that was ever shown."""
        if not hasattr(self, "hands"):
            return
        for hand in self.hands:
            found = {c.id: (c.state.value, c.record.note) for c in hand.claims(self._all())}
            assert found == {k: (self.states[k], self.notes[k]) for k in self.states}
            assert len(hand.journal()) == self.entries
        result = self.hands[0].verify(only=CHECKED)
        assert result.problems == []
        hashes = {e.hash.hex() for e in self.hands[1].journal()}
        assert set(self.heads) <= hashes
        other = sqlite3.connect(self.path, timeout=0, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")  # nobody holds anything
        other.execute("ROLLBACK")
        other.close()

    @staticmethod
    def _all():
        from ledger.queries import ClaimFilter

        return ClaimFilter(state="all")

    def _acted(self, undo):
        self.entries += 1
        if undo is not None:
            self.undoable.append(undo)
        self._seen()

    def _seen(self):
        self.heads.append(self.hands[0].head)

    def teardown(self):
        """Findings follow from the claims, too."""
        try:
            if hasattr(self, "hands"):
                assert self.hands[0].verify().problems == []
        finally:
            for hand in getattr(self, "hands", ()):
                hand.close()
            shutil.rmtree(self.folder, ignore_errors=True)
