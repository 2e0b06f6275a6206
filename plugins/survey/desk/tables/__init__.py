"""The tables as they are made."""
