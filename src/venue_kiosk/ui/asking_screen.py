"""A screen that asks, works for a while and answers."""

from collections.abc import Callable
from typing import TypeVar

from venue_kiosk.errors import KioskError
from venue_kiosk.i18n import Catalogue
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.ui.base_app import BaseScreen
from venue_kiosk.ui.long_work import LongWork, Outcome, Tell
from venue_kiosk.ui.questions import AskScreen, ConfirmScreen, Words
from venue_kiosk.ui.widgets.sentence import Sentence

T = TypeVar("T")


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
