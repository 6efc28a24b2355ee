"""순위·추첨: the roster of a supply type, its draw, the proof, and simulations."""
