"""관리: accounts, backups, the recovery key, the check of the ledger."""
