"""A PDF file as a document: the words of its pages in order, lines joined to paragraphs, by pypdf.

A date in a PDF's properties says when the file was made, not when the report was published, so none is taken.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Iterator

from ledger.errors import InputError
from ledger.intake.encodings import no_nul
from ledger.intake.limits import limit, raised
from ledger.intake.plain import TextDocument, title_of
from ledger.intake.reading import Source

PAGES_LIMIT = limit("PDF_PAGES")
TEXT_LIMIT = limit("PDF_TEXT")
"""So many characters a file may hold: a page can draw the same words without end."""
_STOP = re.compile(r"""[.!?…:;]["'”’»)\]]*$""")
_NUMBER = re.compile(r"(?:page )?\W{0,2}(?:\d{1,4}|[ivxl]{1,6})(?: of \d{1,4}| ?/ ?\d{1,4})?\W{0,2}", re.IGNORECASE)
_BULLET = re.compile(r"(?:[•●▪◦*·–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s")


def read_pdf(source: Source, encoding: str | None = None) -> TextDocument:
    """Read a PDF file; InputError if it is damaged, locked, or holds pictures of text only."""
    text = "\n\n".join(_paragraphs(_pages(source)))
    if not any(c.isalnum() for c in text):
        raise InputError(
            source.name, None, "the PDF holds no text, perhaps scanned pages", "run it through OCR, then import it"
        )
    no_nul(text, "utf-8", source.name)
    return TextDocument(_title(source) or title_of(text) or source.name, None, None, None, text, "pdf")


def _pages(source: Source) -> list[str]:
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages: list[str] = []
    size = 0
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            reader = PdfReader(io.BytesIO(source.data), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise FileNotDecryptedError
            if len(reader.pages) > PAGES_LIMIT:
                raise InputError(
                    source.name,
                    None,
                    f"the PDF has more than {PAGES_LIMIT:,} pages",
                    f"split it, or {raised('PDF_PAGES')}",
                )
            for page in reader.pages:
                words = page.extract_text().replace("\0", "")
                size += len(words)
                if size > TEXT_LIMIT:
                    raise InputError(
                        source.name,
                        None,
                        f"the PDF holds more than {TEXT_LIMIT:,} characters",
                        f"split it, or {raised('PDF_TEXT')}",
                    )
                pages.append(_whole_characters(words))
        except InputError:
            raise
        except FileNotDecryptedError:
            raise InputError(
                source.name, None, "the PDF is locked with a password", "save a copy without the password"
            ) from None
        except Exception as error:  # pypdf raises what its decoders raise; none of it may pass as a fault of ours
            why = type(error).__name__
            raise InputError(
                source.name, None, f"the PDF is damaged or cut off ({why})", "fetch it again, or save its text as .txt"
            ) from None
    return pages


def _whole_characters(text: str) -> str:
    """Text without halves of characters, which a broken font table gives."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _title(source: Source) -> str | None:
    from pypdf import PdfReader

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            about = PdfReader(io.BytesIO(source.data), strict=False).metadata
            title = " ".join(str(about.title or "").split()) if about else ""
        except Exception:  # a title is not worth a refusal
            return None
    made_by_a_program = title.casefold().startswith(("microsoft word", "untitled")) or title.casefold().endswith(
        (".doc", ".docx", ".indd", ".pdf")
    )
    good = len(title) > 3 and not made_by_a_program and "\0" not in title
    return _whole_characters(title)[:120] if good else None


def _paragraphs(pages: list[str]) -> Iterator[str]:
    """Lines joined to paragraphs, over page breaks too; page numbers at the edge of a page are left out."""
    held = ""
    for page in pages:
        lines = [" ".join(line.split()) for line in page.split("\n")]
        while lines and (not lines[-1] or _NUMBER.fullmatch(lines[-1])):
            lines.pop()
        while lines and (not lines[0] or _NUMBER.fullmatch(lines[0])):
            lines.pop(0)
        widths = sorted(len(line) for line in lines if line)
        usual = widths[len(widths) * 9 // 10] if widths else 0
        for line in lines:
            if not line or (held and _BULLET.match(line)):
                if held:
                    yield held
                held = line
                continue
            held = _joined(held, line)
            if (len(line) < 0.75 * usual and _STOP.search(line)) or len(line) < 0.45 * usual:
                yield held
                held = ""
        if held and _STOP.search(held):
            yield held
            held = ""
    if held:
        yield held


def _joined(held: str, line: str) -> str:
    if not held:
        return line
    if held.endswith("-") and line[:1].islower() and held[-2:-1].isalpha():
        return held[:-1] + line
    return f"{held} {line}"
