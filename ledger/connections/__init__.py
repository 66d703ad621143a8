"""How a ledger file is opened, so that several may share it and nothing acknowledged is lost."""
