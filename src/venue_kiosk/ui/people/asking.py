"""What is asked, one after the other, before an account is added or changed."""

import datetime as dt
import unicodedata
from typing import TypeVar

from venue_kiosk.domain.digit_text import is_digits
from venue_kiosk.domain.handler import Duty, Handler, HandlerRole, Party
from venue_kiosk.domain.person import Person
from venue_kiosk.errors import UsageError
from venue_kiosk.i18n import _
from venue_kiosk.services.people_words import DUTY_WORDS, ROLE_WORDS
from venue_kiosk.ui.asking_screen import AskingScreen
from venue_kiosk.ui.questions import Words

_ROLES = tuple(role for role in HandlerRole if role is not HandlerRole.WITNESS)
_T = TypeVar("_T")


class LeftError(Exception):
    """Somebody pressed Escape: nothing is changed."""


async def ask_new_person(screen: AskingScreen) -> Person:
    """Ask for everything that is recorded of a new account.

    Raises:
        LeftError: somebody left.
        UsageError: an answer cannot be used.
    """
    who = _answered(
        await screen.ask(
            lambda: _("The new id. No name: it stands in the operation log."), example="H-09"
        )
    )
    chosen = await screen.choose(
        lambda: _("Which role?"), lambda: [_(ROLE_WORDS[role]) for role in _ROLES]
    )
    role = _ROLES[_answered(chosen)]
    duties = await ask_duties(screen) if role is HandlerRole.HANDLER else frozenset()
    trained, reported, document = await ask_dates(screen)
    opens = _answered(
        await screen.choose(
            lambda: _("How does this person come in?"),
            lambda: [_("opens the kiosk"), _("signs in on an opened kiosk")],
        )
    )
    handler = Handler(
        handler_id=who.upper(),
        role=role,
        duties=duties,
        trained=trained,
        reported=reported,
        party=Party.CLIENT if role is HandlerRole.AUDITOR else Party.CONTRACTOR,
    )
    return Person(handler=handler, report_document=document, opens=opens == 0)


async def ask_duties(screen: AskingScreen) -> frozenset[Duty]:
    """Ask which duties a handler has.

    Raises:
        LeftError: somebody left.
        UsageError: a number stands for no duty.
    """
    text = _answered(await screen.ask(_duty_question, example="14"))
    duties = list(Duty)
    folded = unicodedata.normalize("NFKC", text)  # Japanese input may be on
    numbers = [int(sign) for sign in folded if is_digits(sign)]
    if not numbers or not all(1 <= number <= len(duties) for number in numbers):
        raise UsageError(_("These are no numbers of duties."), _("For example 14 for two of them."))
    return frozenset(duties[number - 1] for number in numbers)


async def ask_dates(screen: AskingScreen) -> tuple[dt.date | None, dt.date | None, str]:
    """Ask for training, report and its document; what is left empty is not known yet.

    Raises:
        LeftError: somebody left.
        UsageError: it is no date.
    """
    trained = await _ask_day(screen, lambda: _("When was the training? Empty: not yet."))
    reported = await _ask_day(screen, lambda: _("When was the ward told? Empty: not yet."))
    document = await _ask_text(screen, lambda: _("Number of the report to the ward, or empty."))
    return trained, reported, document


async def _ask_day(screen: AskingScreen, question: Words) -> dt.date | None:
    today = screen.kiosk.clock.now().date()
    text = await _ask_text(screen, question, example=today.isoformat())
    try:
        return dt.date.fromisoformat(text.replace("/", "-")) if text else None
    except ValueError:
        raise UsageError(
            _("This is not a date."), _("Write it like {example}.", example=today.isoformat())
        ) from None


async def _ask_text(screen: AskingScreen, question: Words, *, example: str = "") -> str:
    """Ask for a text that may be empty; Escape still leaves."""
    return _answered(await screen.ask(question, example=example, when_empty=""))


def _duty_question() -> str:
    names = [f"{n} {_(DUTY_WORDS[duty])}" for n, duty in enumerate(Duty, 1)]
    return _("Which duties? Their numbers: {duties}", duties="  ".join(names))


def _answered(answer: _T | None) -> _T:
    if answer is None:
        raise LeftError
    return answer
