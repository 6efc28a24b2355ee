"""The rules of a notice: pure functions from facts to findings."""
