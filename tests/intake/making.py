"""Small files of many formats, made for the tests."""

from __future__ import annotations

import gzip
import io
import sqlite3
import zipfile
from collections.abc import Iterable
from pathlib import Path

ARTICLE = (
    "Twenty-seven civilians were killed and 14 injured when shells hit a market in Zaria on Monday, the Ministry of "
    "Health said on Tuesday.",
    "Residents who fled the town told reporters that the shelling had gone on for most of the morning and that many "
    "people were still missing under the rubble of the market hall.",
    "The governor of the state called for calm and promised that the families of the dead would be helped.",
)


def page(
    *,
    title: str = "27 killed in Zaria market",
    outlet: str = "Example Daily",
    published: str | None = "2020-05-05T21:30:00+01:00",
    paragraphs: Iterable[str] = ARTICLE,
    charset: str = "utf-8",
) -> str:
    """A news page: menu, article, comments, related links with figures of their own."""
    data = f'"datePublished":"{published}",' if published else ""
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>{title} | {outlet}</title>
<meta property="og:site_name" content="{outlet}"><meta property="og:title" content="{title} | {outlet}">
<link rel="canonical" href="https://daily.example/zaria">
<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{title}",{data}
"publisher":{{"@type":"Organization","name":"{outlet}"}}}}</script></head>
<body><nav><ul><li><a href="/1">88 killed in floods</a></li><li><a href="/2">Sport</a></li></ul></nav>
<main><article><h1>{title}</h1>{body}</article></main>
<aside class="related"><h2>Most read</h2><ul><li><a href="/3">61 dead in bus crash, police say</a></li>
<li><a href="/4">Army says 300 rebels killed in north</a></li></ul></aside>
<section class="comments"><h2>Comments</h2><p>I heard that 999 people were killed.</p></section>
<footer><p>Example Daily 2020</p></footer></body></html>"""


def pdf(pages: Iterable[Iterable[str]], title: str = "") -> bytes:
    """A PDF file with lines of ASCII text on each page."""
    drawn = [
        "BT /F1 11 Tf 14 TL 60 760 Td " + " ".join(f"({_escaped(line)}) Tj T*" for line in lines) + " ET"
        for lines in pages
    ]
    first = 5
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(drawn)))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(drawn)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Title ({_escaped(title)}) >>",
    ]
    for number, stream in enumerate(drawn):
        contents = first + 2 * number + 1
        parts.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {contents} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        parts.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n".encode()
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    end = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}"
    end += f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + end.encode()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def zipped(files: dict[str, bytes], *, compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of those files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compress) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, compress)
    return held.getvalue()


def gzipped(data: bytes) -> bytes:
    """Data packed with gzip."""
    return gzip.compress(data, mtime=0)


SALTED = ("nonce", "hash", "payload_hash")
TABLES = ("original", "batch", "document", "claim", "reading", "quantity", "finding", "finding_claim", "journal")


def stored(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows of a ledger but for what is drawn by lot, and the entry that names the ledger."""
    db = sqlite3.connect(path)
    db.row_factory = sqlite3.Row
    found: dict[str, list[tuple[object, ...]]] = {}
    for table in TABLES:
        rows = [dict(row) for row in db.execute(f"SELECT * FROM {table} ORDER BY 1, 2")]
        found[table] = [tuple(v for c, v in row.items() if table != "journal" or c not in SALTED) for row in rows]
    del found["journal"][0]
    terms = "SELECT rowid FROM claim_search WHERE claim_search MATCH 'killed OR wounded' ORDER BY rowid"
    found["search"] = [tuple(row) for row in db.execute(terms)]
    db.close()
    return found
