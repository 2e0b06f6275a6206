"""What happens on a bug: plain words on the screen, and a crash file that holds no values."""

import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from platform import python_version
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Button

from venue_kiosk.i18n import _
from venue_kiosk.ui.widgets.sentence import Sentence

_MOST_FILES: Final = 50
_MOST_FRAMES: Final = 60
_MOST_CAUSES: Final = 8
_ROOTS: Final = ("site-packages", "src", "plugins", "lib")


def record_crash(error: BaseException, folder: Path) -> Path | None:
    """Write exception types and file:line numbers into a new file of ``folder``; return its path.

    Never a message, a value or a local variable. ``None`` when the disk is full, the folder cannot
    be written, or it already holds enough crash files to see what is wrong.
    """
    words = "\n".join(describe_crash(error)) + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, _MOST_FILES + 1):
            path = folder / f"crash-{number:02d}.txt"
            if not path.exists():
                with path.open("x", encoding="utf-8") as file:
                    file.write(words)
                return path
    except OSError:
        return None
    return None


def describe_crash(error: BaseException) -> Iterator[str]:
    """Yield the lines of a crash file."""
    yield f"Python {python_version()}"
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in causes and len(causes) < _MOST_CAUSES:
        causes.append(cause)
        yield ""
        yield f"{'caused by ' if len(causes) > 1 else ''}{_type_name(cause)}"
        for frame in traceback.extract_tb(cause.__traceback__)[-_MOST_FRAMES:]:
            yield f"  {_short_path(frame.filename)}:{frame.lineno}"
        cause = cause.__cause__ or cause.__context__


def _type_name(error: BaseException) -> str:
    kind = type(error)
    return f"{kind.__module__}.{kind.__qualname__}"


def _short_path(filename: str) -> str:
    """Return the path from a known root on: what stands before names the machine's user."""
    parts = Path(filename).parts
    for root in _ROOTS:
        if root in parts:
            return Path(*parts[len(parts) - 1 - parts[::-1].index(root) :]).as_posix()
    return parts[-1] if parts else "?"


class FaultScreen(Screen[None]):
    """Says that something went wrong and what to do; shows nothing of the fault itself."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,space", "go_on", show=False)]

    def __init__(
        self, *, crash_file: Path | None, lasting: bool, on_close: Callable[[], None]
    ) -> None:
        """Prepare; ``on_close`` is called by this screen, for what broke may call nothing more."""
        super().__init__()
        self._crash_file = crash_file
        self._lasting = lasting
        self._on_close = on_close

    def compose(self) -> ComposeResult:
        """Lay out the words and the one way on."""
        with Vertical(id="fault"):
            yield Sentence(id="fault-big")
            yield Sentence(id="fault-second")
            yield Sentence(id="fault-staff")
            yield Button(id="fault-go-on")

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()

    def retranslate(self) -> None:
        """Show every word again in the current language."""
        show = {
            "#fault-big": "■ " + _("Something went wrong"),
            "#fault-second": _("What was saved is safe. Please call the manager."),
            "#fault-staff": self._staff_words(),
        }
        for selector, words in show.items():
            self.query_one(selector, Sentence).update(words)
        self.query_one(Button).label = _("Close the kiosk") if self._lasting else _("Go on")

    def _staff_words(self) -> str:
        if self._crash_file is None:
            return _("No record of the fault could be written.")
        return _("A record without personal data: {file}", file=self._crash_file.name)

    @on(Button.Pressed)
    def _pressed(self) -> None:
        self.action_go_on()

    def action_go_on(self) -> None:
        """Leave this screen: back to work, or out when the broken part answers no more."""
        self.dismiss()
        self._on_close()
