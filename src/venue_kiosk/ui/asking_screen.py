"""A screen that asks, works for a while and answers."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from venue_kiosk.domain.digit_text import is_digits
from venue_kiosk.errors import KioskError
from venue_kiosk.i18n import Catalogue, _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.ui.base_app import BaseScreen
from venue_kiosk.ui.choosing import ChooseScreen
from venue_kiosk.ui.long_work import LongWork, Outcome, Tell
from venue_kiosk.ui.questions import AskScreen, ConfirmScreen, Words, after_problem
from venue_kiosk.ui.widgets.sentence import Sentence

T = TypeVar("T")

_LONGEST_NUMBER: Final = 7


class AskingScreen(BaseScreen):
    """Has one ``Sentence`` with the class ``answer``, which stands until the next answer.

    The asking methods wait for people: call them in a worker.
    """

    def __init__(self, kiosk: OpenKiosk, words: Catalogue) -> None:
        super().__init__()
        self.kiosk = kiosk
        self._catalogue = words
        self._answer: Words = str

    def retranslate(self) -> None:
        """Show the answer in the current language; a subclass adds its own words."""
        self.query_one(".answer", Sentence).update(self._answer())

    def say(self, words: Words) -> None:
        """Answer with ``words``, or with nothing by ``str``."""
        self._answer = words
        self.retranslate()

    def say_problem(self, error: KioskError) -> None:
        """Answer with what somebody must act on."""
        self.say(f"■ {error.message}\n{error.hint}".strip)

    def attempt(self, act: Callable[[], object], done: Words) -> bool:
        """Do something and say so, or say why not; return whether it was done."""
        try:
            act()
        except KioskError as error:
            self.say_problem(error)
            return False
        self.say(lambda: f"✓ {done()}")
        return True

    async def choose(self, question: Words, lines: Callable[[], Sequence[str]]) -> int | None:
        """Ask for one of a few lines; return its place, from 0."""
        return await self.app.push_screen_wait(ChooseScreen(question, lines))

    async def ask_number(
        self, question: Words, *, example: str = "0", when_empty: int | None = None
    ) -> int | None:
        """Ask until it is a number or nothing; full-width digits are fine.

        Enter alone answers ``when_empty``, where it is given.
        """
        words, alone = question, None if when_empty is None else ""
        while (text := await self.ask(words, example=example, when_empty=alone)) is not None:
            if not text:
                return when_empty
            folded = unicodedata.normalize("NFKC", text).strip()
            if is_digits(folded) and len(folded) <= _LONGEST_NUMBER:
                return int(folded)
            words = after_problem(lambda: _("Digits only, please."), question)
        return None

    async def confirm(self, question: Words, *, yes: str) -> bool:
        """Ask before something that cannot be taken back; ``yes`` is a message id."""
        screen = ConfirmScreen(question, yes=yes, catalogue=self._catalogue)
        return await self.app.push_screen_wait(screen)

    async def ask(
        self, question: Words, *, example: str, when_empty: str | None = None
    ) -> str | None:
        """Ask for a short text; ``when_empty`` is what Enter alone answers."""
        screen = AskScreen(question, example=example, when_empty=when_empty)
        return await self.app.push_screen_wait(screen)

    async def work_on(self, title: Words, work: Callable[[OpenKiosk, Tell], T]) -> Outcome[T]:
        """Do ``work`` in a thread of its own, on a kiosk of its own, with its progress shown."""
        return await self.app.push_screen_wait(LongWork(self.kiosk, title, work))
