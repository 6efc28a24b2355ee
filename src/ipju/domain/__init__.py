"""Plain frozen types: what a case is made of."""
