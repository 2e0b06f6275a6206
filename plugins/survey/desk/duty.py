"""Who may count sheets, and when."""

from plugins.survey.messages import _
from venue_kiosk.api import Kiosk, NotPermittedError, State, Task


def require_counting(kiosk: Kiosk) -> None:
    """Let the handler go on with counting; ask inside the transaction that writes.

    Raises:
        NotPermittedError: the handler has no survey duty.
        NotNowError: the event is not open yet, or handed over.
    """
    if not kiosk.handler.may(Task.COUNT_SURVEY):
        raise NotPermittedError(
            _("Your role does not allow this."), _("Ask the handling manager to do it.")
        )
    kiosk.guard.require(State.OPEN, State.CLOSED)
