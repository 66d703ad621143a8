"""The plain values that comparison ends with.

`Verdict` is what two claims come to and `Relation` the same in words; `Fact` is what a rule finds and `Finding` what
people are shown of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple

from ledger.comparison.values import C
from ledger.vocabulary import FindingList, Severity


class Verdict(NamedTuple):
    """What two claims come to: the code of the taxonomy, how grave it is, and how far they are apart."""

    code: str
    severity: Severity | None = None
    gap: float = 0.0
    relative: float = 0.0


class Words(NamedTuple):
    """How a verdict or a finding is put: what is so, what would make it fit, and what else to think of."""

    sentence: str
    fits_if: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """The verdict on two claims: the code of the taxonomy, how far apart, and the sentence that says so."""

    code: str
    severity: Severity | None
    sentence: str
    fits_if: str = ""
    hint: str = ""
    gap: float = 0.0
    relative: float = 0.0

    @property
    def words(self) -> Words:
        """How it is put."""
        return Words(self.sentence, self.fits_if, self.hint)

    @property
    def level(self) -> str:
        """The severity in one word, “none” for what stays silent."""
        return self.severity.value if self.severity is not None else "none"


class Fact(NamedTuple, Generic[C]):
    """What a rule found, with the claims themselves: a finding before it is put in words.

    `about` is the claim whose words say what is counted. `words` is None where the kind has words of its own for
    the two claims of the `pair`, or for all of them; `labels` follow those, and `hint` takes the place of theirs.
    The rest means what it means in `Finding`.
    """

    id: str
    code: str
    list: FindingList
    severity: Severity
    claims: tuple[C, ...]
    about: C
    pair: tuple[C, C] | None = None
    words: Words | None = None
    labels: tuple[str, ...] = ()
    hint: str = ""
    quantities: tuple[str, ...] = ()
    lens: str = "family"
    block: str | None = None
    weight: float = 0.0
    smaller: int = 0
    wrong: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """How one claim of a finding was read: the sentence, and the ends of the interval."""

    claim: str
    why: str
    low: float
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that a person should look at.

    `id` comes from what it is about, never from claim ids, row order or time. `claims` are sorted.
    `quantity` describes what is counted, in plain words and keys. `lens` and `block` say which set of
    claims was looked at, so that a store can replace the findings of the sets that a change has touched.
    Among findings of one severity those come first that have the most independent origins on the `smaller`
    side, then those of which the most figures must be `wrong`, then by the `last` day of their claims, then by
    `weight`.
    """

    id: str
    kind: str
    code: str
    list: FindingList
    severity: Severity
    explanation: str
    fits_if: str
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    quantity: Mapping[str, str | None]
    hint: str = ""
    labels: tuple[str, ...] = ()
    readings: tuple[ReadingShown, ...] = ()
    quantities: tuple[str, ...] = ()
    lens: str = "family"
    block: str = ""
    weight: float = field(default=0.0)
    smaller: int = 0
    wrong: int = 0
    last: int = 0
