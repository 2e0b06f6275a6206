"""The printed sheet: one table of places that both the printer and the reader use."""
