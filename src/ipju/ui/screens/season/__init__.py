"""현황: what a season came to, in charts and tables, and the same for Excel."""
