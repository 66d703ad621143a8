"""What programs of other people say of an export: each validator is one function over the exported file.

A validator gives a line about what it saw, or raises an exception that says what is wrong. The libraries are those
of the extra `validate`; `LIBRARY` says which each needs.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

SCHEMA_ORG = {"@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "sameAs": {"@type": "@id"}}}
ANNOTATION = {
    "@context": {
        "oa": "http://www.w3.org/ns/oa#",
        "as": "http://www.w3.org/ns/activitystreams#",
        "dcterms": "http://purl.org/dc/terms/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "id": "@id",
        "type": "@type",
        "Annotation": "oa:Annotation",
        "SpecificResource": "oa:SpecificResource",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextPositionSelector": "oa:TextPositionSelector",
        "TextualBody": "oa:TextualBody",
        "AnnotationPage": "as:OrderedCollectionPage",
        "AnnotationCollection": "as:OrderedCollection",
        "items": {"@id": "as:items", "@container": "@list"},
        "partOf": {"@id": "as:partOf", "@type": "@id"},
        "body": {"@id": "oa:hasBody", "@type": "@id"},
        "target": {"@id": "oa:hasTarget", "@type": "@id"},
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "start": "oa:start",
        "end": "oa:end",
        "label": "rdfs:label",
        "value": "rdf:value",
    }
}
"""The terms of the published context that an export uses; the whole of it would have to be fetched."""


def frictionless(path: Path) -> str:
    """The data package and every row of its tables, by its own descriptions, keys and hashes."""
    from frictionless import Package, system

    with system.use_context(trusted=True):
        report = Package(str(path / "datapackage.json")).validate()
    if not report.valid:
        raise ValueError(str(report.flatten(["type", "note", "fieldName", "rowNumber"])[:5]))
    return f"{len(report.tasks)} tables, {sum(t.stats.get('rows') or 0 for t in report.tasks)} rows valid"


def pandas(path: Path) -> str:
    """The native CSV, every count a whole number."""
    import pandas as pd

    table = pd.read_csv(path, dtype=dict.fromkeys(("value", "low", "high"), "Int64"))
    if table["id"].duplicated().any() or table["measure"].isna().any():
        raise ValueError("an id stands twice, or a measure is missing")
    return f"{len(table)} rows, {len(table.columns)} columns, {int(table['value'].sum())} in `value`"


def pandas_xlsx(path: Path) -> str:
    """Every sheet of the workbook."""
    import pandas as pd

    sheets = pd.read_excel(path, sheet_name=None)
    if len(sheets) != 5 or sheets["Claims"]["id"].isna().any():
        raise ValueError("a sheet or an id is missing")
    return f"{len(sheets)} sheets, {len(sheets['Claims'])} claims"


def pyld(path: Path) -> str:
    """ClaimReview, expanded as JSON-LD with nothing dropped."""
    from pyld import jsonld

    data = json.loads(path.read_text(encoding="utf-8"))
    if data.pop("@context") != "https://schema.org":
        raise ValueError("the context is not schema.org's")
    (feed,) = jsonld.expand(data | SCHEMA_ORG)
    items = feed["https://schema.org/dataFeedElement"]
    reviews = [i["https://schema.org/item"][0] for i in items]
    required = ("claimReviewed", "reviewRating", "url", "itemReviewed")
    missing = [f for r in reviews for f in required if f"https://schema.org/{f}" not in r]
    if missing:
        raise ValueError(f"required and missing: {missing[:5]}")
    return f"{len(reviews)} ClaimReviews expanded, all required fields there"


def rdflib_schema_org(path: Path) -> str:
    """ClaimReview as a graph: every class and property is one of schema.org's."""
    from rdflib import RDF, SDO, Graph

    data = json.loads(path.read_text(encoding="utf-8"))
    graph = Graph().parse(data=json.dumps(data | SCHEMA_ORG), format="json-ld")
    used = {str(p) for _, p, _ in graph if p != RDF.type} | {str(o) for o in graph.objects(None, RDF.type)}
    unknown = sorted(u for u in used if not u.startswith(str(SDO)) or not _is_term(u[len(str(SDO)) :], SDO))
    if unknown:
        raise ValueError(f"no terms of schema.org: {unknown}")
    return f"{len(graph)} triples, {len(used)} terms, all of schema.org"


NEWER = frozenset({"measurementMethod", "measurementQualifier", "observationAbout", "observationPeriod"})
"""Properties of `Observation` that schema.org got after the copy of its terms in rdflib 7 was made."""


def _is_term(name: str, vocabulary: object) -> bool:
    return name in NEWER or name in vocabulary  # type: ignore[operator]


