"""The one place where a role is asked for: services call it, screens do not decide."""

from collections.abc import Sequence

from venue_kiosk.domain.handler import Handler, Task
from venue_kiosk.errors import NotPermittedError, UsageError
from venue_kiosk.i18n import _


def require(handler: Handler, task: Task) -> None:
    """Let the handler go on with ``task``.

    Raises:
        NotPermittedError: the role or duties do not allow it.
    """
    if not handler.may(task):
        raise NotPermittedError(
            _("Your role does not allow this."), _("Ask the handling manager to do it.")
        )


def require_one_of(handler: Handler, *tasks: Task) -> None:
    """Let the handler go on who may do at least one of ``tasks``.

    Raises:
        NotPermittedError: the role or duties allow none of them.
    """
    if not any(handler.may(task) for task in tasks):
        require(handler, tasks[0])


def require_listed(why: str, allowed: Sequence[str]) -> None:
    """Let only a reason of a closed list pass.

    Raises:
        UsageError: it is another one.
    """
    if why not in allowed:
        raise UsageError(
            _("Unknown reason."), _("Choose one of: {reasons}", reasons=", ".join(allowed))
        )
