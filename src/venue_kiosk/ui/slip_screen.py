"""One paper slip on the screen, to be copied by hand or printed."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll

from venue_kiosk.domain.paper_slip import PrintedSlip
from venue_kiosk.errors import KioskError
from venue_kiosk.i18n import N_, _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.services.slips import slip_file_name
from venue_kiosk.ui.audit_rows import slip_words
from venue_kiosk.ui.base_app import BaseDialog
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.sentence import Sentence


class SlipScreen(BaseDialog[None]):
    """Shows what the official compares; P writes the sheet beside the event folder."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("p", "print", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk, slip: PrintedSlip) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._slip = slip
        self._file = ""
        self._problem: KioskError | None = None

    def compose(self) -> ComposeResult:
        """Lay out slip, answer and keys."""
        with Vertical(classes="question slip"):
            with VerticalScroll():
                yield Sentence(id="slip-words")
            yield Sentence(id="slip-answer")
            yield KeyBar(
                [KeyHint("P", N_("print (PDF)"), "print"), KeyHint("Esc", N_("back"), "leave")]
            )

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()
        self.query_one(VerticalScroll).focus()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one("#slip-words", Sentence).update(slip_words(self._slip))
        answer = ""
        if self._problem is not None:
            answer = f"■ {self._problem.message} {self._problem.hint}".strip()
        elif self._file:
            answer = _("Written beside the event folder: {file}", file=self._file)
        self.query_one("#slip-answer", Sentence).update(answer)

    def action_print(self) -> None:
        """Write the PDF."""
        slip, folder = self._slip, self._kiosk.folder
        path = folder.with_name(slip_file_name(folder.name, slip.kind, slip.count))
        try:
            self._kiosk.audit.write_slip(slip, path)
            self._file, self._problem = path.name, None
        except KioskError as error:
            self._problem = error
        self.retranslate()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
