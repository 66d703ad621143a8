"""Texts of any format turned into a document and its draft claims. Pure work, done by several processes."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from typing import Any

import orjson

from ledger import edtf
from ledger.fingerprints import Fingerprints
from ledger.intake.batch import DocumentIn, IntakeOptions, Prepared, row_of
from ledger.intake.items import Item, read_item
from ledger.intake.plain import TextDocument
from ledger.intake.reading import Source

Reader = Callable[[Source, str | None], TextDocument]

READERS = {
    "text": ("ledger.intake.plain", "read_text"),
    "markdown": ("ledger.intake.markdown", "read_markdown"),
    "html": ("ledger.intake.webpage", "read_page"),
    "pdf": ("ledger.intake.pdf", "read_pdf"),
    "email": ("ledger.intake.mail", "read_mail"),
}
"""Where the reader of each text format stands; it is imported when the first such file comes."""


def read_document(source: Source, name: str, encoding: str | None = None) -> TextDocument:
    """The document in a file of the text format `name`; InputError if it holds none."""
    module, function = READERS[name]
    reader: Reader = getattr(import_module(module), function)
    return reader(source, encoding)


def prepare_text(item: Item, name: str, options: IntakeOptions) -> Prepared:
    """Read one text and the claims in it; InputError names what is wrong."""
    from ledger.extraction.plugins import extractor

    source = read_item(item)
    given = read_document(source, name, options.encoding)
    document = DocumentIn(
        key=given.title,
        publisher=given.publisher or options.publisher,
        published=given.published or options.published,
        url=given.url or options.url,
        text=given.text,
        encoding=given.encoding,
    )
    day = edtf.parse(document.published).last if document.published else None
    extract = extractor(options.extractor)
    read = extract(given.text, document=document.key, publisher=document.publisher, published=day, url=document.url)
    skipped: list[dict[str, Any]] = [
        {"line": given.text.count("\n", 0, cut.start) + 1, "reason": cut.reason} for cut in read.cut
    ]
    skipped += [{"line": None, "reason": reason} for reason in given.left_out]
    if read.language_note:
        skipped.insert(0, {"line": 1, "reason": read.language_note})
    marks = Fingerprints()
    rows = []
    for draft in read.drafts:
        evidence = orjson.dumps([[e.field, e.rule, e.words] for e in draft.rules]).decode()
        offsets = (draft.quote_start, draft.quote_end, draft.start, draft.end)
        key, _, *rest = row_of(draft.record, None, marks.of(draft.record, draft.start), offsets, evidence)
        rows.append((key, None, *rest))  # a text gives its claims no ids, and two texts would give the same
    return Prepared(
        path=source.name,
        format=name,
        kind="text",
        sha256=source.sha256,
        size=len(source.data),
        packed=zlib.compress(source.data, 6),
        documents=[document],
        claims=len(rows),
        options={
            "encoding": given.encoding,
            "engine": read.engine,
            "lexicon": read.lexicon_hash,
            "text_sha256": sha256(given.text.encode()).hexdigest(),
        },
        skipped=skipped,
        held=rows,
    )
