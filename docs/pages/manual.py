"""The man page of the command: docs/claims.1, from the command line's own definitions."""

from __future__ import annotations

import inspect

import click

from ledger import __version__
from ledger.cli.main import COMMANDS, cli
from ledger.errors import ExitCode
from pages.exit_codes import meanings


def page() -> str:
    """The whole page, in the macros of man(7)."""
    ctx = click.Context(cli, info_name="claims", **cli.context_settings)
    out = [
        f'.TH CLAIMS 1 "" "casualty-ledger {__version__}" "Casualty Ledger"',
        ".SH NAME",
        f"claims \\- {_text(cli.help or '').rstrip('.').lower()}",
        ".SH SYNOPSIS",
        ".B claims",
        "[\\-\\-ledger FILE] COMMAND [ARGUMENTS]",
        ".SH DESCRIPTION",
        "Keeps every claimed casualty figure in one SQLite file, with its words, its source and the whole chain it",
        "came through, says which claims cannot all be true, and keeps a record that cannot be altered unnoticed.",
        ".SH COMMANDS",
    ]
    for name in COMMANDS:
        command = cli.get_command(ctx, name)
        assert command is not None
        out += _command(command, name, ctx)
    out += [
        ".SH EXIT STATUS",
        *(line for c in ExitCode for line in (".TP", f".B {c.value}", _text(meanings()[c.name]))),
    ]
    out += [".SH ENVIRONMENT", ".TP", ".B CLAIMS_LEDGER", "The ledger, where \\-\\-ledger is not given."]
    out += [".TP", ".B CLAIMS_REVIEWER", "Who acts, where \\-\\-reviewer is not given."]
    return "\n".join(out) + "\n"


def _command(command: click.Command, name: str, parent: click.Context) -> list[str]:
    ctx = click.Context(command, info_name=name, parent=parent)
    usage = " ".join(command.get_usage(ctx).removeprefix("Usage: ").split())
    about = " ".join(inspect.cleandoc(command.help or "").partition("\f")[0].replace("\b\n", "").split())
    out = [".SS " + _text(ctx.command_path), ".B " + _text(usage), ".PP", _text(about)]
    for p in command.get_params(ctx):
        if isinstance(p, click.Option) and not p.hidden:
            value = "" if p.is_flag else f" {p.make_metavar(ctx)}"
            out += [".TP", ".B " + _text(", ".join(p.opts) + value), _text(p.help or "")]
    if isinstance(command, click.Group):
        for inner in command.list_commands(ctx):
            found = command.get_command(ctx, inner)
            assert found is not None
            out += _command(found, inner, ctx)
    return out


def _text(text: str) -> str:
    """Text as roff takes it: backslashes and hyphens are escaped, and no line begins with a dot or an apostrophe."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{safe}" if safe[:1] in (".", "'") else safe
