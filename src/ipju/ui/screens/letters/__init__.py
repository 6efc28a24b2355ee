"""통지: what is asked of applicants in writing, and what was posted to them."""
