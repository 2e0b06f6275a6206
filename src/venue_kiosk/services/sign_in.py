"""From a proven handler id to the handler, if they may work today."""

import datetime as dt

from venue_kiosk.domain.handler import Duty, Handler, HandlerRole
from venue_kiosk.domain.programme import Programme
from venue_kiosk.errors import NotNowError, SignInError
from venue_kiosk.i18n import _


def signed_in(programme: Programme, handler_id: str, day: dt.date) -> Handler:
    """Return the handler whose passphrase was accepted.

    Raises:
        SignInError: nobody was reported to the ward under this id.
        NotNowError: no training or no report by ``day``, or the contract has ended.
    """
    reported = next((each for each in programme.handlers if each.id == handler_id), None)
    if reported is None:
        raise SignInError(_("This handler was not reported to the ward."))
    handler = Handler(
        handler_id=reported.id,
        role=HandlerRole(reported.role),
        duties=frozenset(Duty(duty) for duty in reported.duties),
        trained=reported.trained,
        reported=reported.reported,
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
