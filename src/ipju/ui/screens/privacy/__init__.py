"""개인정보: the ledger, unusual views, the monthly review, destruction."""
