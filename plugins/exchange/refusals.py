"""Why an allocation or a repair is refused, with everybody who is in the way."""

from collections.abc import Sequence

from plugins.exchange.composing import Room, is_host, number_of
from plugins.exchange.instance import Conflict
from plugins.exchange.messages import _
from venue_kiosk.api import RefusedError, reasons

_SHOWN = 6


class CannotAllocateError(RefusedError):
    """No seats keep every hard rule; ``conflicts`` names the culprits."""

    def __init__(self, conflicts: Sequence[Conflict], room: Room) -> None:
        self.conflicts = conflicts
        super().__init__(
            " ".join(each.text for each in conflicts[:3]),
            " ".join(words for each in conflicts[:3] if (words := _culprits(each, room))),
        )


def why_not_found(found: object) -> str:
    """Say why what was typed or scanned is nobody who is here."""
    match found:
        case reasons.Unreadable(reception_no=True):
            return _("A digit of the reception number is wrong: its last digit does not fit.")
        case reasons.Unreadable():
            return _("The code could not be read whole.")
        case reasons.WrongProgramme():
            return _("This is a ticket of another event.")
        case reasons.NotATicket() | reasons.OtherFormat():
            return _("This code is not a ticket.")
    return _("Nobody with that number is here.")


def _culprits(conflict: Conflict, room: Room) -> str:
    people = [
        room.people[number_of(each)].reception_no
        for each in conflict.people
        if not is_host(each) and number_of(each) in room.people
    ]
    tables = [str(number_of(each)) for each in conflict.groups]
    parts = []
    if people:
        shown = ", ".join(people[:_SHOWN])
        parts.append(_("People: {who}", who=shown + ("…" if len(people) > _SHOWN else "")))
    if tables:
        parts.append(_("Tables: {tables}", tables=", ".join(tables)))
    return " ".join(parts)
