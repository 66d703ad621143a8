"""What is asked of an import, and what it tells of each file and of all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ledger.detection import FindingIds
from ledger.intake.batch import IntakeOptions
from ledger.intake.release import Revisions


@dataclass(frozen=True, slots=True)
class ImportOptions(IntakeOptions):
    """What the user says about the files, who imports them, and whether anything is to be written at all."""

    reviewer: str = ""
    dry_run: bool = False
    rejects: str | None = None
    vanished: str | None = None
    revision: str | None = None
    jobs: int = 1


@dataclass(slots=True)
class FileReport:
    """What one file brought. `document` is the key of a text's document, or of a table's only one."""

    path: str
    format: str
    document: str | None
    documents: int
    claims_added: int = 0
    claims_unchanged: int = 0
    batch: int | None = None
    skipped: list[dict[str, Any]] = field(default_factory=list)
    rows: int | None = None
    rejected: int = 0
    rejects: str | None = None
    said: tuple[str, ...] = ()
    revisions: Revisions = field(default_factory=Revisions)


@dataclass(slots=True)
class ImportReport:
    """What an import did; `as_json` is what `claims import --json` prints."""

    files: list[FileReport] = field(default_factory=list)
    new_findings: FindingIds = field(default_factory=FindingIds)
    reopened: dict[str, None] = field(default_factory=dict)
    open_by_kind: dict[str, int] = field(default_factory=dict)
    journal_head: str = ""
    dry_run: bool = False
    open_loud: int = 0
    """Slips and disputes that stand open afterwards; for a dry run those that would."""
    flagged: list[dict[str, str]] = field(default_factory=list)
    """Of a dry run, the first of the findings that would be new or open again; nothing else can show them."""

    def as_json(self) -> dict[str, Any]:
        """One object: the files, the totals, what it did to the findings, and the journal's head."""
        return {
            "files": [
                {
                    "path": f.path,
                    "format": f.format,
                    "document": f.document,
                    "documents": f.documents,
                    "batch": f.batch,
                    "claims_added": f.claims_added,
                    "claims_unchanged": f.claims_unchanged,
                    "skipped": f.skipped,
                    "rows": f.rows,
                    "rejected": f.rejected,
                    "rejects": f.rejects,
                    "detected": list(f.said),
                    "claims_revised": f.revisions.revised,
                    "claims_retracted": f.revisions.retracted,
                    "revisions": f.revisions.listed,
                }
                for f in self.files
            ],
            "claims_added": sum(f.claims_added for f in self.files),
            "claims_unchanged": sum(f.claims_unchanged for f in self.files),
            "findings": {
                "new": len(self.new_findings),
                "reopened": len(self.reopened),
                "open": sum(self.open_by_kind.values()),
                "by_kind": self.open_by_kind,
                **({"would_be": self.flagged} if self.dry_run else {}),
            },
            "journal_head": self.journal_head,
            "dry_run": self.dry_run,
        }
