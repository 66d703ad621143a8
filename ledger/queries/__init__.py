"""What stands in a ledger, read as plain values. No function here changes anything.

Every function takes a connection inside a read transaction (`engine.reading`) and fetches at once, so that
no cursor is held while a person thinks.
"""

from __future__ import annotations

from ledger.queries.claims import (
    RECORD_AT,
    claim,
    claim_of,
    claim_parts,
    claim_rows,
    claims,
    claims_at,
    claims_of_document,
    claims_of_quantity,
)
from ledger.queries.counts import counts
from ledger.queries.documents import batches, confidential, document, document_rows, documents, documents_at
from ledger.queries.filtering import ORDERS, ClaimFilter, search_words
from ledger.queries.findings import (
    claims_beside,
    disputed,
    finding,
    finding_ids,
    finding_pairs,
    findings,
    findings_at,
    remarks,
)
from ledger.queries.names import NAMED, methods, name_links, names_in_use, parties, sources
from ledger.queries.naming import named
from ledger.queries.readings import readings
from ledger.queries.stored import FROM, RECORD_COLUMNS, STANDING, record_from
from ledger.queries.views import (
    ClaimView,
    Counts,
    DecisionView,
    DocumentView,
    FindingView,
    ReadingView,
    RemarkView,
    SourceView,
)

__all__ = [
    "FROM",
    "NAMED",
    "ORDERS",
    "RECORD_AT",
    "RECORD_COLUMNS",
    "STANDING",
    "ClaimFilter",
    "ClaimView",
    "Counts",
    "DecisionView",
    "DocumentView",
    "FindingView",
    "ReadingView",
    "RemarkView",
    "SourceView",
    "batches",
    "claim",
    "claim_of",
    "claim_parts",
    "claim_rows",
    "claims",
    "claims_at",
    "claims_beside",
    "claims_of_document",
    "claims_of_quantity",
    "confidential",
    "counts",
    "disputed",
    "document",
    "document_rows",
    "documents",
    "documents_at",
    "finding",
    "finding_ids",
    "finding_pairs",
    "findings",
    "findings_at",
    "methods",
    "name_links",
    "named",
    "names_in_use",
    "parties",
    "readings",
    "record_from",
    "remarks",
    "search_words",
    "sources",
]
