"""Reading files into a batch: durable every few pages, stopped at any time, gone on with later."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from plugins.survey.desk.batches import STEP, BatchDesk
from plugins.survey.desk.questionnaires import Questionnaire
from plugins.survey.desk.store import Batch
from plugins.survey.page_read import PageRead
from plugins.survey.reading.batch import BatchReader, prepare_reading
from plugins.survey.reading.picture_files import fingerprint
from plugins.survey.reading_lines import Reading
from venue_kiosk.api import Clock, Typesetter

_PAGED: Final = frozenset({".pdf", ".tif", ".tiff"})
"""Endings of files that may hold many pages."""


@dataclass(slots=True)
class TakenIn:
    """What one run of reading brought."""

    new: int = 0
    again: int = 0
    """Pages that were in the batch before."""
    read: int = 0
    """Pages looked at; those of a file are kept when its last one was."""
    statuses: Counter[str] = field(default_factory=Counter)
    rejected: list[tuple[str, str]] = field(default_factory=list)
    """File and page of each that cannot be used, with the reason's code."""
    seconds: float = 0.0

    @property
    def per_minute(self) -> int:
        """Pages read in a minute."""
        return round(60 * self.read / self.seconds) if self.seconds else 0


class FileIntake:
    """Reads files for one batch."""

    def __init__(
        self,
        desk: BatchDesk,
        batch: Batch,
        questionnaire: Questionnaire,
        *,
        typesetter: Typesetter,
        clock: Clock,
    ) -> None:
        self._desk = desk
        self._batch = batch
        self._questionnaire = questionnaire
        self._typesetter = typesetter
        self._clock = clock
        self.taken = TakenIn()

    def read(self, files: Sequence[tuple[Path, str]], tell: Callable[[int, int], None]) -> TakenIn:
        """Read every page that is not in the batch; what ``tell`` raises stops between steps."""
        began = self._clock.monotonic()
        plan = self._questionnaire.cutter.plan
        reader = BatchReader(
            prepare_reading(plan, self._typesetter), with_pictures=True, early=True
        )
        waiting: list[PageRead] = []

        def told(done: int, total: int) -> None:
            self.taken.seconds = self._clock.monotonic() - began
            self.taken.read = done
            tell(done, total)

        try:
            for page in reader.read(self._not_there(files), told):
                waiting.append(page)
                if len(waiting) >= STEP:
                    self._keep(waiting)
        finally:
            self._keep(waiting)
        self._desk.finish(self._batch)
        self.taken.seconds = self._clock.monotonic() - began
        return self.taken

    def _not_there(self, files: Sequence[tuple[Path, str]]) -> Sequence[tuple[Path, str]]:
        """Leave out pictures that the batch has; files of many pages are looked through again."""
        left = []
        for path, name in files:
            if path.suffix.lower() not in _PAGED and self._is_there(path):
                self.taken.again += 1
            else:
                left.append((path, name))
        return left

    def _is_there(self, path: Path) -> bool:
        return self._desk.has_page(self._batch, fingerprint(path), 0)

    def _keep(self, waiting: list[PageRead]) -> None:
        if waiting:
            pages = [each for each in waiting if not each.is_joined]
            new = self._desk.add(self._batch, pages) if pages else ()
            self._desk.join(self._batch, [each.reading for each in waiting if each.is_joined])
            self.taken.new += len(new)
            self.taken.again += len(pages) - len(new)
            for reading in new:
                self._count(reading)
            waiting.clear()

    def _count(self, reading: Reading) -> None:
        self.taken.statuses["duplicate" if reading.is_duplicate else reading.status] += 1
        if reading.status == "rejected":
            where = f"{Path(reading.path).name} [{reading.pages_named}]"
            self.taken.rejected.append((where, reading.reason or ""))
