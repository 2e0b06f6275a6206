"""What the desk says for each verdict: word, sign, colour and sound, in the language shown now."""

from dataclasses import replace
from typing import assert_never

from plugins.reception.messages import _
from plugins.reception.withheld_views import clock_time, compose_withheld_view
from venue_kiosk.api import (
    Admitted,
    AlreadyAdmitted,
    Attendee,
    GreetingLine,
    Verdict,
    Withheld,
    reasons,
)
from venue_kiosk.api_ui import VerdictView


def idle_view() -> VerdictView:
    """Return what the desk shows while it waits."""
    return VerdictView(
        sign="",
        big=_("Please show your QR code"),
        second=_("On paper or on a screen, both are fine."),
    )


def calling_view() -> VerdictView:
    """Return what the desk shows while the manager is on the way."""
    return VerdictView(
        sign="i",
        big=_("One moment, please"),
        second=_("A member of staff is coming."),
        staff=_("The manager is being called."),
        look="guide",
        sound="call",
    )


def revoked_view(reception_no: str) -> VerdictView:
    """Return what the desk shows after a check-in was taken back."""
    return VerdictView(
        sign="i",
        big=_("Check-in taken back"),
        staff=_("No. {number}. The person can be checked in again.", number=reception_no),
        look="guide",
    )


def compose_view(verdict: Verdict) -> VerdictView:
    """Return what the desk shows for a verdict."""
    match verdict:
        case Admitted():
            return _admitted(verdict)
        case AlreadyAdmitted():
            return _already(verdict)
        case Withheld():
            return _withheld(verdict)
        case _:
            assert_never(verdict)


def _admitted(verdict: Admitted) -> VerdictView:
    line = _leading(verdict.greeting)
    return VerdictView(
        sign="○",
        big=_("You are checked in"),
        second=line.text if line else _("Sit where you like. Please take the papers."),
        staff=_staff_of_admitted(verdict),
        look="childcare" if line and line.look == "childcare" else "ok",
        number=_number(line),
        sound="none" if isinstance(verdict.reason, reasons.RepeatSameDesk) else "ok",
        name=_name(verdict.attendee),
    )


def _staff_of_admitted(verdict: Admitted) -> str:
    parts = [
        _("No. {number}", number=verdict.attendee.reception_no),
        _("present {n}", n=verdict.counts.present),
    ]
    line = _leading(verdict.greeting)
    if (number := _number(line)) is not None:
        parts.append(_("hand over card “{number}”", number=number))
    if verdict.attendee.childcare_wanted:
        parts.append(_("childcare wanted"))
    if isinstance(verdict.reason, reasons.RepeatSameDesk):
        parts.append(_("the same person, just now"))
    if isinstance(verdict.reason, reasons.OkForced):
        parts.append(_("let in by the manager"))
    others = [other.text for other in verdict.greeting if other is not line]
    return " / ".join([*parts, *others])


def _number(line: GreetingLine | None) -> str | None:
    return str(line.number) if line and line.number is not None else None


def _leading(greeting: tuple[GreetingLine, ...]) -> GreetingLine | None:
    """Return the line worth the second row: one with a number, else the first."""
    numbered = (line for line in greeting if line.number is not None)
    return next(numbered, greeting[0] if greeting else None)


def _already(verdict: AlreadyAdmitted) -> VerdictView:
    return VerdictView(
        sign="△",
        big=_("You are in already"),
        second=_("You were checked in at {time}.", time=clock_time(verdict.first.at)),
        staff=_(
            "No. {number}, lane {lane}. Is it somebody else's notice? Ask for the name."
            " To go on, call the manager.",
            number=verdict.attendee.reception_no,
            lane=verdict.first.lane,
        ),
        look="wait",
        sound="wait",
        name=_name(verdict.attendee),
    )


def _withheld(verdict: Withheld) -> VerdictView:
    view = compose_withheld_view(verdict)
    if verdict.attendee is None:
        return view
    number = _("No. {number}", number=verdict.attendee.reception_no)
    return replace(view, staff=f"{number} / {view.staff}", name=_name(verdict.attendee))


def _name(attendee: Attendee) -> str:
    return _("{name}", name=attendee.name)
