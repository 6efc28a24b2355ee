"""The only room with SQL: one encrypted file holding cases, lines, and the ledger."""
