"""「事故かもしれない」: four questions, a number, and what to do now."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import ClassVar, Final, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from plugins.custody.asking import CustodyAsking
from plugins.custody.incidents import DEVICE_STATES, KINDS, Incident
from plugins.custody.messages import _
from venue_kiosk.api import N_, KioskError, Task, UsageError
from venue_kiosk.api_ui import (
    KeyBar,
    KeyHint,
    Sentence,
    TopBar,
    Words,
    after_problem,
    problem_words,
)

T = TypeVar("T")

_NOT_KNOWN: Final = -1
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
        """Ask four questions and record the report; nothing answered is lost by one key."""
        kind = await self.choose_code(lambda: _("What may have happened?"), KINDS)
        if kind is None:
            return
        device = await self._insist(lambda: self.choose_code(_device_question, DEVICE_STATES))
        if device is None:
            return
        question: Words = _time_question
        while (at := await self._insist(partial(self.ask_time, question))) is not None:
            people = await self._insist(self._ask_people)
            if people is None:
                return
            known = None if people == _NOT_KNOWN else people
            incident = Incident(kind=kind, happened_at=at, device=device, people=known)
            try:
                no = self.living.reports.report_incident(incident)
            except UsageError as error:
                question = after_problem(partial(problem_words, error), _time_question)
            except KioskError as error:
                self.say_problem(error)
                return
            else:
                self.say(partial(self._recorded, no))
                return

    async def _insist(self, ask: Callable[[], Awaitable[T | None]]) -> T | None:
        """Ask; before answers are thrown away by Escape, ask whether they may be."""
        while (answer := await ask()) is None:
            if await self.confirm(_leave_question, yes=N_("leave without a report")):
                return None
        return answer

    async def _ask_people(self) -> int | None:
        return await self.ask_number(_people_question, example="", when_empty=_NOT_KNOWN)

    def _recorded(self, no: str) -> str:
        words = _("✓ Report {no} is recorded. Telephone the ward now.", no=no)
        if not self.kiosk.handler.may(Task.SEE_LOG):
            return words
        moments = self.living.reports.timeline(no)[-8:]
        return "\n".join([words, *(f"{each.at:%H:%M}  {each.who}  {each.act}" for each in moments)])


def _device_question() -> str:
    return _("How was the laptop?")


def _time_question() -> str:
    return _("When did it happen? Enter alone means now.")


def _people_question() -> str:
    return _("How many people may be concerned? Enter alone: not known yet.")


def _leave_question() -> str:
    return _("Leave without a report? What you have answered is lost.")
