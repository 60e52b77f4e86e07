"""Which claims may a text make? Proposals only: each waits for a person to confirm or strike it."""
