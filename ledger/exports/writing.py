"""An export written to where the user said: a file, a folder or standard output, whole or not at all."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from ledger.exports.folders import safe_folder
from ledger.exports.formats import Format, Options
from ledger.exports.output import safe_binary_output, safe_output
from ledger.exports.source import Export


def write(export: Export, chosen: Format, output: str, options: Options, force: bool) -> int:
    """Write the export; gives how many claims the format has no place for."""
    if chosen.shape == "text":
        with safe_output(output, force=force) as stream:
            return chosen.write(export, stream, options)
    if chosen.shape == "folder":
        with safe_folder(output, force=force) as folder:
            return chosen.write(export, folder, options)
    with ExitStack() as both:
        if chosen.beside:
            path = Path(output)
            beside = both.enter_context(safe_output(path.with_name(path.stem + chosen.beside), force=force))
            raw = both.enter_context(safe_binary_output(output, force=force))
            chosen.write_beside(export, beside, path.stem)
        else:
            raw = both.enter_context(safe_binary_output(output, force=force))
        return chosen.write(export, raw, options)
