"""Whether one more child can be taken in: places are hard, carers are soft, two carers are not."""

from dataclasses import dataclass

from plugins.childcare.messages import _
from plugins.childcare.refusals import CarersMissingError, ChildcareRefusedError, room_full
from plugins.childcare.room import Room
from plugins.childcare.settings import ChildcareSettings
from plugins.childcare.staffing import NoRatio, decide_staffing
from venue_kiosk.api import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One child at the desk."""

    band: str
    reserved: bool = False
    """Whether a reservation is used up."""
    slip_no: int | None = None
    """The slip of the waiting list, when there was one."""


def require_place(request: Request, room: Room) -> None:
    """Let a child go on for whom there is a place.

    Raises:
        RoomFullError: every place is taken, or kept for others.
        ChildcareRefusedError: the desk is closed, or the slip's turn has not come.
    """
    if room.closed:
        raise ChildcareRefusedError(_("Childcare is closed for today."))
    if not room.empty_places:
        raise room_full(room.places)
    if request.slip_no is not None:
        if request.slip_no not in room.offered:
            raise ChildcareRefusedError(
                _("It is not the turn of slip {n}.", n=request.slip_no),
                _("Look at the list of who waits."),
            )
    elif request.reserved:
        if not room.reserved:
            raise ChildcareRefusedError(
                _("Every reservation has come already."), _("Take the child in without one.")
            )
    elif not room.free_places or room.waiting:
        raise room_full(room.places)


def require_carers(
    band: str, room: Room, settings: ChildcareSettings, *, overridden: bool = False
) -> bool:
    """Let a child go on for whom there are carers; return whether only the override did.

    Raises:
        CarersMissingError: carers are missing, and nobody overrode it or nobody can.
        ChildcareRefusedError: the table has no ratio for the band.
        UsageError: there is no such band.
    """
    named = settings.band(band)
    if named is None:
        raise UsageError(_("Choose an age band."))
    rule = settings.staffing_rule
    staffing = decide_staffing(room.bands, band, on_duty=room.on_duty, rule=rule)
    if isinstance(staffing, NoRatio):
        raise ChildcareRefusedError(
            _("No number of carers is set for {band}.", band=named.words),
            _("Ask the manager to add it to {file}.", file="childcare.toml"),
        )
    if not staffing.missing:
        return False
    if overridden and room.on_duty >= rule.fewest_carers:
        return True
    raise CarersMissingError(named.words, staffing.missing)
