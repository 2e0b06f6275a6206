"""What an application file holds, row by row what is wrong with it, and taking it in."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar, Final, assert_never

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from plugins.intake.importing import FileReport
from plugins.intake.living import intake_of
from plugins.intake.messages import _
from plugins.intake.problem_list import write_problem_list
from venue_kiosk.api import N_, KioskError, RowProblem
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

_MOST_SHOWN: Final = 1_000
_MARGIN: Final = 8
"""Cells that the list's frame, padding and scroll bar take."""

_IMPORT: Final = KeyHint("F3", N_("take in"), "take_in", _, also="I")
_GOOD_ROWS: Final = KeyHint(
    "F4", N_("take in the good rows only"), "take_in_good_rows", _, also="G"
)
_SAVE: Final = KeyHint("F6", N_("write the list to a file"), "save_list", _, also="S")
_BACK: Final = KeyHint("Esc", N_("another file"), "leave", _)


class ReportScreen(AskingScreen):
    """Checks a file at once; dismisses with the report of an import, or with nothing."""

    CSS_PATH = "intake.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3,i", "take_in", show=False),
        Binding("f4,g", "take_in_good_rows", show=False),
        Binding("f6,s", "save_list", show=False),
        Binding("escape,b", "leave", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk, path: Path) -> None:
        super().__init__(kiosk, _)
        self._path = path
        self._report: FileReport | None = None

    def compose(self) -> ComposeResult:
        """Lay out summary, problems and keys."""
        yield TopBar(self.kiosk)
        yield Sentence(id="report-summary")
        yield Sentence(classes="answer")
        yield OptionList(id="report-problems", markup=False)
        yield KeyBar([_BACK])

    def on_mount(self) -> None:
        """Check the file."""
        self.retranslate()
        self._check()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._show_problems()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(TopBar).show_title(_("Take in a file"))
        self.query_one("#report-summary", Sentence).update(self._summary())
        super().retranslate()
        self._show_problems()

    @property
    def _clean(self) -> bool:
        return self._report is not None and not self._report.problems

    @property
    def _has_good_rows(self) -> bool:
        return self._report is not None and self._report.good > 0 and not self._clean

    @work(exclusive=True)
    async def _check(self) -> None:
        def check(kiosk: OpenKiosk, tell: Tell) -> FileReport:
            return intake_of(kiosk).check_file(self._path, progress=tell)

        self._take(await self.work_on(lambda: _("Reading {file}", file=self._path.name), check))

    @work(exclusive=True)
    async def action_take_in(self) -> None:
        """Take the whole file in, after a question."""
        if self._report is None or not self._clean:
            return
        question = partial(_import_question, self._report.good - self._report.already_here)
        if await self.confirm(question, yes=_IMPORT.words):
            await self._import(good_rows=False)

    @work(exclusive=True)
    async def action_take_in_good_rows(self) -> None:
        """Take in the rows without problems, after a question."""
        if self._report is None or not self._has_good_rows:
            return
        good, left_out = self._report.good, self._report.left_out
        if await self.confirm(
            lambda: _(
                "Take in {good} rows and leave {left_out} out?"
                " The log will say how many were left out.",
                good=good,
                left_out=left_out,
            ),
            yes=_IMPORT.words,
        ):
            await self._import(good_rows=True)

    def action_save_list(self) -> None:
        """Write the problems to a file beside the one that was read."""
        if self._report is None or self._clean:
            return
        try:
            path = write_problem_list(self._report.problems, self._path)
        except KioskError as error:
            self.say_problem(error)
        else:
            self.say(lambda: _("The list is in {file}. It names nobody.", file=path.name))

    def action_leave(self) -> None:
        """Go back to choosing a file."""
        self.dismiss(None)

    async def _import(self, *, good_rows: bool) -> None:
        def take_in(kiosk: OpenKiosk, tell: Tell) -> FileReport:
            return intake_of(kiosk).import_file(self._path, good_rows=good_rows, progress=tell)

        self._take(await self.work_on(lambda: _("Taking in {file}", file=self._path.name), take_in))

    def _take(self, outcome: Outcome[FileReport]) -> None:
        match outcome:
            case Done(report) if report.stored:
                self.dismiss(report)
            case Done(report):
                self._report = report
                self.say(str)
            case Stopped():
                self.say(lambda: _("Stopped. Nothing was stored."))
            case Failed(error):
                self.say_problem(error)
            case _:
                assert_never(outcome)
        self.query_one(KeyBar).show_keys(list(self._keys()))

    def _keys(self) -> Iterator[KeyHint]:
        if self._clean:
            yield _IMPORT
        if self._has_good_rows:
            yield _GOOD_ROWS
        if self._report is not None and not self._clean:
            yield _SAVE
        yield _BACK

    def _summary(self) -> str:
        report = self._report
        if report is None:
            return self._path.name
        words = _(
            "{rows} rows: {good} can be taken in, {left_out} cannot, {known} are here already.",
            rows=report.rows,
            good=report.good,
            left_out=report.left_out,
            known=report.already_here,
        )
        found = (
            _("There are no problems.")
            if self._clean
            else _("Problems: {n}", n=len(report.problems))
        )
        return f"{self._path.name}\n{words}\n{found}"

    def _show_problems(self) -> None:
        listed = self.query_one(OptionList)
        chosen = listed.highlighted
        listed.display = self._report is not None and not self._clean
        listed.clear_options()
        if self._report is None:
            return
        problems = self._report.problems
        width = self.size.width - _MARGIN
        listed.add_options([Option(_lines(each, width)) for each in problems[:_MOST_SHOWN]])
        if len(problems) > _MOST_SHOWN:
            more = _("{n} more: write the list to a file.", n=len(problems) - _MOST_SHOWN)
            listed.add_option(Option(more, disabled=True))
        listed.highlighted = chosen or 0


def _import_question(new: int) -> str:
    if not new:
        return _("Everybody in the file is here already. Go on all the same?")
    return _("Take in {n} people who are not here yet?", n=new)


def _lines(problem: RowProblem, width: int) -> str:
    """Return where and what, and below it what is expected, broken as Japanese is."""
    where = _("Row {row}", row=problem.row) + (f" {problem.column}" if problem.column else "")
    words = f"{where}: {problem.sentence}"
    if problem.expected:
        words += "\n" + _("Expected: {expected}", expected=problem.expected)
    return "\n".join(break_lines(words, width))
