"""Floor 1: from a question to a checked answer. No Discord, no global state."""
