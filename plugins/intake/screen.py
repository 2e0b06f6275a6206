"""Where applications come in and places are given: the counts first, then what can be done."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar, Final, assert_never

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from plugins.intake.folder import ask_for_file
from plugins.intake.importing import Intake
from plugins.intake.living import intake_of
from plugins.intake.messages import _
from plugins.intake.places import decision_words, render_places
from plugins.intake.report_screen import ReportScreen
from plugins.intake.source_screen import SourceScreen, render_result
from venue_kiosk.api import N_, Attendee, Decision, KioskError, SelectionResult
from venue_kiosk.api_ui import (
    AskingScreen,
    Done,
    Failed,
    KeyBar,
    KeyHint,
    OpenKiosk,
    Sentence,
    Stopped,
    TopBar,
)

_TAKE_IN: Final = KeyHint("F2", N_("take in a file"), "take_in", _, also="I")
_DRAW: Final = KeyHint("F3", N_("draw"), "select", _, also="D")
_BY_ORDER: Final = KeyHint("F3", N_("give places in order"), "select", _, also="D")
_PROMOTE: Final = KeyHint("F4", N_("promote"), "promote", _, also="P")
_WITHDRAW: Final = KeyHint("F5", N_("withdrawal"), "withdraw", _, also="W")
_RECORD: Final = KeyHint("F6", N_("files are erased"), "record_erased", _, also="E")
_BACK: Final = KeyHint("Esc", N_("back"), "leave", _)


class IntakeScreen(AskingScreen):
    """Counts by decision against the capacity; import, draw, promotion, withdrawal."""

    CSS_PATH = "intake.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,i", "take_in", show=False),
        Binding("f3,d", "select", show=False),
        Binding("f4,p", "promote", show=False),
        Binding("f5,w", "withdraw", show=False),
        Binding("f6,e", "record_erased", show=False),
        Binding("escape,b", "leave", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk, _)
        self._intake = intake_of(kiosk)
        self._draws = kiosk.programme.selection == "draw"

    def compose(self) -> ComposeResult:
        """Lay out counts, answer and keys."""
        yield TopBar(self.kiosk)
        with VerticalScroll(id="intake"):
            yield Static(id="intake-places", markup=False)
            yield Sentence(id="intake-sources")
            yield Sentence(classes="answer")
        yield KeyBar([_BACK])

    def on_mount(self) -> None:
        """Show the counts."""
        self.retranslate()

    def on_screen_resume(self) -> None:
        """Count again whenever somebody comes back."""
        self.retranslate()

    def retranslate(self) -> None:
        """Count, and show every word in the current language."""
        super().retranslate()
        self.query_one(TopBar).show_title(_("Applications"))
        counts = self._intake.count_by_decision()
        capacity = self.kiosk.programme.places.capacity
        self.query_one("#intake-places", Static).update(render_places(counts, capacity))
        left = len(self._intake.sources_left())
        words = _("Imported files not yet recorded as erased: {n}", n=left) if left else ""
        self.query_one("#intake-sources", Sentence).update(words)
        self.query_one(KeyBar).show_keys(list(self._keys()))

    @work(exclusive=True)
    async def action_take_in(self) -> None:
        """Choose, check and import a file, and ask what becomes of it."""
        folder = Path.home()
        while path := await self.app.push_screen_wait(ask_for_file(self.kiosk, folder)):
            folder = path.parent
            report = await self.app.push_screen_wait(ReportScreen(self.kiosk, path))
            if report is not None:
                await self.app.push_screen_wait(SourceScreen(self.kiosk, path, report))
                self.say(partial(render_result, report))
                return

    @work(exclusive=True)
    async def action_select(self) -> None:
        """Decide about everybody undecided, after a question."""
        counts = self._intake.count_by_decision()
        undecided = counts.get(Decision.UNDECIDED, 0)
        accepted = counts.get(Decision.ACCEPTED, 0)
        free = max(0, self.kiosk.programme.places.capacity - accepted)
        if not undecided:
            self.say(lambda: _("Nobody is waiting for a decision."))
            return
        question = _draw_question if self._draws else _order_question
        if await self.confirm(partial(question, undecided, free), yes=self._select_key.words):
            await self._give_places(Intake.select, _selection_words)

    @work(exclusive=True)
    async def action_promote(self) -> None:
        """Give free places to the waitlist, after a question."""
        waiting = self._intake.count_by_decision().get(Decision.WAITLISTED, 0)
        if not waiting:
            self.say(lambda: _("Nobody is on the waitlist."))
        elif await self.confirm(partial(_promotion_question, waiting), yes=_PROMOTE.words):
            await self._give_places(Intake.promote, _promotion_words)

    @work(exclusive=True)
    async def action_withdraw(self) -> None:
        """Record by reception number that somebody withdrew, after a question."""
        number = await self.ask(
            lambda: _("What is the reception number of who withdraws?"), example="0123-4"
        )
        if number is None:
            return
        try:
            await self._withdraw(self._intake.applicant(number))
        except KioskError as error:
            self.say_problem(error)

    @work(exclusive=True)
    async def action_record_erased(self) -> None:
        """Record that the source files of all imports are erased, after a question."""
        left = self._intake.sources_left()
        if left and await self.confirm(
            lambda: _("Are the {n} files that were taken in erased?", n=len(left)),
            yes=N_("they are erased"),
        ):
            for import_id in left:
                self._intake.record_erased(import_id)
            self.say(lambda: _("Recorded: the files are erased."))

    def action_leave(self) -> None:
        """Go back to the home screen."""
        self.app.pop_screen()

    async def _withdraw(self, who: Attendee) -> None:
        number = who.reception_no
        if who.decision is Decision.WITHDRAWN:
            self.say(lambda: _("{number} has withdrawn already.", number=number))
            return
        question = partial(_withdrawal_question, who)
        if await self.confirm(question, yes=N_("record the withdrawal")):
            self._intake.withdraw(who.attendee_id)
            self.say(lambda: _("{number} has withdrawn.", number=number))

    async def _give_places(
        self, decide: Callable[[Intake], SelectionResult], words: Callable[[SelectionResult], str]
    ) -> None:
        outcome = await self.work_on(
            lambda: _("Giving places"), lambda kiosk, _tell: decide(intake_of(kiosk))
        )
        match outcome:
            case Done(result):
                self.say(partial(words, result))
            case Failed(error):
                self.say_problem(error)
            case Stopped():
                self.say(lambda: _("Stopped. Nothing was stored."))
            case _:
                assert_never(outcome)

    @property
    def _select_key(self) -> KeyHint:
        return _DRAW if self._draws else _BY_ORDER

    def _keys(self) -> Iterator[KeyHint]:
        yield _TAKE_IN
        yield self._select_key
        yield _PROMOTE
        yield _WITHDRAW
        if self._intake.sources_left():
            yield _RECORD
        yield _BACK


def _draw_question(undecided: int, free: int) -> str:
    return _(
        "Draw lots for {n} people who are not decided yet? Free places: {free}."
        " The number the draw begins with stays in the log, so that anybody can repeat it.",
        n=undecided,
        free=free,
    )


def _order_question(undecided: int, free: int) -> str:
    return _(
        "Give places to {n} people who are not decided yet, first come first served?"
        " Free places: {free}.",
        n=undecided,
        free=free,
    )


def _promotion_question(waiting: int) -> str:
    return _("Give free places to the {n} people on the waitlist, in its order?", n=waiting)


def _withdrawal_question(who: Attendee) -> str:
    return _(
        "{number} {name} ({decision}): record the withdrawal? The place becomes free.",
        number=who.reception_no,
        name=who.name,
        decision=decision_words(who.decision),
    )


def _selection_words(result: SelectionResult) -> str:
    words = _(
        "Accepted {accepted}, waitlisted {waitlisted}.",
        accepted=result.accepted,
        waitlisted=result.waitlisted,
    )
    if result.seed is None:
        return words
    return words + "\n" + _("The draw began with {seed}; the log has it.", seed=result.seed)


def _promotion_words(result: SelectionResult) -> str:
    return _(
        "Promoted {promoted}, still waiting {waitlisted}.",
        promoted=result.accepted,
        waitlisted=result.waitlisted,
    )
