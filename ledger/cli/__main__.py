"""`python -m ledger.cli` is the `claims` command."""

from ledger.cli.main import run

run()
