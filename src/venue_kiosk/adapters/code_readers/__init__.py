"""Reading QR codes in pictures: the decoders, their rescues, and the order they are tried in."""

from venue_kiosk.adapters.code_readers.decoders import ZBAR, ZXING, zbar, zxing
from venue_kiosk.adapters.code_readers.ladder import LadderReader
from venue_kiosk.adapters.code_readers.ticket_reader import NAME as TICKET

__all__ = ["LadderReader", "open_code_reader", "reader_names"]


def open_code_reader() -> LadderReader:
    """Return a reader with every decoder this machine has; for one thread.

    Loads the decoders, which takes about 0.2 s the first time.
    """
    return LadderReader(zxing(), zbar())


def reader_names() -> dict[str, bool]:
    """Return every decoder by name and whether this machine has it."""
    return {ZXING: zxing() is not None, ZBAR: zbar() is not None, TICKET: True}
