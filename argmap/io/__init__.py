"""How an argument map is kept: reading, writing, saving, and travelling inside pictures."""
