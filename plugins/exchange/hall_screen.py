"""The hall display: which number sits at which table, page by page, and no name."""

from collections.abc import Sequence
from typing import ClassVar, Final, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from plugins.exchange.living import Exchange
from plugins.exchange.messages import _
from venue_kiosk.api_ui import BaseScreen, OpenKiosk, Sentence

_EVERY_S: Final = 1.0
_PAGE_S: Final = 8
_CELL: Final = 16


class HallScreen(BaseScreen):
    """Looks into the vault every second, because the board is another process."""

    CSS_PATH = "exchange.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,right,pagedown", "turn", show=False),
        Binding("f4,escape", "leave", show=False),
    ]

    def __init__(self, kiosk: OpenKiosk) -> None:
        super().__init__()
        self._exchange = cast("Exchange", kiosk.plugin("exchange"))
        self._page = 0
        self._seconds = 0

    def compose(self) -> ComposeResult:
        """Lay out heading and numbers."""
        yield Sentence(id="hall-heading")
        yield Static(id="hall-list", markup=False)

    def on_mount(self) -> None:
        """Show the numbers and keep them."""
        self.retranslate()
        self.set_interval(_EVERY_S, self._tick)

    def on_resize(self) -> None:
        """Arrange for the new size."""
        self.call_after_refresh(self.retranslate)

    def retranslate(self) -> None:
        """Show the current round's page."""
        number, seats = self._exchange.hall_seats()
        area = self.query_one("#hall-list", Static).content_size
        pages = arrange_pages(seats, area.width, area.height)
        self._page %= max(1, len(pages))
        heading = _("Exchange session, round {n}: number and table", n=number)
        if len(pages) > 1:
            heading += f"  {self._page + 1}/{len(pages)}"
        if not number:
            heading = _("Exchange session: please wait a moment.")
        self.query_one("#hall-heading", Sentence).update(heading)
        self.query_one("#hall-list", Static).update(pages[self._page] if pages else "")

    def action_turn(self) -> None:
        """Show the next page."""
        self._page += 1
        self._seconds = 0
        self.retranslate()

    def action_leave(self) -> None:
        """Go back to the home screen."""
        self.dismiss()

    def _tick(self) -> None:
        self._seconds += 1
        if self._seconds >= _PAGE_S:
            self.action_turn()
        else:
            self.retranslate()


def arrange_pages(seats: Sequence[tuple[str, int]], width: int, height: int) -> Sequence[str]:
    """Return pages of ``0123-4 → 7`` in columns, each column from the top down."""
    columns, rows = max(1, width // _CELL), max(1, height)
    cells = [f"{number} →{table_no:>3}" for number, table_no in seats]
    pages = []
    for start in range(0, len(cells), columns * rows):
        page = cells[start : start + columns * rows]
        lines = [page[row::rows] for row in range(min(rows, len(page)))]
        pages.append("\n".join("".join(each.ljust(_CELL) for each in line) for line in lines))
    return pages
