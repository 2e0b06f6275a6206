"""Review: the next doubt with its picture, one decision, the next one at once, and undo."""

from dataclasses import dataclass
from typing import Final

from plugins.survey.answer_keys import AnswerKey, by_name
from plugins.survey.desk.deciding import (
    Signature,
    answer_of_codes,
    answer_of_digits,
    answer_of_text,
    decide_answer,
    decide_page,
    undo_answer,
)
from plugins.survey.desk.duty import require_counting
from plugins.survey.desk.shelf import Shelf
from plugins.survey.desk.store import WHOLE_PAGE, Batch, Doubt
from plugins.survey.messages import _
from plugins.survey.reading_lines import Answer, Reading
from venue_kiosk.api import NotNowError

_MOST_UNDONE: Final = 200


@dataclass(frozen=True, slots=True)
class Item:
    """One doubt as it is shown."""

    doubt: Doubt
    reading: Reading
    key: AnswerKey | None
    """None for a doubt about a whole page."""
    crop: bytes | None
    left: int
    """Doubts of the batch that are open, this one too."""

    @property
    def answer(self) -> Answer | None:
        """What the reader proposes."""
        return self.reading.answers.get(self.doubt.answer_key)


@dataclass(frozen=True, slots=True)
class _Step:
    doubt: Doubt
    before: Reading
    reopened: tuple[str, ...]


class ReviewDesk:
    """One person's review at one lane."""

    def __init__(self, shelf: Shelf) -> None:
        self._kiosk = shelf.kiosk
        self._store = shelf.store
        self._doubts = shelf.doubts
        self._questionnaires = shelf.questionnaires
        self._steps: list[_Step] = []

    def next(self, batch: Batch) -> Item | None:
        """Return the next doubt of a batch; None when nothing is left."""
        with self._kiosk.tables.transaction():
            require_counting(self._kiosk)
            self._doubts.release()
            doubt = self._doubts.next(batch.batch_id)
        return None if doubt is None else self._item(batch, doubt)

    def left(self, batch: Batch) -> int:
        """Return how many doubts of a batch are open."""
        return sum(self._doubts.left(batch.batch_id).values())

    def decide_codes(self, item: Item, codes: tuple[str, ...]) -> None:
        """Record which options are marked."""
        assert item.key is not None
        self._answer(item, answer_of_codes(item.key, codes))

    def decide_digits(self, item: Item, digits: str) -> None:
        """Record a number; empty for no answer."""
        self._answer(item, answer_of_digits(digits))

    def decide_text(self, item: Item, *, identifying: bool, words: str = "") -> None:
        """Record that a text tells who somebody is, which only counts, or what it says."""
        self._answer(item, answer_of_text(words, identifying=identifying))

    def decide_no_answer(self, item: Item) -> None:
        """Record that nothing was answered."""
        self._answer(item, Answer("no_answer", ()))

    def decide_page(self, item: Item, *, usable: bool) -> None:
        """Record that a page may be counted, or that it may not."""
        doubt = item.doubt
        with self._kiosk.tables.transaction():
            require_counting(self._kiosk)
            self._claim(doubt)
            before = self._store.page(doubt.page_key)
            now = decide_page(before, self._signature(), usable=usable)
            self._store.replace_page(doubt.page_key, now)
            closed = () if usable else tuple(self._doubts.settle_page(doubt.page_key))
            self._kiosk.log.record("survey_page_decided", n={"usable": int(usable)})
        self._remember(_Step(doubt, before, (WHOLE_PAGE, *closed)))

    def undo(self) -> bool:
        """Take the newest decision of this review back; False when there is none."""
        if not self._steps:
            return False
        step = self._steps[-1]
        key = step.doubt.answer_key
        with self._kiosk.tables.transaction():
            require_counting(self._kiosk)
            now = self._store.page(step.doubt.page_key)
            if key == WHOLE_PAGE:
                reading = step.before
            else:
                reading = undo_answer(now, key, step.before.answers[key])
            self._store.replace_page(step.doubt.page_key, reading)
            self._doubts.release()
            self._doubts.reopen(step.doubt.page_key, step.reopened)
            self._kiosk.log.record("survey_decision_undone")
        self._steps.pop()
        return True

    def leave(self) -> None:
        """Let other lanes have what is on the screen."""
        with self._kiosk.tables.transaction():
            self._doubts.release()

    def _item(self, batch: Batch, doubt: Doubt) -> Item:
        keys = by_name(self._questionnaires.of(batch).form.keys)
        return Item(
            doubt=doubt,
            reading=self._store.page(doubt.page_key),
            key=keys.get(doubt.answer_key),
            crop=self._store.crop(doubt.page_key, doubt.answer_key),
            left=self.left(batch),
        )

    def _answer(self, item: Item, now: Answer) -> None:
        doubt = item.doubt
        with self._kiosk.tables.transaction():
            require_counting(self._kiosk)
            self._claim(doubt)
            before = self._store.page(doubt.page_key)
            decided = decide_answer(before, doubt.answer_key, now, self._signature())
            self._store.replace_page(doubt.page_key, decided)
            self._kiosk.log.record("survey_answer_decided")
        self._remember(_Step(doubt, before, (doubt.answer_key,)))

    def _claim(self, doubt: Doubt) -> None:
        if not self._doubts.settle(doubt):
            raise NotNowError(
                _("Another lane has decided this already."), _("Go on with the next one.")
            )

    def _remember(self, step: _Step) -> None:
        self._steps.append(step)
        del self._steps[:-_MOST_UNDONE]

    def _signature(self) -> Signature:
        return Signature(self._kiosk.handler.handler_id, self._kiosk.clock.now().date().isoformat())
