"""The screen while an event is erased; afterwards only what remains is shown."""

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Any, ClassVar, TypeAlias, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message
from textual.screen import Screen
from textual.widgets import ProgressBar

from venue_kiosk.domain.certificate.file import Certificate
from venue_kiosk.domain.certificate.measures import STEPS, Step
from venue_kiosk.domain.paper_slip import PrintedSlip
from venue_kiosk.errors import KioskError, NotNowError
from venue_kiosk.i18n import N_, _
from venue_kiosk.services.erasure_request import ErasureRequest
from venue_kiosk.services.erasure_run import WardCanary
from venue_kiosk.services.erasure_words import BEFORE, STEP_WORDS
from venue_kiosk.ui.base_app import BaseScreen
from venue_kiosk.ui.erased import ErasedScreen
from venue_kiosk.ui.erasing_questions import ask_canaries, ask_exports, compare_slips
from venue_kiosk.ui.locking import LastScreen
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.sentence import Sentence

_T = TypeVar("_T")
Erase: TypeAlias = Callable[[ErasureRequest], Certificate]


class _Told(Message, bubble=False):
    def __init__(self, step: Step, done: int, total: int) -> None:
        super().__init__()
        self.step, self.done, self.total = step, done, total


class _Asked(Message, bubble=False):
    def __init__(self, screen: Screen[Any], answer: Future[Any]) -> None:
        super().__init__()
        self.screen, self.answer = screen, answer


class _Ended(Message, bubble=False):
    def __init__(self, certificate: Certificate | None, error: KioskError) -> None:
        super().__init__()
        self.certificate, self.error = certificate, error


class ErasingScreen(BaseScreen):
    """Erases in a thread, asks the ward in between, and shows how it ended.

    The event is closed before it is shown: see ``LastScreen``.
    """

    STANDS_OPEN = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,f2", "try_again", show=False),
        Binding("f10", "app.quit", show=False),
    ]

    def __init__(self, erase: Erase, request: ErasureRequest, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._erase = erase
        self._request = request
        self._step: Step | None = None
        self._error: KioskError | None = None
        self._waiting: list[Future[Any]] = []

    @property
    def holds_app(self) -> bool:
        """Whether it still runs: nobody closes the kiosk on it."""
        return self._error is None

    def compose(self) -> ComposeResult:
        """Lay out words, bar and keys."""
        with VerticalScroll(id="erasing"):
            yield Sentence(id="erasing-step")
            yield ProgressBar(total=len(STEPS), show_eta=False, show_percentage=False)
            yield Sentence(id="erasing-answer")
        yield KeyBar([])

    def on_mount(self) -> None:
        """Begin."""
        self.retranslate()
        self.run_worker(self._run, thread=True)

    def on_unmount(self) -> None:
        """Let the run go on without answers when the kiosk is closed."""
        for each in self._waiting:
            each.cancel()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        words = BEFORE if self._step is None else STEP_WORDS[self._step]
        self.query_one("#erasing-step", Sentence).update(_(words))
        self.query_one("#erasing-answer", Sentence).update(self._words())
        keys = [KeyHint("F9", N_("English / 日本語"), "app.other_language")]
        if self._error is not None:
            keys = [
                KeyHint("Space", N_("try again"), "try_again", also="F2"),
                *keys,
                KeyHint("F10", N_("close the kiosk"), "app.quit"),
            ]
        self.query_one(KeyBar).show_keys(keys)

    def action_try_again(self) -> None:
        """Take the run up where it stopped, with the same two people's words."""
        if self._error is not None:
            self._error = None
            self.retranslate()
            self.run_worker(self._run, thread=True)

    def _words(self) -> str:
        if self._error is None:
            return _("Do not switch the laptop off and do not close its lid until it has ended.")
        again = _("Space tries again and goes on from where it stopped.")
        return f"■ {self._error.message}\n{self._error.hint}\n\n{again}"

    def _run(self) -> None:
        certificate: Certificate | None = None
        error: KioskError = _fault()
        try:
            certificate = self._erase(
                self._request.with_answers(
                    compare_slips=self._compare_slips,
                    ask_exports=self._ask_exports,
                    ask_canaries=self._ask_canaries,
                    told=self._tell,
                )
            )
        except KioskError as met:
            error = met
        finally:
            self.post_message(_Ended(certificate, error))

    def _tell(self, step: Step, done: int, total: int) -> None:
        self.post_message(_Told(step, done, total))

    def _compare_slips(self, slips: Sequence[PrintedSlip]) -> bool | None:
        try:
            return compare_slips(self._ask, slips)
        except CancelledError:
            return None

    def _ask_exports(self, files: int) -> bool | None:
        try:
            return ask_exports(self._ask, files)
        except CancelledError:
            return None

    def _ask_canaries(self) -> Sequence[WardCanary]:
        try:
            return ask_canaries(self._ask)
        except CancelledError:
            return ()

    def _ask(self, screen: Screen[_T]) -> _T | None:
        """Ask from the thread that erases; CancelledError when the kiosk was closed meanwhile."""
        answer: Future[_T | None] = Future()
        self._waiting.append(answer)
        if not self.post_message(_Asked(screen, answer)):
            answer.cancel()
        return answer.result()

    @on(_Asked)
    def _asked(self, message: _Asked) -> None:
        self.app.push_screen(message.screen, message.answer.set_result)

    @on(_Told)
    def _told(self, message: _Told) -> None:
        self._step = message.step
        part = message.done / message.total if message.total else 0
        self.query_one(ProgressBar).update(progress=STEPS.index(message.step) + part)
        self.retranslate()

    @on(_Ended)
    def _ended(self, message: _Ended) -> None:
        if message.certificate is not None:
            self.app.post_message(LastScreen(ErasedScreen(message.certificate, self._folder)))
            return
        self._error = message.error
        self.retranslate()


def _fault() -> NotNowError:
    return NotNowError(
        _("The erasure stopped because of a fault."),
        _("Nothing of it is lost: what was done is on the medium."),
    )
