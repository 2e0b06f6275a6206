"""What the desk says when somebody is asked to wait, one view for each reason."""

import datetime as dt
from dataclasses import replace
from typing import assert_never

from plugins.reception.messages import _
from venue_kiosk.api import State, Withheld, reasons
from venue_kiosk.api_ui import VerdictView


def clock_time(at: dt.datetime | dt.time) -> str:
    """Return a time as visitors read it."""
    return _("{h}:{m:02d}", h=at.hour, m=at.minute)


def ime_view() -> VerdictView:
    """Return what the desk shows when a scan came through a Japanese input method."""
    return VerdictView(
        sign="△",
        big=_("The input method is on"),
        second=_("A member of staff will put it right."),
        staff=_("Switch the keyboard to half-width. The number on the notice is not lost."),
        look="wait",
        sound="wait",
    )


def scanners_mixed_view() -> VerdictView:
    """Return what the desk shows when two scanners typed at once."""
    return VerdictView(
        sign="△",
        big=_("One at a time, please"),
        second=_("Please hold the code once more."),
        staff=_("Two scanners sent at the same moment. Nothing was recorded."),
        look="wait",
        sound="wait",
    )


def picture_view(problem: str) -> VerdictView:
    """Return what the desk shows when a picture file holds no code that can be read."""
    return _wait(_("It could not be read"), _("Once more, slowly, please."), problem)


def compose_withheld_view(verdict: Withheld) -> VerdictView:
    """Return what the desk shows for a reason to wait; without the person."""
    reason = verdict.reason
    if isinstance(reason, reasons.PayloadReason):
        return _payload_view(reason)
    if isinstance(reason, reasons.DecisionReason):
        return _decision_view(reason)
    return _desk_view(reason, verdict.text)


def _payload_view(reason: reasons.PayloadReason) -> VerdictView:
    match reason:
        case reasons.UnknownCode() | reasons.Reissued():
            return _not_found(reason)
        case reasons.NotATicket() | reasons.OtherFormat():
            return _other_code(reason)
        case reasons.Unreadable():
            return _unreadable(reason)
        case reasons.WrongProgramme():
            return _wrong_programme(reason)
        case _:
            assert_never(reason)


def _decision_view(reason: reasons.DecisionReason) -> VerdictView:
    match reason:
        case reasons.Cancelled():
            return _wait(
                _("You had cancelled"),
                _("Would you like to take part?"),
                _("If a place is free, the manager can let the person in."),
            )
        case reasons.Waitlisted():
            staff = _("The manager decides ten minutes before the start.")
            if reason.order is not None:
                place = _("Waiting number {n}.", n=reason.order)
                staff = f"{place} {staff}"
            return _on_the_list(staff)
        case reasons.NotConfirmed():
            return _on_the_list(_("No decision is recorded. Call the manager."))
        case reasons.NotSelected():
            view = _stop(
                _("We are very sorry"),
                _("There is no seat this time."),
                _("Not selected. Call the manager. Do not say it aloud."),
            )
            return replace(view, sound="wait")  # nobody around needs to hear it
        case _:
            assert_never(reason)


def _desk_view(reason: reasons.DeskReason, text: str) -> VerdictView:
    match reason:
        case reasons.WrongSession():
            return _wrong_session(reason)
        case reasons.NotYet() | reasons.Closed():
            return _out_of_hours(reason)
        case reasons.NotOpened():
            return _not_opened(reason)
        case reasons.Full():
            return _full(reason)
        case reasons.AmbiguousName():
            return _wait(
                _("Same name twice"),
                _("The last 4 digits of your phone, please?"),
                _("{n} people found", n=reason.count),
            )
        case reasons.Proxy():
            return _wait(
                _("Is it you yourself?"),
                _("We cannot check in somebody else."),
                _("Call the manager. Take back with U what was checked in by mistake."),
            )
        case reasons.Objected():
            return _wait(_("One moment, please"), _("A member of staff is coming."), text)
        case reasons.DatabaseBusy():
            words = _("Another lane held the vault too long. Scan once more.")
            return _not_saved(words)
        case reasons.Internal():
            return _not_saved(text or _("Call the manager. Check power and free space."))
        case _:
            assert_never(reason)


