"""The tables of schema.sql as SQLModel classes.

schema.sql is the authority; a test reflects a new ledger and compares it with this metadata both ways.
CHECKs, triggers and the search index stand only there. Derived tables have no class: they are written in
bulk and read as plain values (`ledger.queries`).
"""

from sqlalchemy import Column, Float, ForeignKey, Integer, LargeBinary, Text
from sqlmodel import Field, SQLModel


def _text(name: str | None = None, *, null: bool = False, unique: bool = False) -> Column[str]:
    return Column(name, Text, nullable=null, unique=unique) if name else Column(Text, nullable=null, unique=unique)


def _blob(*, null: bool = False) -> Column[bytes]:
    return Column(LargeBinary, nullable=null)


class Row(SQLModel):
    """A row that the journal covers: `row_hash` is the hash of its other columns (`ledger.rowhash`)."""

    id: int | None = Field(default=None, primary_key=True)
    row_hash: bytes = Field(default=b"", sa_type=LargeBinary, nullable=False)


class Setting(Row, table=True):
    """One setting of this ledger: its identity, the policy."""

    __tablename__ = "setting"
    name: str = Field(sa_column=_text(unique=True))
    value: str = Field(sa_column=_text())


class Original(Row, table=True):
    """The exact bytes of an imported file, compressed with zlib."""

    __tablename__ = "original"
    name: str = Field(sa_column=_text())
    sha256: str = Field(sa_column=_text(unique=True))
    size: int
    content: bytes | None = Field(default=None, sa_column=_blob(null=True))


class Batch(Row, table=True):
    """One imported file."""

    __tablename__ = "batch"
    original_id: int = Field(sa_column=Column(Integer, ForeignKey("original.id"), nullable=False))
    format: str = Field(sa_column=_text())
    options: str = Field(sa_column=_text())
    reviewer: str = Field(sa_column=_text())
    at: str = Field(sa_column=_text())
    documents: int
    claims: int
    state: str = Field(default="standing", sa_column=_text())


class Document(Row, table=True):
    """What claims stand in; without text it is a reference only."""

    __tablename__ = "document"
    batch_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("batch.id")))
    original_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("original.id")))
    key: str = Field(sa_column=_text())
    publisher: str | None = Field(default=None, sa_column=_text(null=True))
    published: str | None = Field(default=None, sa_column=_text(null=True))
    url: str | None = Field(default=None, sa_column=_text(null=True))
    encoding: str | None = Field(default=None, sa_column=_text(null=True))
    text: str | None = Field(default=None, sa_column=_text(null=True))
    text_sha256: str | None = Field(default=None, sa_column=_text(null=True))
    confidentiality: str = Field(default="unprotected", sa_column=_text())
    state: str = Field(default="standing", sa_column=_text())


class Claim(Row, table=True):
    """One claim: what a source said, through whom, in which words."""

    __tablename__ = "claim"
    key: str = Field(sa_column=_text(unique=True))
    batch_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("batch.id")))
    document_id: int = Field(sa_column=Column(Integer, ForeignKey("document.id"), nullable=False))
    source_key: str | None = Field(default=None, sa_column=_text(null=True))
    source_line: int | None = None
    fingerprint: str = Field(sa_column=_text())
    quote: str | None = Field(default=None, sa_column=_text(null=True))
    quote_start: int | None = None
    quote_end: int | None = None
    figure_text: str | None = Field(default=None, sa_column=_text(null=True))
    figure_start: int | None = None
    figure_end: int | None = None
    value: int | None = None
    low: int | None = None
    high: int | None = None
    qualifier: str = Field(sa_column=_text())
    measure: str = Field(sa_column=_text())
    group_name: str | None = Field(default=None, sa_column=_text(null=True))
    place: str | None = Field(default=None, sa_column=_text(null=True))
    event_start: str | None = Field(default=None, sa_column=_text(null=True))
    event_end: str | None = Field(default=None, sa_column=_text(null=True))
    as_of: str | None = Field(default=None, sa_column=_text(null=True))
    time_kind: str | None = Field(default=None, sa_column=_text(null=True))
    counted_from: str | None = Field(default=None, sa_column=_text(null=True))
    definition: str | None = Field(default=None, sa_column=_text(null=True))
    attributed_to: str | None = Field(default=None, sa_column=_text(null=True))
    anonymity: str | None = Field(default=None, sa_column=_text(null=True))
    relayed_by: str | None = Field(default=None, sa_column=_text(null=True))
    event: str | None = Field(default=None, sa_column=_text(null=True))
    method: str = Field(default="unknown", sa_column=_text())
    ground_rules: str | None = Field(default=None, sa_column=_text(null=True))
    status: str | None = Field(default=None, sa_column=_text(null=True))
    note: str | None = Field(default=None, sa_column=_text(null=True))
    evidence: str | None = Field(default=None, sa_column=_text(null=True))
    state: str = Field(default="review_not_started", sa_column=_text())


