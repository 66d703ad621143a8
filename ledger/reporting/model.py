"""The report as plain values: what every writer writes, and nothing else.

All strings may hold text from outside; each writer makes them safe in its own way. `None` means that the
ledger does not say. Figures are whole numbers of people; `high` None means that the words set no ceiling.
"""

from __future__ import annotations

from dataclasses import dataclass

FORMAT = "casualty-ledger-report"
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Which ledger, as it stood when, asked what, read by which rules.

    `fingerprint` is the SHA-256 of the JSON report without `generated_at` and itself: the same ledger and
    scope give the same one, whenever and wherever the report is written. `as_known_on` is the day or the head
    that was asked for, None for the ledger as it stands. `public_key` is the key that signs its heads, in hex.
    """

    ledger: str
    head: str
    entries: int
    last_act_at: str | None
    program: str
    schema: int | None
    policy: tuple[tuple[str, str, int], ...]
    scope: str
    filters: tuple[tuple[str, str], ...]
    as_known_on: str | None
    public_key: str | None
    generated_at: str
    fingerprint: str

    @property
    def then(self) -> str | None:
        """The moment that the report is about, in words; None for the ledger as it stands."""
        if self.as_known_on is None:
            return None
        dated = "-" in self.as_known_on or len(self.as_known_on) < 8
        return f"{'on' if dated else 'after the entry'} {self.as_known_on}: what came later is not in this report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number of the summary: what it counts and a word about it."""

    name: str
    label: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """What a figure commits to, in whole people, and the sentence that says so."""

    low: int
    high: int | None
    soft_ceiling: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A note by a reviewer."""

    text: str
    reviewer: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim. `said_by` is None where nobody is named; `origin` groups the reports of one source.

    `row` serves as an anchor inside the report. `chain` runs from nearest the speaker to the document.
    `quote_withheld` says why the words are not shown.
    """

    id: str
    row: int
    figure: str
    number: str
    qualifier: str
    qualifier_words: str
    value: int | None
    low: int | None
    high: int | None
    reading: Interval | None
    measure: str
    measure_words: str
    group: str | None
    status: str | None
    place: str | None
    period: str | None
    as_of: str | None
    definition: str | None
    method: str
    event: str | None
    said_by: str | None
    anonymity: str | None
    party: str | None
    origin: str
    chain: tuple[str, ...]
    document: str
    publisher: str | None
    published: str | None
    url: str | None
    quote: str | None
    figure_text: str | None
    keyed_in: bool
    state: str
    state_words: str
    note: str | None
    remarks: tuple[Remark, ...]
    ground_rules: str | None
    quote_withheld: str | None
    in_scope: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """How a finding was decided, by whom, when and why."""

    outcome: str
    method: str
    method_words: str
    why: str
    reviewer: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Whether one number agrees with all readings of a finding, and in which range; else how far apart they are.

    `low` to `high` is the common range where `fits`, and the gap between the readings where not.
    """

    fits: bool
    low: int
    high: int | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding, with the ids of its claims from the lowest reading to the highest."""

    number: int
    id: str
    code: str
    kind: str
    kind_words: str
    list: str
    list_words: str
    severity: str
    state: str
    state_words: str
    about: str
    headline: str
    explanation: str
    fits_if: str
    hint: str | None
    fit: Fit | None
    origins: tuple[str, ...]
    claims: tuple[str, ...]
    reopened_by: tuple[str, ...]
    decision: Decision | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One of the three nested ranges of a quantity: its name, what it means, its ends and who stands behind it."""

    name: str
    words: str
    low: int
    high: int | None
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What the claims of a quantity support: never an average, never a probability.

    `lines` are claimed (what anybody gives), supported (what two independent sources give) and agreeing (the
    largest set of sources that one number or one growing total can satisfy), as far as they exist.
    `must_be_wrong` is the least number of figures that cannot hold.
    """

    words: str
    lines: tuple[Line, ...]
    left_out: tuple[str, ...]
    must_be_wrong: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One thing that is counted, its claims and the findings that touch it (their numbers).

    `reports`, `origins` and `not_party` count the documents that carry it, independent sources, and those of them
    that are not recorded as a party to the conflict. `support` is None for a single claim.
    """

    number: int
    key: str
    about: str
    measure: str
    running: bool
    reports: int
    origins: int
    not_party: int
    support: Support | None
    claims: tuple[str, ...]
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One who makes claims, with the other spellings it goes by. `named` is False where texts name nobody.

    `reliability` is a letter of the Admiralty code, None where nobody graded the source.
    """

    name: str
    also: tuple[str, ...]
    named: bool
    kinds: tuple[str, ...]
    party: str | None
    reliability: str | None
    methods: tuple[str, ...]
    claims: int
    documents: int
    quantities: int
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One document that claims of the report stand in; without a hash it is a reference only."""

    key: str
    publisher: str | None
    published: str | None
    url: str | None
    text_sha256: str | None
    original_sha256: str | None
    state: str
    confidentiality: str
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field that an act changed."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a person did. `undone_by` is the number of the journal entry that took it back."""

    seq: int
    at: str
    reviewer: str
    act: str
    act_words: str
    subject: str
    changes: tuple[Change, ...]
    why: str
    undone_by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """A claim that is new, changed, or no longer counted since an earlier report, and what it gives.

    `row` is its anchor in this report, None where it is not in it.
    """

    id: str
    row: int | None
    figure: str
    what: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChange:
    """A finding that is new, decided, open again or gone since an earlier report; `number` None where gone."""

    number: int | None
    headline: str
    about: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed since an earlier report: its head, how many journal entries came since, and what they changed."""

    head: str
    entries: int
    at: str | None
    claims: tuple[ClaimChange, ...]
    findings: tuple[FindingChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A claim that stands in the record and counts no more, and why."""

    claim: Claim
    how: str
    why: str
    reviewer: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """That something was held back, how many, and on what ground; never what."""

    what: str
    number: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the report and what it means."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """One commitment of a code of practice, whether this report shows that it was kept, and where.

    `shown` is "yes", "in part" or "no"; `anchor` names the section (None where it is not shown).
    """

    code: str
    asks: str
    shown: str
    where: str
    anchor: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole report, in the order in which it is read.

    `claims` holds every claim that a finding or a quantity names by its id. `accepted` counts by reviewer the
    claims that were accepted as read right.
    """

    identity: Identity
    counts: tuple[Count, ...]
    summary: tuple[str, ...]
    since: Since | None
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    quantities: tuple[Quantity, ...]
    sources: tuple[Source, ...]
    documents: tuple[Document, ...]
    parties: tuple[tuple[str, str], ...]
    acts: tuple[Act, ...]
    accepted: tuple[tuple[str, int], ...]
    left_out: tuple[LeftOut, ...]
    withheld: tuple[Withheld, ...]
    glossary: tuple[Term, ...]
    conformance: tuple[Commitment, ...]
    verify: tuple[str, ...]
    limits: tuple[str, ...]

    def by_id(self) -> dict[str, Claim]:
        """The claims of the report by their ids."""
        return {c.id: c for c in self.claims}

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has decided."""
        return tuple(f for f in self.findings if f.decision is None)
