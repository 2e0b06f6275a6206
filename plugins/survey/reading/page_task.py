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
    pages: Sequence[int]
    with_pictures: bool
    counts: bool = False
    """Whether it also tells how many pages the file has; what it has not, it does not read."""
    alone: bool = False
    """Tried by itself in a new process, after it ended one."""


@dataclass(frozen=True, slots=True)
class PageResult:
    """One page, read or not."""

    index: int
    finding: PageFinding
    ms: float
    pages: int = 1
    """For how many pages from ``index`` on it stands: those that are not there are told at once."""


@dataclass(frozen=True, slots=True)
class TaskResult:
    """The pages of one task."""

    sha256: str
    count: int
    """How many pages the file says it has."""
    absent: Sequence[range]
    """Which of them are not there, or more than are read of one file; only when asked for."""
    pages: Sequence[PageResult]
