"""Groups of commands: what is typed wrong gets the nearest name, in one place for every group."""

from __future__ import annotations

from difflib import get_close_matches

import click

MEANT: dict[str, tuple[str, ...]] = {
    "start": ("init",),
    "new": ("init",),
    "create": ("init",),
    "begin": ("init",),
    "make": ("init",),
    "ls": ("list",),
    "all": ("list",),
    "search": ("list",),
    "find": ("list",),
    "get": ("show",),
    "view": ("show",),
    "print": ("show",),
    "cat": ("show",),
    "info": ("show", "doctor"),
    "history": ("journal",),
    "log": ("journal",),
    "acts": ("journal",),
    "load": ("import",),
    "ingest": ("import",),
    "open": ("review",),
    "tui": ("review",),
    "app": ("review",),
    "findings": ("conflicts",),
    "contradictions": ("conflicts",),
    "disputes": ("conflicts",),
    "approve": ("accept",),
    "confirm": ("accept",),
    "edit": ("correct", "set"),
    "change": ("correct", "set"),
    "fix": ("correct",),
    "update": ("correct", "set"),
    "settle": ("resolve",),
    "decide": ("resolve",),
    "ignore": ("dismiss",),
    "delete": ("withdraw",),
    "remove": ("withdraw",),
    "rm": ("withdraw",),
    "revert": ("undo",),
    "names": ("alias",),
    "same": ("alias",),
    "merge": ("alias",),
    "tie": ("event",),
    "check": ("verify",),
    "audit": ("verify",),
    "validate": ("verify",),
    "save": ("backup",),
    "copy": ("backup",),
    "repair": ("recover",),
    "paths": ("where",),
}
"""Words that people try, and the commands that do what they mean."""
FEW = 6
"""Commands up to which a group names them all."""


class Group(click.Group):
    """A group whose error names the command that was probably meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest command in the error."""
        names = self.list_commands(ctx)
        if args and args[0] not in names and not args[0].startswith("-"):
            raise click.UsageError(f"there is no command {args[0]!r}{_hint(ctx, args[0], names)}", ctx)
        return super().resolve_command(ctx, args)


def _hint(ctx: click.Context, typed: str, names: list[str]) -> str:
    path = ctx.command_path
    found = nearest(typed, names)
    if found is not None:
        return f"; did you mean {path} {found}?" if ctx.parent else f"; did you mean {found}?"
    return f"; {path} has {', '.join(names)}" if len(names) <= FEW else f"; {path} --help lists the commands"


def nearest(typed: str, names: list[str]) -> str | None:
    """The command of a group that a word probably means; None where nothing is near."""
    word = typed.casefold()
    near = get_close_matches(word, names, 1)
    begun = [n for n in names if len(word) > 1 and n.startswith(word)]
    meant = [n for n in MEANT.get(word, ()) if n in names]
    return next(iter([*meant, *near, *begun]), None)
