"""Do the kiosk's numbers agree with what people counted by hand?"""

from dataclasses import dataclass

DIFFERENCE_REASONS = ("came_late", "left_early", "not_checked_in", "counted_wrong", "not_held")
"""Why the numbers of a session may differ; a closed list, because free text is not kept."""

MOST_COUNTED = 100_000
"""More people than any hall holds: a slip of the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCount:
    """One session's hand count beside the kiosk's own numbers at that moment."""

    session_no: int
    checked_in: int
    """Open check-ins of people who had applied."""
    walk_ins: int
    """Open check-ins of walk-ins."""
    paper: int
    """People who were let in on paper while the kiosk could not be used."""
    counted: int
    """Heads in the hall, counted by hand."""
    why: str = ""
    """One of ``DIFFERENCE_REASONS``, when the numbers differ."""

    @property
    def difference(self) -> int:
        """How many more heads than check-ins, walk-ins and paper entries there are."""
        return self.counted - self.checked_in - self.walk_ins - self.paper

    @property
    def is_settled(self) -> bool:
        """Whether the numbers agree or their difference is explained."""
        return self.difference == 0 or self.why in DIFFERENCE_REASONS
