"""A field for a reception number: digits only, so that the desk's letter keys stay free."""

from textual import events
from textual.widgets import Input

from venue_kiosk.api_ui import is_number_sign

_LONGEST = 12


class NumberField(Input):
    """Takes digits and hyphens, full-width ones too; everything else passes on."""

    def __init__(self, **options: str) -> None:
        super().__init__(max_length=_LONGEST, select_on_focus=False, **options)  # type: ignore[arg-type]

    def take(self, character: str) -> None:
        """Type a sign that was pressed elsewhere; the first one begins a new number."""
        before = self.value if self.screen.focused is self else ""
        self.value = (before + character)[:_LONGEST]
        self.cursor_position = len(self.value)
        self.screen.set_focus(self)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Tell whether a key is typing here, so that it is offered to no shortcut."""
        return is_number_sign(character or "") or key == "backspace"

    async def _on_key(self, event: events.Key) -> None:
        if event.is_printable and not is_number_sign(event.character or ""):
            event.prevent_default()  # or Input's own handler would type it all the same

    def _on_paste(self, event: events.Paste) -> None:
        if not all(map(is_number_sign, event.text.strip())):
            event.prevent_default()  # such as a file that was dropped: the screen's affair
