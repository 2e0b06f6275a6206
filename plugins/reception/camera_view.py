"""The desk's camera: what it sees beside the verdict, and why it sees nothing."""

from typing import cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from plugins.reception.messages import _
from plugins.reception.reception import Reception
from venue_kiosk.api_ui import CameraLost, CameraPreview, CameraWorker, OpenKiosk, PreviewReady


class CameraView(Vertical):
    """Watches while it is on a screen; ``CodeSeen`` goes on to that screen."""

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__()
        self._settings = kiosk.config.camera
        self._clock = kiosk.clock
        self._kiosk = cast("Reception", kiosk.plugin("reception")).kiosk
        self._camera: CameraWorker | None = None
        self._shows = "off" not in (self._settings.source, self._settings.preview)
        self.display = self._shows
        self._sees = False

    def compose(self) -> ComposeResult:
        """Lay out the picture."""
        yield CameraPreview(grey=self._settings.preview == "grey")

    def on_mount(self) -> None:
        """Start the camera, if there is one."""
        self.retranslate()
        if self._settings.source == "off":
            return
        self.query_one(CameraPreview).go_dark(_("The camera is starting …"))
        self._camera = CameraWorker(
            self,
            open_source=self._kiosk.open_camera,
            reader=self._kiosk.open_code_reader(),
            clock=self._clock,
        )
        # OpenCV loads in 0.1 s of both cores; the desk is painted first.
        self.call_after_refresh(self._camera.start)

    def on_unmount(self) -> None:
        """Let the camera go."""
        if self._camera is not None:
            self._camera.stop()

    def retranslate(self) -> None:
        """Show the hint in the current language."""
        self.query_one(CameraPreview).hint(self._hint())

    def _hint(self) -> str:
        return _("Hold the code in the frame") if self._sees else ""

    @on(PreviewReady)
    def _picture_came(self, message: PreviewReady) -> None:
        frame = message.take()
        self.display = self._shows
        if frame is not None and self._shows:
            self.query_one(CameraPreview).show(frame)
            self._sees = True
            self.retranslate()

    @on(CameraLost)
    def _camera_went(self, message: CameraLost) -> None:
        self._sees = False
        self.query_one(CameraPreview).go_dark(f"{message.message}\n{message.hint}".strip())
        self.retranslate()
        self.display = True  # even where no preview is wanted, until pictures come again
