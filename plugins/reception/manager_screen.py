"""The manager at the desk: proves who they are and may let a waiting person in."""

from collections.abc import Sequence
from typing import cast

from textual.widget import Widget
from textual.widgets import Input, Label

from plugins.reception.choice import Choice
from plugins.reception.dialog import Dialog, form_line
from plugins.reception.messages import _
from plugins.reception.reception import Reception
from plugins.reception.withheld_views import compose_withheld_view
from venue_kiosk.api import N_, KioskError, UsageError, Withheld, reasons
from venue_kiosk.api_ui import KeyHint, OpenKiosk, Sentence, sounds_of


class ManagerScreen(Dialog):
    """Overrides one verdict; the reason comes from a closed list."""

    def __init__(self, kiosk: OpenKiosk, waiting: Withheld) -> None:
        super().__init__(kiosk)
        self._reception = cast("Reception", kiosk.plugin("reception"))
        self._waiting = waiting

    def title_words(self) -> str:
        """Return the title."""
        return "i " + _("The manager is being called")

    def compose_parts(self) -> Sequence[Widget]:
        """Return whom it is about, the reasons, and the manager's fields."""
        return [
            Sentence(id="manager-about"),
            form_line("manager-why-label", Choice(len(reasons.OVERRIDE_REASONS), id="manager-why")),
            form_line("manager-id-label", Input(id="manager-id", max_length=16)),
            form_line(
                "manager-passphrase-label",
                Input(id="manager-passphrase", password=True, max_length=200),
            ),
        ]

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return (
            KeyHint("Enter", N_("next field"), "app.focus_next", _),
            KeyHint("F10", N_("let in"), "finish", _),
        )

    def begin(self) -> None:
        """Call aloud."""
        sounds_of(self.app).play("call")
        self.query_one(Choice).focus()

    def show_words(self) -> None:
        """Show the words of the fields."""
        person = self._waiting.attendee
        about = compose_withheld_view(self._waiting)
        number = _("No. {number}", number=person.reception_no if person else "")
        words = f"{number}　{about.sign} {about.big}\n{about.staff}"
        self.query_one("#manager-about", Sentence).update(words)
        self.query_one("#manager-why-label", Label).update(_("Reason"))
        self.query_one("#manager-id-label", Label).update(_("Manager's id"))
        self.query_one("#manager-passphrase-label", Label).update(_("Manager's passphrase"))
        self.query_one(Choice).show([_override_words(why) for why in reasons.OVERRIDE_REASONS])

    def action_finish(self) -> None:
        """Check the person in by the manager's decision."""
        chosen = self.query_one(Choice).chosen
        person = self._waiting.attendee
        assert person is not None
        passphrase = self.query_one("#manager-passphrase", Input)
        try:
            if chosen is None:
                raise UsageError(_("Choose a reason."))
            manager = self._reception.kiosk.verify_handler(
                self.query_one("#manager-id", Input).value.strip().upper(), passphrase.value
            )
            verdict = self._reception.desk.override(
                person.attendee_id, manager=manager, why=reasons.OVERRIDE_REASONS[chosen]
            )
        except KioskError as error:
            passphrase.value = ""
            self.say_problem(error)
            (self.query_one(Choice) if chosen is None else passphrase).focus()
            return
        self.dismiss(verdict)


def _override_words(why: str) -> str:
    return {
        "place_free": _("a place is free"),
        "session_changed": _("the session was changed"),
        "notice_problem": _("our notice was wrong"),
        "ward_instruction": _("the ward's instruction"),
        "other": _("another reason"),
    }[why]
