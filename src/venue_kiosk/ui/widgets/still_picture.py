"""A few small pictures beside each other, as large as the room allows.

In half blocks, or dot by dot where the terminal says that it can.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from venue_kiosk.ports import Frame, PictureTerminal
from venue_kiosk.ui.textual_hacks_pictures import draw_beside
from venue_kiosk.ui.widgets import dot_pictures

if TYPE_CHECKING:
    import numpy as np

_WHITE: Final = 255
_GAP: Final = 2
_ZOOM: Final = 1.6
_PAN: Final = 0.25


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture with the words over it."""

    words: str
    grey: Frame
    """Brightness, (height, width)."""


@dataclass(frozen=True, slots=True)
class _Dots:
    """A picture with the cell of the widget where its corner is."""

    grey: Frame
    row: int
    column: int


class StillPicture(Widget):
    """Shows pictures in grey; zoomed in, all of them are moved together."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._pictures: Sequence[Picture] = ()
        self._words = ""
        self._zoom = 0
        self._place = [0.5, 0.5]
        self._lines: list[Strip] = []
        self._dots: list[_Dots] = []
        self._is_waiting = False
        """Whether dots will be drawn after what is being written now."""

    def show(self, pictures: Sequence[Picture], *, instead: str = "") -> None:
        """Show other pictures from their middle, or words where there are none."""
        self._pictures, self._words = pictures, instead
        self._zoom, self._place = 0, [0.5, 0.5]
        self._draw()

    def zoom(self, by: int) -> None:
        """Show more or less of the pictures, larger or smaller."""
        self._zoom = min(8, max(0, self._zoom + by))
        self._draw()

    def move(self, across: int, down: int) -> None:
        """Move what is shown of pictures that are zoomed in."""
        step = _PAN / _ZOOM**self._zoom
        self._place = [
            min(1.0, max(0.0, place + way * step))
            for place, way in zip(self._place, (across, down), strict=True)
        ]
        self._draw()

    def on_resize(self) -> None:
        """Draw anew for the new size."""
        self._draw()

    def on_unmount(self) -> None:
        """Leave nothing on the terminal."""
        self.wipe()

    def wipe(self) -> None:
        """Take away what was drawn dot by dot: another screen comes, or the picture goes."""
        if (terminal := self._terminal) is not None:
            draw_beside(self.app, dot_pictures.wipe(terminal))

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines; what is drawn dot by dot comes over them."""
        if self._terminal is not None and not self._is_waiting:
            self._is_waiting = True
            self.call_after_refresh(self._paint)
        return super().render_lines(crop)

    @property
    def _terminal(self) -> PictureTerminal | None:
        return getattr(self.app, "picture_terminal", None)

    def _paint(self) -> None:
        self._is_waiting = False
        terminal = self._terminal
        if terminal is None or not self.is_mounted or self.app.screen is not self.screen:
            return
        corner = self.content_region.offset
        drawn = [
            dot_pictures.paint(
                terminal,
                each.grey,
                row=corner.y + each.row + 1,
                column=corner.x + each.column + 1,
                number=number,
            )
            for number, each in enumerate(self._dots, 1)
        ]
        draw_beside(self.app, "".join([dot_pictures.wipe(terminal), *drawn]))

    def render_line(self, y: int) -> Strip:
        """Return one line of the pictures."""
        if y < len(self._lines):
            return self._lines[y]
        words = self._words if y == self.size.height // 2 and not self._pictures else ""
        strip = Strip([Segment(words, self.rich_style)])
        return strip.adjust_cell_length(self.size.width, self.rich_style)

    def _draw(self) -> None:
        width, height = self.size
        self._lines, self._dots = [], []
        if self._pictures and width > _GAP and height > 1:
            columns = _columns(len(self._pictures), width, height)
            rows = -(-len(self._pictures) // columns)
            for row in range(rows):
                tall = height // rows
                group = self._pictures[row * columns : (row + 1) * columns]
                self._lines += self._row(group, width // columns, tall)
        self.refresh()

    def _row(self, pictures: Sequence[Picture], width: int, height: int) -> list[Strip]:
        import numpy as np  # noqa: PLC0415 - as below

        from venue_kiosk.ui.widgets import half_blocks  # noqa: PLC0415 - numpy costs 0.1 s

        heads = [Segment(_centred(each.words, width), self.rich_style) for each in pictures]
        lines = [Strip(heads)]
        if (terminal := self._terminal) is not None:
            return [*lines, *self._dot_row(terminal, pictures, width, height)]
        blocks = [self._pixels(each.grey, width - _GAP, 2 * (height - 1)) for each in pictures]
        blocks = [np.repeat(each[:, :, None] >> 4, 3, axis=2) for each in blocks]
        for y in range(0, 2 * (height - 1), 2):
            gap = Strip([Segment(" " * _GAP, self.rich_style)])
            parts = [(half_blocks.half_block_strip(b[y], b[y + 1]), gap) for b in blocks]
            lines.append(Strip.join([strip for pair in parts for strip in pair]))
        return [line.adjust_cell_length(self.size.width, self.rich_style) for line in lines]

    def _dot_row(
        self, terminal: PictureTerminal, pictures: Sequence[Picture], width: int, height: int
    ) -> list[Strip]:
        """Remember what is drawn over the blank lines that this returns."""
        across = (width - _GAP) * terminal.cell_width
        down = (height - 1) * terminal.cell_height
        for number, each in enumerate(pictures):
            grey = self._pixels(each.grey, across, down)
            self._dots.append(_Dots(grey, row=len(self._lines) + 1, column=number * width))
        return [Strip.blank(self.size.width, self.rich_style)] * (height - 1)

    def _pixels(self, grey: Frame, width: int, height: int) -> "np.ndarray":
        """Return the part that is shown as (height, width), never stretched."""
        import cv2  # noqa: PLC0415 - only who looks at pictures waits for it
        import numpy as np  # noqa: PLC0415 - as above

        tall, wide = grey.shape[:2]
        scale = min(width / wide, height / tall) * _ZOOM**self._zoom
        see_wide, see_tall = min(wide, int(width / scale)), min(tall, int(height / scale))
        left = round((wide - see_wide) * self._place[0])
        top = round((tall - see_tall) * self._place[1])
        part = grey[top : top + max(1, see_tall), left : left + max(1, see_wide)]
        if scale < 1:  # a thin pen must not fade when many dots become one
            reach = max(1, round(0.5 / scale))
            part = cv2.erode(part, np.ones((reach, reach), np.uint8))
        paper = max(1.0, float(np.median(part)))
        part = cv2.convertScaleAbs(part, alpha=_WHITE / paper)
        size = (max(1, round(part.shape[1] * scale)), max(1, round(part.shape[0] * scale)))
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        small = cv2.resize(part, size, interpolation=how)[:height, :width]
        page = np.full((height, width), _WHITE, np.uint8)
        y, x = (height - small.shape[0]) // 2, (width - small.shape[1]) // 2
        page[y : y + small.shape[0], x : x + small.shape[1]] = small
        return page


def _columns(count: int, width: int, height: int) -> int:
    """Return how many pictures stand beside each other: cells of a form are three times as wide."""
    return max(range(1, count + 1), key=lambda columns: min(
        width / columns / 3, 2 * height / -(-count // columns)
    ))  # fmt: skip


def _centred(words: str, width: int) -> str:
    margin = max(0, width - cell_len(words))
    return " " * (margin // 2) + words + " " * (margin - margin // 2)
