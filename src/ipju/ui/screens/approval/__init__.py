"""결재: what waits for approval, its frozen sheet, and what came back to who proposed it."""
