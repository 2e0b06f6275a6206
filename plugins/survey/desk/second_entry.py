"""A second person enters a random tenth again; where they differ, a third look decides."""

from dataclasses import dataclass

import msgspec

from plugins.survey.answer_keys import AnswerKey
from plugins.survey.desk.deciding import answer_of_codes
from plugins.survey.desk.doubts.store import SecondCount
from plugins.survey.desk.duty import require_counting, require_open
from plugins.survey.desk.shelf import Shelf
from plugins.survey.desk.store import Batch, Doubt
from plugins.survey.messages import _
from plugins.survey.reading_lines import Answer, Reading
from plugins.survey.tally.counting import PAGE_DOUBT_FREE
from venue_kiosk.api import NotPermittedError


@dataclass(frozen=True, slots=True)
class Blind:
    """One answer that is shown without what was read."""

    page_key: str
    key: AnswerKey
    crop: bytes | None
    pile: int
    """The number of a keyed sheet in the second person's pile, else 0."""
    path: str
    page_index: int
    left: int


class SecondEntry:
    """The second person's desk."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._kiosk = shelf.kiosk
        self._store = shelf.store
        self._doubts = shelf.doubts
        self._questionnaires = shelf.questionnaires

    def next(self, batch: Batch) -> Blind | None:
        """Return the next answer of the sample; None when all of it was entered."""
        require_counting(self._kiosk)
        form = self._questionnaires.of(batch).form
        pages = list(self._store.pages(batch.batch_id, sample=True))
        keyed = batch.source == "keys"
        open_ones = [
            (page.sample if keyed else 0, number, page.page_key)
            for number, key in enumerate(form.keys)
            for page in pages
            if key.is_choice
            and _is_settled(page.reading, key)
            and not self._doubts.has_second(page.page_key, key.key)
        ]
        if not open_ones:
            return None
        pile, number, page_key = min(open_ones)
        key = form.keys[number]
        crop = self._store.crop(page_key, key.key)
        on = self._store.page(page_key)
        return Blind(page_key, key, crop, pile, on.path, on.page_index, len(open_ones))

    def enter(self, batch: Batch, blind: Blind, codes: tuple[str, ...]) -> bool:
        """Record what the second person sees; return whether it is the same.

        Raises:
            NotPermittedError: this person decided the answer before.
        """
        key = blind.key.key
        with self._kiosk.tables.transaction():
            require_open(self._shelf, batch)
            reading = self._store.page(blind.page_key)
            self._require_other(reading, key)
            was = reading.answers[key]
            seen = answer_of_codes(blind.key, codes)
            same = (was.state, was.codes) == (seen.state, seen.codes)
            self._doubts.record_second(
                blind.page_key, key, batch_id=batch.batch_id, same=same,
                handler_id=self._kiosk.handler.handler_id,
            )  # fmt: skip
            if not same:
                self._doubt(batch, blind, reading)
            self._kiosk.log.record("survey_second_entry", n={"same": int(same)})
        return same

    def count(self, batch: Batch) -> SecondCount:
        """Return how many answers were entered again and how many differ."""
        return self._doubts.seconds(batch.batch_id)

    def _require_other(self, reading: Reading, key: str) -> None:
        me = self._kiosk.handler.handler_id
        decisions = () if reading.decisions is msgspec.UNSET else reading.decisions
        if any(each.key in (key, "*") and each.by == me for each in decisions):
            raise NotPermittedError(
                _("You decided this answer yourself."), _("Let another person enter it.")
            )

    def _doubt(self, batch: Batch, blind: Blind, reading: Reading) -> None:
        """Send an answer on which two people differ to review."""
        key = blind.key.key
        uncertain = Answer("uncertain", reading.answers[key].codes, reason="other")
        self._store.replace_page(
            blind.page_key,
            msgspec.structs.replace(
                reading,
                answers=reading.answers | {key: uncertain},
                status="review",
                reason=PAGE_DOUBT_FREE,
            ),
        )
        doubt = Doubt(blind.page_key, key, "choice")
        self._doubts.add(doubt, batch_id=batch.batch_id, question_no=0)
        self._doubts.reopen(blind.page_key, [key])
        self._doubts.release()


def _is_settled(reading: Reading, key: AnswerKey) -> bool:
    answer = reading.answers.get(key.key)
    return reading.status != "rejected" and answer is not None and answer.state != "uncertain"