def _not_saved(staff: str) -> VerdictView:
    paper = _("Switch to paper: write down the reception number on the notice.")
    return _stop(_("It was not saved"), _("We check you in on paper."), f"{staff} {paper}")


def _other_code(reason: reasons.NotATicket | reasons.OtherFormat) -> VerdictView:
    staff = _("Not one of our codes. It was neither opened nor kept.")
    if isinstance(reason, reasons.OtherFormat):
        staff = _("A notice of another kind. Type its reception number, or press “Find”.")
    return _wait(_("This is another code"), _("Please show the code on our notice."), staff)


def _not_found(reason: reasons.UnknownCode | reasons.Reissued) -> VerdictView:
    staff = _("Press “Find”. If the code is dirty, type the number.")
    if isinstance(reason, reasons.Reissued):
        staff = _("An older notice; a newer one was sent. Find the person by name.")
    return VerdictView(
        sign="？",
        big=_("Number not found"),
        second=_("May I have your name?"),
        staff=staff,
        look="wait",
        sound="wait",
    )


def _unreadable(reason: reasons.Unreadable) -> VerdictView:
    if reason.input_method_on:
        return ime_view()
    if reason.reception_no:
        return VerdictView(
            sign="？",
            big=_("Once more, please"),
            second=_("Enter the number to its last digit."),
            staff=_("The check digit does not fit."),
            look="wait",
            sound="wait",
        )
    return _wait(
        _("It could not be read"),
        _("Once more, slowly, please."),
        _("After three times use the number."),
    )


def _wrong_programme(reason: reasons.WrongProgramme) -> VerdictView:
    second = _("You applied for another event.")
    if reason.title is not None:
        second = _("You applied for “{title}”.", title=reason.title)
    return _wait(_("This is another event"), second, _("Show the way to the other place."))


def _wrong_session(reason: reasons.WrongSession) -> VerdictView:
    days = _(", ").join(_("{m}/{d}", m=day.month, d=day.day) for day in reason.dates)
    return _wait(
        _("This is another day"),
        _("You applied for {days}.", days=days),
        _("Hand out the leaflet."),
    )


def _out_of_hours(reason: reasons.NotYet | reasons.Closed) -> VerdictView:
    if isinstance(reason, reasons.NotYet):
        second = _("The desk opens at {time}.", time=clock_time(reason.opens))
    else:
        second = _("The desk closed at {time}.", time=clock_time(reason.closed))
    return _wait(_("The desk is not open"), second, _("The manager can let people in."))


def _not_opened(reason: reasons.NotOpened) -> VerdictView:
    if reason.state is State.PREPARED:
        second = _("Please wait a moment.")
        staff = _("The event is not open. The manager opens it: carry-out slip, place, check list.")
    else:
        second = _("Reception has ended. A member of staff is coming.")
        staff = _("The event is closed; nobody can be checked in any more. Call the manager.")
    return _wait(_("The desk is not open"), second, staff)


def _on_the_list(staff: str) -> VerdictView:
    return _wait(_("You are on the list"), _("We call you when a seat is free."), staff)


def _full(reason: reasons.Full) -> VerdictView:
    return _stop(
        _("Every seat is taken"),
        _("Please wait. The manager is coming."),
        _("capacity {present}/{capacity}", present=reason.present, capacity=reason.capacity),
    )


def _wait(big: str, second: str, staff: str) -> VerdictView:
    return VerdictView(sign="△", big=big, second=second, staff=staff, look="wait", sound="wait")


def _stop(big: str, second: str, staff: str) -> VerdictView:
    return VerdictView(sign="■", big=big, second=second, staff=staff, look="stop", sound="stop")
