"""Taking back a check-in: this lane's latest ones, or any by its reception number."""

from collections.abc import Sequence
from typing import cast

from textual import on
from textual.widget import Widget
from textual.widgets import Label, OptionList
from textual.widgets.option_list import Option

from plugins.reception.choice import Choice
from plugins.reception.dialog import Dialog, form_line
from plugins.reception.messages import _
from plugins.reception.number_field import NumberField
from plugins.reception.reception import Reception
from venue_kiosk.api import N_, CheckIn, KioskError, reasons
from venue_kiosk.api_ui import KeyHint, OpenKiosk


class RevokeScreen(Dialog):
    """Dismisses with the reception number whose check-in was taken back."""

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk)
        self._reception = cast("Reception", kiosk.plugin("reception"))
        self._recent = self._reception.recent()

    def title_words(self) -> str:
        """Return the title."""
        return _("Take back a check-in")

    def compose_parts(self) -> Sequence[Widget]:
        """Return this lane's latest check-ins, the reasons and a number field."""
        return [
            OptionList(id="revoke-recent"),
            form_line(
                "revoke-why-label",
                Choice(len(reasons.REVOKE_REASONS), chosen=0, id="revoke-why"),
            ),
            form_line("revoke-number-label", NumberField(id="revoke-number")),
        ]

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return (
            KeyHint("Enter", N_("take back"), "finish", _),
            KeyHint("Tab", N_("next field"), "app.focus_next", _),
        )

    def begin(self) -> None:
        """Choose the newest, for the commonest reason."""
        listed = self.query_one(OptionList)
        for check_in, number in self._recent:
            listed.add_option(Option(f"{check_in.at:%H:%M:%S}  {number}"))
        listed.highlighted = 0 if self._recent else None
        (listed if self._recent else self.query_one(NumberField)).focus()
        self.say(lambda: _("Choose here, scan the notice, or type its number."))

    def show_words(self) -> None:
        """Show the words of the fields."""
        self.query_one("#revoke-why-label", Label).update(_("Reason"))
        label = _("Another lane's number")
        self.query_one("#revoke-number-label", Label).update(label)
        self.query_one(Choice).show([_revoke_words(why) for why in reasons.REVOKE_REASONS])

    @on(OptionList.OptionSelected)
    def _entered(self) -> None:
        self.action_finish()

    def take_scan(self, payload: str) -> None:
        """Choose whose notice was scanned; a mistake at any lane can be taken back by it."""
        found = self._reception.desk.open_check_in(payload)
        if found is None:
            self.say(lambda: _("This code is not checked in."))
            return
        self.query_one(NumberField).value = found[0].reception_no
        self.query_one(Choice).focus()
        self.say(
            lambda: _("No. {number}: choose a reason, then F10.", number=found[0].reception_no)
        )

    def action_finish(self) -> None:
        """Take back what is chosen."""
        try:
            chosen = self._chosen()
            if chosen is None:
                self.say(lambda: _("Choose a check-in, or enter a number that is checked in."))
                return
            check_in, number = chosen
            why = reasons.REVOKE_REASONS[self.query_one(Choice).chosen or 0]
            self._reception.desk.revoke(check_in.check_in_id, why=why)
        except KioskError as error:
            self.say_problem(error)
            return
        self.dismiss(number)

    def _chosen(self) -> tuple[CheckIn, str] | None:
        typed = self.query_one(NumberField).value.strip()
        if typed:
            found = self._reception.desk.open_check_in(typed)
            return None if found is None else (found[1], found[0].reception_no)
        index = self.query_one(OptionList).highlighted
        return None if index is None else self._recent[index]


def _revoke_words(why: str) -> str:
    return {
        "wrong_person": _("the wrong person"),
        "left_again": _("left again"),
        "test_scan": _("a test"),
        "other": _("another reason"),
    }[why]
