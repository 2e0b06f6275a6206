"""From a proven handler id to the handler, if they may work today."""

import datetime as dt

from venue_kiosk.domain.handler import Duty, Handler, HandlerRole, Party
from venue_kiosk.domain.programme import Programme, ReportedHandler
from venue_kiosk.errors import NotNowError, SignInError
from venue_kiosk.i18n import _


def signed_in(programme: Programme, handler_id: str, day: dt.date) -> Handler:
    """Return the handler whose passphrase was accepted.

    Raises:
        SignInError: nobody was reported to the ward under this id.
        NotNowError: no training or no report by ``day``, or the contract has ended.
    """
    handler = reported_handler(programme, handler_id)
    if handler.role is HandlerRole.WITNESS:
        raise NotNowError(
            _("A witness does not sign in."),
            _("The witness's passphrase is asked for at hand-over and erasure."),
        )
    if not handler.may_sign_in_on(day):
        raise NotNowError(
            _("There is no training date or no report to the ward for this handler."),
            _("Ask the handling manager."),
        )
    if day > programme.contract.ends:
        raise NotNowError(
            _("The contract has ended; the data may not be opened any more."),
            _("Ask the ward for instructions."),
        )
    return handler


def confirming(programme: Programme, handler_id: str, day: dt.date) -> Handler:
    """Return somebody who stands by; a witness need not be trained, for they open nothing.

    Raises:
        SignInError, NotNowError: as ``signed_in``.
    """
    handler = reported_handler(programme, handler_id)
    return handler if handler.role is HandlerRole.WITNESS else signed_in(programme, handler_id, day)


def reported_handler(programme: Programme, handler_id: str) -> Handler:
    """Return the handler with this id.

    Raises:
        SignInError: nobody was reported to the ward under this id.
    """
    reported = next((each for each in programme.handlers if each.id == handler_id), None)
    if reported is None:
        raise SignInError(_("This handler was not reported to the ward."))
    role = HandlerRole(reported.role)
    return Handler(
        handler_id=reported.id,
        role=role,
        duties=frozenset(Duty(duty) for duty in reported.duties),
        trained=reported.trained,
        reported=reported.reported,
        party=_party(reported, role),
    )


def _party(reported: ReportedHandler, role: HandlerRole) -> Party:
    if reported.party is not None:
        return Party(reported.party)
    wards_own = role in (HandlerRole.AUDITOR, HandlerRole.WITNESS)
    return Party.CLIENT if wards_own else Party.CONTRACTOR
