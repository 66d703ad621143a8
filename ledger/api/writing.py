"""What leaves a ledger and what proves it: reports, exports, bundles, signatures, verification, copies."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ledger import journal, queries, store
from ledger.connections.engine import reading, writing
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from ledger.exports.audit import Bundled
    from ledger.exports.proof import Proof
    from ledger.reporting import Report, Scope
    from ledger.reporting.bundle import Bundled as EvidenceBundle
    from ledger.signing import SignedHead
    from ledger.verify import Verification

from ledger.api.acting import Acting


class Writing(Acting):
    """Everything is written whole or not at all."""

    def verify(
        self,
        head: str | None = None,
        progress: Callable[[str, int], None] | None = None,
        *,
        only: Iterable[str] | None = None,
        against: Iterable[str | os.PathLike[str]] = (),
        signatures: Iterable[str | os.PathLike[str]] = (),
        public_key: str | None = None,
        derive: bool = False,
    ) -> Verification:
        """Recompute the whole audit trail; `head` is a hash from an earlier report.

        `only` names the checks to run (`ledger.verify.CHECKS`), all of them unless told; `derive` computes readings
        and findings anew in a large ledger too, where their seals are taken for it. `against` names
        reports, audit bundles, signed heads and backups whose history the ledger must contain; `signatures` names
        signed heads, which must also be valid under `public_key` (else under the key that the ledger names).
        """
        from ledger.heads import read_head
        from ledger.verify import verify

        signed = [Path(s) for s in signatures]
        heads = [read_head(path) for path in (*map(Path, against), *signed)]
        result: Verification | None = None
        try:
            with self.reading() as connection:
                result = verify(connection, head, progress, only=only, heads=heads, derive=derive)
        except LedgerError:
            if result is None or result.sound:  # else a damaged page was met again on the way out
                raise
        for path in signed:
            self._check_signature(path, public_key, result)
        return result

    def _check_signature(self, path: Path, public_key: str | None, result: Verification) -> None:
        from ledger import signing

        found = signing.read_signed(path)
        expected = (public_key or self.public_key or "").strip().lower()
        if not signing.is_valid(found):
            result.add("altered", "signature", path, f"{path}: the signature does not fit: it or the head was altered")
        elif found.public_key != expected:
            whose = f"not by {expected[:16]}…" if expected else "and this ledger names no key"
            say = f"{path}: signed by {found.public_key[:16]}…, {whose}"
            result.add("unattributed", "signature", path, say)

    def sign(self, key: str | os.PathLike[str], *, change_key: bool = False) -> SignedHead:
        """Sign the head with a key file; the public key is recorded first, where it is not yet."""
        from ledger import signing

        self._record_key(signing.public_key(Path(key)), change_key)
        with self.reading() as c:
            ledger, head, entries = store.setting(c, "ledger_id"), journal.head(c), journal.size(c)
        return signing.sign(Path(key), ledger, head, entries)

    def _record_key(self, public: str, change_key: bool) -> None:
        from ledger.acts import Act
        from ledger.models import Setting

        recorded = self.public_key
        if recorded == public:
            return
        if recorded is not None and not change_key:
            raise LedgerError(f"this ledger is signed with the key {recorded[:16]}…; --change-key records another")
        with writing(self._engine) as connection:
            act = Act(connection, self.reviewer, "key")
            row = connection.exec_driver_sql("SELECT id FROM setting WHERE name = 'public_key'").scalar()
            kept = act.get(Setting, row) if row is not None else None
            if kept is None:
                act.add(Setting(name="public_key", value=public))
            else:
                act.change(kept, value=public)
            act.seal("ledger:key")

    def report(self, scope: Scope | None = None, *, as_known_on: str | None = None, since: str | None = None) -> Report:
        """The audit report as values: of the whole ledger, or of what `scope` covers.

        `as_known_on` (a date or a head hash) reports what was known then, `since` adds what changed from then on.
        """
        from ledger.reporting import make

        return make(self, scope, as_known_on=as_known_on, since=since)

    def write_report(
        self,
        path: str | os.PathLike[str],
        scope: Scope | None = None,
        *,
        format_: str | None = None,
        as_known_on: str | None = None,
        since: str | None = None,
        force: bool = False,
    ) -> list[Path]:
        """Write the audit report; gives the files. `format_` is html, markdown, json or pdf, else by the ending.

        A report of more than 1,000 claims as HTML gets further pages in a folder beside it.
        """
        from ledger.reporting.files import format_of, write_report

        report = self.report(scope, as_known_on=as_known_on, since=since)
        return write_report(report, os.fspath(path), format_ or format_of(os.fspath(path)), force=force)

    def write_bundle(
        self,
        folder: str | os.PathLike[str],
        scope: Scope | None = None,
        *,
        as_known_on: str | None = None,
        since: str | None = None,
        force: bool = False,
    ) -> EvidenceBundle:
        """Write the evidence bundle: report, data, documents and audit trail in a folder that checks itself."""
        from ledger.reporting import taken
        from ledger.reporting.bundle import write_bundle

        with taken(self, scope, as_known_on=as_known_on, since=since) as (then, report):
            return write_bundle(then, report, folder, force=force)

    def export(
        self,
        path: str | os.PathLike[str],
        format_: str | None = None,
        only: queries.ClaimFilter | None = None,
        *,
        force: bool = False,
    ) -> int:
        """Write claims in a format of other programs, by name or by the ending of `path`; gives how many were written.

        What may not leave the ledger stays in it. LedgerError for a format that there is not.
        """
        from ledger.exports.formats import FORMATS, Options, format_for, format_named
        from ledger.exports.source import exporting
        from ledger.exports.writing import write

        known = format_ is None or format_ in {f.name for f in FORMATS}
        chosen = format_named(format_) if format_ and known else format_for(os.fspath(path))
        if not known or chosen is None or chosen.shape == "audit":
            raise LedgerError(f"{path}: say which format to write; for the audit bundle there is export_audit")
        with exporting(self, only or queries.ClaimFilter(), chosen.needs) as export:
            return export.size - write(export, chosen, os.fspath(path), Options(), force)

    def export_audit(self, target: str | os.PathLike[str], *, force: bool = False) -> Bundled:
        """Write the audit bundle, a zip that verifies without this program; says what went into it."""
        import zipfile

        from ledger.exports.audit import write_bundle
        from ledger.exports.output import safe_binary_output

        with (
            safe_binary_output(Path(target), force=force) as raw,
            zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive,
            self.reading() as connection,
        ):
            return write_bundle(connection, archive)

    def prove(self, claim_id: str) -> Proof:
        """The proof that a claim stands in the journal, without the words of any other claim."""
        from ledger.exports.proof import prove

        with self.reading() as connection:
            return prove(connection, claim_id)

    def backup(self, target: str | os.PathLike[str]) -> None:
        """Write a sound copy while the ledger may be in use; a copy whose record does not verify is not kept."""
        from ledger.verify import verify

        def check(copy: Engine) -> None:
            with reading(copy) as connection:
                found = verify(connection, only=("journal", "rows")).problems
            if found:
                say = f"{target}: the copy does not verify ({found[0].say}); it was not kept"
                raise LedgerError(f"{say}: claims verify names everything, claims recover saves what can be read")

        store.backup(self._engine, Path(target), check)
