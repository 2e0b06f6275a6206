"""What reading processes are asked, and what they answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from plugins.survey.reading.page_reading import PageFinding

PAGES_AT_ONCE: Final = 8


@dataclass(frozen=True, slots=True)
class PageTask:
    """Some pages of one file; the first task of a file also counts them."""

    number: int
    """Which file of the batch."""
    path: Path
    pages: range
    with_pictures: bool


@dataclass(frozen=True, slots=True)
class PageResult:
    """One page, read or not."""

    index: int
    finding: PageFinding
    ms: float


@dataclass(frozen=True, slots=True)
class TaskResult:
    """The pages of one task."""

    sha256: str
    count: int
    """How many pages the file has."""
    pages: Sequence[PageResult]
