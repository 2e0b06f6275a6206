"""The last step of the closing: two people erase, the ward helps to prove it."""

from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from venue_kiosk.domain.life_cycle import Missing
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import N_, _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.services.erasure_ahead import ErasureAhead, Question, answers_of, spoils
from venue_kiosk.services.erasure_request import ErasureRequest
from venue_kiosk.services.erasure_words import ask_words, state_words
from venue_kiosk.services.life_cycle_words import tell_actor, tell_missing
from venue_kiosk.ui.closing.asking import ClosingAsking
from venue_kiosk.ui.erasing import ErasingScreen
from venue_kiosk.ui.erasing_questions import SPOILED
from venue_kiosk.ui.locking import LastScreen
from venue_kiosk.ui.place_screen import is_folder, parse_place
from venue_kiosk.ui.questions import Words, after_problem, problem_words

_LOOKED: Final = (
    N_("yes: answer one by one"),
    N_("no: the certificate says that nobody looked"),
)


class EraseStep(ClosingAsking):
    """Asks everything first; nothing is destroyed before the last yes."""

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk)
        self._ahead = ErasureAhead(kiosk.life_cycle, kiosk.programme)

    async def erase(self) -> None:
        """Ask, then hand over to the screen that erases; the kiosk does not come back from it."""
        if missing := self._ahead.missing():
            self.say(lambda: "\n".join(map(_line, missing)))
            return
        request = await self._ask_everything()
        if request is not None and await self.confirm(self._last_question, yes=N_("erase now")):
            kiosk = self.kiosk
            self.post_message(LastScreen(ErasingScreen(kiosk.erase, request, kiosk.folder)))

    async def _ask_everything(self) -> ErasureRequest | None:
        given = await self._ask_people_who_looked()
        medium = None if given is None else await self._ask_medium()
        challenge = None if medium is None else await self._ask_challenge()
        if given is None or medium is None or challenge is None:
            return None
        agreed = await self.ask_pair(self._ahead.require_two)
        if agreed is None:
            return None
        operator, witness = agreed.credentials
        first, second = agreed.consents
        return ErasureRequest(
            medium=medium,
            operator=operator,
            witness=witness,
            typed=(first.at, second.at),
            challenge=challenge,
            answers=answers_of(given),
        )

    async def _ask_people_who_looked(self) -> dict[Question, str] | None:
        """Ask what the program cannot see, one question after the other."""
        given = await self._ask_all(self._ahead.questions())
        if given is None:
            return None
        looked = await self.choose(_looked_question, lambda: [_(each) for each in _LOOKED])
        if looked is None:
            return None
        further = await self._ask_all(self._ahead.further_questions()) if looked == 0 else {}
        return None if further is None else given | further

    async def _ask_all(self, questions: Sequence[Question]) -> dict[Question, str] | None:
        """Ask one by one; Escape goes one question back, at the first one it leaves."""
        given: dict[Question, str] = {}
        place = 0
        while 0 <= place < len(questions):
            question = questions[place]
            state = await self._ask_state(question, f"({place + 1}/{len(questions)})")
            if state is not None:
                given[question] = state
            place += -1 if state is None else 1
        return None if place < 0 else given

    async def _ask_state(self, question: Question, count: str) -> str | None:
        """Ask one; an answer that spoils the certificate is asked twice."""
        while True:
            chosen = await self.choose(
                lambda: f"{count} {ask_words(question)}",
                lambda: [state_words(question, state) for state in question.states],
            )
            state = None if chosen is None else question.states[chosen]
            if state is None or not spoils(state):
                return state
            again = await self.choose(_spoiled_question, lambda: [_(each) for each in SPOILED])
            if again == len(SPOILED) - 1:
                return state

    async def _ask_medium(self) -> Path | None:
        question: Words = _medium_question
        while (typed := await self.ask(question, example="/media/usb/001")) is not None:
            medium = parse_place(typed, self.kiosk.folder.parent)
            if is_folder(medium) or await self._make_folder(medium):
                return medium
            question = after_problem(partial(_no_folder, typed), _medium_question)
        return None

    async def _make_folder(self, folder: Path) -> bool:
        """Make a folder on a medium that is there, after a yes; none beside the event."""
        if folder.parent == self.kiosk.folder.parent or not is_folder(folder.parent):
            return False
        words = partial(_new_folder, folder)
        if not await self.confirm(words, yes=N_("make the folder")):
            return False
        with suppress(OSError):
            folder.mkdir()
        return is_folder(folder)

    async def _ask_challenge(self) -> str | None:
        question: Words = _challenge_question
        while (typed := await self.ask(question, example="K7QM-2XRT", when_empty="")) is not None:
            try:
                self._ahead.require_challenge(typed)
            except UsageError as error:
                question = after_problem(partial(problem_words, error), _challenge_question)
            else:
                return typed
        return None

    def _last_question(self) -> str:
        return _(
            "The event will be erased now. This cannot be taken back.\n{n} people were handed"
            " over. Do not switch the laptop off until the screen says how it ended.",
            n=self._ahead.people(),
        )


def _line(missing: Missing) -> str:
    return f"■ {tell_missing(missing)} → {tell_actor(missing.who)}"


def _medium_question() -> str:
    return _("Insert the medium that stays with the certificate. Which folder on it?")


def _no_folder(typed: str) -> str:
    return _("There is no folder {folder}.", folder=typed)


def _new_folder(folder: Path) -> str:
    return _("There is no folder {folder} yet. Make it?", folder=folder)


def _challenge_question() -> str:
    return _("Characters the ward gives now (eight or more; empty for none)")


def _looked_question() -> str:
    return _(
        "Outside the kiosk's reach: printer's queue, terminal windows, clipboard, kana"
        " conversion, caches, backups. Did somebody look there?"
    )


def _spoiled_question() -> str:
    return _(
        "With this answer no certificate can be made. Nothing has been erased yet: put it right"
        " first, then answer again."
    )
