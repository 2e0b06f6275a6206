"""The reception desk: every way in is live at once, and one verdict is always on the screen."""

from pathlib import Path
from typing import ClassVar, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Label, Static

from plugins.reception.arrivals import ArrivalsLine
from plugins.reception.manager_screen import ManagerScreen
from plugins.reception.messages import _
from plugins.reception.number_field import NumberField, is_number_sign
from plugins.reception.picture import read_first_code
from plugins.reception.picture_screen import PictureScreen
from plugins.reception.reception import Reception
from plugins.reception.revoke_screen import RevokeScreen
from plugins.reception.search_screen import SearchScreen
from plugins.reception.views import (
    calling_view,
    compose_view,
    idle_view,
    ime_view,
    revoked_view,
    scanners_mixed_view,
)
from plugins.reception.walk_in_screen import WalkInScreen
from venue_kiosk.api import N_, AlreadyAdmitted, KioskError, Verdict, Withheld, reasons
from venue_kiosk.api_ui import (
    BaseScreen,
    CameraLost,
    CameraPreview,
    CameraWorker,
    CodeScanned,
    CodeSeen,
    ImeSuspected,
    KeyBar,
    KeyHint,
    OpenKiosk,
    PreviewReady,
    ScannersMixed,
    TopBar,
    VerdictPanel,
    VerdictView,
    sounds_of,
)

_KEYS = (
    KeyHint("Space", N_("next"), "next", _),
    KeyHint("F", N_("find"), "find", _),
    KeyHint("W", N_("walk-in"), "walk_in", _),
    KeyHint("U", N_("undo"), "undo", _),
    KeyHint("H", N_("call the manager"), "call_manager", _),
    KeyHint("P", N_("proxy"), "proxy", _),
    KeyHint("F7", N_("picture"), "picture", _),
    KeyHint("F9", N_("EN/日"), "app.other_language", _),
)


