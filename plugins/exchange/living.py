"""The exchange plugin while a kiosk is open."""


class ExchangeTables:
    """The plugin's living object."""
