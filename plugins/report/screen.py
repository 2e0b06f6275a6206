"""Making reports: which one, and where it is written."""

from pathlib import Path
from typing import ClassVar, Final, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from plugins.report.kinds import KINDS, TOTALS
from plugins.report.messages import _
from plugins.report.output import compose_json
from plugins.report.reports import ReportDesk
from venue_kiosk.api import N_, KioskError, write_whole
from venue_kiosk.api_ui import AskingScreen, KeyBar, KeyHint, OpenKiosk, Sentence, TopBar

_KEYS: Final = (
    KeyHint(f"1-{len(KINDS) + 1}", N_("make this report"), "make(1)", _),
    KeyHint("Tab", N_("change the folder"), "change_field", _),
    KeyHint("Esc", N_("back"), "leave", _),
)


class ReportScreen(AskingScreen):
    """The reports, the folder, the answer."""

    CSS_PATH = "report.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"make({n})", show=False) for n in range(1, len(KINDS) + 2)),
        Binding("escape,b", "leave", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__(kiosk, _)
        self._desk = cast("ReportDesk", kiosk.plugin("report"))

    def compose(self) -> ComposeResult:
        """Lay out list, folder, answer and keys."""
        yield TopBar(self.kiosk)
        yield OptionList(id="report-kinds", markup=False)
        yield Sentence(id="report-folder-question")
        yield Input(_usual_folder(self.kiosk), id="report-folder", max_length=1_000)
        yield Sentence(classes="answer")
        yield KeyBar(_KEYS)

    def on_mount(self) -> None:
        """Show the reports."""
        self.retranslate()
        self.query_one(OptionList).focus()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        super().retranslate()
        self.query_one(TopBar).show_title(_("Reports"))
        self.query_one("#report-folder-question", Sentence).update(_("Into which folder?"))
        listed = self.query_one(OptionList)
        chosen = listed.highlighted
        listed.clear_options()
        titles = [_(each.title) for each in KINDS] + [_("Totals without personal data (JSON)")]
        listed.add_options(Option(f"{n}  {title}") for n, title in enumerate(titles, 1))
        listed.highlighted = chosen or 0

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_make(event.option_index + 1)

    @on(Input.Submitted)
    def _folder_entered(self) -> None:
        self.query_one(OptionList).focus()

    def action_change_field(self) -> None:
        """Go from the list to the field, or back."""
        self.focus_next()

    def action_leave(self) -> None:
        """Go back to the home screen."""
        self.app.pop_screen()

    @work(exclusive=True)
    async def action_make(self, number: int) -> None:
        """Make one report."""
        try:
            written = self._make(number)
        except KioskError as error:
            self.say_problem(error)
            return
        self.say(lambda: _("Written: {file}", file=str(written)))

    def _make(self, number: int) -> Path:
        if number > len(KINDS):
            out = self._folder() / f"{TOTALS}.json"
            write_whole(out, compose_json(self._desk.freeze()))
            return out
        kind = KINDS[number - 1]
        out = self._folder() / f"report-{kind.name}.pdf"
        write_whole(out, self._desk.make(kind))
        return out

    def _folder(self) -> Path:
        typed = self.query_one("#report-folder", Input).value.strip()
        path = Path(typed or _usual_folder(self.kiosk))
        try:
            return self.kiosk.folder.parent / path.expanduser()
        except RuntimeError:  # ~nobody
            return self.kiosk.folder.parent / path


def _usual_folder(kiosk: OpenKiosk) -> str:
    return str(kiosk.folder.with_name(f"{kiosk.folder.name}-reports"))
