"""Plain frozen types of the field: no input, no output, nothing but the standard library."""
