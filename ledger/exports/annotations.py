"""Web Annotations (W3C): every quote marked in its document, by its words and by its place in the text.

One AnnotationPage. The target names the document and both selectors: `TextQuoteSelector`, which still finds the
words where the text around them has moved, and `TextPositionSelector`, whose numbers count Unicode characters of
the text whose hash is given. The words around a quote are told only of documents whose text may be passed on.
Claims that were keyed in, and those whose words are withheld, have no annotation.
Model: https://www.w3.org/TR/annotation-model/.
"""

from __future__ import annotations

from typing import Any, TextIO

from ledger.exports.formats import Options
from ledger.exports.jsonstream import Items, stated, write_json
from ledger.exports.leaving import Outgoing
from ledger.exports.names import iri, sentence
from ledger.exports.source import Export


def write(export: Export, stream: TextIO, options: Options) -> int:
    """Write the page; gives how many claims have no words to annotate."""
    stamp = export.stamp
    marked = sum(_marked(c) for c in export.claims())
    hashes = {d.row: d.text_sha256 for d in export.documents() if d.text_sha256}
    write_json(
        stream,
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"{stamp.urn}#annotations/1",
            "type": "AnnotationPage",
            "generator": {"id": stamp.urn, "type": "Software", "name": stamp.words},
            "modified": stamp.at,
            "startIndex": 0,
            "partOf": {
                "id": f"{stamp.urn}#annotations",
                "type": "AnnotationCollection",
                "label": "Quotes that claims were read from",
                "total": marked,
            },
            "items": Items(_annotation(export, c, hashes) for c in export.claims() if _marked(c)),
        },
    )
    return export.size - marked


def _marked(claim: Outgoing) -> bool:
    return claim.view.quote_start is not None and claim.view.record.quote is not None


def _annotation(export: Export, claim: Outgoing, hashes: dict[int, str]) -> dict[str, Any]:
    view, stamp = claim.view, export.stamp
    record, digest = view.record, hashes.get(view.document_row)
    source = {
        "id": record.url or iri(stamp, "document", record.document),
        "type": "Text",
        "label": record.document,
        "dcterms:identifier": f"sha256:{digest}" if digest else None,
    }
    return {
        "id": iri(stamp, "annotation", view.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"id": iri(stamp, "claim", view.id), "type": "Dataset"},
            {"type": "TextualBody", "value": sentence(record), "format": "text/plain", "purpose": "describing"},
        ],
        "target": {
            "type": "SpecificResource",
            "source": stated(source),
            "selector": [
                stated(
                    {"type": "TextQuoteSelector", "exact": record.quote, "prefix": claim.prefix, "suffix": claim.suffix}
                ),
                {"type": "TextPositionSelector", "start": view.quote_start, "end": view.quote_end},
            ],
        },
    }
