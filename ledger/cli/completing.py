"""`claims completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> None:
    """Print what makes a shell complete commands, options and terms.

    bash: claims completion bash > ~/.local/share/bash-completion/completions/claims

    zsh: claims completion zsh > ~/.zfunc/_claims, with fpath+=~/.zfunc before compinit in ~/.zshrc

    fish: claims completion fish > ~/.config/fish/completions/claims.fish
    """
    made = get_completion_class(shell)
    assert made is not None  # click has all three
    root = ctx.find_root().command
    click.echo(made(root, {}, "claims", "_CLAIMS_COMPLETE").source().rstrip("\n"))
