"""One page as the reader gives it: what it says, and the page laid flat."""

from dataclasses import dataclass

from plugins.survey.reading_lines import Reading


@dataclass(frozen=True, slots=True)
class PageRead:
    """One page of a batch."""

    reading: Reading
    picture: bytes | None
    """The page laid flat, as JPEG; None where it could not be."""
    trace: bytes = b""
    """Where its ink is, to know the same sheet again; empty where that is not known."""
    is_joined: bool = False
    """Comes once more, only to say which sheet it belongs to."""
