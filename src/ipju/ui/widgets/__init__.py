"""The parts every screen is built of. Domain-free: they know Korean words, not cases."""
