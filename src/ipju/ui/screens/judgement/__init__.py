"""The live judgement (판정) at the right of the case."""
