"""The operation log on the screen, for the ward's auditor: counts and codes, never a name."""

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from venue_kiosk.domain.audit_check import Anchor
from venue_kiosk.errors import KioskError
from venue_kiosk.i18n import N_, _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.services.audit_desk import Shown, count_acts, days_of, select
from venue_kiosk.services.audit_words import show_act
from venue_kiosk.ui.asking_screen import AskingScreen
from venue_kiosk.ui.audit_rows import check_words, count_rows, line_row, slip_choice
from venue_kiosk.ui.choosing import ChooseScreen
from venue_kiosk.ui.questions import Words
from venue_kiosk.ui.slip_screen import SlipScreen
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.sentence import Sentence
from venue_kiosk.ui.widgets.top_bar import TopBar

MOST_ROWS: Final = 2_000
"""The newest lines; older ones are found by their day."""


class AuditScreen(AskingScreen):
    """Newest lines first; a day, a kind of act, or the counts instead."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f4", "leave", show=False),
        Binding("d", "choose_day", show=False),
        Binding("a", "choose_act", show=False),
        Binding("n", "counts", show=False),
        Binding("v", "verify", show=False),
        Binding("c", "compare", show=False),
        Binding("s", "slips", show=False),
        Binding("m", "midday", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk, _)
        self._every: Sequence[Shown] = ()
        self._day: int | None = None
        self._act: str | None = None
        self._counting = False

    def compose(self) -> ComposeResult:
        """Lay out what is shown, the lines, the answer and the keys."""
        yield TopBar(self.kiosk)
        yield Sentence(id="audit-shown")
        yield OptionList(id="audit-lines", markup=False)
        yield Sentence(classes="answer", id="audit-answer")
        yield KeyBar(
            [
                KeyHint("D", N_("day"), "choose_day"),
                KeyHint("A", N_("act"), "choose_act"),
                KeyHint("N", N_("counts"), "counts"),
                KeyHint("V", N_("check"), "verify"),
                KeyHint("C", N_("compare"), "compare"),
                KeyHint("S", N_("slips"), "slips"),
                KeyHint("M", N_("new slip"), "midday"),
                KeyHint("Esc", N_("back"), "leave"),
            ]
        )

    def on_mount(self) -> None:
        """Show the log."""
        self.query_one(TopBar).show_title(_("Operation log"))
        self._read()
        self.query_one(OptionList).focus()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        super().retranslate()
        self.query_one(TopBar).show_title(_("Operation log"))
        rows = self._counts() if self._counting else self._lines()
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options(rows)
        options.highlighted = 0 if rows else None

    # -- what is shown -----------------------------------------------------------------------

    def _read(self) -> None:
        try:
            self._every = self.kiosk.audit.lines()
        except KioskError as error:
            self.say_problem(error)
            return
        self.retranslate()

    def _lines(self) -> Sequence[str]:
        days = days_of(self._every)
        day = None if self._day is None else days[self._day]
        found = select(self._every, day=day, act=self._act)
        parts = [
            _("{n} of {count} lines, newest first", n=len(found), count=len(self._every)),
            _("every day") if day is None else f"{day}",
            _("every act") if self._act is None else show_act(self._act),
        ]
        if len(found) > MOST_ROWS:
            parts.append(_("only the newest {n}; choose a day for more", n=MOST_ROWS))
        self.query_one("#audit-shown", Sentence).update(" ・ ".join(parts))
        return [line_row(each) for each in reversed(found[-MOST_ROWS:])]

    def _counts(self) -> Sequence[str]:
        self.query_one("#audit-shown", Sentence).update(_("How it stands, and how often what"))
        standing = [line.text for line in self.kiosk.host.status_lines()]
        return [*standing, *count_rows(count_acts(self._every))]

    # -- what can be done --------------------------------------------------------------------

    def action_leave(self) -> None:
        """Go back to the home screen."""
        self.dismiss()

    def action_counts(self) -> None:
        """Show counts instead of lines, or lines again."""
        self._counting = not self._counting
        self._read()

    @work(exclusive=True)
    async def action_choose_day(self) -> None:
        """Show one day only."""
        days = days_of(self._every)
        chosen = await self._choose(_day_question, lambda: [_("every day"), *map(str, days)])
        if chosen is not None:
            self._day = None if chosen == 0 else chosen - 1
            self._show_lines()

    @work(exclusive=True)
    async def action_choose_act(self) -> None:
        """Show one kind of act only."""
        acts = list(count_acts(self._every))
        chosen = await self._choose(
            _act_question, lambda: [_("every act"), *(show_act(act) for act in acts)]
        )
        if chosen is not None:
            self._act = None if chosen == 0 else acts[chosen - 1]
            self._show_lines()

    async def _choose(self, question: Words, lines: Callable[[], Sequence[str]]) -> int | None:
        return await self.app.push_screen_wait(ChooseScreen(question, lines))

    def _show_lines(self) -> None:
        self._counting = False
        self.retranslate()

    def action_verify(self) -> None:
        """Check the chain and its signatures."""
        self._check(())

    @work(exclusive=True)
    async def action_compare(self) -> None:
        """Check against what stands on a paper slip."""
        text = await self.ask(_slip_question, example="52 1A2B 3C4D …")
        if text is None:
            return
        try:
            anchor = Anchor.parse(text)
        except ValueError:
            self.say(lambda: _("That is not a count and a head of 40 digits. Press C again."))
            return
        self._check([anchor])

    def _check(self, anchors: Sequence[Anchor]) -> None:
        try:
            check = self.kiosk.audit.verify(anchors)
        except KioskError as error:
            self.say_problem(error)
            return
        self.say(lambda: check_words(check))

    @work(exclusive=True)
    async def action_slips(self) -> None:
        """Show one of the slips again."""
        slips = self.kiosk.audit.slips()
        chosen = await self._choose(_slips_question, lambda: [slip_choice(each) for each in slips])
        if chosen is not None:
            await self.app.push_screen_wait(SlipScreen(self.kiosk, slips[chosen]))

    @work(exclusive=True)
    async def action_midday(self) -> None:
        """Record a slip for the ward's sheet of paper and show it."""
        sure = await self.confirm(_midday_question, yes=N_("make the slip"))
        if not sure:
            return
        try:
            slip = self.kiosk.audit.make_midday_slip()
        except KioskError as error:
            self.say_problem(error)
            return
        self._read()
        await self.app.push_screen_wait(SlipScreen(self.kiosk, slip))


def _day_question() -> str:
    return _("Which day?")


def _act_question() -> str:
    return _("Which kind of act?")


def _slip_question() -> str:
    return _("Type the count and the head as they stand on the paper slip, with a space between.")


def _slips_question() -> str:
    return _("Which slip?")


def _midday_question() -> str:
    return _("Make a midday slip for the ward? It is recorded in the log.")