def rdflib_annotations(path: Path) -> str:
    """Web Annotations as a graph: each has a body, and a target with both selectors."""
    from rdflib import RDF, Graph, Namespace

    data = json.loads(path.read_text(encoding="utf-8"))
    if data["@context"] != "http://www.w3.org/ns/anno.jsonld":
        raise ValueError("the context is not that of Web Annotations")
    graph = Graph().parse(data=json.dumps(data | ANNOTATION), format="json-ld")
    oa = Namespace("http://www.w3.org/ns/oa#")
    annotations = list(graph.subjects(RDF.type, oa.Annotation))
    for one in annotations:
        selectors = {
            str(kind)
            for target in graph.objects(one, oa.hasTarget)
            for selector in graph.objects(target, oa.hasSelector)
            for kind in graph.objects(selector, RDF.type)
        }
        if selectors != {str(oa.TextQuoteSelector), str(oa.TextPositionSelector)} or not any(
            graph.objects(one, oa.hasBody)
        ):
            raise ValueError(f"{one} lacks a selector or a body")
    if len(annotations) != data["partOf"]["total"]:
        raise ValueError("not every annotation is there")
    return f"{len(annotations)} annotations, {len(graph)} triples"


def prov(path: Path) -> str:
    """The provenance, read by the reference library, and written again the same."""
    from prov.model import ProvDocument, ProvElement, ProvRelation

    told = json.loads(path.read_text(encoding="utf-8"))
    document = ProvDocument.deserialize(str(path), format="json")
    elements, relations = (len(list(document.get_records(kind))) for kind in (ProvElement, ProvRelation))
    wanted = sum(len(v) for k, v in told.items() if k != "prefix")
    if elements + relations != wanted:
        raise ValueError(f"{wanted} records written, {elements + relations} read")
    again = ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
    if again != document:
        raise ValueError("it does not survive its own round trip")
    return f"{elements} elements, {relations} relations"


def hxl(path: Path) -> str:
    """The tagged table, by the HXL library."""
    import hxl as library

    source = library.data(str(path), library.InputOptions(allow_local=True))
    columns, rows = source.columns, list(source)
    if any(not c.tag for c in columns):
        raise ValueError("a column has no tag")
    if not any(c.tag == "#affected" for c in columns):
        raise ValueError("no column of people affected")
    return f"{len(rows)} rows, {len(columns)} tagged columns"


def rocrate(path: Path) -> str:
    """The crate, read by the RO-Crate library."""
    from rocrate.rocrate import ROCrate

    crate = ROCrate(str(path))
    files = [e for e in crate.get_entities() if e.type == "File"]
    if not files or any(not (path / str(e.id)).is_file() for e in files):
        raise ValueError("a file of the crate is missing")
    if crate.root_dataset["version"] is None or crate.root_dataset.datePublished is None:
        raise ValueError("the root says neither version nor date")
    return f"{len(files)} files, {len(list(crate.get_entities()))} entities"


def datasette(path: Path) -> str:
    """The database, its pages as Datasette serves them: tables, search, a row, the descriptions."""
    from datasette.app import Datasette

    metadata = json.loads(path.with_name(path.stem + ".metadata.json").read_text(encoding="utf-8"))

    async def fetch() -> str:
        app = Datasette([str(path)], metadata=metadata)
        try:
            await app.invoke_startup()
            base = f"/{path.stem}"
            page = await app.client.get(f"{base}/claims")
            if page.status_code != 200 or "The figure&#39;s own words" not in page.text:
                raise ValueError(f"the page of claims: {page.status_code}, or no descriptions")
            found = (await app.client.get(f"{base}/claims.json?_search=ministry&_shape=array")).json()
            tables = (await app.client.get(f"{base}.json")).json()["tables"]
            linked = {t["name"] for t in tables if t["foreign_keys"]["outgoing"]}
            if not found or linked != {"claims", "finding_claims"}:
                raise ValueError(f"search found {len(found)}, linked are {sorted(linked)}")
            return f"{len([t for t in tables if not t['hidden']])} tables, search and links work"
        finally:
            app.close() if hasattr(app, "close") else None

    return asyncio.run(fetch())


Validator = Callable[[Path], str]

VALIDATORS: tuple[tuple[str, str, Validator], ...] = (
    ("datapackage", "frictionless", frictionless),
    ("csv", "pandas", pandas),
    ("xlsx", "pandas", pandas_xlsx),
    ("claimreview", "pyld", pyld),
    ("claimreview", "rdflib", rdflib_schema_org),
    ("annotations", "rdflib", rdflib_annotations),
    ("prov", "prov", prov),
    ("hxl", "hxl", hxl),
    ("ro-crate", "rocrate", rocrate),
    ("sqlite", "datasette", datasette),
)
"""Format, library, and what it is asked."""