class NameLink(Row, table=True):
    """Two names that a person tied together, or told apart."""

    __tablename__ = "name_link"
    kind: str = Field(sa_column=_text())
    name: str = Field(sa_column=_text())
    relation: str = Field(sa_column=_text())
    target: str = Field(sa_column=_text())
    state: str = Field(default="standing", sa_column=_text())


class Source(Row, table=True):
    """Somebody who makes claims: whether a party to the conflict, how it counts, how reliable it is."""

    __tablename__ = "source"
    name: str = Field(sa_column=_text(unique=True))
    party: str | None = Field(default=None, sa_column=_text(null=True))
    method: str | None = Field(default=None, sa_column=_text(null=True))
    reliability: str | None = Field(default=None, sa_column=_text(null=True))
    state: str = Field(default="standing", sa_column=_text())


class Decision(Row, table=True):
    """What a person decided about a finding."""

    __tablename__ = "decision"
    finding: str = Field(sa_column=_text())
    outcome: str = Field(sa_column=_text())
    method: str = Field(sa_column=_text())
    why: str = Field(sa_column=_text())
    claims: str = Field(sa_column=_text())
    reviewer: str = Field(sa_column=_text())
    at: str = Field(sa_column=_text())
    state: str = Field(default="standing", sa_column=_text())


class Remark(Row, table=True):
    """A reviewer's note on a claim or a finding."""

    __tablename__ = "remark"
    subject: str = Field(sa_column=_text())
    text: str = Field(sa_column=_text())
    reviewer: str = Field(sa_column=_text())
    at: str = Field(sa_column=_text())
    state: str = Field(default="standing", sa_column=_text())


class JournalEntry(SQLModel, table=True):
    """One act, chained to the one before by its hash."""

    __tablename__ = "journal"
    seq: int | None = Field(default=None, primary_key=True)
    at: str = Field(sa_column=_text())
    reviewer: str = Field(sa_column=_text())
    act: str = Field(sa_column=_text())
    subject: str = Field(sa_column=_text())
    payload: str | None = Field(default=None, sa_column=_text(null=True))
    nonce: bytes | None = Field(default=None, sa_column=_blob(null=True))
    payload_hash: bytes = Field(sa_column=_blob())
    hash: bytes = Field(sa_column=Column(LargeBinary, nullable=False, unique=True))


class Unattributed(SQLModel, table=True):
    """A change made by something other than the program, as the schema's triggers noticed it."""

    __tablename__ = "unattributed"
    id: int | None = Field(default=None, primary_key=True)
    at: str = Field(sa_column=_text())
    table_name: str = Field(sa_column=_text())
    row_id: int
    column_name: str = Field(sa_column=_text())
    before: str = Field(sa_column=_text())
    after: str = Field(sa_column=_text())


class QuantityRow(SQLModel, table=True):
    """Derived: what is counted, and what the readings of the claims about it come to."""

    __tablename__ = "quantity"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(sa_column=_text(unique=True))
    family: str = Field(sa_column=_text())
    area: str | None = Field(default=None, sa_column=_text(null=True))
    series: str | None = Field(default=None, sa_column=_text(null=True))
    capacity: str | None = Field(default=None, sa_column=_text(null=True))
    measure: str = Field(sa_column=_text())
    group_name: str = Field(sa_column=_text())
    place: str = Field(sa_column=_text())
    time_class: str = Field(sa_column=_text())
    anchor: str = Field(sa_column=_text())
    counted_from: str | None = Field(default=None, sa_column=_text(null=True))
    definition: str | None = Field(default=None, sa_column=_text(null=True))
    window_first: int | None = None
    window_last: int | None = None
    claims: int
    max_lo: float = Field(sa_column=Column(Float, nullable=False))
    min_hi: float = Field(sa_column=Column(Float, nullable=False))
    mixed: int


