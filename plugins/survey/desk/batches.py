"""Batches of sheets: begun, filled in steps that are durable, gone on with after a crash."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import msgspec

from plugins.survey.answer_keys import AnswerKey, Form
from plugins.survey.desk.duty import find_batch, require_counting, require_open
from plugins.survey.desk.questionnaires import Questionnaire
from plugins.survey.desk.rescans import TRACE, Rescans
from plugins.survey.desk.sealing import Seal
from plugins.survey.desk.shelf import Shelf
from plugins.survey.desk.store import MARGIN, WHOLE_PAGE, Batch, Doubt, DoubtKind, Source
from plugins.survey.messages import _
from plugins.survey.page_read import PageRead
from plugins.survey.reading_lines import Answer, Duplicate, Reading
from plugins.survey.sheet.places import Rect
from plugins.survey.tally.counting import PAGE_DOUBT_FREE
from venue_kiosk.api import NotNowError

STEP: Final = 10
"""Pages that become durable together."""
_ONE_IN_TEN: Final = 26
"""Of 256: how often a page is taken for the second entry."""


class BatchDesk:
    """Takes sheets in."""

    def __init__(self, shelf: Shelf, seal: Seal) -> None:
        self._shelf = shelf
        self._kiosk = shelf.kiosk
        self._store = shelf.store
        self._doubts = shelf.doubts
        self._questionnaires = shelf.questionnaires
        self._seal = seal
        self._rescans = Rescans(shelf.store)

    def begin(self, questionnaire: Questionnaire, *, session_no: int, source: Source) -> Batch:
        """Begin a batch, or go on with one that takes the same sheets and is not finished."""
        batch = self._begun(questionnaire, session_no, source)
        if source == "camera":
            self._rescans.look(batch)  # now, so that the first sheet does not wait for it
        return batch

    def _begun(self, questionnaire: Questionnaire, session_no: int, source: Source) -> Batch:
        form = questionnaire.form
        with self._kiosk.tables.transaction():
            require_counting(self._kiosk)
            for batch in self._store.open_batches():
                same = (batch.form_id, batch.version, batch.session_no, batch.source)
                wanted = (form.form_id, form.version, session_no, source)
                if same == wanted:
                    return batch
            self._store.keep_form(form.form_id, form.version, questionnaire.content)
            number = self._store.begin_batch(
                form.form_id, form.version, session_no=session_no, source=source, day=self._today()
            )
            self._kiosk.log.record("survey_batch_begun", n={"batch": number})
        return self.get(number)

    def get(self, batch_id: int) -> Batch:
        """Return one batch.

        Raises:
            NotNowError: it was taken out meanwhile.
        """
        return find_batch(self._shelf, batch_id)

    def add(self, batch: Batch, pages: Sequence[PageRead]) -> Sequence[Reading]:
        """Take pages in that are not there yet; return the new ones. Durable on return."""
        try:
            with self._kiosk.tables.transaction():
                require_open(self._shelf, batch)
                return self._add_new(batch, pages)
        except BaseException:
            self._rescans.forget()
            raise

    def _add_new(self, batch: Batch, pages: Sequence[PageRead]) -> Sequence[Reading]:
        questionnaire = self._questionnaires.of(batch)
        self._rescans.look(batch)
        new = []
        for page in pages:
            if not self._is_there(batch, page.reading):
                reading = self._rescans.judge(batch, page)
                self._add(batch, questionnaire, replace(page, reading=reading))
                new.append(reading)
        if new:
            self._kiosk.log.record(
                "survey_pages_read", n={"batch": batch.batch_id, "pages": len(new)}
            )
        return new

    def join(self, batch: Batch, readings: Sequence[Reading]) -> None:
        """Note which sheet pages belong to that were taken in before this was known."""
        if not readings:
            return
        with self._kiosk.tables.transaction():
            require_open(self._shelf, batch)
            for reading in readings:
                page_key = self._store.find_page(batch.batch_id, reading.sha256, reading.page_index)
                if page_key is not None:
                    kept = self._store.page(page_key)
                    sheet = self._sheet_of(batch, reading)
                    self._store.replace_page(page_key, msgspec.structs.replace(kept, sheet=sheet))

    def finish(self, batch: Batch) -> None:
        """Say that all of a batch was read; without a page, one of files is forgotten.

        An empty one of the camera or the keys stays and is not shown: another lane may be at it.
        """
        with self._kiosk.tables.transaction():
            require_open(self._shelf, batch)
            pages = sum(self._store.count_pages(batch.batch_id).values())
            if pages or batch.source != "files":
                self._store.move_batch(batch.batch_id, "read")
            else:
                self._store.drop_batch(batch.batch_id)
            self._kiosk.log.record("survey_batch_read", n={"batch": batch.batch_id, "pages": pages})

    def take_out(self, batch: Batch) -> None:
        """Forget a batch that is not locked, with everything of it."""
        with self._kiosk.tables.transaction():
            require_open(self._shelf, batch)
            pages = sum(self._store.count_pages(batch.batch_id).values())
            self._store.drop_batch(batch.batch_id)
            self._kiosk.log.record("survey_batch_out", n={"batch": batch.batch_id, "pages": pages})

    def lock(self, batch: Batch) -> None:
        """End a batch: pictures and file names go, pages get new random names.

        Raises:
            NotNowError: something of it is not decided yet.
        """
        with self._kiosk.tables.transaction():
            state = require_open(self._shelf, batch).state
            left = sum(self._doubts.left(batch.batch_id).values())
            if left or state == "reading":
                raise NotNowError(
                    _("{n} answers of this batch are not decided yet.", n=left),
                    _("Read it to its end and review it first."),
                )
            self._store.drop_crops(batch.batch_id)
            self._shuffle(batch)
            self._store.move_batch(batch.batch_id, "locked")
            self._kiosk.log.record("survey_batch_locked", n={"batch": batch.batch_id})

    def has_page(self, batch: Batch, sha256: str, page_index: int) -> bool:
        """Say whether a page was taken in before."""
        return self._store.find_page(batch.batch_id, sha256, page_index) is not None

    def _shuffle(self, batch: Batch) -> None:
        pages = list(self._store.pages(batch.batch_id))
        for page in pages:
            self._store.drop_page(page.page_key)
        for page in pages:
            name = self._kiosk.tokens.octets(8).hex()
            reading = msgspec.structs.replace(
                page.reading, path=name, page_index=0, sha256=name, serial=None, ms=0,
                registration=None, duplicate_of=_nameless(page.reading),
            )  # fmt: skip
            self._store.add_page(batch.batch_id, reading)

    def _is_there(self, batch: Batch, reading: Reading) -> bool:
        return self.has_page(batch, reading.sha256, reading.page_index)

    def _add(self, batch: Batch, questionnaire: Questionnaire, page: PageRead) -> None:
        reading = msgspec.structs.replace(page.reading, sheet=self._sheet_of(batch, page.reading))
        is_counted = reading.status != "rejected" and not reading.is_duplicate
        sample = is_counted and self._kiosk.tokens.octets(1)[0] < _ONE_IN_TEN
        page_key = self._store.add_page(batch.batch_id, reading, sample=int(sample))
        self._rescans.remember(batch, page_key)
        if page.trace:
            self._store.keep_crop(page_key, TRACE, page.trace)
        doubts = find_doubts(questionnaire.form, reading)
        for key, (question_no, kind) in doubts.items():
            doubt = Doubt(page_key, key, kind)
            self._doubts.add(doubt, batch_id=batch.batch_id, question_no=question_no)
        wanted = [*doubts, *(reading.answers if sample else ())]
        if page.picture is not None and reading.page is not None and wanted:
            margin = reading.margin_writing
            extra = {MARGIN: Rect(*margin)} if margin is not msgspec.UNSET else {}
            cuts = questionnaire.cutter.cut(page.picture, reading.page, wanted, extra)
            for key, picture in cuts.items():
                self._store.keep_crop(page_key, key, picture)

    def _sheet_of(self, batch: Batch, reading: Reading) -> str | None:
        if reading.sheet is None:
            return None
        return self._seal.name(f"sheet {batch.batch_id} {reading.sheet}")

    def _today(self) -> str:
        return self._kiosk.clock.now().date().isoformat()


def find_doubts(form: Form, reading: Reading) -> dict[str, tuple[int, DoubtKind]]:
    """Return what of a page needs a person: by key the question's place and the kind."""
    if reading.status == "rejected" or reading.is_duplicate:
        return {}
    doubts: dict[str, tuple[int, DoubtKind]] = {}
    if reading.status == "review" and reading.reason != PAGE_DOUBT_FREE:
        doubts[WHOLE_PAGE] = (-1, "page")
    for number, key in enumerate(form.keys):
        kind = _doubt_of(key, reading.answers.get(key.key))
        if kind is not None:
            doubts[key.key] = (number, kind)
    if reading.margin_writing is not msgspec.UNSET:
        doubts[MARGIN] = (len(form.keys), "text")
    return doubts


def _doubt_of(key: AnswerKey, answer: Answer | None) -> DoubtKind | None:
    if answer is None:
        return None
    if key.kind == "text":
        return None if answer.state == "no_answer" else "text"
    if answer.state != "uncertain":
        return None
    return "number" if key.kind == "number" else "choice"


def _nameless(reading: Reading) -> Duplicate | None:
    known = reading.duplicate_of
    return None if known is None else Duplicate("", 0, known.sure)
