"""An RO-Crate (1.2): the data package with ClaimReviews, annotations and provenance, described as one research object.

The files are those of the single formats, written by the same modules. `ro-crate-metadata.json` is written last,
with the size and the hash of each. A ledger states no licence, and the crate says so.
Specification: https://w3id.org/ro/crate/1.2
"""

from __future__ import annotations

from typing import Any

from ledger.exports import annotations as annotating
from ledger.exports import claimreview, datapackage, prov
from ledger.exports.columns import TABLES
from ledger.exports.folders import Folder
from ledger.exports.formats import Options
from ledger.exports.source import Export
from ledger.safetext import json_text

METADATA = "ro-crate-metadata.json"
VERSION = "https://w3id.org/ro/crate/1.2"

_FILES: dict[str, tuple[str, str, str]] = {
    **{f"{t.name}.csv": (t.title, t.description, "text/csv") for t in TABLES},
    "datapackage.json": ("Data package", "What every column of the tables means.", "application/json"),
    "claimreview.jsonld": ("ClaimReviews", "The claims as schema.org ClaimReview.", "application/ld+json"),
    "annotations.jsonld": ("Annotations", "Where each quote stands in its document.", "application/ld+json"),
    "prov.json": ("Provenance", "Who said what, through whom, and what was done to it: PROV-JSON.", "application/json"),
}
_FOLLOWS = {
    "datapackage.json": f"{datapackage.PROFILES}/datapackage.json",
    "prov.json": "https://www.w3.org/Submission/prov-json/",
    "annotations.jsonld": "https://www.w3.org/TR/annotation-model/",
}


def write(export: Export, folder: Folder, options: Options) -> None:
    """Write the crate."""
    datapackage.write(export, folder, options)
    with folder.text("claimreview.jsonld") as stream:
        claimreview.write(export, stream, options)
    with folder.text("annotations.jsonld") as stream:
        annotating.write(export, stream, options)
    with folder.text("prov.json") as stream:
        prov.write(export, stream, options)
    with folder.text(METADATA) as stream:
        crate = {"@context": f"{VERSION}/context", "@graph": _graph(export, folder)}
        stream.write(json_text(crate, indent=2) + "\n")


def _graph(export: Export, folder: Folder) -> list[dict[str, Any]]:
    stamp = export.stamp
    return [
        {
            "@id": METADATA,
            "@type": "CreativeWork",
            "conformsTo": {"@id": VERSION},
            "about": {"@id": "./"},
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "name": "Claimed casualty figures",
            "description": "Figures as they were claimed, with their sources and the words they were read from."
            f" {stamp.words}.",
            "datePublished": stamp.at[:10] or "1970-01-01",
            "identifier": stamp.urn,
            "version": stamp.head,
            "license": {"@id": "#licence"},
            "hasPart": [{"@id": name} for name in _FILES],
            "mentions": {"@id": "#export"},
        },
        {
            "@id": "#licence",
            "@type": "CreativeWork",
            "name": "No licence stated",
            "description": "The ledger states none. Quotes belong to those who published them.",
        },
        *(_file(name, folder) for name in _FILES),
        {
            "@id": "#export",
            "@type": "CreateAction",
            "name": "Export of a casualty ledger",
            "endTime": stamp.at,
            "instrument": {"@id": "#program"},
            "object": {"@id": "#ledger"},
            "result": [{"@id": name} for name in _FILES],
        },
        {
            "@id": "#ledger",
            "@type": "CreativeWork",
            "name": f"Casualty ledger {stamp.ledger}",
            "identifier": stamp.urn,
            "version": stamp.head,
            "description": f"Its journal has {stamp.entries:,} entries, the last with the hash in `version`.",
        },
        {
            "@id": "#program",
            "@type": "SoftwareApplication",
            "name": "casualty-ledger",
            "version": stamp.version,
        },
    ]


def _file(name: str, folder: Folder) -> dict[str, Any]:
    title, description, media = _FILES[name]
    written = folder.written[name]
    described: dict[str, Any] = {
        "@id": name,
        "@type": "File",
        "name": title,
        "description": description,
        "encodingFormat": media,
        "contentSize": str(written.size),
        "sha256": written.sha256,
    }
    if name in _FOLLOWS:
        described["conformsTo"] = {"@id": _FOLLOWS[name]}
    return described
