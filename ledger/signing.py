"""Signed heads: an Ed25519 signature (RFC 8032) over which ledger, how many entries, and the hash of the last.

A signature that left the machine is a head that nobody without the key can have made. The library is an extra
(`pip install 'casualty-ledger[sign]'`), as few sign and its wheel is large. What is signed, to the byte: the
canonical JSON of format, ledger, head, entries, signed_at and public_key.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from ledger import clock, journal
from ledger.errors import InputError, LedgerError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FORMAT = "casualty-ledger-head-1"
KEY_LIMIT = 16 << 10
_SIGNED = ("format", "ledger", "head", "entries", "signed_at", "public_key")


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head with its signature. `public_key` is that of the signer, `signature` over all the rest; both in hex."""

    format: str
    ledger: str
    head: str
    entries: int
    signed_at: str
    public_key: str
    signature: str

    def message(self) -> bytes:
        """The bytes that are signed."""
        return journal.canonical({name: getattr(self, name) for name in _SIGNED})

    def as_json(self) -> bytes:
        """What the file holds."""
        values = {name: getattr(self, name) for name in (*_SIGNED, "signature")}
        return orjson.dumps(values, option=orjson.OPT_INDENT_2) + b"\n"


def new_key(path: Path) -> str:
    """Make a key file (PKCS 8, mode 0600); refuses to overwrite. Gives the public key in hex."""
    key = _library().Ed25519PrivateKey.generate()
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    data = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    except FileExistsError:
        raise LedgerError(f"{path}: there is something here already; nothing was changed") from None
    except OSError as error:
        raise LedgerError(f"{path}: cannot be written ({error.strerror}); nothing was changed") from None
    with os.fdopen(made, "wb") as out:
        out.write(data)
    return _public(key)


def load_key(path: Path) -> Ed25519PrivateKey:
    """The key of a file that nobody else can read; LedgerError for any other."""
    library = _library()
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        with path.open("rb") as raw:
            mode = os.fstat(raw.fileno()).st_mode
            data = raw.read(KEY_LIMIT)
    except OSError as error:
        raise LedgerError(
            f"{path}: the key cannot be read ({error.strerror}); claims sign --new-key makes one"
        ) from None
    if os.name == "posix" and stat.S_IMODE(mode) & 0o077:
        raise LedgerError(
            f"{path}: others can read this key ({stat.S_IMODE(mode):04o}); chmod 600 it, or make a new one"
        )
    key: Any
    try:
        key = load_pem_private_key(data, None)
    except (ValueError, TypeError) as error:
        raise LedgerError(f"{path}: this is no key that can sign ({type(error).__name__}); name a key file") from None
    if not isinstance(key, library.Ed25519PrivateKey):
        raise LedgerError(f"{path}: this is no Ed25519 key; claims sign --new-key makes one")
    loaded: Ed25519PrivateKey = key
    return loaded


def public_key(path: Path) -> str:
    """The public key of a key file, in hex."""
    return _public(load_key(path))


def sign(path: Path, ledger: str, head: str, entries: int) -> SignedHead:
    """Sign a head with the key in `path`."""
    key = load_key(path)
    unsigned = SignedHead(FORMAT, ledger, head, entries, clock.now(), _public(key), "")
    return SignedHead(
        FORMAT, ledger, head, entries, unsigned.signed_at, unsigned.public_key, key.sign(unsigned.message()).hex()
    )


def read_signed(path: Path) -> SignedHead:
    """A signed head as its file has it, not yet checked; InputError for anything else."""
    try:
        with path.open("rb") as raw:
            found: Any = orjson.loads(raw.read(KEY_LIMIT))
        signed = SignedHead(**found)
        if signed.format == FORMAT and isinstance(signed.entries, int) and isinstance(signed.head, str):
            return signed
    except OSError as error:
        raise InputError(str(path), None, f"cannot be read ({error.strerror})", "check the path") from None
    except (ValueError, TypeError):
        pass
    raise InputError(str(path), None, "this is no signed head", "claims sign writes one")


def is_valid(signed: SignedHead) -> bool:
    """Whether the signature was made with the key that it names, over exactly this head."""
    library = _library()
    from cryptography.exceptions import InvalidSignature

    try:
        key = library.Ed25519PublicKey.from_public_bytes(bytes.fromhex(signed.public_key))
        key.verify(bytes.fromhex(signed.signature), signed.message())
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


def _public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def _library() -> Any:
    try:
        from cryptography.hazmat.primitives.asymmetric import ed25519
    except ImportError:
        raise LedgerError("signing needs one more library: pip install 'casualty-ledger[sign]'") from None
    return ed25519
