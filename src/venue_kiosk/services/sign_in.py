"""From a proven account to the handler, if they may work today."""

import datetime as dt
from typing import Final

from venue_kiosk.domain.handler import Handler, HandlerRole
from venue_kiosk.domain.person import Person, person_of
from venue_kiosk.domain.programme import Programme
from venue_kiosk.errors import NotNowError, SignInError
from venue_kiosk.i18n import _

_CLOCK_SLACK: Final = dt.timedelta(minutes=5)
"""A clock set right by the official's watch."""


def signed_in(person: Person, day: dt.date, *, contract_ends: dt.date) -> Handler:
    """Return the handler whose passphrase was accepted.

    Raises:
        NotNowError: no training or no report to the ward by ``day``, or the contract has ended.
    """
    handler = person.handler
    if handler.role is HandlerRole.WITNESS:
        raise NotNowError(
            _("A witness does not sign in."),
            _("The witness's passphrase is asked for at hand-over and erasure."),
        )
    _require_date(handler.trained, day, *_no_training(handler))
    _require_date(handler.reported, day, *_no_report(handler))
    if day > contract_ends:
        raise NotNowError(
            _("The contract has ended; the data may not be opened any more."),
            _("Ask the ward for instructions."),
        )
    return handler


def require_clock(now: dt.datetime, *, last: dt.datetime | None, role: HandlerRole) -> None:
    """Let nobody work under a clock that stands before the log's last line, the manager apart.

    The manager's own sign-in is then the last line: whoever sets the clock right, or answers for
    one that ran ahead, opens the event for the others.

    Raises:
        NotNowError: the clock was set back.
    """
    if last is None or now >= last - _CLOCK_SLACK or role is HandlerRole.HANDLING_MANAGER:
        return
    raise NotNowError(
        _(
            "The clock of this laptop shows {now}, but the last entry is of {last}.",
            now=f"{now:%Y-%m-%d %H:%M}",
            last=f"{last.astimezone(now.tzinfo):%Y-%m-%d %H:%M}",
        ),
        _("Set the clock right. If it is right already, the handling manager signs in first."),
    )


def reported_person(programme: Programme, handler_id: str) -> Person:
    """Return the account with this id.

    Raises:
        SignInError: nobody was reported to the ward under this id.
    """
    reported = next((each for each in programme.handlers if each.id == handler_id), None)
    if reported is None:
        raise SignInError(
            _("This handler was not reported to the ward."), _("Ask the handling manager.")
        )
    return person_of(reported)


def _require_date(done: dt.date | None, day: dt.date, missing: str, hint: str) -> None:
    if done is None:
        raise NotNowError(missing, hint)
    if done > day:
        raise NotNowError(
            _("It is recorded for {date}, which is still to come.", date=done.isoformat()),
            _("Check the date of this laptop, or ask the handling manager to correct the entry."),
        )


def _no_training(handler: Handler) -> tuple[str, str]:
    return (
        _("No training is recorded for {id}.", id=handler.handler_id),
        _("After the training, the handling manager enters its date in the list of handlers."),
    )


def _no_report(handler: Handler) -> tuple[str, str]:
    return (
        _("{id} was not reported to the ward.", id=handler.handler_id),
        _("Once it is, the handling manager enters the date in the list of handlers."),
    )
