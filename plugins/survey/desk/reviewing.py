"""Review: the next doubt with its picture, one decision, the next one at once, and undo."""

from dataclasses import dataclass
from typing import Final

import msgspec

from plugins.survey.answer_keys import AnswerKey, by_name
from plugins.survey.desk.deciding import (
    Signature,
    answer_of_codes,
    answer_of_digits,
    answer_of_text,
    decide_answer,
    decide_margin,
    decide_page,
    undo_answer,
    undo_margin,
)
from plugins.survey.desk.duty import require_counting, require_open
from plugins.survey.desk.shelf import Shelf
from plugins.survey.desk.store import MARGIN, WHOLE_PAGE, Batch, Doubt
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
    """None for a doubt about a whole page, or about what is written outside the answers."""
    crop: bytes | None
    batch_id: int
    pile: int
    """Of a keyed sheet its number in the second person's pile, else 0."""
    left: int
    """Doubts of the batch that are open, this one too."""

    @property
    def is_margin(self) -> bool:
        """Whether it is about what is written outside the answer places."""
        return self.doubt.answer_key == MARGIN

    @property
    def answer(self) -> Answer | None:
        """What the reader proposes."""
        return self.reading.answers.get(self.doubt.answer_key)


@dataclass(frozen=True, slots=True)
class Undone:
    """A decision that was taken back."""

    item: Item
    """What is open again because of it."""
    was: Reading
    """The page as it had been decided."""


@dataclass(frozen=True, slots=True)
class _Step:
    batch_id: int
    doubt: Doubt
    before: Reading
    after: Reading
    reopened: tuple[str, ...]
    by: str


class ReviewDesk:
    """One person's review at one lane."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
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

    def decide_margin(self, item: Item, *, identifying: bool) -> None:
        """Record whether what is written outside the answer places tells who somebody is."""
        doubt = item.doubt
        with self._kiosk.tables.transaction():
            require_counting(self._kiosk)
            self._claim(doubt)
            before = self._store.page(doubt.page_key)
            now = decide_margin(before, self._signature(), identifying=identifying)
            self._store.replace_page(doubt.page_key, now)
            self._kiosk.log.record("survey_answer_decided")
        self._remember(item, before, now, (MARGIN,))

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
        self._remember(item, before, now, (WHOLE_PAGE, *closed))

    def undo(self, batch: Batch) -> Undone | None:
        """Take this person's newest decision in a batch back; None when there is none.

        Raises:
            NotNowError: the batch is locked, or somebody changed the answer since.
        """
        me = self._kiosk.handler.handler_id
        mine = [e for e in self._steps if (e.batch_id, e.by) == (batch.batch_id, me)]
        if not mine:
            return None
        step = mine[-1]
        with self._kiosk.tables.transaction():
            require_open(self._shelf, batch)
            now = self._store.page(step.doubt.page_key)
            self._steps.remove(step)
            self._store.replace_page(step.doubt.page_key, _taken_back(step, now))
            self._doubts.release()
            self._doubts.reopen(step.doubt.page_key, step.reopened)
            self._kiosk.log.record("survey_decision_undone")
        return Undone(self._item(batch, step.doubt), step.after)

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
            pile=self._store.sample(doubt.page_key) if batch.source == "keys" else 0,
            batch_id=batch.batch_id,
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
        self._remember(item, before, decided, (doubt.answer_key,))

    def _claim(self, doubt: Doubt) -> None:
        if not self._doubts.settle(doubt):
            raise NotNowError(
                _("Another lane has decided this already."), _("Go on with the next one.")
            )

    def _remember(
        self, item: Item, before: Reading, after: Reading, reopened: tuple[str, ...]
    ) -> None:
        by = self._kiosk.handler.handler_id
        self._steps.append(_Step(item.batch_id, item.doubt, before, after, reopened, by))
        del self._steps[:-_MOST_UNDONE]

    def _signature(self) -> Signature:
        return Signature(self._kiosk.handler.handler_id, self._kiosk.clock.now().date().isoformat())


def _taken_back(step: _Step, now: Reading) -> Reading:
    """Return the page without a decision; NotNowError when it does not stand as it was made."""
    key = step.doubt.answer_key
    if key == WHOLE_PAGE:
        before, after = (
            msgspec.structs.replace(each, sheet=now.sheet) for each in (step.before, step.after)
        )  # a reading that goes on may have joined the page meanwhile
        if now == after:
            return before
    elif key == MARGIN:
        if now.status != "rejected" and now.margin_identifying == step.after.margin_identifying:
            return undo_margin(now)
    elif now.status != "rejected" and now.answers.get(key) == step.after.answers[key]:
        return undo_answer(now, key, step.before.answers[key])
    raise NotNowError(
        _("Somebody has changed this since: it is not undone."),
        _("Go on; the second entry or the review asks again where people differ."),
    )
