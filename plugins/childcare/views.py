"""What the desk shows after each act and each refusal: number, word, sign, colour and sound."""

from plugins.childcare.acts import Done
from plugins.childcare.messages import _
from plugins.childcare.refusals import ChildcareRefusedError
from plugins.childcare.telling import tell_done, tell_next
from venue_kiosk.api import KioskError
from venue_kiosk.api_ui import VerdictView


def idle_view() -> VerdictView:
    """Return what the desk shows while it waits."""
    return VerdictView("i", _("Childcare desk"), second=_("Please give your number to the staff."))


def compose_done_view(done: Done) -> VerdictView:
    """Return what an act shows to the parent and to the carer."""
    match done.act:
        case "drop_off":
            return _numbered(
                done.tag_no,
                _("Tag {n}: in our care", n=done.tag_no),
                second=_("Please keep your half."),
                staff=_("Put the child's half on. Then: to the room."),
            )
        case "call":
            return _numbered(
                done.tag_no,
                _("Tag {n}", n=done.tag_no),
                second=_("Please come to the childcare room."),
                staff=_("Call the number only, never a name."),
                sound="call",
            )
        case "pick_up" | "release":
            return VerdictView(
                "○",
                _("Tag {n}: picked up", n=done.tag_no),
                second=_("Stub and tag match.") if done.act == "pick_up" else "",
                staff=" ".join(
                    [_("Compare both halves. Give the paper card back."), tell_next(done)]
                ).strip(),
                look="ok",
                sound="ok",
            )
        case "join":
            return _numbered(
                done.slip_no,
                _("Slip {n}", n=done.slip_no),
                second=_("We call you when a place is free."),
                staff=tell_next(done),
            )
        case _:
            return VerdictView("i", _("Done"), staff=tell_done(done), look="guide")


def compose_refusal_view(error: KioskError) -> VerdictView:
    """Return what a refusal shows; for the parent never more than what comes next."""
    staff = f"{error.message} {error.hint}".strip()
    kind = error.kind if isinstance(error, ChildcareRefusedError) else "other"
    match kind:
        case "full":
            return _wait(_("Childcare is full"), _("Let us talk about it."), staff)
        case "staff":
            return _wait(_("One moment, please"), _("A member of staff is coming."), staff)
        case "stub":
            big, second = _("The tags do not match"), _("A member of staff is coming.")
            return VerdictView("■", big, second=second, staff=staff, look="stop", sound="stop")
        case _:
            return _wait(_("One moment, please"), "", staff)


def _wait(big: str, second: str, staff: str) -> VerdictView:
    return VerdictView("△", big, second=second, staff=staff, look="wait", sound="wait")


def _numbered(
    number: int | None, big: str, *, second: str, staff: str, sound: str = "ok"
) -> VerdictView:
    return VerdictView(
        "i",
        big,
        second=second,
        staff=staff,
        look="childcare",
        number=str(number),
        sound="call" if sound == "call" else "ok",
    )
