"""What a reading process does with one task: open a file, or read some of its pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from plugins.survey.opencv import opencv
from plugins.survey.reading.decoders import UnreadableError
from plugins.survey.reading.page_reading import PageFinding, read_page
from plugins.survey.reading.page_task import PageResult, PageTask, TaskResult
from plugins.survey.reading.picture_files import PictureFile, fingerprint, open_picture_file
from plugins.survey.reading.prepared import PreparedSheet, prepare
from plugins.survey.reading.workers import is_worn
from plugins.survey.sheet.places import SheetPlan


@dataclass(frozen=True, slots=True)
class Preparation:
    """Makes the prepared sheet inside a process."""

    plan: SheetPlan
    blanks: Sequence[bytes]

    def __call__(self) -> PreparedSheet:
        """Return the sheet, ready for reading."""
        return prepare(self.plan, self.blanks)


UNREADABLE: Final = PageFinding(status="rejected", reason="unreadable_file")


def do_task(sheet: PreparedSheet, task: PageTask) -> TaskResult:
    """Read the pages of a task; a bad file gives a line like any other."""
    began = perf_counter()
    try:
        file = open_picture_file(task.path)
        absent = file.absent() if task.counts else ()
    except UnreadableError:
        broken = PageResult(0, UNREADABLE, _ms(began))
        return TaskResult(fingerprint(task.path), 1, (), [broken])
    pages = []
    for index in task.pages:
        if index < file.pages and not any(index in gone for gone in absent):
            pages.append(_read(sheet, file, task, began=began, index=index))
            began = perf_counter()
    return TaskResult(file.sha256, file.pages, absent, pages)


def _read(
    sheet: PreparedSheet, file: PictureFile, task: PageTask, *, began: float, index: int
) -> PageResult:
    try:
        finding = read_page(file.page(index), sheet, with_picture=task.with_pictures)
    except (UnreadableError, MemoryError, opencv().error):
        if is_worn():
            raise MemoryError from None  # a new process is to try
        finding = UNREADABLE
    return PageResult(index, finding, _ms(began))


def _ms(began: float) -> float:
    return round((perf_counter() - began) * 1000, 1)
