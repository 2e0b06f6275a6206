"""The screen while an event is erased; afterwards only what remains is shown."""

from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from typing import Any, Final, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.screen import Screen
from textual.widgets import ProgressBar

from venue_kiosk.domain.certificate.file import Certificate
from venue_kiosk.domain.certificate.measures import STEPS, Step
from venue_kiosk.domain.paper_slip import PrintedSlip
from venue_kiosk.errors import KioskError
from venue_kiosk.i18n import N_, _
from venue_kiosk.plugin.open_kiosk import OpenKiosk
from venue_kiosk.services.erasure_request import ErasureRequest
from venue_kiosk.services.erasure_run import WardCanary
from venue_kiosk.services.erasure_words import BEFORE, STEP_WORDS
from venue_kiosk.services.slips import paper
from venue_kiosk.ui.base_app import BaseScreen
from venue_kiosk.ui.choosing import ChooseScreen
from venue_kiosk.ui.erased import ErasedScreen
from venue_kiosk.ui.questions import AskScreen, ConfirmScreen
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.sentence import Sentence

_T = TypeVar("_T")


class _Told(Message, bubble=False):
    def __init__(self, step: Step, done: int, total: int) -> None:
        super().__init__()
        self.step, self.done, self.total = step, done, total


class _Ended(Message, bubble=False):
    def __init__(self, certificate: Certificate | None, error: KioskError | None) -> None:
        super().__init__()
        self.certificate, self.error = certificate, error


class ErasingScreen(BaseScreen):
    """Closes the kiosk, erases in a thread, asks the ward in between, and shows how it ended."""

    STANDS_OPEN = True

    def __init__(self, kiosk: OpenKiosk, request: ErasureRequest) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._request = request
        self._step: Step | None = None
        self._error: KioskError | None = None
        self._waiting: list[Future[Any]] = []

    def compose(self) -> ComposeResult:
        """Lay out words, bar and keys."""
        with Vertical(id="erasing"):
            yield Sentence(id="erasing-step")
            yield ProgressBar(total=len(STEPS), show_eta=False, show_percentage=False)
            yield Sentence(id="erasing-answer")
        yield KeyBar([])

    def on_mount(self) -> None:
        """Give the vault back and begin."""
        self._kiosk.close()
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
        if self._error is not None:
            said = f"■ {self._error.message}\n{self._error.hint}"
            self.query_one("#erasing-answer", Sentence).update(said)
            self.query_one(KeyBar).show_keys([KeyHint("F10", N_("close the kiosk"), "app.quit")])

    def _run(self) -> None:
        certificate, error = None, None
        try:
            certificate = self._kiosk.erase(
                self._request.with_answers(
                    compare_slips=self._compare_slips,
                    ask_canaries=self._ask_canaries,
                    told=self._tell,
                )
            )
        except KioskError as met:
            error = met
        self.post_message(_Ended(certificate, error))

    def _tell(self, step: Step, done: int, total: int) -> None:
        self.post_message(_Told(step, done, total))

    def _compare_slips(self, slips: Sequence[PrintedSlip]) -> bool | None:
        def question() -> str:
            lines = [
                _("{kind}: {count} lines, head {head}", kind=_(_KINDS[each.kind]),
                  count=each.count, head=paper(each.head))
                for each in slips
            ]  # fmt: skip
            asked = _("Did the official compare these with the paper slips, and are they equal?")
            return "\n".join([*lines, "", asked])

        chosen = self._ask(ChooseScreen(question, lambda: [_(words) for words in _COMPARED]))
        return None if chosen is None else list(_COMPARED.values())[chosen]

    def _ask_canaries(self) -> Sequence[WardCanary]:
        found: list[WardCanary] = []
        while text := self._ask(AskScreen(_canary_question)):
            seen = self._ask(ConfirmScreen(_seen_question, yes=N_("yes, it was there")))
            found.append(WardCanary(text=text, in_hand_over=bool(seen)))
        return found

    def _ask(self, screen: Screen[_T]) -> _T | None:
        """Ask from the thread that erases; ``None`` when the kiosk was closed meanwhile."""
        answer: Future[_T | None] = Future()
        self._waiting.append(answer)
        self.app.call_from_thread(self.app.push_screen, screen, answer.set_result)
        try:
            return answer.result()
        except CancelledError:
            return None

    @on(_Told)
    def _told(self, message: _Told) -> None:
        self._step = message.step
        part = message.done / message.total if message.total else 0
        self.query_one(ProgressBar).update(progress=STEPS.index(message.step) + part)
        self.retranslate()

    @on(_Ended)
    def _ended(self, message: _Ended) -> None:
        if message.certificate is not None:
            self.app.switch_screen(ErasedScreen(message.certificate))
            return
        self._error = message.error
        self.retranslate()


_COMPARED: Final[dict[str, bool | None]] = {
    N_("compared, and equal"): True,
    N_("compared, and they differ"): False,
    N_("nobody compared them"): None,
}
_KINDS: Final = {
    "opening": N_("Opening slip"),
    "midday": N_("Midday slip"),
    "closing": N_("Closing slip"),
}


def _canary_question() -> str:
    return _("The ward's made-up applicant (empty when there is no more)")


def _seen_question() -> str:
    return _("Did the ward see it in the hand-over list?")
