"""What the kiosk shows of an event that is erased: what remains, and what to do now."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from venue_kiosk.domain.certificate.file import Certificate
from venue_kiosk.i18n import N_, _, current_language
from venue_kiosk.services.after_erasure import tell_next_steps, tell_remains, tell_verdict
from venue_kiosk.ui.base_app import BaseApp, BaseScreen
from venue_kiosk.ui.language import switch_language
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.sentence import Sentence


class ErasedScreen(BaseScreen):
    """Nothing can be done here any more but read."""

    STANDS_OPEN = True

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f10", "app.quit", show=False)]

    def __init__(self, certificate: Certificate, folder: Path) -> None:
        super().__init__()
        self._certificate = certificate
        self._folder = folder

    def compose(self) -> ComposeResult:
        """Lay out the words and the keys."""
        yield Sentence(id="erased-verdict")
        with VerticalScroll(id="erased-rest"):
            yield Sentence(id="erased-steps")
            yield Sentence(id="erased-remains")
        yield KeyBar(
            [
                KeyHint("↑↓", N_("read on"), "read_on"),
                KeyHint("F9", N_("English / 日本語"), "app.other_language"),
                KeyHint("F10", N_("close the kiosk"), "app.quit"),
            ]
        )

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()
        self.query_one("#erased-rest").focus()

    def action_read_on(self) -> None:
        """Show what is further down."""
        self.query_one("#erased-rest").scroll_page_down()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        certificate = self._certificate
        head = [certificate.event.programme, *tell_verdict(certificate)]
        if certificate.sample:
            head.insert(0, _("SAMPLE DATA"))
        self.query_one("#erased-verdict", Sentence).update("\n".join(head))
        steps = [_("What to do now:"), *tell_next_steps(certificate), ""]
        self.query_one("#erased-steps", Sentence).update("\n".join(steps))
        remains = tell_remains(certificate, self._folder)
        self.query_one("#erased-remains", Sentence).update("\n".join(remains))


class ErasedApp(BaseApp):
    """One screen on an erased event."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "other_language", show=False, priority=True),
    ]

    def __init__(self, certificate: Certificate, folder: Path) -> None:
        super().__init__()
        self._certificate = certificate
        self._folder = folder

    def on_mount(self) -> None:
        """Show it."""
        self.push_screen(ErasedScreen(self._certificate, self._folder))

    def action_other_language(self) -> None:
        """Switch between Japanese and English."""
        switch_language(self, "en" if current_language() == "ja" else "ja")
