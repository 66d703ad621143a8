"""Reading claims out of text: deterministic rules with named evidence, no model, no dependency.

`extract` reads a document, `read_figure` the words of one figure. Both load their word lists on first use.
"""

from __future__ import annotations

from ledger.extraction.engine import ENGINE, extract, read_figure
from ledger.extraction.model import Cut, Extraction

__all__ = ["ENGINE", "Cut", "Extraction", "extract", "read_figure"]
