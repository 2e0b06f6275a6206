"""Nouns and rules of the desk, pure: no time, no chance, no input, no output."""
