"""After an import: what changed, and what becomes of the file it came from."""

from pathlib import Path
from typing import ClassVar, Final

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from plugins.intake.importing import FileReport
from plugins.intake.living import intake_of
from plugins.intake.messages import _
from venue_kiosk.api import N_
from venue_kiosk.api_ui import (
    AskingScreen,
    Failed,
    KeyBar,
    KeyHint,
    OpenKiosk,
    Sentence,
    Tell,
    TopBar,
)

_KEYS: Final = (
    KeyHint("F2", N_("erase it now"), "erase", _, also="E"),
    KeyHint("F3", N_("it is erased already"), "record_erased", _, also="D"),
    KeyHint("Esc", N_("later"), "leave", _),
)


class SourceScreen(AskingScreen):
    """Says what an import did and asks about its source file; an import is a move."""

    CSS_PATH = "intake.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2,e", "erase", show=False),
        Binding("f3,d", "record_erased", show=False),
        Binding("escape,b,l", "leave", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk, path: Path, report: FileReport) -> None:
        super().__init__(kiosk, _)
        assert report.import_id is not None
        self._path = path
        self._report = report
        self._import_id = report.import_id

    def compose(self) -> ComposeResult:
        """Lay out result, question and keys."""
        yield TopBar(self.kiosk)
        yield Sentence(id="source-result", classes="result")
        yield Sentence(id="source-question")
        yield Sentence(classes="answer")
        yield KeyBar(_KEYS)

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(TopBar).show_title(_("Take in a file"))
        self.query_one("#source-result", Sentence).update(render_result(self._report))
        question = _(
            "Did you erase the file {file}? An import is a move: no copy stays on this laptop.",
            file=self._path.name,
        )
        if self._report.left_out:
            question += "\n" + _(
                "{n} rows were left out. Correct them and take them in before you erase the file.",
                n=self._report.left_out,
            )
        self.query_one("#source-question", Sentence).update(question)
        super().retranslate()

    @work(exclusive=True)
    async def action_erase(self) -> None:
        """Overwrite and remove the file, after a question."""
        if not await self.confirm(
            lambda: _("Erase {file}? It cannot be brought back.", file=self._path.name),
            yes=N_("erase"),
        ):
            return

        def erase(kiosk: OpenKiosk, _tell: Tell) -> None:
            intake_of(kiosk).erase_source(self._path, self._import_id)

        outcome = await self.work_on(lambda: _("Erasing {file}", file=self._path.name), erase)
        if isinstance(outcome, Failed):
            self.say_problem(outcome.error)
        else:
            self.dismiss()

    def action_record_erased(self) -> None:
        """Record that somebody erased the file already."""
        intake_of(self.kiosk).record_erased(self._import_id)
        self.dismiss()

    def action_leave(self) -> None:
        """Leave the question open; the home screen goes on reminding."""
        self.dismiss()


def render_result(report: FileReport) -> str:
    """Say what an import changed."""
    if not report.recorded:
        return _("Nothing changed.") + " " + _("Everybody in the file is here already.")
    return _(
        "{recorded} people recorded, {known} were here already.",
        recorded=report.recorded,
        known=report.already_here,
    )
