"""Whom the exchange session's services let go on."""

from plugins.exchange.messages import _
from venue_kiosk.api import Handler, NotPermittedError, Task


def require_facilitator(handler: Handler) -> None:
    """Let only who has the facilitator duty, or is in charge, go on.

    Raises:
        NotPermittedError: the role or duties do not allow it.
    """
    if not handler.may(Task.RUN_EXCHANGE):
        raise NotPermittedError(
            _("Your role does not allow this."), _("Ask the handling manager to do it.")
        )
