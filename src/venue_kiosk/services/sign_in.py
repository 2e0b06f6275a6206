"""From a proven account to the handler, if they may work today."""

import datetime as dt

from venue_kiosk.domain.handler import Handler, HandlerRole
from venue_kiosk.domain.person import Person, person_of
from venue_kiosk.domain.programme import Programme
from venue_kiosk.errors import NotNowError, SignInError
from venue_kiosk.i18n import _


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
