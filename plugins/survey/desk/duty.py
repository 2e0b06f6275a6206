"""Who may count sheets, and when, and which batches still take anything."""

from plugins.survey.desk.shelf import Shelf
from plugins.survey.desk.store import Batch
from plugins.survey.messages import _
from venue_kiosk.api import Kiosk, NotNowError, NotPermittedError, State, Task


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


def require_open(shelf: Shelf, batch: Batch) -> Batch:
    """Let the handler change a batch, which is returned as it is now; ask as above.

    Raises:
        NotPermittedError: the handler has no survey duty.
        NotNowError: the batch was locked or taken out, maybe at another lane.
    """
    require_counting(shelf.kiosk)
    now = find_batch(shelf, batch.batch_id)
    if now.state == "locked":
        raise NotNowError(
            _("This batch is locked: its pictures are gone."), _("Begin another batch.")
        )
    return now


def find_batch(shelf: Shelf, batch_id: int) -> Batch:
    """Return one batch as it is now.

    Raises:
        NotNowError: it was taken out meanwhile.
    """
    batch = shelf.store.batch(batch_id)
    if batch is None:
        raise NotNowError(_("This batch was taken out."), _("Choose another one."))
    return batch
