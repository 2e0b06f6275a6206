"""Childcare desk: a queue of numbers that never loses a child."""
