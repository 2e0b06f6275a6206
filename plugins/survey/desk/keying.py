"""Whole sheets entered with the number keys, without a camera; a tenth is kept for a second."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from plugins.survey.answer_keys import Form
from plugins.survey.desk.deciding import answer_of_codes, answer_of_digits
from plugins.survey.desk.duty import require_open
from plugins.survey.desk.shelf import Shelf
from plugins.survey.desk.store import WHOLE_PAGE, Batch
from plugins.survey.reading_lines import Answer, Decided, Reading

_ONE_IN_TEN: Final = 26
_NAME_OCTETS: Final = 8


@dataclass(frozen=True, slots=True)
class Keyed:
    """A sheet that was entered."""

    batch: Batch
    pages: tuple[str, ...]
    """The random names of its pages, for taking it back."""
    pile: int
    """Above 0: the paper goes to the second person's pile, as this sheet of it."""


class KeyingDesk:
    """Takes whole sheets from the keys."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._kiosk = shelf.kiosk
        self._store = shelf.store
        self._questionnaires = shelf.questionnaires

    def save(self, batch: Batch, answers: Mapping[str, Answer]) -> Keyed:
        """Keep one sheet; keys that are missing are no answer. Durable on return."""
        questionnaire = self._questionnaires.of(batch)
        form = questionnaire.form
        tokens = self._kiosk.tokens
        sheet = tokens.octets(_NAME_OCTETS).hex()
        for_second = tokens.octets(1)[0] < _ONE_IN_TEN
        day = self._kiosk.clock.now().date().isoformat()
        mine = Decided(WHOLE_PAGE, None, None, self._kiosk.handler.handler_id, day)
        names = []
        with self._kiosk.tables.transaction():
            require_open(self._shelf, batch)
            pile = self._store.last_sample(batch.batch_id) + 1 if for_second else 0
            for page, keys in questionnaire.cutter.keys_by_page.items():
                said = {key: answers.get(key, Answer("no_answer", ())) for key in keys}
                reading = Reading(
                    path=sheet, page_index=page - 1, sha256=sheet, form=form.form_id,
                    version=form.version, page=page, sheet=sheet, status="read",
                    answers=said, decisions=(mine,),
                )  # fmt: skip
                names.append(self._store.add_page(batch.batch_id, reading, sample=pile))
            self._kiosk.log.record("survey_sheet_keyed", n={"batch": batch.batch_id})
        return Keyed(batch, tuple(names), pile)

    def take_back(self, keyed: Keyed) -> None:
        """Forget the sheet that was entered last, to enter it again."""
        with self._kiosk.tables.transaction():
            require_open(self._shelf, keyed.batch)
            for name in keyed.pages:
                self._store.drop_page(name)
            self._kiosk.log.record("survey_sheet_taken_back")

    def sheets(self, batch: Batch) -> int:
        """Return how many sheets of a batch were entered."""
        sides = len(self._questionnaires.of(batch).cutter.keys_by_page)
        return sum(self._store.count_pages(batch.batch_id).values()) // sides


def compose_answers(given: Mapping[str, Sequence[str]], form: Form) -> Mapping[str, Answer]:
    """Return typed codes and digits as answers."""
    answers: dict[str, Answer] = {}
    for key in form.keys:
        if key.key not in given:
            continue
        if key.is_choice:
            answers[key.key] = answer_of_codes(key, given[key.key])
        elif key.kind == "number":
            answers[key.key] = answer_of_digits("".join(given[key.key]))
    return answers
