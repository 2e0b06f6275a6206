"""What every step of the closing may ask."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import Task
from venue_kiosk.errors import KioskError
from venue_kiosk.i18n import _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.services.authorisation import Consent, TwoPeople
from venue_kiosk.ui.asking_screen import AskingScreen
from venue_kiosk.ui.choosing import CredentialScreen
from venue_kiosk.ui.questions import Words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Agreed(Generic[T]):
    """What two people typed, when, and what it was accepted as."""

    credentials: tuple[Credential, Credential]
    consents: tuple[Consent, Consent]
    accepted: T


class ClosingAsking(AskingScreen):
    """Asks in a worker and answers in one sentence."""

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk, _)

    async def ask_two(self, task: Task) -> TwoPeople | None:
        """Ask two different people who agree to ``task``; nothing when they leave it."""
        authorise = self.kiosk.authorisation.authorise
        agreed = await self.ask_pair(
            lambda operator, witness: authorise(task, operator=operator, witness=witness)
        )
        return None if agreed is None else agreed.accepted

    async def ask_pair(self, accept: Callable[[Consent, Consent], T]) -> Agreed[T] | None:
        """Ask two people until ``accept`` takes them; a mistake is told where it is typed again."""
        first_question: Words = ask_first
        while (first := await self._ask_consent(first_question)) is not None:
            second = await self._ask_consent(ask_second)
            if second is None:
                return None
            try:
                accepted = accept(first[1], second[1])
            except KioskError as error:
                first_question = partial(_after, error, ask_first)
            else:
                return Agreed((first[0], second[0]), (first[1], second[1]), accepted)
        return None

    async def _ask_consent(self, question: Words) -> tuple[Credential, Consent] | None:
        words = question
        while (credential := await self._ask_person(words)) is not None:
            try:
                return credential, self.kiosk.authorisation.consent(credential)
            except KioskError as error:
                words = partial(_after, error, question)
        return None

    async def _ask_person(self, question: Words) -> Credential | None:
        return await self.app.push_screen_wait(CredentialScreen(question))


def ask_first() -> str:
    """Return the question to the first person."""
    return _("First person: your id and passphrase.")


def ask_second() -> str:
    """Return the question to the second person."""
    return _("Second, different person: your id and passphrase.")


def _after(error: KioskError, question: Words) -> str:
    return f"■ {error.message} {error.hint}".rstrip() + f"\n\n{question()}"
