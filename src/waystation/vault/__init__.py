"""Who can open what: sealed records, their keys, and the ledger of every opening."""
