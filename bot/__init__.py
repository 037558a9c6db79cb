"""Floor 2: the edges. Discord, the command line, and who is plugged into whom."""
