"""Measurements: each module is run by hand and prints what the README and the notes quote."""