class ReadingRow(SQLModel, table=True):
    """Derived: what a standing claim commits to, and which quantity it speaks of."""

    __tablename__ = "reading"
    claim_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("claim.id"), primary_key=True))
    quantity: int
    document_id: int
    claim: str = Field(sa_column=_text())
    label: str = Field(sa_column=_text())
    window_first: int | None = None
    window_last: int | None = None
    lo: float = Field(sa_column=Column(Float, nullable=False))
    hi: float | None = Field(default=None, sa_column=Column(Float))
    soft_lo: float = Field(sa_column=Column(Float, nullable=False))
    soft_hi: float | None = Field(default=None, sa_column=Column(Float))
    soft_ceiling: int
    why: str = Field(sa_column=_text())
    value: int | None = None
    qualifier: str = Field(sa_column=_text())
    shown: str = Field(sa_column=_text())
    origin_key: str = Field(sa_column=_text())
    origin: str = Field(sa_column=_text())
    attributed: int
    relay: str = Field(sa_column=_text())
    as_of_first: int | None = None
    as_of_last: int | None = None
    as_of_known: int
    published_day: int | None = None
    figure: str | None = Field(default=None, sa_column=_text(null=True))
    uncertain_place: str | None = Field(default=None, sa_column=_text(null=True))
    fault: str | None = Field(default=None, sa_column=_text(null=True))
    sentence: str | None = Field(default=None, sa_column=_text(null=True))
    at: int | None = None
    citing: str | None = Field(default=None, sa_column=_text(null=True))


class FindingRow(SQLModel, table=True):
    """Derived: what cannot all be true, with the state that people's decisions give it."""

    __tablename__ = "finding"
    row: int | None = Field(default=None, primary_key=True)
    id: str = Field(sa_column=_text())
    rank: int
    weight: float = Field(sa_column=Column(Float, nullable=False))
    block: str = Field(sa_column=_text())
    other: str | None = Field(default=None, sa_column=_text(null=True))
    code: str = Field(sa_column=_text())
    kind: str = Field(sa_column=_text())
    list: str = Field(sa_column=_text())
    severity: str = Field(sa_column=_text())
    state: str = Field(sa_column=_text())
    about: int
    higher: int | None = None
    lower: int | None = None
    labels: str | None = Field(default=None, sa_column=_text(null=True))
    explanation: str | None = Field(default=None, sa_column=_text(null=True))
    fits_if: str | None = Field(default=None, sa_column=_text(null=True))
    hint: str | None = Field(default=None, sa_column=_text(null=True))
    reopened_by: str | None = Field(default=None, sa_column=_text(null=True))


class FindingClaim(SQLModel, table=True):
    """Derived: which claims a finding is about."""

    __tablename__ = "finding_claim"
    finding: int = Field(sa_column=Column(Integer, primary_key=True))
    claim_id: int = Field(sa_column=Column(Integer, primary_key=True))


class DueClaim(SQLModel, table=True):
    """Derived: claims that an import stored and that are not read yet, from one row to another."""

    __tablename__ = "due_claim"
    first_row: int = Field(primary_key=True)
    last_row: int


class DueQuantity(SQLModel, table=True):
    """Derived: a quantity whose findings are to be looked for again."""

    __tablename__ = "due_quantity"
    id: int = Field(primary_key=True)


class DueFigure(SQLModel, table=True):
    """Derived: an odd number whose findings are to be looked for again."""

    __tablename__ = "due_figure"
    figure: str = Field(sa_column=Column(Text, primary_key=True))


class DerivedSeal(SQLModel, table=True):
    """Derived: the hash of a few neighbouring rows of a derived table (`ledger.derived`)."""

    __tablename__ = "derived_seal"
    name: str = Field(sa_column=Column(Text, primary_key=True, nullable=False))
    part: int = Field(sa_column=Column(Integer, primary_key=True, nullable=False))
    digest: bytes = Field(sa_column=_blob())
