"""Pure rules: (facts, notice) → Finding. One module a chapter; standard library only."""
