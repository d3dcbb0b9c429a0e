"""Steps of a layout again, for large parts, with NumPy: see ../README.md, "Large parts"."""
