"""Where files with personal data were written outside the event folder, as a protocol."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from venue_kiosk.domain.export import ExportedFile


class ExportStore(Protocol):
    """One row for each place; the newest file at a place counts."""

    def record(self, files: Sequence[ExportedFile], *, at: dt.datetime) -> None:
        """Add files, inside the caller's transaction."""
        ...
