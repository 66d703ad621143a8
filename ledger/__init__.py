"""Casualty Ledger: who said how many, through whom, and which of it cannot all be true.

    from ledger import Ledger

    with Ledger("claims.db") as ledger:
        for finding in ledger.findings():
            print(finding.explanation)

Names are loaded when they are first used: importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from ledger.api import Done, Ledger
    from ledger.errors import Conflict, ExitCode, InputError, LedgerBusy, LedgerError, NotALedger
    from ledger.extraction import extract
    from ledger.figures import Figure, Policy, Reading, read
    from ledger.health import Check, examine
    from ledger.intake.reports import ImportOptions, ImportReport
    from ledger.queries import ClaimFilter, ClaimView, DocumentView, FindingView
    from ledger.records import ClaimRecord
    from ledger.recovery import Recovery, recover
    from ledger.reporting import Scope
    from ledger.verify import Verification
    from ledger.vocabulary import (
        Anonymity,
        Confidentiality,
        GroundRules,
        GroupStatus,
        Measure,
        Method,
        Qualifier,
        Reliability,
        ResolutionMethod,
        ReviewState,
        TimeKind,
    )

_PLACES = {
    "Anonymity": "vocabulary",
    "Check": "health",
    "ClaimFilter": "queries",
    "ClaimRecord": "records",
    "ClaimView": "queries",
    "Confidentiality": "vocabulary",
    "Conflict": "errors",
    "DocumentView": "queries",
    "Done": "api",
    "ExitCode": "errors",
    "Figure": "figures",
    "FindingView": "queries",
    "GroundRules": "vocabulary",
    "GroupStatus": "vocabulary",
    "ImportOptions": "intake.importer",
    "ImportReport": "intake.importer",
    "InputError": "errors",
    "Ledger": "api",
    "LedgerBusy": "errors",
    "LedgerError": "errors",
    "Measure": "vocabulary",
    "Method": "vocabulary",
    "NotALedger": "errors",
    "Policy": "figures",
    "Qualifier": "vocabulary",
    "Reading": "figures",
    "Recovery": "recovery",
    "Reliability": "vocabulary",
    "ResolutionMethod": "vocabulary",
    "ReviewState": "vocabulary",
    "Scope": "reporting",
    "TimeKind": "vocabulary",
    "Verification": "verify",
    "examine": "health",
    "extract": "extraction",
    "read": "figures",
    "recover": "recovery",
}

__all__ = [  # the keys of _PLACES; a test compares them
    "Anonymity",
    "Check",
    "ClaimFilter",
    "ClaimRecord",
    "ClaimView",
    "Confidentiality",
    "Conflict",
    "DocumentView",
    "Done",
    "ExitCode",
    "Figure",
    "FindingView",
    "GroundRules",
    "GroupStatus",
    "ImportOptions",
    "ImportReport",
    "InputError",
    "Ledger",
    "LedgerBusy",
    "LedgerError",
    "Measure",
    "Method",
    "NotALedger",
    "Policy",
    "Qualifier",
    "Reading",
    "Recovery",
    "Reliability",
    "ResolutionMethod",
    "ReviewState",
    "Scope",
    "TimeKind",
    "Verification",
    "examine",
    "extract",
    "read",
    "recover",
]


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
