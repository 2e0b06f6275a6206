"""The composition root: the only place that names concrete adapters and storage."""

from venue_kiosk.bootstrap.installation import Installation
from venue_kiosk.bootstrap.new_event import NewEvent, make_event
from venue_kiosk.bootstrap.opening import open_event, read_label

__all__ = ["Installation", "NewEvent", "make_event", "open_event", "read_label"]
