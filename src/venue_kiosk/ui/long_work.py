"""Work that takes a while: in a thread of its own, with its progress over the screen."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import ProgressBar

from venue_kiosk.errors import KioskError
from venue_kiosk.i18n import N_, _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.ui.base_app import BaseDialog
from venue_kiosk.ui.questions import Words
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.sentence import Sentence

T = TypeVar("T")
Tell: TypeAlias = Callable[[int, int], None]
"""Told how much is done of how much, 0 when that is not known; raises when the work shall stop."""


class WorkStoppedError(Exception):
    """Somebody stopped the work."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """The work came to its end."""

    result: T


@dataclass(frozen=True, slots=True)
class Stopped:
    """The work was stopped before its end."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The work met a problem that somebody must act on."""

    error: KioskError


Outcome: TypeAlias = Done[T] | Stopped | Failed


class _Progressed(Message, bubble=False):
    def __init__(self, done: int, total: int) -> None:
        super().__init__()
        self.done = done
        self.total = total

    def can_replace(self, message: Message) -> bool:
        """Let only the newest count be shown."""
        return isinstance(message, _Progressed)


class _Ended(Message, bubble=False):
    def __init__(self, outcome: Outcome[Any]) -> None:
        super().__init__()
        self.outcome = outcome


class LongWork(BaseDialog[Outcome[Any]]):
    """Runs ``work`` on a kiosk opened for its own thread; dismisses with the ``Outcome``.

    The work calls what it is given as ``Tell`` now and then; that is where it can be stopped.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,b", "stop", show=False)]

    def __init__(
        self, kiosk: OpenKiosk, title: Words, work: Callable[[OpenKiosk, Tell], Any]
    ) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._title = title
        self._work = work
        self._stop = threading.Event()
        self._count = (0, 0)
        self._outcome: Outcome[Any] | None = None

    def compose(self) -> ComposeResult:
        """Lay out words, bar and key."""
        with Vertical(classes="question"):
            yield Sentence(id="work-title")
            yield ProgressBar(show_eta=False, show_percentage=False)
            yield Sentence(id="work-count")
            yield KeyBar([KeyHint("Esc", N_("stop"), "stop")])

    def on_mount(self) -> None:
        """Show the words and begin."""
        self.retranslate()
        # The app's worker, not the dialog's: that leaves before a bug is told, and would take it.
        self.app.run_worker(self._run, thread=True)

    def on_unmount(self) -> None:
        """Stop the work when the kiosk closes."""
        self._stop.set()

    def on_screen_resume(self) -> None:
        """Leave when the work ended behind another screen."""
        self._leave_if_ended()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one("#work-title", Sentence).update(self._title())
        self.query_one("#work-count", Sentence).update(self._count_words())

    def action_stop(self) -> None:
        """Ask the work to stop; what it did is undone where it says so."""
        self._stop.set()
        if self.is_mounted:  # a key may come before the words stand there
            self.retranslate()

    def _run(self) -> None:
        outcome: Outcome[Any] = Stopped()
        try:
            with self._kiosk.fork() as kiosk:
                outcome = Done(self._work(kiosk, self._tell))
        except WorkStoppedError:
            pass
        except KioskError as error:
            outcome = Failed(error)
        finally:
            self.post_message(_Ended(outcome))

    def _tell(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise WorkStoppedError
        self.post_message(_Progressed(done, total))

    @on(_Progressed)
    def _progressed(self, message: _Progressed) -> None:
        self._count = (message.done, message.total)
        bar = self.query_one(ProgressBar)
        bar.update(total=message.total or None, progress=message.done)
        self.retranslate()

    @on(_Ended)
    def _ended(self, message: _Ended) -> None:
        self._outcome = message.outcome
        self._leave_if_ended()

    def _leave_if_ended(self) -> None:
        if self._outcome is not None and self.is_active:
            self.dismiss(self._outcome)

    def _count_words(self) -> str:
        done, total = self._count
        if self._stop.is_set():
            return _("Stopping …")
        if not done:
            return ""
        return f"{done:,} / {total:,}" if total else f"{done:,}"
