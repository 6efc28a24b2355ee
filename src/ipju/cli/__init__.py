"""The second front end: the same services without a window."""
