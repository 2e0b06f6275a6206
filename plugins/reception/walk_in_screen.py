"""Taking in somebody without an application, from the paper form they filled in."""

from collections.abc import Sequence
from typing import cast

from textual.widget import Widget
from textual.widgets import Input, Label

from plugins.reception.choice import Choice
from plugins.reception.dialog import Dialog, form_line
from plugins.reception.messages import _
from plugins.reception.reception import Reception
from venue_kiosk.api import (
    N_,
    Application,
    Category,
    Channel,
    KioskError,
    UsageError,
    fold_phone,
)
from venue_kiosk.api_ui import KeyHint, OpenKiosk, Sentence

_CATEGORIES = (Category.ZAIJU, Category.ZAIKIN, Category.ZAIGAKU)


class WalkInScreen(Dialog):
    """The items of the form, no more; the purpose stands above them."""

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk)
        self._reception = cast("Reception", kiosk.plugin("reception"))

    def title_words(self) -> str:
        """Return the title."""
        return "i " + _("Walk-in: please fill in this form")

    def compose_parts(self) -> Sequence[Widget]:
        """Return the purpose and the fields."""
        return [
            Sentence(id="walk-in-purpose"),
            form_line("walk-in-name-label", Input(id="walk-in-name", max_length=100)),
            form_line("walk-in-phone-label", Input(id="walk-in-phone", max_length=20)),
            form_line("walk-in-category-label", Choice(len(_CATEGORIES), id="walk-in-category")),
            form_line("walk-in-childcare-label", Choice(2, chosen=0, id="walk-in-childcare")),
        ]

    def key_hints(self) -> Sequence[KeyHint]:
        """Return the keys."""
        return (
            KeyHint("Enter", N_("next field"), "app.focus_next", _),
            KeyHint("F10", N_("record and check in"), "finish", _),
        )

    def begin(self) -> None:
        """Wait for the name."""
        self.query_one("#walk-in-name").focus()

    def show_words(self) -> None:
        """Show the words of the fields and how many places are free."""
        programme = self.kiosk.programme
        free = self._reception.kiosk.applications.free_for_walk_ins()
        purpose = _("Purpose: {purpose}", purpose=programme.purpose)
        places = _("Free places for walk-ins: {n}", n=free)
        self.query_one("#walk-in-purpose", Sentence).update(f"{purpose}\n{places}")
        self.query_one("#walk-in-name-label", Label).update(_("Name"))
        self.query_one("#walk-in-phone-label", Label).update(_("Phone"))
        words = (_("lives in the ward"), _("works in the ward"), _("studies in the ward"))
        self.query_one("#walk-in-category", Choice).show(words)
        self.query_one("#walk-in-category-label", Label).update(_("In the ward"))
        self.query_one("#walk-in-childcare-label", Label).update(_("Childcare wanted?"))
        self.query_one("#walk-in-childcare", Choice).show((_("no"), _("yes")))

    def action_finish(self) -> None:
        """Record the person and check them in."""
        try:
            application = self._read_form()
            attendee = self._reception.kiosk.applications.register_walk_in(application)
        except KioskError as error:
            self.say_problem(error)
            return
        self.dismiss(self._reception.desk.check_in_attendee(attendee.attendee_id))

    def _read_form(self) -> Application:
        name = self.query_one("#walk-in-name", Input).value.strip()
        phone = fold_phone(self.query_one("#walk-in-phone", Input).value)
        chosen = self.query_one("#walk-in-category", Choice).chosen
        if not name:
            raise UsageError(_("The name is missing."), _("Copy it from the form."))
        if phone is None:
            raise UsageError(
                _("This is not a phone number."), _("Ten or eleven digits, or leave it empty.")
            )
        if chosen is None:
            raise UsageError(_("Choose: lives, works or studies in the ward."))
        return Application(
            channel=Channel.WALK_IN,
            name=name,
            phone=phone,
            category=_CATEGORIES[chosen],
            childcare_wanted=self.query_one("#walk-in-childcare", Choice).chosen == 1,
        )
