"""`python -m ledger.cli` is the `claims` command."""

from ledger.cli.main import run

if __name__ == "__main__":  # a process that reads texts imports this module too
    run()
