"""The results of a session: tables with bars, the paper counts, and the files for the section."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from plugins.survey.desk.results import GIVEN_OUT, PAPER, Group
from plugins.survey.living import Survey
from plugins.survey.messages import _
from plugins.survey.screens.bars import draw_tables
from plugins.survey.tally.run_notes import difference, tell_sheets
from plugins.survey.tally.tables import Tables
from venue_kiosk.api import N_, KioskError
from venue_kiosk.api_ui import (
    AskingScreen,
    Done,
    Failed,
    KeyBar,
    KeyHint,
    OpenKiosk,
    Sentence,
    Tell,
    TopBar,
)

_KEYS: Final = (
    KeyHint("↑↓", N_("scroll"), "hint", _, spare=True),
    KeyHint("F2", N_("given out"), "number('given_out')", _),
    KeyHint("F3", N_("on paper"), "number('paper')", _),
    KeyHint("F5", N_("write files"), "export", _),
    KeyHint("F6", N_("another session"), "other", _),
    KeyHint("F4", N_("back"), "leave", _),
)
_MOST_SHEETS: Final = 99_999


class ResultsScreen(AskingScreen):
    """Shows one session's tables; counts again whenever a number is entered."""

    CSS_PATH = "survey.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "number('given_out')", show=False),
        Binding("f3", "number('paper')", show=False),
        Binding("f5", "export", show=False),
        Binding("f6", "other", show=False),
        Binding("escape,f4,b", "leave", show=False),
    ]

    def __init__(
        self, kiosk: OpenKiosk, survey: Survey, groups: Sequence[Group], *, at: Group
    ) -> None:
        """Prepare; ``at`` is shown first."""
        super().__init__(kiosk, _)
        self._survey = survey
        self._groups = groups
        self._at = groups.index(at)
        self._tables: Tables | None = None

    def compose(self) -> ComposeResult:
        """Lay out sheets, tables, answer and keys."""
        yield TopBar(self.kiosk)
        yield Sentence(id="survey-numbers")
        with VerticalScroll(id="survey-tables"):
            yield Static(id="survey-lines", markup=False)
        yield Sentence(classes="answer")
        yield KeyBar(_KEYS)

    def on_mount(self) -> None:
        """Count and show."""
        self._tables = self._survey.results.tables(self._group)
        self.retranslate()
        self.query_one("#survey-tables").focus()

    def on_resize(self) -> None:
        """Draw the bars anew."""
        self.retranslate()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(TopBar).show_title(_("Results"))
        if self._tables is not None:
            notes = self._survey.results.notes(self._group)
            told = tell_sheets(self._tables.counts, notes)
            title = self._survey.results.title(self._group)
            words = "  ".join([title, *(f"{name}: {value}" for name, value in told)])
            self.query_one("#survey-numbers", Sentence).update(words)
            width = max(40, self.size.width - 4)
            lines = draw_tables(self._tables, width=width)
            self.query_one("#survey-lines", Static).update("\n".join(lines))
        super().retranslate()

    @property
    def _group(self) -> Group:
        return self._groups[self._at]

    def action_hint(self) -> None:
        """Do nothing: the arrows scroll."""

    def action_other(self) -> None:
        """Show the next session's results."""
        self._at = (self._at + 1) % len(self._groups)
        self.on_mount()

    @work(exclusive=True)
    async def action_number(self, what: str) -> None:
        """Ask for a count made by hand, and for the reason where it differs."""
        questions = {
            GIVEN_OUT: lambda: _("How many sheets were given out?"),
            PAPER: lambda: _("How many sheets came back, counted by hand?"),
        }
        typed = await self.ask(questions[what], example="131")
        if typed is None:
            return
        if not typed.isdecimal() or int(typed) > _MOST_SHEETS:
            self.say(lambda: _("■ A whole number, please."))
            return
        await self._keep(what, int(typed))

    @work(exclusive=True)
    async def action_export(self) -> None:
        """Write tables, workbook and report into a folder."""
        typed = await self.ask(lambda: _("Into which folder?"), example=str(Path.home() / "survey"))
        if typed is None:
            return
        folder, group = Path(typed).expanduser(), self._group

        def write(kiosk: OpenKiosk, _tell: Tell) -> Sequence[str]:
            living = kiosk.plugin("survey")
            assert isinstance(living, Survey)
            return living.results.export(group, folder)

        outcome = await self.work_on(lambda: _("Writing the tables"), write)
        if isinstance(outcome, Done):
            names = outcome.result
            self.say(lambda: _("{n} files are in {folder}: {names}", n=len(names),
                               folder=folder, names=", ".join(names)))  # fmt: skip
        elif isinstance(outcome, Failed):
            self.say_problem(outcome.error)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss()

    async def _keep(self, what: str, n: int) -> None:
        results = self._survey.results
        try:
            results.set_number(self._group, what, n)
            assert self._tables is not None
            notes = results.notes(self._group)
            if what == PAPER and difference(self._tables.counts, notes):
                why = await self.ask(
                    lambda: _("It differs from the readings. Why? (No names.)"),
                    example=_("one sheet was blank"),
                )
                results.set_number(self._group, what, n, words=why or "")
        except KioskError as error:
            self.say_problem(error)
            return
        self.say(str)
