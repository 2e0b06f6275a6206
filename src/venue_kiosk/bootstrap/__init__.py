"""The composition root: the only place that names concrete adapters and storage."""

from venue_kiosk.bootstrap.audit import slip_pdf
from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.bootstrap.new_event import make_event
from venue_kiosk.bootstrap.opening import open_event
from venue_kiosk.bootstrap.signing_in import read_label

__all__ = ["Installation", "make_event", "open_event", "read_label", "slip_pdf"]
