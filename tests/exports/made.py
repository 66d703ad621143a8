"""Ledgers to export, and what an export wrote."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from ledger.api import Ledger
from ledger.exports.folders import safe_folder
from ledger.exports.formats import Options, format_named
from ledger.exports.output import safe_binary_output, safe_output
from ledger.exports.source import exporting
from ledger.intake.reports import ImportOptions
from ledger.queries import ClaimFilter
from ledger.records import ClaimRecord

CASES = """\
id,document,publisher,published,url,quote,figure_text,value,low,high,qualifier,measure,group,place,event_start,as_of,\
time_kind,counted_from,attributed_to,anonymity,relayed_by,ground_rules,status,note
a,Open report,Daily,2020-05-02,https://daily.example/1,"27 killed, the ministry said",27,27,,,exact,killed,civilians,\
"Zaria, Kaduna State, Nigeria",2020-05-01,,event,,Ministry of Health,named_organisation,,,Civilian,
b,Open report,Daily,2020-05-02,https://daily.example/1,at least 40 killed,at least 40,40,,,at_least,killed,civilians,\
"Zaria, Kaduna State, Nigeria",2020-05-01,,event,,Red Cross,named_organisation,AFP > Reuters,on_the_record,Civilian,
c,Second report,Weekly,2020-05-03,https://weekly.example/2,between 20 and 31,between 20 and 31,,20,31,between,injured,\
,,,2020-05-03,cumulative,2020-01,police,anonymous_described,,,,=cmd|' /C calc'!A0
d,Second report,Weekly,2020-05-03,https://weekly.example/2,dozens displaced,dozens,,,,vague,displaced,people,Zaria,\
2020-05-01,,,,,,,,,
"""
"""Four claims that name nobody who may not be named; a and b cannot both be true."""


def load(ledger: Ledger, folder: Path, table: str = CASES) -> Ledger:
    """Import a native table."""
    path = folder / "cases.csv"
    path.write_text(table, encoding="utf-8", newline="")
    ledger.import_paths([str(path)], ImportOptions(reviewer="Ines"))
    return ledger


def export(
    ledger: Ledger, name: str, target: Path, options: Options | None = None, only: ClaimFilter | None = None
) -> Path:
    """Write `ledger` in a format as the command does."""
    chosen = format_named(name)
    with exporting(ledger, only, chosen.needs) as out:
        if chosen.shape == "text":
            with safe_output(target) as stream:
                chosen.write(out, stream, options or Options())
        elif chosen.shape == "binary":
            with safe_binary_output(target) as raw:
                chosen.write(out, raw, options or Options())
            if chosen.beside:
                with safe_output(target.with_name(target.stem + chosen.beside)) as stream:
                    chosen.write_beside(out, stream, target.stem)
        else:
            with safe_folder(target) as folder:
                chosen.write(out, folder, options or Options())
    return target


def files(path: Path) -> dict[str, bytes]:
    """Every file that an export wrote, unpacked, by name."""
    if path.is_dir():
        return {p.name: p.read_bytes() for p in sorted(path.iterdir())}
    data = path.read_bytes()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {n: archive.read(n) for n in archive.namelist()}
    return {path.name: data}


def claims(ledger: Ledger) -> list[ClaimRecord]:
    """The records of a ledger, in order."""
    return [c.record for c in ledger.claims()]
