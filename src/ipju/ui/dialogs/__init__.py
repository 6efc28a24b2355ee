"""Dialogs: one per act that cannot be undone or leaves a ledger row."""
