"""The encrypted store: the only room with SQL."""
