"""The search for a plan: the score over time, its bound, and two ways to end it."""

import threading
from typing import ClassVar, Final, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from plugins.exchange.board_words import draw_sparkline, tell_score
from plugins.exchange.living import Exchange
from plugins.exchange.messages import _
from plugins.exchange.solving import SearchProgress
from venue_kiosk.api import N_, KioskError
from venue_kiosk.api_ui import (
    BaseDialog,
    Done,
    Failed,
    KeyBar,
    KeyHint,
    OpenKiosk,
    Outcome,
    Sentence,
    Stopped,
)

_EVERY_S: Final = 0.05
_WIDTH: Final = 48


class _StoppedError(Exception):
    """Somebody wants the old plan back."""


class _Heard(Message, bubble=False):
    def __init__(self, progress: SearchProgress) -> None:
        super().__init__()
        self.progress = progress


class _Ended(Message, bubble=False):
    def __init__(self, outcome: Outcome[int]) -> None:
        super().__init__()
        self.outcome = outcome


class SearchScreen(BaseDialog[Outcome[int]]):
    """Searches in a thread, on a kiosk of its own; dismisses with what came of it.

    Nothing is stored before the end: stopped, or with the event closed, the old plan stands.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,u", "enough", show=False),
        Binding("escape,b", "stop", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._stop = threading.Event()
        self._enough = threading.Event()
        self._scores: list[int] = []
        self._last: SearchProgress | None = None
        self._told: float | None = None

    def compose(self) -> ComposeResult:
        """Lay out words, bars and keys."""
        with Vertical(classes="question"):
            yield Sentence(id="search-title")
            yield Static(id="search-bars", markup=False)
            yield Sentence(id="search-score")
            yield KeyBar(
                [
                    KeyHint("Enter", N_("use the best so far"), "enough", _),
                    KeyHint("Esc", N_("stop, keep the old plan"), "stop", _),
                ]
            )

    def on_mount(self) -> None:
        """Begin."""
        self.retranslate()
        self.run_worker(self._run, thread=True)

    def on_unmount(self) -> None:
        """Stop the search when the kiosk closes."""
        self._stop.set()

    def retranslate(self) -> None:
        """Show how far the search is."""
        self.query_one("#search-title", Sentence).update(_("Looking for the best tables …"))
        self.query_one("#search-bars", Static).update(draw_sparkline(self._scores, _WIDTH))
        words = ""
        if self._last is not None:
            words = _("{n} moves tried", n=f"{self._last.moves_made:,}") + "\n"
            words += tell_score(self._last.score, self._last.bound)
        self.query_one("#search-score", Sentence).update(words)

    def action_enough(self) -> None:
        """Take the best plan so far."""
        self._enough.set()

    def action_stop(self) -> None:
        """Give the search up."""
        self._stop.set()

    def _run(self) -> None:
        outcome: Outcome[int] = Stopped()
        try:
            with self._kiosk.fork() as kiosk:
                exchange = cast("Exchange", kiosk.plugin("exchange"))
                outcome = Done(exchange.allocator.allocate(continues=self._hear).score)
        except _StoppedError:
            pass
        except KioskError as error:
            outcome = Failed(error)
        finally:
            self.post_message(_Ended(outcome))

    def _hear(self, progress: SearchProgress) -> bool:
        if self._stop.is_set():
            raise _StoppedError
        now = self._kiosk.clock.monotonic()
        if self._told is None or now - self._told >= _EVERY_S:
            self._told = now
            self.post_message(_Heard(progress))
        return not self._enough.is_set()

    @on(_Heard)
    def _heard(self, message: _Heard) -> None:
        self._last = message.progress
        self._scores.append(message.progress.score)
        self.retranslate()

    @on(_Ended)
    def _ended(self, message: _Ended) -> None:
        self.dismiss(message.outcome)
