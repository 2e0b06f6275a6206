"""Asking for two different people, where the contract wants two."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import Task
from venue_kiosk.errors import KioskError
from venue_kiosk.i18n import _
from venue_kiosk.services.authorisation import Consent, TwoPeople
from venue_kiosk.ui.asking_screen import AskingScreen
from venue_kiosk.ui.choosing import CredentialScreen
from venue_kiosk.ui.questions import Words, after_problem, problem_words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Agreed(Generic[T]):
    """What two people typed, when, and what it was accepted as."""

    credentials: tuple[Credential, Credential]
    consents: tuple[Consent, Consent]
    accepted: T


class PairAsking(AskingScreen):
    """A screen that may ask two people; a mistake is told where it is typed again."""

    async def ask_two(
        self, task: Task, *, first: Words | None = None, second: Words | None = None
    ) -> TwoPeople | None:
        """Ask two different people who agree to ``task``; nothing when they leave it."""
        authorise = self.kiosk.authorisation.authorise
        agreed = await self.ask_pair(
            lambda operator, witness: authorise(task, operator=operator, witness=witness),
            first=first,
            second=second,
        )
        return None if agreed is None else agreed.accepted

    async def ask_pair(
        self,
        accept: Callable[[Consent, Consent], T],
        *,
        first: Words | None = None,
        second: Words | None = None,
    ) -> Agreed[T] | None:
        """Ask two people, each with a question, until ``accept`` takes them; nothing: they left."""
        asked_first = words = first or _ask_first
        while (operator := await self._ask_consent(words)) is not None:
            witness = await self._ask_consent(second or _ask_second)
            if witness is None:
                return None
            try:
                accepted = accept(operator[1], witness[1])
            except KioskError as error:
                words = after_problem(partial(problem_words, error), asked_first)
            else:
                return Agreed((operator[0], witness[0]), (operator[1], witness[1]), accepted)
        return None

    async def _ask_consent(self, question: Words) -> tuple[Credential, Consent] | None:
        words = question
        while (credential := await self.app.push_screen_wait(CredentialScreen(words))) is not None:
            try:
                return credential, self.kiosk.authorisation.consent(credential)
            except KioskError as error:
                words = after_problem(partial(problem_words, error), question)
        return None


def _ask_first() -> str:
    return _("First person: your id and passphrase.")


def _ask_second() -> str:
    return _("Second, different person: your id and passphrase.")