class DeskScreen(BaseScreen):
    """Camera, hand scanner, picture, typed number, name and phone lead to the same verdict."""

    CSS_PATH = "desk.tcss"
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-normal"), (110, "-wide")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,f1,escape", "next", show=False),
        Binding("f,f2", "find", show=False),
        Binding("w,f3", "walk_in", show=False),
        Binding("b,f4", "leave", show=False),
        Binding("h,f5", "call_manager", show=False),
        Binding("p,f6", "proxy", show=False),
        Binding("f7", "picture", show=False),
        Binding("u,f8", "undo", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__()
        self._kiosk = kiosk
        self._reception = cast("Reception", kiosk.plugin("reception"))
        self._verdict: Verdict | None = None
        self._camera: CameraWorker | None = None

    def compose(self) -> ComposeResult:
        """Lay out verdict, picture, counts, number and keys."""
        yield TopBar(self._kiosk)
        with Horizontal(id="desk-main"):
            yield VerdictPanel(on_sound=sounds_of(self.app).play, id="desk-verdict")
            with Vertical(id="desk-camera"):
                yield CameraPreview(grey=self._kiosk.config.camera.preview == "grey")
        with Horizontal(id="desk-number-row"):
            yield Label(id="desk-number-label")
            yield NumberField(id="desk-number")
            yield Static(id="desk-recent", markup=False)
        yield ArrivalsLine(self._reception.desk, self._kiosk.clock)
        yield KeyBar(_KEYS)

    def on_mount(self) -> None:
        """Show the words and start the camera."""
        self.retranslate()
        self._show(idle_view())
        self._start_camera()

    def on_unmount(self) -> None:
        """Let the camera go."""
        if self._camera is not None:
            self._camera.stop()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one("#desk-number-label", Label).update(_("Reception no."))
        self.query_one("#desk-number", NumberField).placeholder = "0123-4"
        view = idle_view() if self._verdict is None else compose_view(self._verdict)
        self.query_one(VerdictPanel).rewrite(view)
        self._show_recent()

    # -- ways in ---------------------------------------------------------------------------

    @on(CodeSeen)
    @on(CodeScanned)
    def _code_came(self, message: CodeSeen | CodeScanned) -> None:
        self.take(message.text)

    @on(ImeSuspected)
    def _input_method_is_on(self) -> None:
        self._show(ime_view())

    @on(ScannersMixed)
    def _scanners_were_mixed(self) -> None:
        self._show(scanners_mixed_view())

    @on(Input.Submitted, "#desk-number")
    def _number_entered(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.take(event.value)

    def on_key(self, event: events.Key) -> None:
        """Let a typed digit begin a reception number, wherever the focus is."""
        field = self.query_one("#desk-number", NumberField)
        if is_number_sign(event.character) and not field.has_focus:
            event.stop()
            field.begin(event.character or "")

    def on_paste(self, event: events.Paste) -> None:
        """Take the path of a picture that was dropped on the terminal."""
        path = Path(event.text.strip().strip("'\"").replace("\\ ", " "))
        if path.is_file():
            event.stop()
            self._read_picture(path)

    def take(self, payload: str) -> None:
        """Check in whoever holds a payload or a reception number, and show the verdict."""
        self.show_verdict(self._reception.desk.check_in(payload))

    def show_verdict(self, verdict: Verdict) -> None:
        """Show a verdict until the next one, and the counts after it."""
        self._verdict = verdict
        self._clear_number()
        self._show(compose_view(verdict))
        self.query_one(ArrivalsLine).count_again()
        self._show_recent()
        for plugin in self._kiosk.host.take_failures():
            title = self._kiosk.host.title(plugin)
            self.notify(_("{plugin} did not hear of this check-in.", plugin=title))

    # -- keys ------------------------------------------------------------------------------

    def action_next(self) -> None:
        """Clear the desk for the next person."""
        self._verdict = None
        self._clear_number()
        self._show(idle_view())

    def action_leave(self) -> None:
        """Go back to the home screen."""
        self.dismiss()

    @work
    async def action_find(self) -> None:
        """Find somebody by name or phone."""
        verdict = await self.app.push_screen_wait(SearchScreen(self._kiosk))
        if verdict is not None:
            self.show_verdict(verdict)

    @work
    async def action_walk_in(self) -> None:
        """Take in somebody without an application."""
        verdict = await self.app.push_screen_wait(WalkInScreen(self._kiosk))
        if verdict is not None:
            self.show_verdict(verdict)

    @work
    async def action_undo(self) -> None:
        """Take back a check-in."""
        revoked = await self.app.push_screen_wait(RevokeScreen(self._kiosk))
        if revoked is not None:
            self._verdict = None
            self._show(revoked_view(revoked))
            self.query_one(ArrivalsLine).count_again()
            self._show_recent()

    @work
    async def action_call_manager(self) -> None:
        """Call the manager, who may let a waiting person in."""
        waiting = self._verdict
        if isinstance(waiting, Withheld) and waiting.attendee is not None:
            verdict = await self.app.push_screen_wait(ManagerScreen(self._kiosk, waiting))
            if verdict is not None:
                self.show_verdict(verdict)
        else:
            self._show(calling_view())

    def action_proxy(self) -> None:
        """Record that somebody came in another person's place."""
        shown = self._verdict
        person = shown.attendee if isinstance(shown, Withheld | AlreadyAdmitted) else None
        attendee_id = person.attendee_id if person else None
        self.show_verdict(self._reception.desk.withhold(reasons.Proxy(), attendee_id=attendee_id))

    @work
    async def action_picture(self) -> None:
        """Read the code in a picture file."""
        path = await self.app.push_screen_wait(PictureScreen(self._kiosk))
        if path is not None:
            self._read_picture(path)

    # -- camera and pictures -----------------------------------------------------------------

    def _start_camera(self) -> None:
        settings = self._kiosk.config.camera
        shown = settings.source != "off" and settings.preview != "off"
        self.query_one("#desk-camera").display = shown
        if settings.source == "off":
            return
        self._camera = CameraWorker(
            self,
            open_source=self._reception.kiosk.open_camera,
            reader=self._reception.kiosk.open_code_reader(),
            clock=self._kiosk.clock,
            fps=settings.frames_per_second,
        )
        self._camera.start()

    @on(PreviewReady)
    def _picture_came(self, message: PreviewReady) -> None:
        frame = message.take()
        if frame is not None:
            self.query_one(CameraPreview).show(frame)

    @on(CameraLost)
    def _camera_went(self, message: CameraLost) -> None:
        self.query_one(CameraPreview).go_dark(f"{message.message} {message.hint}".strip())

    @work(thread=True)
    def _read_picture(self, path: Path) -> None:
        kiosk = self._reception.kiosk
        try:
            text = read_first_code(path, kiosk)
        except KioskError as error:
            self.app.call_from_thread(self.notify, f"{error.message} {error.hint}", markup=False)
            return
        self.app.call_from_thread(self.take, text)

    # -- showing -----------------------------------------------------------------------------

    def _clear_number(self) -> None:
        self.query_one("#desk-number", NumberField).value = ""
        self.set_focus(None)

    def _show(self, view: VerdictView) -> None:
        self.query_one(VerdictPanel).show(view)

    def _show_recent(self) -> None:
        lines = [f"{c.at:%H:%M} {number}" for c, number in self._reception.recent()[:3]]
        self.query_one("#desk-recent", Static).update("  ".join(lines))
