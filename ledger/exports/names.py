"""The names that claims, documents and people go by in linked data: IRIs within the ledger's own."""

from __future__ import annotations

from urllib.parse import quote

from ledger import edtf
from ledger.exports.leaving import Stamp
from ledger.figures import show
from ledger.records import ClaimRecord
from ledger.vocabulary import Anonymity


def iri(stamp: Stamp, kind: str, name: str | int) -> str:
    """An IRI for a claim, document, source ... of a ledger: `urn:uuid:LEDGER#claim/17`."""
    return f"{stamp.urn}#{kind}/{quote(str(name), safe='')}"


def plain_date(text: str | None) -> str | None:
    """An EDTF date that is also a date of ISO 8601 (year, month or day); None for an open, vague or absent one."""
    if text is None:
        return None
    try:
        edtf.parse(text)
    except ValueError:
        return None
    parts = text.split("-")
    whole = len(parts) <= 3 and all(p.isascii() and p.isdigit() for p in parts) and len(parts[0]) == 4
    return text if whole else None


def sentence(record: ClaimRecord) -> str:
    """The claim in a few words: “at least 27 civilians killed, Zaria; Red Cross”."""
    counted = " ".join(p for p in (show(record.figure), record.group, record.measure.label) if p)
    where = (record.place or "").split(",")[0].strip()
    said = "" if record.anonymity is Anonymity.UNATTRIBUTED else record.attributed_to or ""
    return "; ".join(p for p in (", ".join(p for p in (counted, where) if p), said) if p)


def agent_type(anonymity: Anonymity | None) -> str:
    """Whether a source is a person or an organisation, as schema.org and PROV tell them apart."""
    return "Person" if anonymity in (Anonymity.NAMED_PERSON, Anonymity.ANONYMOUS_DESCRIBED) else "Organization"
