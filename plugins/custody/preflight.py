"""The check before opening (開場前点検票): questions of the settings, answered each day anew."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from plugins.custody.messages import _
from plugins.custody.settings import CustodySettings, Item, codes_of
from plugins.custody.store import CustodyStore
from venue_kiosk.api import Kiosk, Task, UsageError, require

ANSWERS: Final = ("yes", "no", "not_here")
"""``not_here`` for what this laptop or place does not have."""


class Preflight:
    """The answers of each day."""

    def __init__(self, kiosk: Kiosk, settings: CustodySettings, store: CustodyStore) -> None:
        self._kiosk = kiosk
        self._settings = settings
        self._store = store

    def days(self) -> Sequence[dt.date]:
        """Return the days that were answered for; today when there is none yet."""
        return self._store.answered_days() or [self._today()]

    def answers(self, day: dt.date | None = None) -> Mapping[str, str]:
        """Return the newest answer to each question of a day, of today where none is given."""
        return self._store.answers(day or self._today())

    def unsettled(self) -> Sequence[Item]:
        """Return the questions that have no answer today, or the answer no."""
        answers = self.answers()
        return [
            each
            for each in self._settings.preflight
            if answers.get(each.code) not in ("yes", "not_here")
        ]

    def record(self, answers: Mapping[str, str]) -> None:
        """Record answers by code; a later answer stands above an earlier one.

        Raises:
            NotPermittedError: the handler may not.
            UsageError: an unknown question or answer; nothing was stored.
        """
        require(self._kiosk.handler, Task.KEEP_CUSTODY)
        known = codes_of(self._settings.preflight)
        if any(code not in known or answer not in ANSWERS for code, answer in answers.items()):
            raise UsageError(
                _("Unknown question or answer."),
                _("Answers: {answers}", answers=", ".join(ANSWERS)),
            )
        with self._kiosk.tables.transaction():
            now, who = self._kiosk.clock.now(), self._kiosk.handler.handler_id
            for code, answer in answers.items():
                self._store.add_answer(code, answer, at=now, who=who)
            given = list(answers.values())
            counts = {each: given.count(each) for each in ANSWERS}
            self._kiosk.log.record("custody_preflight", n=counts)

    def _today(self) -> dt.date:
        return self._kiosk.clock.now().date()
