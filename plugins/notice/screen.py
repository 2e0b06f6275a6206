"""Making notices: which, where to, and who is left out."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar, Final, assert_never, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from plugins.notice.choices import CHANNELS, Choices
from plugins.notice.messages import _
from plugins.notice.office import NoticeOffice
from plugins.notice.printing import NoticesMade
from plugins.notice.sentences import (
    made_words,
    make_question,
    reissue_question,
    reissued_words,
)
from venue_kiosk.api import N_, KioskError
from venue_kiosk.api_ui import (
    AskingScreen,
    Done,
    Failed,
    KeyBar,
    KeyHint,
    OpenKiosk,
    Outcome,
    Sentence,
    Stopped,
    Tell,
    TopBar,
    break_lines,
)

_MARGIN: Final = 8
"""Cells that a list's padding and scroll bar take."""
_KEYS: Final = (
    KeyHint(f"1-{len(CHANNELS) + 1}", N_("choose"), "choose(1)", _),
    KeyHint("Tab", N_("change the folder"), "change_field", _),
    KeyHint("F2", N_("make notices"), "make", _, also="M"),
    KeyHint("F3", N_("new notice for one person"), "reissue", _, also="R"),
    KeyHint("Esc", N_("back"), "leave", _),
)


class NoticeScreen(AskingScreen):
    """Choices, folder, answer, and the people without a notice."""

    CSS_PATH = "notice.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"choose({n})", show=False) for n in range(1, len(CHANNELS) + 2)),
        Binding("f2,m", "make", show=False),
        Binding("f3,r", "reissue", show=False),
        Binding("escape,b", "leave", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk, _)
        self._office = office_of(kiosk)
        self._choices = Choices()
        self._made: Sequence[NoticesMade] = ()

    def compose(self) -> ComposeResult:
        """Lay out choices, folder, answer, list and keys."""
        yield TopBar(self.kiosk)
        yield OptionList(id="notice-choices", markup=False)
        yield Sentence(id="notice-folder-question")
        yield Input(_usual_folder(self.kiosk), id="notice-folder", max_length=1_000)
        yield Sentence(classes="answer")
        yield OptionList(id="notice-left-out", markup=False)
        yield KeyBar(_KEYS)

    def on_mount(self) -> None:
        """Show the choices."""
        self.retranslate()
        self.query_one("#notice-choices", OptionList).focus()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._show_left_out()

    def retranslate(self) -> None:
        """Count, and show every word in the current language."""
        super().retranslate()
        self.query_one(TopBar).show_title(_("Notices"))
        self.query_one("#notice-folder-question", Sentence).update(_("Into which folder?"))
        self._show_choices()
        self._show_left_out()

    def action_choose(self, number: int) -> None:
        """Change one choice."""
        self._choices.toggle(number)
        self._show_choices()

    @on(OptionList.OptionSelected, "#notice-choices")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_choose(event.option_index + 1)

    @on(Input.Submitted)
    def _folder_entered(self) -> None:
        self.query_one("#notice-choices", OptionList).focus()

    def action_change_field(self) -> None:
        """Go from the list to the field, or back."""
        self.focus_next()

    def action_leave(self) -> None:
        """Go back to the home screen."""
        self.app.pop_screen()

    @work(exclusive=True)
    async def action_make(self) -> None:
        """Make the chosen notices, after a question."""
        people, replace, folder = self._office.count_people(), self._choices.replace, self._folder()
        channels = [channel for channel in self._choices.chosen() if people.get(channel)]
        if not channels:
            self.say(lambda: _("There is nobody to tell by what is chosen."))
            return
        if not await self.confirm(
            lambda: make_question(channels, people, folder), yes=N_("make notices")
        ):
            return
        made: list[NoticesMade] = []

        def make(kiosk: OpenKiosk, tell: Tell) -> None:
            for channel in channels:
                made.extend(
                    office_of(kiosk).make([channel], folder, replace=replace, progress=tell)
                )

        outcome = await self.work_on(lambda: _("Making notices"), make)
        self._made = made
        self.say(partial(made_words, outcome, made, folder))

    @work(exclusive=True)
    async def action_reissue(self) -> None:
        """Make somebody's notice anew with another ticket, after a question."""
        number = await self.ask(
            lambda: _("What is the reception number of who needs a new notice?"), example="0123-4"
        )
        if number is None:
            return
        try:
            who = self._office.person(number)
        except KioskError as error:
            self.say_problem(error)
            return
        if await self.confirm(partial(reissue_question, who), yes=N_("make a new notice")):
            folder = self._folder()
            outcome = await self.work_on(
                lambda: _("Making notices"),
                lambda kiosk, _tell: office_of(kiosk).reissue(who.attendee_id, folder),
            )
            self._tell_reissued(outcome)

    def _tell_reissued(self, outcome: Outcome[NoticesMade]) -> None:
        self._made = ()
        match outcome:
            case Done(made):
                self._made = [made]
                self.say(partial(reissued_words, made))
            case Failed(error):
                self.say_problem(error)
            case Stopped():
                self.say(lambda: _("Stopped."))
            case _:
                assert_never(outcome)

    def _folder(self) -> Path:
        typed = self.query_one("#notice-folder", Input).value.strip()
        path = Path(typed or _usual_folder(self.kiosk))
        try:
            return self.kiosk.folder.parent / path.expanduser()
        except RuntimeError:  # ~nobody
            return self.kiosk.folder.parent / path

    def _show_choices(self) -> None:
        lines = self._choices.render(self._office.count_people(), self._office.count_made())
        listed = self.query_one("#notice-choices", OptionList)
        chosen = listed.highlighted
        listed.clear_options()
        listed.add_options([Option(line) for line in lines])
        listed.highlighted = chosen or 0

    def _show_left_out(self) -> None:
        left_out = [one for made in self._made for one in made.left_out]
        listed = self.query_one("#notice-left-out", OptionList)
        listed.display = bool(left_out)
        listed.clear_options()
        width = self.size.width - _MARGIN
        listed.add_option(Option(_("Without a notice: {n}", n=len(left_out)), disabled=True))
        listed.add_options(
            Option("\n".join(break_lines(f"{one.reception_no}  {one.why}", width)))
            for one in left_out
        )


def office_of(kiosk: OpenKiosk) -> NoticeOffice:
    """Return the notice office of an opened kiosk."""
    return cast("NoticeOffice", kiosk.plugin("notice"))


def _usual_folder(kiosk: OpenKiosk) -> str:
    return str(kiosk.folder.with_name(f"{kiosk.folder.name}-notices"))
