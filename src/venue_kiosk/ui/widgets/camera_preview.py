"""What the camera sees, in half blocks: to aim with, not to look at; no picture is kept."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from venue_kiosk.ports import Frame
from venue_kiosk.ui.widgets.sentence import break_lines


class CameraPreview(Widget):
    """Shows the newest frame with four aiming corners, and one hint line below it."""

    def __init__(
        self,
        *,
        grey: bool = False,
        mirror: bool = True,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Prepare; ``grey`` for a remote terminal, ``mirror`` for a camera that faces people."""
        super().__init__(id=id)
        self._grey = grey
        self._mirror = mirror
        self._strips: list[Strip] = []
        self._words = ""
        self._hint = ""

    def show(self, frame: Frame) -> None:
        """Draw ``frame`` in place of the one before."""
        width, height = self._picture_size
        if width < 2 or height < 1:
            return
        from venue_kiosk.ui.widgets import half_blocks  # noqa: PLC0415 - numpy costs 0.1 s

        pixels = half_blocks.fit(frame, width, 2 * height, grey=self._grey, mirror=self._mirror)
        half_blocks.aim(pixels)
        self._strips = [
            half_blocks.half_block_strip(pixels[y], pixels[y + 1]) for y in range(0, 2 * height, 2)
        ]
        self._words = ""
        self.refresh()

    def go_dark(self, reason: str) -> None:
        """Forget the picture and say why there is none; ``reason`` is a sentence for people."""
        self._strips = []
        self._words = reason
        self.refresh()

    def hint(self, words: str) -> None:
        """Show a short hint below the picture; empty for none."""
        if words != self._hint:
            self._hint = words
            self.refresh()

    @property
    def _picture_size(self) -> Size:
        return Size(self.size.width, self.size.height - 1)

    def on_resize(self) -> None:
        """Drop a picture that no longer fits; the next frame comes at once."""
        self._strips = []

    def render_line(self, y: int) -> Strip:
        """Return one line of the picture or of the words."""
        width, height = self._picture_size
        if y >= height:
            return self._line(self._hint)
        if y < len(self._strips):
            return self._strips[y]
        words = break_lines(self._words, width)
        first = max(0, (height - len(words)) // 2)
        within = 0 <= y - first < len(words)
        return self._line(words[y - first] if within and not self._strips else "")

    def _line(self, words: str) -> Strip:
        width = self.size.width
        margin = " " * max(0, (width - cell_len(words)) // 2)
        strip = Strip([Segment(margin + words, self.rich_style)])
        return strip.adjust_cell_length(width, self.rich_style)
