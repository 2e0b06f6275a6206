"""A field for a reception number: digits only, so that the desk's letter keys stay free."""

import unicodedata

from textual import events
from textual.widgets import Input

_LONGEST = 12


def is_number_sign(character: str | None) -> bool:
    """Tell whether a typed character may be part of a reception number."""
    folded = unicodedata.normalize("NFKC", character or "")
    return folded.isdigit() or folded in {"-", "ー", "‐", "−"}


class NumberField(Input):
    """Takes digits and hyphens, full-width ones too; everything else passes on."""

    def __init__(self, **options: str) -> None:
        super().__init__(max_length=_LONGEST, select_on_focus=False, **options)  # type: ignore[arg-type]

    def begin(self, character: str) -> None:
        """Take the focus at once, with the first digit already typed."""
        self.value += character
        self.cursor_position = len(self.value)
        # Widget.focus() would wait its turn, and the next digit come to the desk instead.
        self.screen.set_focus(self)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Tell whether a key is typing here, so that it is offered to no shortcut."""
        return is_number_sign(character) or key == "backspace"

    async def _on_key(self, event: events.Key) -> None:
        if event.is_printable and not is_number_sign(event.character):
            event.prevent_default()  # or Input's own handler would type it all the same
