"""An e-mail as a document: its subject, who sent it, the day it was sent, and its body."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import parseaddr

from ledger.errors import InputError
from ledger.intake.encodings import decode
from ledger.intake.pagetext import all_text
from ledger.intake.plain import TextDocument, title_of
from ledger.intake.reading import Source


def read_mail(source: Source, encoding: str | None = None) -> TextDocument:
    """Read an .eml file; InputError if it has no body, or one that is not in the encoding it declares.

    The plain body goes before the one in HTML. Attached files are named in `left_out`, not read.
    """
    try:
        message = message_from_bytes(source.data, policy=policy.default)
        assert isinstance(message, EmailMessage)  # what policy.default makes
        text, codec = _body(message, source, encoding)
        subject = " ".join(str(message.get("subject") or "").split())
        sender = _sender(message)
        sent = _day(message)
        attached = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    except (ValueError, LookupError, TypeError, AttributeError, KeyError, IndexError, RecursionError) as error:
        why = type(error).__name__
        raise InputError(
            source.name, None, f"the e-mail cannot be read ({why})", "save its text as a .txt file"
        ) from None
    return TextDocument(
        title=subject[:120] or title_of(text) or source.name,
        publisher=sender,
        published=sent,
        url=None,
        text=text,
        encoding=codec,
        left_out=tuple(f"the attached file {name} was not read; save it and import it" for name in attached),
    )


def _body(message: EmailMessage, source: Source, encoding: str | None) -> tuple[str, str]:
    for kind in ("plain", "html"):
        part = message.get_body(preferencelist=(kind,))
        if part is None or not isinstance(part, Message):
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes) or not data.strip():
            continue
        said = encoding or part.get_content_charset()
        text, codec = decode(data, None if said in (None, "us-ascii", "ascii", "utf-8") else said, source.name)
        text = all_text(text) if kind == "html" else text.replace("\r\n", "\n")
        if text.strip():
            return text, codec
    raise InputError(source.name, None, "the e-mail has no text in its body", "leave it out, or save its attachments")


def _sender(message: EmailMessage) -> str | None:
    name, address = parseaddr(str(message.get("from") or ""))
    return " ".join((name or address).split())[:120] or None


def _day(message: EmailMessage) -> str | None:
    header = message.get("date")
    sent = getattr(header, "datetime", None)
    return sent.date().isoformat() if sent is not None else None
