"""Reading many files on all cores: lines in the order of the input, whatever a file does."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

from plugins.survey.page_read import PageRead
from plugins.survey.reading.duplicates import DuplicateFinder
from plugins.survey.reading.lines import compose_line, sheets_of
from plugins.survey.reading.page_task import PAGES_AT_ONCE, PageResult, PageTask, TaskResult
from plugins.survey.reading.page_work import UNREADABLE, Preparation, do_task
from plugins.survey.reading.picture_files import MOST_PAGES, fingerprint
from plugins.survey.reading.pixels import DOTS
from plugins.survey.reading.workers import WorkerPool, cores
from plugins.survey.reading_lines import Reading
from plugins.survey.sheet.places import SheetPlan
from plugins.survey.sheet.printing import print_blank
from venue_kiosk.api import Typesetter

Tell: TypeAlias = Callable[[int, int], None]
"""Told how many of how many pages are read; whatever it raises stops the batch."""
_FILES_AHEAD: Final = 24
"""Files that may be read before an earlier one is told: bounds what is held in memory."""
_LONG_RUN: Final = 8
"""More pages in a row that a file claims to have but has not are told in one line."""
_MOST_LOST: Final = 20
"""When so many pages of a file ended their process, the others are not tried any more."""


@dataclass(slots=True)
class _File:
    number: int
    path: Path
    name: str
    sha256: str = ""
    pages: dict[int, PageResult] = field(default_factory=dict)
    left: int = 1
    """Tasks not yet finished."""
    lost: int = 0
    """Pages that ended their process."""
    next: int = 0
    """The page whose line comes next."""
    told: list[Reading] = field(default_factory=list)


def prepare_reading(plan: SheetPlan, typesetter: Typesetter) -> Preparation:
    """Return what a reading process needs of a sheet: its places and its blank print."""
    return Preparation(plan, print_blank(plan, typesetter, dots_per_mm=DOTS))


class BatchReader:
    """Reads the files of one run."""

    def __init__(
        self, sheet: Preparation, *, with_pictures: bool = False, early: bool = False
    ) -> None:
        """Read sheets of one form; ``with_pictures`` also returns every page laid flat.

        ``early`` gives the pages of a long file one by one, and once more at its end, when it is
        known which of them make a sheet; else the first of them comes when the last one is read.
        """
        self._sheet = sheet
        self._early = early
        self._with_pictures = with_pictures
        self._duplicates = DuplicateFinder()
        self._total = self._done = 0

    def read(
        self, paths: Sequence[tuple[Path, str]], tell: Tell = lambda _done, _total: None
    ) -> Iterator[PageRead]:
        """Yield every page of all files, files in the order given.

        ``paths`` are files, each with the path that its lines name.
        """
        files = [_File(number, path, name) for number, (path, name) in enumerate(paths)]
        self._total, self._done = len(files), 0
        count = min(cores(), max(1, len(files) if len(files) > 1 else 2))
        with WorkerPool(do_task, self._sheet, count=count) as pool:
            yield from self._work(pool, files, tell)

    def _work(self, pool: WorkerPool, files: Sequence[_File], tell: Tell) -> Iterator[PageRead]:
        waiting: list[PageTask] = []
        begun = told = 0
        while told < len(files):
            while pool.has_room and (waiting or begun < min(len(files), told + _FILES_AHEAD)):
                if not waiting:
                    waiting.append(self._first_task(files[begun]))
                    begun += 1
                self._begin(pool, files, waiting.pop(0))
            for task, result in pool.results():
                waiting += self._take(files[task.number], task, result)
                tell(self._done, self._total)
            while told < len(files):
                yield from self._tell_pages(files[told])
                if files[told].left:
                    break
                told += 1

    def _begin(self, pool: WorkerPool, files: Sequence[_File], task: PageTask) -> None:
        file = files[task.number]
        if file.lost < _MOST_LOST:
            pool.begin(task, alone=task.alone)
        else:
            file.left -= 1
            self._keep(file, [PageResult(page, UNREADABLE, 0.0) for page in task.pages])

    def _first_task(self, file: _File) -> PageTask:
        pages = range(PAGES_AT_ONCE)
        return PageTask(file.number, file.path, pages, self._with_pictures, counts=True)

    def _take(self, file: _File, task: PageTask, result: object) -> list[PageTask]:
        """Keep the pages of a task; return the tasks for the rest of its file."""
        file.left -= 1
        if isinstance(result, TaskResult):
            file.sha256 = result.sha256
            self._keep(file, result.pages)
            rest = self._plan(file, task, result) if task.counts else []
        else:
            rest = self._take_lost(file, task)
        file.left += len(rest)
        return rest

    def _keep(self, file: _File, pages: Sequence[PageResult]) -> None:
        file.pages |= {page.index: page for page in pages}
        self._done += len(pages)

    def _plan(self, file: _File, task: PageTask, result: TaskResult) -> list[PageTask]:
        """Return the tasks for what the first one did not read, and tell what is not there."""
        gone = [
            PageResult(page, UNREADABLE, 0.0, pages=len(run) if len(run) > _LONG_RUN else 1)
            for run in result.absent
            for page in (run[:1] if len(run) > _LONG_RUN else run)
        ]
        self._keep(file, gone)
        left = [
            page for page in range(min(result.count, MOST_PAGES))
            if page not in file.pages and not any(page in run for run in result.absent)
        ]  # fmt: skip
        self._total += len(file.pages) + len(left) - 1
        # A count without pages: reading the first ended a process, so they are tried one by one.
        single = 0 if task.pages else PAGES_AT_ONCE
        groups = [[page] for page in left[:single]] + [
            left[first : first + PAGES_AT_ONCE] for first in range(single, len(left), PAGES_AT_ONCE)
        ]
        return [
            replace(task, pages=each, counts=False, alone=place < single)
            for place, each in enumerate(groups)
        ]

    def _take_lost(self, file: _File, task: PageTask) -> list[PageTask]:
        """Read the pages of a task that ended its process one by one, to lose only the bad one."""
        if task.counts and task.pages:
            return [replace(task, pages=(), alone=True)]
        if not task.alone:
            return [replace(task, pages=[page], alone=True) for page in task.pages]
        file.lost += 1
        file.sha256 = file.sha256 or fingerprint(file.path)
        page = task.pages[0] if task.pages else 0
        self._keep(file, [PageResult(page, UNREADABLE, 0.0)])
        return []

    def _tell_pages(self, file: _File) -> Iterator[PageRead]:
        """Give the pages whose turn it is, and at the end of a file what its sheets are."""
        if file.left and not self._early:
            return
        pages = list(self._ready(file))
        lines = [compose_line(page, path=file.name, sha256=file.sha256) for page in pages]
        sides = len(self._sheet.plan.pages)
        is_all = not file.left and not file.told
        sheets = sheets_of(lines, sides=sides) if is_all else [None] * len(lines)
        for line, page, sheet in zip(lines, pages, sheets, strict=True):
            known = self._duplicates.check(line, page.finding.trace)
            whole = msgspec.structs.replace(line, sheet=sheet, duplicate_of=known)
            if known is not None and not known.sure and line.status != "rejected":
                whole = msgspec.structs.replace(whole, status="review", reason="possible_duplicate")
            file.told.append(whole)
            yield PageRead(whole, page.finding.picture, page.finding.trace)
        if not file.left and not is_all:
            for line, sheet in zip(file.told, sheets_of(file.told, sides=sides), strict=True):
                if sheet is not None:
                    yield PageRead(msgspec.structs.replace(line, sheet=sheet), None, is_joined=True)

    def _ready(self, file: _File) -> Iterator[PageResult]:
        """Take pages out in their order, as far as they go without a gap or, at the end, all."""
        while file.pages and (file.next in file.pages or not file.left):
            page = file.pages.pop(min(file.pages))
            file.next = page.index + page.pages
            yield page
