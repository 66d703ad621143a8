"""How a mapping makes one field of a claim from the cells of a row.

A field is a text with columns in braces (`"{town}"`, `"strike {id}"`), a list of such texts joined by the field's
own mark, or a table: `from` with one of these, and `map`, `other`, `date`, `scale`, `thousands`. A text whose
columns are all empty is empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ledger.intake.coding import Coder, day_of, place_of, plain_number
from ledger.intake.dates import check_pattern
from ledger.intake.refusal import Refused, nearest
from ledger.intake.tables.rows import Cell

_COLUMN = re.compile(r"\{([^{}]+)\}")
_KEYS = ("from", "map", "other", "date", "scale", "thousands")
_JOINED = {"relayed_by": " > ", "note": "; "}
COUNTS = frozenset({"value", "low", "high"})
DATES = frozenset({"published", "event_start", "event_end", "as_of", "counted_from"})


@dataclass(frozen=True, slots=True)
class Text:
    """A text with columns in braces."""

    parts: tuple[tuple[bool, str], ...]

    @classmethod
    def of(cls, text: str) -> Text:
        """Read it; braces stand around the names of columns."""
        parts: list[tuple[bool, str]] = []
        at = 0
        for match in _COLUMN.finditer(text):
            if match.start() > at:
                parts.append((False, text[at : match.start()]))
            parts.append((True, match[1].strip()))
            at = match.end()
        if at < len(text):
            parts.append((False, text[at:]))
        return cls(tuple(parts))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it names."""
        return tuple(name for is_column, name in self.parts if is_column)

    def fill(self, row: Coder) -> str:
        """The text with the row's cells; a Cell where columns are named."""
        names = self.columns
        if not names:
            return "".join(text for _, text in self.parts)
        if len(self.parts) == 1:
            return row[names[0]]
        cells = {name: row[name] for name in names}
        if not any(cells.values()):
            return Cell("", names[0])
        return Cell("".join(cells[t] if is_column else t for is_column, t in self.parts).strip(), names[0])


@dataclass(slots=True)
class Field:
    """One field of a claim. `pattern` is that of its dates; None is ISO."""

    name: str
    texts: tuple[Text, ...]
    joined: bool = False
    values: dict[str, str] | None = None
    other: str | None = None
    pattern: str | None = None
    scale: Decimal | None = None
    thousands: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it is made of."""
        return tuple(c for text in self.texts for c in text.columns)

    @property
    def undetermined(self) -> str | None:
        """The column of dates whose pattern the mapping leaves open."""
        own = self.name in DATES and self.pattern is None and self.values is None
        alone = len(self.texts) == 1 and len(self.texts[0].parts) == 1 and self.columns
        return self.columns[0] if own and alone else None

    def make(self, row: Coder) -> str:
        """The field's text for a row; Refused where a cell is not what the mapping expects."""
        if self.joined and self.name == "place":
            found: str = place_of(*(t.fill(row) for t in self.texts))
        elif self.joined:
            found = _JOINED.get(self.name, ", ").join(f for t in self.texts if (f := t.fill(row)))
        else:
            found = self.texts[0].fill(row)
        cell = found if isinstance(found, Cell) else Cell(found, self.columns[0] if self.columns else "")
        if self.values is not None:
            cell = self._mapped(cell)
        if not cell:
            return cell
        if self.name in DATES and self.columns:
            return day_of(cell, (self.pattern,) if self.pattern else ())
        if self.name in COUNTS:
            cell = plain_number(cell, self.thousands)
            return self._scaled(cell) if self.scale is not None else cell
        return cell if self.columns else str(cell)

    def _mapped(self, cell: Cell) -> Cell:
        assert self.values is not None
        known = self.values.get(cell)
        if known is None:
            known = self.other
        if known is not None:
            return cell.but(cell if known == "{}" else known)
        if not cell:
            return cell
        words = ", ".join(list(self.values)[:8])
        raise Refused(f"column {cell.column}", cell, "is not in the mapping's list", f"it knows {words}; or add other")

    def _scaled(self, cell: Cell) -> Cell:
        if not re.fullmatch(r"[-−]?\d{1,12}(?:\.\d{1,12})?", cell):
            raise Refused(f"column {cell.column}", cell, "is not a number", "correct it")
        number = Decimal(cell.replace("−", "-")) * (self.scale or 1)
        if number != number.to_integral_value():
            raise Refused(f"column {cell.column}", cell, f"times {self.scale} is not a whole number", "correct it")
        return cell.but(str(int(number)))


def field_of(name: str, given: Any) -> Field:
    """A field as a mapping spells it; ValueError says what is wrong with it."""
    if isinstance(given, dict):
        unknown = next((k for k in given if k not in _KEYS), None)
        if unknown is not None:
            near = nearest(unknown, _KEYS)
            raise ValueError(f"{name}.{unknown} is not known; " + (f"did you mean {near}?" if near else _known()))
        if "from" not in given:
            raise ValueError(f'{name} needs from = "{{column}}"')
        texts, joined = _texts(name, given["from"])
        made = Field(name, texts, joined)
        values = given.get("map")
        if values is not None:
            if not isinstance(values, dict) or not all(isinstance(v, str) for v in values.values()):
                raise ValueError(f'{name}.map is a table of texts: map = {{ yes = "Civilian" }}')
            made.values = dict(values)
        made.other = _string(name, "other", given.get("other"))
        made.pattern = _string(name, "date", given.get("date"))
        if made.pattern is not None:
            check_pattern(made.pattern)
        made.thousands = _string(name, "thousands", given.get("thousands")) or ""
        if "scale" in given:
            if isinstance(given["scale"], bool) or not isinstance(given["scale"], int | float) or given["scale"] <= 0:
                raise ValueError(f"{name}.scale is a number, such as 1000")
            made.scale = Decimal(str(given["scale"]))
        return made
    texts, joined = _texts(name, given)
    return Field(name, texts, joined)


def _texts(name: str, given: Any) -> tuple[tuple[Text, ...], bool]:
    if isinstance(given, bool | float):
        raise ValueError(f'{name} is a text: {name} = "{{column}}"')
    if isinstance(given, str | int):
        return (Text.of(str(given)),), False
    if isinstance(given, list) and given and all(isinstance(g, str) for g in given):
        return tuple(Text.of(g) for g in given), True
    raise ValueError(f'{name} is a text or a list of texts: {name} = "{{column}}"')


def _string(name: str, key: str, value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{name}.{key} is a text")
    return value


def _known() -> str:
    return f"a field has {', '.join(_KEYS)}"


def columns_of(fields: Iterable[Field]) -> tuple[str, ...]:
    """All columns that some fields name, each once."""
    return tuple(dict.fromkeys(c for f in fields for c in f.columns))
