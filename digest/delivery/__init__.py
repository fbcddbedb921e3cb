"""Floor 3: audience, ledger, message program and transports."""
