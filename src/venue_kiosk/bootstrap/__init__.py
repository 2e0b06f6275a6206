"""The composition root: the only place that names concrete adapters and storage."""

from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.bootstrap.new_event import make_event, opening_slip_pdf
from venue_kiosk.bootstrap.opening import open_event, read_label

__all__ = ["Installation", "make_event", "open_event", "opening_slip_pdf", "read_label"]
