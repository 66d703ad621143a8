"""The `claims` command: finds the subcommand, and turns every refusal into one line and an exit code.

Subcommands are modules that are loaded when chosen: `claims --help` imports neither SQLModel nor Textual
(67 ms against 820 and more).
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click

from ledger import __version__
from ledger.cli import narration
from ledger.cli.groups import Group
from ledger.errors import ExitCode, LedgerError

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("demo", "Make a sample ledger, print its findings, open the review app."),
    "init": ("files", "Make a new, empty ledger."),
    "import": ("importing", "Bring files into the ledger."),
    "mapping": ("mapping", "Start, list and show mappings of tables."),
    "extract": ("extract", "Read claims from texts, without a ledger."),
    "list": ("listing", "List claims."),
    "show": ("listing", "Show one claim: words, chain, readings, findings, history."),
    "conflicts": ("conflicts", "List what cannot all be true."),
    "quantity": ("quantity", "Show one quantity on one scale, and what the ledger supports."),
    "journal": ("journal", "List what was done, by whom and why, the newest act first."),
    "review": ("demo", "Open the review app."),
    "accept": ("acts", "Accept claims as read right."),
    "reject": ("acts", "Reject a claim."),
    "unsure": ("acts", "Mark a claim as one to come back to."),
    "correct": ("acts", "Correct fields of a claim."),
    "note": ("acts", "Put a note on a claim or a finding."),
    "add": ("add", "Key a claim in by hand."),
    "resolve": ("acts", "Resolve a finding."),
    "dismiss": ("acts", "Dismiss a finding."),
    "withdraw": ("acts", "Take a wrong import back."),
    "redact": ("redact", "Remove words from the ledger for good."),
    "undo": ("acts", "Take back your last act."),
    "redo": ("acts", "Take back your last undo."),
    "alias": ("names", "Say which names mean the same."),
    "event": ("event", "Say which claims are about one event."),
    "bias": ("bias", "How the parties' figures stand to those of third parties."),
    "policy": ("policy", "Show or change the tolerances figures are read by."),
    "sources": ("names", "List sources; say who is a party, and how reliable."),
    "documents": ("documents", "List documents; say which may be passed on."),
    "report": ("report", "Write the audit report."),
    "export": ("export", "Write claims for other programs."),
    "verify": ("verifying", "Check the whole audit trail."),
    "prove": ("prove", "Write the proof of one claim, without any other."),
    "sign": ("sign", "Sign the head of the journal."),
    "backup": ("files", "Copy the ledger safely while it is in use."),
    "rebuild": ("files", "Compute all readings and findings anew."),
    "recover": ("recover", "Save what can be read of a damaged ledger."),
    "doctor": ("doctor", "Say what is wrong with a ledger and what to do."),
    "where": ("files", "Print every path in use."),
    "completion": ("completing", "Print what completes commands in your shell."),
}
"""Every subcommand: the module of `ledger.cli` that holds it, and its sentence in the overview."""


class Overview(Group):
    """A group that knows its commands by name and loads them when they are chosen."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order in which they are used."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"ledger.cli.{COMMANDS[cmd_name][0]}")
        found = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        assert isinstance(found, click.Command)  # the table names only commands
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The overview, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, sentence) for name, (_, sentence) in COMMANDS.items()])


def _version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    """Print what a report of a fault needs: program, formats, extractor, and what runs it."""
    if not wanted:
        return
    import platform

    from ledger.connections.driver import driver
    from ledger.connections.file import SCHEMA_VERSION
    from ledger.extraction import ENGINE
    from ledger.extraction.lexicons import lexicon
    from ledger.journal import FORMAT

    click.echo(f"claims {__version__}")
    click.echo(f"  schema {SCHEMA_VERSION}, journal format {FORMAT}")
    click.echo(f"  extraction {ENGINE}, lexicon {lexicon().digest[:12]}")
    click.echo(f"  Python {platform.python_version()}, SQLite {driver().sqlite_version}")
    ctx.exit()


@click.group(
    cls=Overview,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 failed and nothing changed, 2 wrong usage, 3 findings with"
    " --fail-on-conflict, 4 verification failed, 130 interrupted.",
)
@click.option(
    "--ledger",
    metavar="FILE",
    envvar="CLAIMS_LEDGER",
    help="The ledger file; else $CLAIMS_LEDGER, else claims.db here.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say also which ledger was used, and what the command took.")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the versions and exit."
)
@click.pass_context
def cli(ctx: click.Context, ledger: str | None, quiet: bool, verbose: bool) -> None:
    """Who said how many, through whom, and which of it cannot all be true."""
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose are each other's opposite; give one", ctx)
    narration.begin(
        narration.Loudness.QUIET if quiet else narration.Loudness.VERBOSE if verbose else narration.Loudness.NORMAL
    )
    ctx.obj = Path(ledger) if ledger else None
    ctx.call_on_close(narration.end)


def run() -> None:
    """The entry point of the command."""
    code = main(sys.argv[1:])
    gc.freeze()  # else the interpreter looks through all there is for circles, twice, before it ends: 70 ms and less
    sys.exit(code)


def main(arguments: list[str]) -> int:
    """Run the command with `arguments`; gives the exit code. Refusals are one line on stderr."""
    try:
        code: Any = cli.main(arguments, prog_name="claims", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        # Without a subcommand the overview answers, as it is laid out; the usage was still wrong.
        click.echo(error.format_message(), err=True)
        return ExitCode.USAGE
    except click.UsageError as error:
        return _refuse(_usage(error), ExitCode.USAGE)
    except click.ClickException as error:
        return _refuse(error.format_message(), ExitCode.USAGE)
    except LedgerError as error:
        return _refuse(str(error), ExitCode.FAILED)
    except (KeyboardInterrupt, click.Abort) as stop:
        left = str(stop) or str(stop.__cause__ or "") or "nothing was left half done"  # click wraps what was raised
        return _refuse(f"interrupted; {left}", ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output went away (`claims list | head`): that is no fault.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    return int(code) if isinstance(code, int) else ExitCode.DONE


def _usage(error: click.UsageError) -> str:
    where = f" ({error.ctx.command_path} --help)" if error.ctx and error.ctx.parent else ""
    return " ".join(error.format_message().split()).rstrip(".") + where


def _refuse(text: str, code: ExitCode) -> int:
    from ledger.safetext import visible

    click.echo(f"claims: {visible(text)}", err=True)
    return code
