"""What the comparison must know besides the claims: names, tolerances, who is a party; and the raw connection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ledger import queries, store
from ledger.driving import raw

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from ledger.comparison.context import Context
    from ledger.comparison.keys import Placer
    from ledger.figures import Policy
    from ledger.names import Names
    from ledger.vocabulary import Method

T = TypeVar("T")

RUNNING = "time_class IN ('event', 'total')"
"""Counts that can only grow (`Placed.running`)."""


class Settings(NamedTuple):
    """What a comparison rests on besides the claims, as plain values; `key` is another when any of it has changed."""

    key: str
    links: tuple[tuple[str, str, str, str], ...]
    policy: Policy
    parties: dict[str, str]
    methods: dict[str, Method]

    @classmethod
    def of(cls, connection: Connection) -> Settings:
        """The settings as they stand in the ledger."""
        return cls(
            settings_key(connection),
            tuple(queries.name_links(connection)),
            store.policy(connection),
            queries.parties(connection),
            queries.methods(connection),
        )


@dataclass(frozen=True, slots=True)
class World:
    """The settings of one comparison of a ledger."""

    names: Names
    policy: Policy
    context: Context
    placer: Placer

    @classmethod
    def of(cls, connection: Connection) -> World:
        """The settings as they stand in the ledger."""
        return cls.made(*Settings.of(connection)[1:])

    @classmethod
    def kept(cls, connection: Connection) -> World:
        """The same, kept from act to act while no row that it is made of has changed."""
        key = settings_key(connection)
        world = _KEPT.get(key)
        if world is None:
            world = cls.of(connection)
            _KEPT.clear()
            _KEPT[key] = world
        return world

    @classmethod
    def made(
        cls,
        links: tuple[tuple[str, str, str, str], ...],
        policy: Policy,
        parties: dict[str, str],
        methods: dict[str, Method] | None = None,
    ) -> World:
        """The settings for those names, tolerances, parties and ways that sources count."""
        from ledger.comparison import context_of
        from ledger.comparison.keys import placer

        names = names_with(links)
        plainly = placer(names, policy)
        counted = sorted((plainly.voice(name), method) for name, method in (methods or {}).items())
        kept = placer(names, policy, tuple(counted)) if counted else plainly
        return cls(names, policy, context_of(names, policy, parties), kept)


_MADE_OF = """
SELECT group_concat(hex(row_hash), '') FROM (
    SELECT row_hash FROM setting UNION ALL SELECT row_hash FROM name_link UNION ALL SELECT row_hash FROM source)
"""
"""The rows that settings come from; one of them names the ledger."""
_KEPT: dict[str, World] = {}


def settings_key(connection: Connection) -> str:
    """What names the settings of a ledger as they stand now."""
    key: str = raw(connection).execute(_MADE_OF).fetchone()[0]
    return key


@lru_cache(maxsize=4)
def names_with(links: tuple[tuple[str, str, str, str], ...]) -> Names:
    """The names with what people said about them; reading the shipped data costs 50 ms, so it is kept."""
    from ledger.names import Names

    return Names(links)


def chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most `size` items, in order."""
    stream = iter(items)
    while part := list(islice(stream, size)):
        yield part


def filled(values: Sequence[T]) -> list[T]:
    """The same values for IN (...), the last of them repeated up to a power of two.

    A connection keeps statements ready, each with a place for every value: so it keeps a dozen, not five hundred.
    """
    held = list(values)
    return held + held[-1:] * ((1 << (len(held) - 1).bit_length()) - len(held)) if held else held


def in_lists(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists for IN (...): at most `size` items, in order, each `filled`."""
    return map(filled, chunks(items, size))


def marks(values: Iterable[object]) -> str:
    """As many question marks as there are values, for IN (...)."""
    return ", ".join("?" for _ in values)
