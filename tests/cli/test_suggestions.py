"""A command that is not there gets the one that was probably meant, on every level."""

from __future__ import annotations

import click
import pytest

from ledger.cli.groups import MEANT, Group
from ledger.cli.main import COMMANDS, cli, main


def groups():
    """Every group of the command line, by the words that lead to it."""
    found = [((), cli)]
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        if isinstance(command, click.Group):
            found.append(((name,), command))
    return found


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["mapping", "start"], "there is no command 'start'; did you mean claims mapping init?"),
        (["mapping", "shw"], "there is no command 'shw'; did you mean claims mapping show?"),
        (["mapping", "zzzz"], "there is no command 'zzzz'; claims mapping has init, list, show"),
        (["policy", "change"], "there is no command 'change'; did you mean claims policy set?"),
        (["confilcts"], "there is no command 'confilcts'; did you mean conflicts?"),
        (["settle", "x"], "there is no command 'settle'; did you mean resolve?"),
        (["findings"], "there is no command 'findings'; did you mean conflicts?"),
        (["zzzz"], "there is no command 'zzzz'; claims --help lists the commands"),
    ],
    ids=lambda x: " ".join(x) if isinstance(x, list) else "",
)
def test_the_nearest_command_is_named(typed, said, capsys):
    assert main(typed) == 2
    assert said in capsys.readouterr().err


def test_every_group_suggests_and_every_suggestion_exists():
    every = groups()
    assert len(every) >= 3
    assert all(isinstance(group, Group) for _, group in every)
    names = {name for _, group in every for name in group.list_commands(click.Context(group))}
    assert {target for targets in MEANT.values() for target in targets} <= names
    assert not set(MEANT) & set(COMMANDS)
