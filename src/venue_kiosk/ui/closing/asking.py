"""What every step of the closing may ask."""

from venue_kiosk.domain.credential import Credential
from venue_kiosk.domain.handler import Task
from venue_kiosk.errors import KioskError
from venue_kiosk.i18n import _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.services.authorisation import Consent, TwoPeople
from venue_kiosk.ui.asking_screen import AskingScreen
from venue_kiosk.ui.choosing import CredentialScreen
from venue_kiosk.ui.questions import Words


class ClosingAsking(AskingScreen):
    """Asks in a worker and answers in one sentence."""

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk, _)

    async def ask_person(self, question: Words) -> Credential | None:
        """Ask somebody for id and passphrase."""
        return await self.app.push_screen_wait(CredentialScreen(question))

    async def ask_two(self, task: Task) -> TwoPeople | None:
        """Ask two different people, and say why not when they may not."""
        consents: list[Consent] = []
        for question in (ask_first, ask_second):
            credential = await self.ask_person(question)
            if credential is None:
                return None
            try:
                consents.append(self.kiosk.authorisation.consent(credential))
            except KioskError as error:
                self.say_problem(error)
                return None
        try:
            return self.kiosk.authorisation.authorise(
                task, operator=consents[0], witness=consents[1]
            )
        except KioskError as error:
            self.say_problem(error)
            return None


def ask_first() -> str:
    """Return the question to the first person."""
    return _("First person: your id and passphrase.")


def ask_second() -> str:
    """Return the question to the second person."""
    return _("Second, different person: your id and passphrase.")
