"""Floor 0: what was published. Knows nobody; no async, no model."""
