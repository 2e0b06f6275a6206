"""Knowing a sheet again that another run or another batch of the session brought already."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

import msgspec

from plugins.survey.desk.store import Batch, SurveyStore
from plugins.survey.page_read import PageRead
from plugins.survey.reading.duplicates import DuplicateFinder
from plugins.survey.reading_lines import Reading

TRACE: Final = "~"
"""Stands for where the ink of a page is, among the pictures of its answers."""


@dataclass(slots=True)
class _Remembered:
    pages: set[str] = field(default_factory=set)
    finder: DuplicateFinder = field(default_factory=DuplicateFinder)


class Rescans:
    """Remembers the pages of one questionnaire and session until their batches are locked."""

    def __init__(self, store: SurveyStore) -> None:
        self._store = store
        self._remembered: dict[tuple[str, str, int], _Remembered] = {}

    def look(self, batch: Batch) -> None:
        """Learn what other lanes and earlier runs took in; forget what no longer counts."""
        group = _group(batch)
        known = self._remembered.get(group, _Remembered())
        there: AbstractSet[str] = set(self._store.counted_like(batch))
        if not known.pages <= there:
            known = _Remembered()
        for page_key in there - known.pages:
            trace = self._store.crop(page_key, TRACE) or b""
            known.finder.check(self._store.page(page_key), trace)
            known.pages.add(page_key)
        self._remembered[group] = known

    def judge(self, batch: Batch, page: PageRead) -> Reading:
        """Return a page's reading; after ``look``, it also names a page it repeats."""
        reading = page.reading
        if reading.status == "rejected" or reading.duplicate_of is not None:
            return reading
        known = self._remembered[_group(batch)].finder.check(reading, page.trace)
        if known is None:
            return reading
        again = msgspec.structs.replace(reading, duplicate_of=known)
        if known.sure:
            return again
        return msgspec.structs.replace(again, status="review", reason="possible_duplicate")

    def remember(self, batch: Batch, page_key: str) -> None:
        """Note under which name a page that was judged is kept."""
        self._remembered[_group(batch)].pages.add(page_key)

    def forget(self) -> None:
        """Begin anew: a page that was judged was not kept."""
        self._remembered.clear()


def _group(batch: Batch) -> tuple[str, str, int]:
    return batch.form_id, batch.version, batch.session_no
