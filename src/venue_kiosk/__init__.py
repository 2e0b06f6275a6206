"""Venue kiosk: an offline reception desk on an encrypted, erasable vault."""

__version__ = "0.1.0"
