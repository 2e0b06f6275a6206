"""Where counting begins: the batches with what is left of each, and every way to go on."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from plugins.survey.desk.questionnaires import Questionnaire
from plugins.survey.desk.results import group_of
from plugins.survey.desk.store import Batch, Source
from plugins.survey.living import Survey
from plugins.survey.messages import _
from plugins.survey.screens.camera_screen import CameraScreen
from plugins.survey.screens.entry_screen import EntryScreen
from plugins.survey.screens.places import ask_for_scans
from plugins.survey.screens.reading_flow import ReadingRun, tell_taken
from plugins.survey.screens.results_screen import ResultsScreen
from plugins.survey.screens.review_screen import ReviewScreen
from plugins.survey.screens.second_screen import SecondScreen
from plugins.survey.tally.wording import status_words
from venue_kiosk.api import N_, KioskError
from venue_kiosk.api_ui import (
    AskingScreen,
    ChooseScreen,
    Failed,
    KeyBar,
    KeyHint,
    OpenKiosk,
    Sentence,
    TopBar,
)

_KEYS: Final = (
    KeyHint("F2", N_("read scans"), "read", _),
    KeyHint("F3", N_("camera"), "camera", _),
    KeyHint("F5", N_("review"), "review", _, also="R"),
    KeyHint("F6", N_("enter sheets by keys"), "enter_sheets", _, also="K"),
    KeyHint("F7", N_("second entry"), "second", _, also="S"),
    KeyHint("F8", N_("results"), "results", _, also="T"),
    KeyHint("F10", N_("lock the batch"), "lock", _, also="L"),
    KeyHint("F12", N_("take it out"), "take_out", _),
    KeyHint("F4", N_("back"), "leave", _, also="B"),
)
_RESUMING: Final[Mapping[Source, Callable[[], str]]] = {
    "files": lambda: _(
        "This batch was not read to its end. F2 and the same folder again:"
        " reading goes on where it stopped."
    ),
    "camera": lambda: _("This batch is not finished. F3 goes on with it; Esc there ends it."),
}


class MenuScreen(AskingScreen):
    """Lists the batches; keys work on the marked one."""

    CSS_PATH = "survey.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "read", show=False),
        Binding("f3", "camera", show=False),
        Binding("f5,r", "review", show=False),
        Binding("f6,k", "enter_sheets", show=False),
        Binding("f7,s", "second", show=False),
        Binding("f8,t", "results", show=False),
        Binding("f10,l", "lock", show=False),
        Binding("f12", "take_out", show=False),
        Binding("f4,b,escape", "leave", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk, survey: Survey) -> None:
        super().__init__(kiosk, _)
        self._survey = survey
        self._batches: Sequence[Batch] = ()
        self._folder = Path.home()

    def compose(self) -> ComposeResult:
        """Lay out words, batches, answer and keys."""
        yield TopBar(self.kiosk)
        yield Sentence(id="survey-question")
        yield OptionList(id="survey-list", markup=False)
        yield Sentence(classes="answer")
        yield KeyBar(_KEYS)

    def on_mount(self) -> None:
        """Show the batches."""
        self.show_batches()
        self.query_one(OptionList).focus()

    def on_screen_resume(self) -> None:
        """Show what another screen or lane has changed."""
        if self.is_mounted:
            self.show_batches()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(TopBar).show_title(_("Survey sheets"))
        options = self.query_one(OptionList)
        marked = options.highlighted
        options.clear_options()
        options.add_options([self._line(batch) for batch in self._batches])
        last = len(self._batches) - 1
        options.highlighted = min(marked if marked is not None else last, last)
        self._tell_way()
        super().retranslate()

    def show_batches(self) -> None:
        """Read the batches anew."""
        self._batches = self._survey.store.batches()
        self.retranslate()

    @on(OptionList.OptionHighlighted)
    def _tell_way(self) -> None:
        words = _("Choose a batch of sheets with the arrow keys.")
        if not self._batches:
            words = _("No sheet came in yet.")
        elif self.marked is not None and self.marked.state == "reading":
            words = _RESUMING[self.marked.source]()
        self.query_one("#survey-question", Sentence).update(words)

    @property
    def marked(self) -> Batch | None:
        """The batch that keys work on."""
        place = self.query_one(OptionList).highlighted
        return None if place is None or not self._batches else self._batches[place]

    @work(exclusive=True)
    async def action_read(self) -> None:
        """Read scans and photographs from files."""
        place = await self.app.push_screen_wait(ask_for_scans(self.kiosk, self._folder))
        batch = await self.begin_batch("files") if place is not None else None
        if place is not None and batch is not None:
            self._folder = place if place.is_dir() else place.parent
            run = ReadingRun(batch, place)
            outcome = await self.work_on(run.title, run)
            if isinstance(outcome, Failed):
                self.say_problem(outcome.error)
            else:
                self.say(tell_taken(run.taken))
        self.show_batches()

    def action_review(self) -> None:
        """Decide what is doubtful in the marked batch."""
        if (batch := self.marked) is not None:
            self.app.push_screen(ReviewScreen(self.kiosk, self._survey, batch))

    def action_second(self) -> None:
        """Enter the sample of the marked batch once more."""
        if (batch := self.marked) is not None:
            self.app.push_screen(SecondScreen(self.kiosk, self._survey, batch))

    def action_results(self) -> None:
        """Show tables and charts of the marked batch's session and questionnaire."""
        groups = self._survey.results.groups()
        if (batch := self.marked) is not None:
            at = group_of(batch)
            self.app.push_screen(ResultsScreen(self.kiosk, self._survey, groups, at=at))

    @work(exclusive=True)
    async def action_camera(self) -> None:
        """Read sheets under the camera."""
        batch = await self.begin_batch("camera")
        if batch is not None:
            await self._go_to(CameraScreen(self.kiosk, self._survey, batch))

    @work(exclusive=True)
    async def action_enter_sheets(self) -> None:
        """Enter whole sheets with the number keys."""
        batch = await self.begin_batch("keys")
        if batch is not None:
            await self._go_to(EntryScreen(self.kiosk, self._survey, batch))

    @work(exclusive=True)
    async def action_lock(self) -> None:
        """End the marked batch, after a question."""
        batch = self.marked
        if batch is not None and await self.confirm(
            lambda: _("Lock the batch? Its pictures and file names are erased; counts stay."),
            yes=N_("lock the batch"),
        ):
            self._try(batch, lock=True)

    @work(exclusive=True)
    async def action_take_out(self) -> None:
        """Forget the marked batch, after a question."""
        batch = self.marked
        if batch is not None and await self.confirm(
            lambda: _("Take the batch out? Everything read from it is erased."),
            yes=N_("take it out"),
        ):
            self._try(batch, lock=False)

    def action_leave(self) -> None:
        """Go back to the home screen."""
        self.dismiss()

    async def begin_batch(self, source: Source) -> Batch | None:
        """Ask for the questionnaire and the session where there are several, and begin."""
        questionnaire = await self._choose_questionnaire()
        session_no = await self._choose_session() if questionnaire is not None else None
        if questionnaire is None or session_no is None:
            return None
        try:
            return self._survey.batches.begin(questionnaire, session_no=session_no, source=source)
        except KioskError as error:
            self.say_problem(error)
            return None

    async def _choose_questionnaire(self) -> Questionnaire | None:
        offered = self._survey.questionnaires.offered()
        if not offered:
            self.say(lambda: _("■ There is no questionnaire in the folder of the settings."))
            return None
        if len(offered) == 1:
            return offered[0]
        titles = [each.definition.title for each in offered]
        place = await self.app.push_screen_wait(
            ChooseScreen(lambda: _("Which questionnaire?"), lambda: titles)
        )
        return None if place is None else offered[place]

    async def _choose_session(self) -> int | None:
        sessions = self.kiosk.programme.sessions
        if len(sessions) == 1:
            return 1
        place = await self.app.push_screen_wait(
            ChooseScreen(
                lambda: _("Which session?"),
                lambda: [each.title or _("session {n}", n=n) for n, each in enumerate(sessions, 1)],
            )
        )
        return None if place is None else place + 1

    async def _go_to(self, screen: CameraScreen | EntryScreen) -> None:
        error: KioskError | None = await self.app.push_screen_wait(screen)
        if error is not None:
            self.say_problem(error)

    def _try(self, batch: Batch, *, lock: bool) -> None:
        try:
            if lock:
                self._survey.batches.lock(batch)
            else:
                self._survey.batches.take_out(batch)
        except KioskError as error:
            self.say_problem(error)
        else:
            self.say(str)
        self.show_batches()

    def _line(self, batch: Batch) -> str:
        title = self._survey.questionnaires.of(batch).definition.title
        sources = {"files": _("files"), "camera": _("camera"), "keys": _("keys")}
        states = {
            "reading": _("not read to the end"),
            "read": _("read to the end"),
            "locked": _("locked"),
        }
        pages = self._survey.store.count_pages(batch.batch_id)
        counts = " ".join(f"{status_words(status)} {n}" for status, n in sorted(pages.items()))
        left = sum(self._survey.doubts.left(batch.batch_id).values())
        is_clear = batch.state != "reading" and not pages.get("rejected")
        todo = _("{n} to decide", n=left) if left else "✓" * is_clear
        session = _("session {n}", n=batch.session_no)
        head = f"{title} {session} {batch.day} {sources[batch.source]}"
        return " ・ ".join(filter(None, [head, states[batch.state], counts, todo]))
