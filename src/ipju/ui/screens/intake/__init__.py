"""선정: the place where applicants are put in order, called, and scholars scored."""
