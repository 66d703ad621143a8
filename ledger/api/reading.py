"""What stands in a ledger: claims, documents, findings, names, the journal."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ledger import journal, queries
from ledger.errors import LedgerError
from ledger.vocabulary import NameKind

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.comparison.bias import Profile
    from ledger.journal import Entry
    from ledger.names.proposals import Proposal
    from ledger.names.questions import Question
    from ledger.quantities import QuantityView
    from ledger.telling import Named

from ledger.api.opened import Opened


class Reading(Opened):
    """Every read is one consistent view."""

    def counts(self) -> queries.Counts:
        """How much the ledger holds."""
        with self.reading() as c:
            return queries.counts(c)

    def claims(
        self,
        only: queries.ClaimFilter | None = None,
        order: str = "entered",
        limit: int | None = None,
        *,
        descending: bool = False,
    ) -> list[queries.ClaimView]:
        """The claims that `only` lets through (the standing ones, unless told)."""
        with self.reading() as c:
            return queries.claims(c, only, order, limit, descending=descending)

    def claim(self, claim_id: str) -> queries.ClaimView:
        """One claim by its id; LedgerError when there is none."""
        with self.reading() as c:
            found = queries.claim(c, claim_id)
        if found is None:
            raise LedgerError(f"there is no claim {claim_id}; claims list shows them")
        return found

    def claim_rows(
        self, only: queries.ClaimFilter | None = None, order: str = "entered", descending: bool = False
    ) -> Sequence[int]:
        """The rows of those claims in order, 4 bytes each at most: what a long list scrolls over."""
        with self.reading() as c:
            return queries.claim_rows(c, only, order, descending)

    def claims_at(self, rows: Iterable[int]) -> list[queries.ClaimView]:
        """The claims in those rows."""
        with self.reading() as c:
            return queries.claims_at(c, rows)

    def document(self, row: int) -> queries.DocumentView | None:
        """One document, with its text."""
        with self.reading() as c:
            return queries.document(c, row)

    def document_rows(self, words: str = "") -> array[int]:
        """The rows of the documents whose name or publisher holds `words`, in the order of entry."""
        with self.reading() as c:
            return queries.document_rows(c, words)

    def documents_at(self, rows: Iterable[int]) -> list[queries.DocumentView]:
        """The documents in those rows, without their texts."""
        with self.reading() as c:
            return queries.documents_at(c, rows)

    def claims_of_document(self, row: int) -> list[queries.ClaimView]:
        """The standing claims of one document, in the order of its words."""
        with self.reading() as c:
            return queries.claims_of_document(c, row)

    def claims_of_quantity(self, claim_id: str, most: int = 500) -> list[queries.ClaimView]:
        """The standing claims that speak of the quantity of one of them, in the order of entry."""
        with self.reading() as c:
            return queries.claims_of_quantity(c, claim_id, most)

    def readings_of(self, rows: Iterable[int]) -> dict[int, queries.ReadingView]:
        """What the standing claims in those rows commit to."""
        with self.reading() as c:
            return queries.readings(c, list(rows))

    def names_in_use(self, kind: str) -> list[tuple[str, int]]:
        """The names of sources ("actor"), groups or places in standing claims, each with its number of claims."""
        with self.reading() as c:
            return queries.names_in_use(c, kind)

    def documents(self) -> list[queries.DocumentView]:
        """All documents, without their texts."""
        with self.reading() as c:
            return queries.documents(c)

    def finding_ids(self, *, words: str = "") -> list[str]:
        """The ids of the findings that hold every word, what is open first."""
        with self.reading() as c:
            return queries.finding_ids(c, words=words)

    def findings_at(self, ids: Iterable[str]) -> list[queries.FindingView]:
        """The findings with those ids, in that order."""
        with self.reading() as c:
            return queries.findings_at(c, ids)

    def findings(
        self,
        *,
        state: str = "open",
        kind: str | None = None,
        severity: str | None = None,
        list_: str | None = None,
        claim_row: int | None = None,
        limit: int | None = None,
    ) -> list[queries.FindingView]:
        """Findings, slips first, the gravest first."""
        with self.reading() as c:
            return queries.findings(
                c, state=state, kind=kind, severity=severity, list_=list_, claim_row=claim_row, limit=limit
            )

    def quantity(self, what: str) -> QuantityView:
        """One quantity by its key, by a finding or by a claim: its claims, its support, what stands beside it."""
        from ledger import quantities

        with self.reading() as c:
            return quantities.view(c, what)

    def counted(self, findings: Sequence[queries.FindingView]) -> dict[str, str]:
        """Reports, origins and origins not a party of each finding, and who agrees, in words, by its id."""
        from ledger import quantities

        with self.reading() as c:
            return quantities.counted(c, findings)

    def bias(self, *, by_party: bool = False) -> list[Profile]:
        """How the figures of the sources that are parties stand to those of third parties (`comparison.bias`)."""
        from ledger.comparison.bias import profiles
        from ledger.detection.placed import spoken_of_by
        from ledger.detection.world import World

        with self.reading() as c:
            parties = World.of(c).context.parties
            return profiles(spoken_of_by(c, list(parties)), parties, by_party=by_party)

    def finding(self, finding_id: str) -> queries.FindingView:
        """One finding by its id or the start of it; LedgerError when there is none."""
        with self.reading() as c:
            found = queries.finding(c, finding_id)
        if found is None:
            raise LedgerError(f"there is no finding {finding_id}; claims conflicts --state all shows them")
        return found

    def readings(self) -> dict[int, queries.ReadingView]:
        """What every standing claim commits to, by its row."""
        with self.reading() as c:
            return queries.readings(c)

    def history(self, subject: str) -> list[journal.Entry]:
        """The journal entries about `claim:ID`, `finding:ID`, `batch:N`, oldest first.

        Of an import that revised a claim, the changes to that claim alone.
        """
        with self.reading() as c:
            return _history(c, subject)

    def journal(
        self,
        *,
        after: int = 0,
        before: int | None = None,
        since: str | None = None,
        until: str | None = None,
        by: str | None = None,
        acts: Sequence[str] = (),
        about: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> list[journal.Entry]:
        """Journal entries with a number above `after` and, if given, below `before`, and all else that is given.

        `since` and `until` are times in UTC or their beginnings (`2026-01-31`, `2026-01-31T09:30`), both included,
        `by` is part of a reviewer's name, `acts` names acts (`accept`), `about` a subject as `history` takes it.
        """
        with self.reading() as c:
            of = {e.seq: e for e in _history(c, about)} if about is not None else {}
            numbers = tuple(of) if about is not None else None
            which = journal.EntryFilter(since, until, by, tuple(acts), numbers)
            found = journal.entries(c, after=after, before=before, newest_first=newest_first, limit=limit, which=which)
            return [of.get(e.seq, e) for e in found]

    def acts(self) -> list[str]:
        """The names of the acts that the journal holds, in alphabetical order."""
        with self.reading() as c:
            return journal.acts(c)

    def journal_numbers(self, words: str = "") -> array[int]:
        """The numbers of the journal entries whose reviewer, act or subject holds every word, newest first."""
        with self.reading() as c:
            return journal.numbers(c, words)

    def journal_at(self, numbers: Iterable[int]) -> list[Entry]:
        """The journal entries with those numbers, in that order."""
        with self.reading() as c:
            return journal.entries_at(c, numbers)

    def named(self, entries: Sequence[Entry]) -> Named:
        """What those journal entries name by number, so that `ledger.telling.told` can tell them."""
        with self.reading() as c:
            return queries.named(c, entries)

    def entries(self) -> int:
        """How many journal entries there are."""
        with self.reading() as c:
            return journal.size(c)

    def remarks(self, subject: str) -> list[queries.RemarkView]:
        """The notes on a claim or a finding."""
        with self.reading() as c:
            return queries.remarks(c, subject)

    def name_links(self) -> list[tuple[str, str, str, str]]:
        """What people said about names: kind, name, relation, target."""
        with self.reading() as c:
            return queries.name_links(c)

    def name_questions(self) -> list[Question]:
        """The names of places in use that name more than one: which is meant, `link_names` says."""
        from ledger.names import Names
        from ledger.names.questions import questions

        return questions(self.names_in_use("place"), Names(self.name_links()))

    def name_proposals(self, *kinds: str) -> list[Proposal]:
        """Names in use that look alike, of the kinds "place", "group" and "actor", or of all.

        `link_names` joins a pair or says that it is two; it is not proposed again either way.
        """
        from ledger.names import Names
        from ledger.names.proposals import propose

        names = Names(self.name_links())
        wanted = kinds or tuple(kind.value for kind in NameKind)
        return [p for kind in wanted for p in propose(kind, self.names_in_use(kind), names)]

    def parties(self) -> dict[str, str]:
        """The sources that are parties to the conflict: name to party."""
        with self.reading() as c:
            return queries.parties(c)

    def sources(self) -> list[queries.SourceView]:
        """What people said about sources: party, way of counting, reliability."""
        with self.reading() as c:
            return queries.sources(c)

    def batches(self) -> list[dict[str, object]]:
        """The imported files, in order."""
        with self.reading() as c:
            return queries.batches(c)


def _history(connection: Connection, subject: str) -> list[Entry]:
    found = journal.about(connection, subject)
    kind, _, name = subject.partition(":")
    view = queries.claim(connection, name) if kind == "claim" else None
    if view is not None:
        found = sorted([*found, *journal.revising(connection, view.row)], key=lambda e: e.seq)
    return found
