"""What a terminal shows that is too small for a desk: plain words instead of a broken screen."""

from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from venue_kiosk.i18n import _
from venue_kiosk.ui.base_app import BaseScreen

LEAST_WIDTH: Final = 60
LEAST_HEIGHT: Final = 18


def is_too_small(width: int, height: int) -> bool:
    """Tell whether a terminal of this many cells cannot hold the desk."""
    return width < LEAST_WIDTH or height < LEAST_HEIGHT


class TooSmallScreen(BaseScreen):
    """Stands in front until the window is large enough again."""

    def compose(self) -> ComposeResult:
        """Lay out the words."""
        yield Static(id="too-small", markup=False)

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()

    def on_resize(self, event: events.Resize) -> None:
        """Say how large the window is now, or leave."""
        if is_too_small(event.size.width, event.size.height):
            self.retranslate()
        elif self.is_current:
            self.dismiss()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        self.query_one("#too-small", Static).update(
            _(
                "This window is too small: {w} × {h}. Make it {least_w} × {least_h} or larger,"
                " or choose smaller letters.",
                w=self.app.size.width,
                h=self.app.size.height,
                least_w=LEAST_WIDTH,
                least_h=LEAST_HEIGHT,
            )
        )
