"""The keys that do something now, with their words, in the last line of a screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from venue_kiosk.i18n import Catalogue, _


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One key of the bar."""

    key: str
    """As it stands on the key cap: ``F2``, ``Space``."""
    words: str
    """Message id of what it does."""
    action: str
    """Textual action that a click runs."""
    catalogue: Catalogue = _


class _Key(Static):
    """One clickable hint."""

    def __init__(self, hint: KeyHint) -> None:
        super().__init__(markup=False)
        self.hint_of_key = hint

    def retranslate(self) -> None:
        """Show the words in the current language."""
        hint = self.hint_of_key
        self.update(f" {hint.key} {hint.catalogue(hint.words)} ")

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        event.stop()
        await self.screen.run_action(self.hint_of_key.action)


class KeyBar(Horizontal):
    """Shows what can be done here; a newcomer works from this line alone."""

    def __init__(self, hints: Sequence[KeyHint], **options: Any) -> None:
        super().__init__(**options)
        self._hints = hints

    def compose(self) -> ComposeResult:
        """Lay the keys out from the left."""
        for hint in self._hints:
            yield _Key(hint)
