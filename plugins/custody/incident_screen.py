"""「事故かもしれない」: four questions, a number, and what to do now."""

from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from plugins.custody.asking import CustodyAsking
from plugins.custody.incidents import DEVICE_STATES, KINDS, Incident
from plugins.custody.messages import _
from venue_kiosk.api import N_, KioskError, Task
from venue_kiosk.api_ui import KeyBar, KeyHint, Sentence, TopBar

_KEYS: Final = (
    KeyHint("Space", N_("report it"), "report", _, also="F2"),
    KeyHint("Esc", N_("back"), "leave", _),
)


class IncidentScreen(CustodyAsking):
    """Everybody may report; nobody has to know what it is called."""

    CSS_PATH = "custody.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,f2", "report", show=False),
        Binding("escape,b", "leave", show=False),
    ]

    def compose(self) -> ComposeResult:
        """Lay out the advice, the answer and the keys."""
        yield TopBar(self.kiosk)
        with VerticalScroll():
            yield Sentence(id="incident-words")
            yield Sentence(classes="answer")
        yield KeyBar(_KEYS)

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(TopBar).show_title(_("This may be an incident"))
        self.query_one("#incident-words", Sentence).update(
            _(
                "1. Stop. Leave everything as it is.\n"
                "2. Call the handling manager.\n"
                "3. Press Space and answer four questions. The time is recorded.\n"
                "4. The manager telephones the ward at once; the written report follows."
            )
        )
        super().retranslate()

    def action_leave(self) -> None:
        """Go back to the home screen."""
        self.dismiss()

    @work
    async def action_report(self) -> None:
        """Ask four questions and record the report."""
        kind = await self.choose_code(lambda: _("What may have happened?"), KINDS)
        device = kind and await self.choose_code(lambda: _("How was the laptop?"), DEVICE_STATES)
        if not kind or not device:
            return
        at = await self.ask_time(lambda: _("When did it happen? Enter alone means now."))
        if at is None:
            return
        people = await self.ask_number(
            lambda: _("How many people may be concerned? Enter alone: not known yet.")
        )
        incident = Incident(kind=kind, happened_at=at, device=device, people=people)
        try:
            no = self.living.reports.report_incident(incident)
        except KioskError as error:
            self.say_problem(error)
            return
        self.say(lambda: self._recorded(no))

    def _recorded(self, no: str) -> str:
        words = _("✓ Report {no} is recorded. Telephone the ward now.", no=no)
        if not self.kiosk.handler.may(Task.SEE_LOG):
            return words
        moments = self.living.reports.timeline(no)[-8:]
        return "\n".join([words, *(f"{each.at:%H:%M}  {each.who}  {each.act}" for each in moments)])
