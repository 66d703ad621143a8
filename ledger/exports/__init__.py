"""What the ledger holds, written in formats of other programs."""
