"""Sheets under the camera: read when they lie still, a beep, the next one."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

from plugins.survey.desk.sheet_watch import COVERED, NotYet, SheetWatch
from plugins.survey.desk.store import Batch
from plugins.survey.living import Survey
from plugins.survey.messages import _
from plugins.survey.page_read import PageRead
from plugins.survey.reading.batch import prepare_reading
from plugins.survey.tally.wording import reason_words
from venue_kiosk.api import N_, CodeReading, Frame, KioskError
from venue_kiosk.api_ui import (
    AskingScreen,
    CameraLost,
    CameraPreview,
    CameraWorker,
    KeyBar,
    KeyHint,
    OpenKiosk,
    PreviewReady,
    Sentence,
    TopBar,
    sounds_of,
)

_KEYS: Final = (
    KeyHint("Enter", N_("take it as it lies"), "take_as_it_is", _),
    KeyHint("Esc", N_("that was all"), "leave", _, also="F4"),
)
_NOT_YET: Final[Mapping[str, Callable[[], str]]] = {
    COVERED: lambda: _(
        "△ Something covers the sheet, or an edge is outside the picture."
        " Let go of it. Is a piece torn off: Enter takes it as it lies."
    ),
    "too_small": lambda: _(
        "■ The picture is too coarse. Lay the sheet across, so that it fills the picture."
        " The camera must give 1920×1080; if it cannot, scan the sheets."
    ),
    "blurred": lambda: _(
        "△ The picture is blurred. Wait for the camera, make more light, or move it farther away."
    ),
    "two_sheets": lambda: _("△ There are two sheets. Lay only one there."),
    "crumpled": lambda: _("△ The sheet does not lie flat. Smooth it, and let go of it."),
    "residual": lambda: _("△ The sheet does not lie flat. Smooth it, and let go of it."),
}


class SheetSeen(Message):
    """A sheet lay still and was read."""

    def __init__(self, page: PageRead) -> None:
        super().__init__()
        self.page = page


class SheetNotYet(Message):
    """A sheet lies still but is not taken like this."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class _SheetReader:
    """Looks for sheets where the camera's thread asks for codes."""

    def __init__(self, watch: SheetWatch, target: Widget) -> None:
        self._watch = watch
        self._target = target

    def read(self, frame: Frame) -> Sequence[CodeReading]:
        """Post a sheet that was read; it is no code."""
        seen = self._watch.look(frame)
        if isinstance(seen, NotYet):
            self._target.post_message(SheetNotYet(seen.reason))
        elif seen is not None:
            self._target.post_message(SheetSeen(seen))
        return ()

    def read_still(self, frame: Frame) -> Sequence[CodeReading]:
        """Look at a single picture like at any frame."""
        return self.read(frame)


class CameraScreen(AskingScreen):
    """Shows what the camera sees; every sheet is durable before the beep."""

    CSS_PATH = "survey.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take_as_it_is", show=False),
        Binding("escape,f4", "leave", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk, survey: Survey, batch: Batch) -> None:
        super().__init__(kiosk, _)
        self._survey = survey
        self._batch = batch
        self._taken = 0
        self._camera: CameraWorker | None = None
        self._watch: SheetWatch | None = None

    def compose(self) -> ComposeResult:
        """Lay out words, picture, answer and keys."""
        yield TopBar(self.kiosk)
        yield Sentence(id="survey-question")
        with Horizontal(id="survey-camera"):
            yield CameraPreview(mirror=False)
        yield Sentence(classes="answer")
        yield KeyBar(_KEYS)

    def on_mount(self) -> None:
        """Prepare the sheet and look."""
        self.retranslate()
        plan = self._survey.questionnaires.of(self._batch).cutter.plan
        prepared = prepare_reading(plan, self._survey.kiosk.typesetter)()
        self._watch = SheetWatch(prepared, self.kiosk.clock)
        self._camera = CameraWorker(
            self,
            open_source=partial(self._survey.kiosk.open_camera, fine=True),
            reader=_SheetReader(self._watch, self),
            clock=self.kiosk.clock,
        )
        self._camera.start()

    def on_unmount(self) -> None:
        """Let the camera go."""
        if self._camera is not None:
            self._camera.stop()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one(TopBar).show_title(_("Sheets under the camera"))
        words = _(
            "Lay one sheet under the camera and let go."
            " It beeps when the sheet is read. {n} pages.",
            n=self._taken,
        )
        self.query_one("#survey-question", Sentence).update(words)
        super().retranslate()

    @on(PreviewReady)
    def _preview(self, message: PreviewReady) -> None:
        frame = message.take()
        if frame is not None:
            self.query_one(CameraPreview).show(frame)

    @on(CameraLost)
    def _lost(self, message: CameraLost) -> None:
        self.query_one(CameraPreview).go_dark(message.message)
        self.say(lambda: f"■ {message.message}\n{message.hint}")

    @on(SheetNotYet)
    def _not_yet(self, message: SheetNotYet) -> None:
        sounds_of(self.app).play("stop")
        why = message.reason
        if why in _NOT_YET:
            self.say(_NOT_YET[why])
        else:
            self.say(lambda: _("■ Not usable: {why}. Lay another sheet.", why=reason_words(why)))

    @on(SheetSeen)
    def _seen(self, message: SheetSeen) -> None:
        reading = message.page.reading
        sounds = sounds_of(self.app)
        if reading.is_duplicate:
            self._say_again()
            return
        try:
            kept = self._survey.batches.add(self._batch, [message.page])
        except KioskError as error:
            sounds.play("stop")
            self.say_problem(error)
            return
        if not kept or kept[0].is_duplicate:
            self._say_again()
            return
        [reading] = kept
        side = reading.page or 0
        self._taken += 1
        self.retranslate()
        sounds.play("ok")
        if reading.status == "read":
            self.say(lambda: _("✓ Side {n} is read. The next one, please.", n=side))
        else:
            self.say(lambda: _("✓ Side {n} is read; the review will ask. The next one, please.",
                               n=side))  # fmt: skip

    def _say_again(self) -> None:
        sounds_of(self.app).play("wait")
        self.say(lambda: _("△ This page was read already: take the next one."))

    def action_take_as_it_is(self) -> None:
        """Take the sheet although a part of it is not seen."""
        if self._watch is not None:
            self._watch.take_as_it_is()

    def action_leave(self) -> None:
        """Say that all sheets were there, and go back."""
        try:
            self._survey.batches.finish(self._batch)
        except KioskError as error:
            self.dismiss(error)  # nobody is held here by a batch that another lane ended
        else:
            self.dismiss()
