"""ClaimReview as JSON-LD (schema.org), one DataFeed with an item for each claim, the figure as an `Observation`.

Required by schema.org's and Google's profile and always there: `claimReviewed`, `reviewRating.alternateName`, `url`.
The ledger judges whether figures go together, never whether one is true, so no `ratingValue` is given: the rating's
name says whether the claim stands in an open dispute. Without `--site` the `url` is the claim's name in the ledger,
which is valid, but no page that a search engine could show.

How a native record comes back from an item, field by field:

    id            identifier of the ClaimReview
    document      itemReviewed.appearance.name; publisher, published, url beside it
    quote         itemReviewed.text
    attributed_to itemReviewed.author.name
    measure       itemReviewed.about.measuredProperty
    value         itemReviewed.about.value.value; low and high are minValue and maxValue
    qualifier     itemReviewed.about.measurementQualifier
    place         itemReviewed.about.observationAbout.name
    method        itemReviewed.about.measurementMethod
    all others    itemReviewed.about.additionalProperty, by their native names (propertyID, value)

Every native field is carried. What the format has no place for: offsets in the document, findings, the journal.
Sources: schema.org 28; Google's ClaimReview documentation; the feed's frame is that of Google's fact-check feeds.
"""

from __future__ import annotations

from typing import Any, TextIO
from urllib.parse import quote

from ledger.exports.formats import Options
from ledger.exports.jsonstream import Items, stated, write_json
from ledger.exports.leaving import Outgoing, Stamp
from ledger.exports.names import agent_type, iri, plain_date, sentence
from ledger.exports.source import Export
from ledger.records import FIELDS, ClaimRecord
from ledger.vocabulary import FindingList, Measure

OWN_PLACE = (
    "id", "document", "publisher", "url", "quote", "value", "low", "high", "qualifier", "measure", "place",
    "attributed_to", "method",
)  # fmt: skip
"""The native fields that a property of schema.org carries as they stand; the others are additional properties."""

_RATINGS = {
    FindingList.DISPUTE.value: "Disputed",
    FindingList.SLIP.value: "To be read again",
}


def write(export: Export, stream: TextIO, options: Options) -> None:
    """Write the feed."""
    stamp = export.stamp
    write_json(
        stream,
        {
            "@context": "https://schema.org",
            "@type": "DataFeed",
            "@id": stamp.urn,
            "name": "Claimed casualty figures",
            "identifier": stamp.urn,
            "version": stamp.head,
            "dateModified": stamp.at,
            "creditText": stamp.words,
            "mentions": {
                "@type": "SoftwareApplication",
                "name": "casualty-ledger",
                "softwareVersion": stamp.version,
                "applicationCategory": "audit of claimed casualty figures",
            },
            "dataFeedElement": Items(
                {"@type": "DataFeedItem", "item": [review(claim, stamp, options)]} for claim in export.claims()
            ),
        },
    )


def review(claim: Outgoing, stamp: Stamp, options: Options) -> dict[str, Any]:
    """One claim as a ClaimReview."""
    record, own = claim.view.record, iri(stamp, "claim", claim.view.id)
    site = options.site
    return stated(
        {
            "@type": "ClaimReview",
            "@id": own,
            "identifier": claim.view.id,
            "url": f"{site.rstrip('/')}/{quote(claim.view.id, safe='')}" if site else own,
            "claimReviewed": sentence(record),
            "author": {"@type": "Organization", "name": options.author} if options.author else None,
            "reviewRating": {
                "@type": "Rating",
                "alternateName": next(
                    (words for list_, words in _RATINGS.items() if list_ in claim.open), "Undisputed"
                ),
                "ratingExplanation": claim.reading.why if claim.reading else None,
            },
            "itemReviewed": _claim(record),
        }
    )


def _claim(record: ClaimRecord) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": record.publisher} if record.publisher else None
    named = {"@type": agent_type(record.anonymity), "name": record.attributed_to} if record.attributed_to else None
    return stated(
        {
            "@type": "Claim",
            "text": record.quote,
            "author": named,
            "datePublished": plain_date(record.published),
            "appearance": stated(
                {
                    "@type": "CreativeWork",
                    "name": record.document,
                    "url": record.url,
                    "publisher": publisher,
                    "datePublished": plain_date(record.published),
                }
            ),
            "about": _observation(record),
        }
    )


def _observation(record: ClaimRecord) -> dict[str, Any]:
    start, end = plain_date(record.event_start), plain_date(record.event_end)
    return stated(
        {
            "@type": "Observation",
            "measuredProperty": record.measure.value,
            "measurementQualifier": record.qualifier.value,
            "measurementMethod": record.method.value,
            "observationAbout": {"@type": "Place", "name": record.place} if record.place else None,
            "observationDate": plain_date(record.as_of) or start,
            "observationPeriod": f"{start}/{end}" if start and end else None,
            "value": stated(
                {
                    "@type": "QuantitativeValue",
                    "value": record.value,
                    "minValue": record.low,
                    "maxValue": record.high,
                    "unitText": "items" if record.measure is Measure.EQUIPMENT_LOST else "people",
                }
            ),
            "additionalProperty": [
                {"@type": "PropertyValue", "propertyID": name, "value": str(getattr(record, name))}
                for name in FIELDS
                if name not in OWN_PLACE
                and getattr(record, name) is not None
                and not (name == "published" and plain_date(record.published))
            ],
        }
    )
