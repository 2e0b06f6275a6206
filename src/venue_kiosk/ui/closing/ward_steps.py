"""The steps with the ward: the package, its password shown once, and the receipt."""

import datetime as dt
import unicodedata
from functools import partial
from pathlib import Path

from venue_kiosk.domain.handler import Task
from venue_kiosk.i18n import N_, _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.services.authorisation import TwoPeople
from venue_kiosk.services.hand_over import MadePackage
from venue_kiosk.ui.closing.day_steps import DaySteps
from venue_kiosk.ui.long_work import Done, Failed, Tell
from venue_kiosk.ui.place_screen import parse_place


class WardSteps(DaySteps):
    """Hands over, and takes the receipt in."""

    async def hand_over(self) -> None:
        """Ask medium and two people, make the package, show its password until it is written."""
        typed = await self.ask(
            lambda: _("Folder of the removable medium for the package?"), example="/media/usb"
        )
        if typed is None:
            return
        medium = parse_place(typed, self.kiosk.folder.parent)
        question = partial(_package_question, str(medium))
        if not await self.confirm(question, yes=N_("make the package")):
            return
        two = await self.ask_two(Task.HAND_OVER)
        if two is None:
            return
        work = partial(_make, medium, two)
        outcome = await self.work_on(lambda: _("Making the package for the ward"), work)
        if isinstance(outcome, Failed):
            self.say_problem(outcome.error)
        elif isinstance(outcome, Done):
            await self._show_password(outcome.result)

    async def take_receipt(self) -> None:
        """Ask for the ward's receipt and record it."""
        number = await self.ask(lambda: _("Number of the ward's receipt?"), example="")
        if number is None:
            return
        code = await self.ask(
            lambda: _("Receipt code? The ward finds it in the opened package."),
            example="XXXX-XXXX",
        )
        if code is None:
            return
        date = await self._ask_date()
        if date is None:
            return
        confirm = self.kiosk.hand_over.confirm_receipt
        self.attempt(
            lambda: confirm(number, code, date=date),
            lambda: _("Receipt {number} is recorded.", number=number),
        )

    async def _show_password(self, made: MadePackage) -> None:
        """Show the password until somebody says that it is written down; nothing keeps it."""
        question = partial(_password_words, made)
        while not await self.confirm(question, yes=N_("it is written down")):
            pass
        n = len(made.packed.files)
        self.say(lambda: "✓ " + _("The package is made: {n} files.", n=n))

    async def _ask_date(self) -> dt.date | None:
        today = self.kiosk.clock.now().date()
        question = _date_question
        while True:
            text = await self.ask(question, example=today.isoformat(), when_empty="")
            if not text:
                return None if text is None else today
            try:
                return dt.date.fromisoformat(unicodedata.normalize("NFKC", text).strip())
            except ValueError:
                question = _date_again


def _make(medium: Path, two: TwoPeople, kiosk: OpenKiosk, tell: Tell) -> MadePackage:
    return kiosk.hand_over.make(medium, two, progress=tell)


def _package_question(medium: str) -> str:
    return _("Make the package in {folder}? Two people confirm it next.", folder=medium)


def _password_words(made: MadePackage) -> str:
    return _(
        "Password of the package, shown this once:\n\n{password}\n\n"
        "Write it on a slip of its own. Tell it to the ward by another route, never with the"
        " medium.",
        password=made.password,
    )


def _date_question() -> str:
    return _("Date of the receipt? Enter alone: today.")


def _date_again() -> str:
    return _("■ Type the date as 2026-11-24.") + "\n" + _date_question()
