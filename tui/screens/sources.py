"""Who makes the claims: how many, who is a party to the conflict, how reliable they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ledger.counting import plural
from ledger.vocabulary import Reliability
from tui.columns import Column
from tui.lines import Line
from tui.registry import SOURCES, Standing
from tui.screens.base import bindings
from tui.screens.tables import Listed, TableScreen
from tui.widgets.ask import Option, Question


@dataclass(frozen=True, slots=True)
class Source:
    """A source with its claims and what people said of it."""

    name: str
    claims: int
    party: str | None
    reliability: str | None


class SourcesScreen(TableScreen[Source]):
    """The sources, those with most claims first."""

    where: ClassVar[str] = SOURCES
    caption: ClassVar[str] = "Sources"
    noun: ClassVar[str] = "source"
    preview_lines = 3
    columns = (
        Column("name", "source", 24, 60, share=3),
        Column("claims", "claims", 8, 10, "right"),
        Column("party", "party", 12, 30),
        Column("reliability", "reliability", 11, 28),
    )
    BINDINGS = bindings(SOURCES)

    def read(self) -> list[Source]:
        """The sources in use and those that people said something about."""
        return self.holding(self.words)

    def count(self, words: str) -> int:
        """How many sources hold the words."""
        return len(self.holding(words))

    def holding(self, words: str) -> list[Source]:
        """The sources that hold the words."""
        ledger = self.review.ledger
        said = {s.name: s for s in ledger.sources()}
        counted = dict(ledger.names_in_use("actor"))
        for name in said:
            counted.setdefault(name, 0)
        made = [
            Source(n, c, said[n].party if n in said else None, said[n].reliability if n in said else None)
            for n, c in sorted(counted.items(), key=lambda x: (-x[1], x[0]))
        ]
        wanted = words.casefold().split()
        return [s for s in made if all(w in f"{s.name} {s.party or ''}".casefold() for w in wanted)]

    def show(self, snapshot: list[Source]) -> None:
        """Fill the table."""
        self.place(Listed(snapshot))

    def cells(self, item: Source) -> dict[str, Line]:
        """A source in columns."""
        grade = Reliability(item.reliability) if item.reliability else None
        return {
            "name": Line.of((item.name, "strong")),
            "claims": Line.of(f"{item.claims:,}"),
            "party": Line.of((item.party or "", "dispute")),
            "reliability": Line.of((f"{grade.value} {grade.label}" if grade else "", "dim")),
        }

    def about(self, item: Source, width: int) -> list[Line]:
        """What stands about it."""
        party = (
            f"a party to the conflict: {item.party}" if item.party else "no party to the conflict, as far as is said"
        )
        return [
            Line.of(f"{item.name}: {plural(item.claims, 'claim')}; {party}"),
            Line.of(("enter shows its claims", "dim")),
        ]

    def standing(self) -> Standing:
        """The source under the cursor."""
        chosen = self.table.chosen
        return Standing(
            self.where,
            opened=self.review.is_open,
            chosen=chosen is not None and chosen.claims > 0,
            rows=len(self.table),
            filtered=bool(self.words),
            source=chosen.name if chosen else None,
        )

    def do_open(self) -> None:
        """Its claims."""
        if (item := self.table.chosen) is not None:
            name = item.name.replace('"', " ")
            self.review.go("claims", f'source:"{name}"')

    def do_party(self) -> None:
        """Say which party it belongs to."""
        item = self.table.chosen
        assert item is not None  # the registry lets nothing else through
        question = Question("party to the conflict", f"{item.name}; empty: no party", value=item.party or "")
        self.ask(question, lambda party: self.review.perform(lambda ledger: ledger.set_party(item.name, party or None)))

    def do_reliability(self) -> None:
        """Grade it."""
        item = self.table.chosen
        assert item is not None  # the registry lets nothing else through
        grades = (*(Option(r.value, f"{r.value}  {r.label}") for r in Reliability), Option("none", "not graded"))
        self.ask(
            Question("reliability", item.name, options=grades, strict=True, cursor=item.reliability or "none"),
            lambda grade: self.review.perform(
                lambda ledger: ledger.set_reliability(item.name, None if grade == "none" else grade)
            ),
        )
