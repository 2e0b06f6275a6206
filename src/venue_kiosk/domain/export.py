"""A file with personal data that was written outside the event folder."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """Where it was written, by whom, and what it held then."""

    owner: str
    """``core`` or the plugin's name."""
    path: str
    """Absolute."""
    sha256: str
