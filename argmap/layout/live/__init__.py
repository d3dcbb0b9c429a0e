"""What `arrange` makes, followed through edits: see ../README.md, "Following edits"."""
