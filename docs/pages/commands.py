"""The commands with their arguments and options, from the command line's own definitions."""

from __future__ import annotations

import inspect

import click

from ledger.cli.main import COMMANDS, cli

BEGIN = """# Commands

`claims [--ledger FILE] COMMAND`. The ledger is `--ledger`, else `$CLAIMS_LEDGER`, else `claims.db` in the working
folder. Data goes to standard output, what is told on the way to standard error. Errors are one line:
`claims: FILE:LINE: what is wrong; what to do`. What the exit codes mean stands in [exit-codes.md](exit-codes.md).

"""


def page() -> str:
    """All commands, in the order of `claims --help`."""
    ctx = click.Context(cli, info_name="claims", **cli.context_settings)
    rows = [f"| [`claims {name}`](#claims-{name}) | {sentence} |" for name, (_, sentence) in COMMANDS.items()]
    out = [BEGIN, "| command | what it does |\n|---|---|\n", *(f"{row}\n" for row in rows), "\n"]
    out += ["## Options of every command\n\n", _options(cli, ctx)]
    for name in COMMANDS:
        command = cli.get_command(ctx, name)
        assert command is not None
        out.append(_command(command, name, ctx, 2))
    return "".join(out)


def _command(command: click.Command, name: str, parent: click.Context, level: int) -> str:
    ctx = click.Context(command, info_name=name, parent=parent)
    usage = " ".join(command.get_usage(ctx).removeprefix("Usage: ").split())
    out = [
        f"{'#' * level} {ctx.command_path}\n\n",
        f"    {usage}\n\n",
        _help(command),
        _arguments(command),
        _options(command, ctx),
    ]
    if isinstance(command, click.Group):
        for inner in command.list_commands(ctx):
            found = command.get_command(ctx, inner)
            assert found is not None
            out.append(_command(found, inner, ctx, level + 1))
    return "".join(out)


def _help(command: click.Command) -> str:
    text = inspect.cleandoc(command.help or "").partition("\f")[0].replace("\b\n", "")
    return f"{text}\n\n"


def _arguments(command: click.Command) -> str:
    found = [p for p in command.params if isinstance(p, click.Argument)]
    if not found:
        return ""
    rows = [
        f"| `{p.make_metavar(click.Context(command))}` | {'needed' if p.required else 'may be left out'}{_choices(p)} |"
        for p in found
    ]
    return "| argument | |\n|---|---|\n" + "\n".join(rows) + "\n\n"


def _options(command: click.Command, ctx: click.Context) -> str:
    rows = []
    for p in command.get_params(ctx):
        if not isinstance(p, click.Option) or p.hidden:
            continue
        names = ", ".join(f"`{n}`" for n in (*p.opts, *p.secondary_opts))
        value = (
            "" if p.is_flag or p.count else f" `{p.make_metavar(ctx)}`" if not isinstance(p.type, click.Choice) else ""
        )
        default = f" Default: `{p.default}`." if p.show_default and p.default is not None else ""
        rows.append(f"| {names}{value} | {_cell(p.help or '')}{_choices(p)}{default} |")
    return "| option | |\n|---|---|\n" + "\n".join(rows) + "\n\n" if rows else ""


def _choices(p: click.Parameter) -> str:
    if not isinstance(p.type, click.Choice):
        return ""
    return " One of " + ", ".join(f"`{c}`" for c in p.type.choices) + "."


def _cell(text: str) -> str:
    return text.replace("|", "\\|").strip()
