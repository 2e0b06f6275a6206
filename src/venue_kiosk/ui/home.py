"""The home screen: what this handler can do, and how the event stands."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from venue_kiosk.errors import KioskError
from venue_kiosk.i18n import N_, _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.plugin.screens import ScreenEntry
from venue_kiosk.ui.base_app import BaseScreen
from venue_kiosk.ui.choosing import CredentialScreen
from venue_kiosk.ui.own_passphrase import OwnPassphraseScreen
from venue_kiosk.ui.questions import Words, problem_words
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.top_bar import TopBar

_BY_DIGIT: Final = 10
"""The tenth line has the digit 0; what follows is chosen with the arrows."""


class OtherPerson(Message):
    """Somebody else goes on at this lane, on a kiosk of their own."""

    def __init__(self, opened: OpenKiosk) -> None:
        super().__init__()
        self.opened = opened


class HomeScreen(BaseScreen):
    """Lists the screens by number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n % 10), f"open({n})", show=False) for n in range(1, _BY_DIGIT + 1)),
        Binding("f3", "own_passphrase", show=False),
        Binding("f6", "other_person", show=False),
        Binding("f10", "app.quit", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk, entries: Sequence[ScreenEntry]) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._entries = entries
        self._answer: Words = str

    def compose(self) -> ComposeResult:
        """Lay out list, counts and keys."""
        yield TopBar(self._kiosk)
        with VerticalScroll(can_focus=False):
            yield Static(id="home-question", markup=False)
            yield OptionList(id="home-screens")
            yield Static(id="home-status", markup=False)
        yield KeyBar(
            [
                KeyHint("0-9", N_("choose"), "open(1)"),
                KeyHint("F9", N_("English / 日本語"), "app.other_language"),
                KeyHint("F3", N_("my passphrase"), "own_passphrase"),
                KeyHint("F6", N_("another person"), "other_person"),
                KeyHint("F11", N_("lock"), "app.lock"),
                KeyHint("F10", N_("close the kiosk"), "app.quit"),
            ]
        )

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()

    def on_screen_resume(self) -> None:
        """Count again whenever somebody comes back."""
        self.retranslate()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one("#home-question", Static).update(_("What do you do?"))
        screens = self.query_one(OptionList)
        chosen = screens.highlighted
        screens.clear_options()
        for number, entry in enumerate(self._entries, 1):
            screens.add_option(Option(f"{_digit(number)}  {entry.catalogue(entry.title)}"))
        screens.highlighted = chosen or 0
        lines = [line.text for line in self._kiosk.host.status_lines()]
        lines.append(self._answer())
        self.query_one("#home-status", Static).update("\n".join(lines).rstrip())

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_open(event.option_index + 1)

    def action_open(self, number: int) -> None:
        """Open the screen with ``number``."""
        if number <= len(self._entries):
            self.app.push_screen(self._entries[number - 1].make(self._kiosk))

    @work
    async def action_own_passphrase(self) -> None:
        """Let somebody choose their own passphrase."""
        if await self.app.push_screen_wait(OwnPassphraseScreen(self._kiosk)):
            self._answer = lambda: _("The new passphrase counts from now on.")
        self.retranslate()

    @work
    async def action_other_person(self) -> None:
        """Let another person go on at this lane, whoever opened the kiosk."""
        question = CredentialScreen(lambda: _("Who goes on at this lane?"))
        credential = await self.app.push_screen_wait(question)
        if credential is None:
            return
        try:
            opened = self._kiosk.become(credential)
        except KioskError as error:
            problem = f"■ {problem_words(error)}"
            self._answer = lambda: problem
            self.retranslate()
            return
        self.post_message(OtherPerson(opened))


def _digit(number: int) -> str:
    return str(number % 10) if number <= _BY_DIGIT else "・"
