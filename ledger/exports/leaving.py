"""What stands in an export: claims, documents, findings and acts as plain values, with nothing withheld in them."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from ledger.queries import ClaimView, ReadingView
from ledger.vocabulary import Qualifier

PROGRAM = "casualty-ledger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Which ledger an export came from, as it stood when, written by which program.

    `head` is the hash of the last journal entry: `claims verify --head` proves that a ledger still holds what was
    exported. `at` is the time of that entry, so that one ledger gives one export, whenever it is written.
    `policy` is the version of the tolerances that figures were read by (`claims policy`).
    """

    ledger: str
    head: str
    entries: int
    at: str
    version: str
    policy: int

    @property
    def program(self) -> str:
        """The program and its version."""
        return f"{PROGRAM} {self.version}"

    @property
    def urn(self) -> str:
        """The ledger as an IRI."""
        return f"urn:uuid:{self.ledger}"

    @property
    def words(self) -> str:
        """All of it in one line."""
        return f"{self.program}; ledger {self.ledger}; head {self.head}; {self.entries:,} entries; policy {self.policy}"


@dataclass(frozen=True, slots=True)
class Withheld:
    """That something was held back, how many, and why; never what."""

    what: str
    number: int
    why: str

    @property
    def words(self) -> str:
        """As it is told on stderr and in files."""
        return f"{self.number:,} {self.what} {self.why}"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A claim on its way out. `view.record` is what may be told; offsets are None where the words are withheld.

    `open` names the lists ("slip", "dispute", "note") of its open findings, once each. `prefix` and `suffix` are
    the words around the quote, where a format asked for them and the document's text may be passed on.
    """

    view: ClaimView
    reading: ReadingView | None
    open: tuple[str, ...] = ()
    prefix: str | None = None
    suffix: str | None = None
    confidential: bool = False

    @property
    def ends(self) -> tuple[int | None, int | None]:
        """The lowest and highest number its words commit to, None where there is no such end.

        What was printed comes first: a range as it stands, an exact number as itself, even where the ledger reads it
        with a tolerance.
        """
        record, reading = self.view.record, self.reading
        if reading is None:
            return record.low, record.high
        exact = record.value if record.qualifier is Qualifier.EXACT else None
        low = next((n for n in (record.low, exact) if n is not None), int(reading.low))
        if record.high is not None or reading.high == inf:
            return low, record.high
        return low, exact if exact is not None else int(reading.high)


@dataclass(frozen=True, slots=True)
class OutDocument:
    """A document that exported claims stand in. Hashes are those of its text and of the imported file."""

    row: int
    key: str
    publisher: str | None
    published: str | None
    url: str | None
    text_sha256: str | None
    original_sha256: str | None
    confidentiality: str
    state: str


@dataclass(frozen=True, slots=True)
class OutFinding:
    """A finding all of whose claims are in the export."""

    id: str
    code: str
    kind: str
    list: str
    severity: str
    state: str
    about: str
    explanation: str
    fits_if: str
    hint: str | None
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    outcome: str | None
    method: str | None
    why: str | None
    reviewer: str | None
    at: str | None


@dataclass(frozen=True, slots=True)
class OutAct:
    """One thing that a person or an import did to a claim or a batch of the export (`claim:ID`, `batch:N`).

    What a newer release did to a claim is the act `revise` or `retract` under the number of its import; `came` is
    then the batch that the claim had come with.
    """

    seq: int
    at: str
    reviewer: str
    act: str
    subject: str
    came: int | None = None
