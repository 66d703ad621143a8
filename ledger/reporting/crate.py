"""The description of an evidence bundle as RO-Crate 1.2: what each file is, for people and for archives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

CONTEXT = "https://w3id.org/ro/crate/1.2/context"
PROFILE = "https://w3id.org/ro/crate/1.2"


def crate(files: Iterable[Mapping[str, Any]], *, name: str, about: str, published: str, program: str) -> dict[str, Any]:
    """The contents of ro-crate-metadata.json. Each of `files` has `@id` (its path) and what is known of it."""
    parts = [{"@type": "File", **f} for f in files]
    tool = {"@id": "#casualty-ledger", "@type": "SoftwareApplication", "name": "casualty-ledger", "version": program}
    return {
        "@context": CONTEXT,
        "@graph": [
            {
                "@id": "ro-crate-metadata.json",
                "@type": "CreativeWork",
                "conformsTo": {"@id": PROFILE},
                "about": {"@id": "./"},
            },
            {
                "@id": "./",
                "@type": "Dataset",
                "name": name,
                "description": about,
                "datePublished": published,
                "license": {"@id": "#rights"},
                "hasPart": [{"@id": p["@id"]} for p in parts],
                "mentions": {"@id": tool["@id"]},
            },
            {
                "@id": "#rights",
                "@type": "CreativeWork",
                "name": "Rights in the documents",
                "description": "Figures and who gave them are facts. Documents and quotes belong to their publishers, "
                "and are kept here as evidence.",
            },
            tool,
            *parts,
        ],
    }
