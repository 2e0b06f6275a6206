"""The ``kiosk`` command: thin, every answer comes from a service."""
