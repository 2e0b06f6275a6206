"""The app every kiosk screen stands on: closed doors, hand scanner, faults, language, look."""

from pathlib import Path
from typing import Any, ClassVar, Final, TypeVar

from textual.screen import ModalScreen, Screen
from textual.theme import Theme

from venue_kiosk.ui.crash_file import record_crash
from venue_kiosk.ui.fault import FaultScreen
from venue_kiosk.ui.language import switch_language
from venue_kiosk.ui.scan_capture import ScanCapture
from venue_kiosk.ui.textual_hacks import ClosedDoors, Unbreakable
from venue_kiosk.ui.textual_hacks_input import bind_capitals
from venue_kiosk.ui.textual_hacks_styles import LastingStylesheet

STYLES: Final = Path(__file__).with_name("kiosk.tcss")

KIOSK_THEME: Final = Theme(
    name="kiosk",
    dark=False,
    background="#F7F7F2",
    foreground="#1A1A1A",
    surface="#FFFFFF",
    panel="#E4E4DC",
    primary="#0B3C6F",
    secondary="#006B5B",
    success="#006B5B",
    warning="#FFD24D",
    error="#B83200",
    accent="#0B3C6F",
)

T = TypeVar("T")

_MOST_FAULTS: Final = 3


class BaseScreen(Unbreakable, Screen[Any]):
    """A screen that survives a bug in one of its handlers; capitals are no other keys."""

    STANDS_OPEN: ClassVar[bool] = False
    """Whether nobody is expected to work here, as at a hall display; it never locks by itself."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        bind_capitals(self)

    @property
    def holds_app(self) -> bool:
        """Whether the kiosk must not be closed now: what runs here has to come to its end."""
        return False


class BaseDialog(Unbreakable, ModalScreen[T]):
    """The same over another screen, which stays visible."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        bind_capitals(self)


class BaseApp(ScanCapture, ClosedDoors):
    """The frame; a subclass adds the screens.

    ``fault_folder`` takes the crash files; it belongs to the folders the kiosk erases.
    """

    CSS_PATH = STYLES
    is_locked = False
    """Whether the lock stands in front: nothing behind it is shown, quit, switched or scanned."""

    def __init__(self, *, fault_folder: Path | None = None, **options: Any) -> None:
        super().__init__(**options)
        self._fault_folder = fault_folder
        self._faults = 0
        self.register_theme(KIOSK_THEME)
        self.theme = KIOSK_THEME.name
        self.stylesheet = LastingStylesheet(variables=self.get_css_variables())

    def switch_language(self, language: str) -> None:
        """Show ``language`` on every screen from now on.

        Raises:
            ConfigError: there is no such language.
        """
        switch_language(self, language)

    def meet_fault(self, error: BaseException, *, lasting: bool) -> None:
        """Write a crash file and show the fault screen; leave when faults keep coming behind it."""
        crash_file = record_crash(error, self._fault_folder) if self._fault_folder else None
        self._faults += 1
        if self._faults > _MOST_FAULTS or not self.screen_stack:
            self.leave_after_fault()
        elif not isinstance(self.screen, FaultScreen):
            on_close = self.leave_after_fault if lasting else self._go_on
            self.push_screen(FaultScreen(crash_file=crash_file, lasting=lasting, on_close=on_close))

    def _go_on(self) -> None:
        self._faults = 0
