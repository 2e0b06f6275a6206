"""What the reports count, as a protocol."""

from collections.abc import Mapping, Sequence
from typing import Protocol


class TotalsStore(Protocol):
    """Counts over the whole register."""

    def applications(self, split: str) -> Mapping[str, int]:
        """Return applications by ``channel``, ``category`` or ``decision``; no walk-ins."""
        ...

    def promoted(self) -> int:
        """Return how many came up from the waitlist."""
        ...

    def childcare_wanted(self, session_no: int) -> int:
        """Return how many accepted applicants of a session want childcare."""
        ...

    def organisations(self) -> int:
        """Return how many organisations have an accepted applicant."""
        ...

    def present_by_category(self, session_no: int) -> Mapping[str, int]:
        """Return how many came to a session by why they may."""
        ...

    def arrivals(self, session_no: int) -> Sequence[tuple[str, int]]:
        """Return how many came in each ten minutes, as ``13:0`` for 13:00 to 13:09."""
        ...

    def completed(self, sessions: int) -> int:
        """Return how many people came to every one of ``sessions``."""
        ...

    def log_lines(self) -> int:
        """Return how many lines the operation log has."""
        ...
