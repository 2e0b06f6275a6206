"""The keys that do something now, with their words, in the last lines of a screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from venue_kiosk.i18n import Catalogue, _

_GAP: Final = " "


@dataclass(frozen=True, slots=True)
class KeyHint:
    """One key of the bar."""

    key: str
    """As it stands on the key cap: ``F2``, ``Space``."""
    words: str
    """Message id of what it does."""
    action: str
    """Textual action of the screen that a click runs."""
    catalogue: Catalogue = _

    def parts(self) -> tuple[str, str]:
        """Return key cap and words as shown."""
        return f" {self.key} ", f" {self.catalogue(self.words)} "

    def width(self) -> int:
        """Return how many cells it takes."""
        return sum(map(cell_len, self.parts()))


class KeyBar(Static):
    """Shows what can be done here; a newcomer works from these lines alone.

    Keys that do not fit go on in the next line, each whole.
    """

    def __init__(self, hints: Sequence[KeyHint], **options: Any) -> None:
        super().__init__(markup=False, **options)
        self._hints = tuple(hints)

    def on_resize(self) -> None:
        """Set the lines anew for the new width."""
        self.retranslate()

    def show_keys(self, hints: Sequence[KeyHint]) -> None:
        """Show other keys from now on."""
        self._hints = tuple(hints)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the words in the current language."""
        self.update(Content("\n").join(map(_render, _rows(self._hints, self.size.width))))


def _rows(hints: Sequence[KeyHint], width: int) -> Iterator[Sequence[KeyHint]]:
    row: list[KeyHint] = []
    used = 0
    for hint in hints:
        if row and used + hint.width() > width:
            yield row
            row, used = [], 0
        row.append(hint)
        used += hint.width() + len(_GAP)
    yield row


def _render(row: Sequence[KeyHint]) -> Content:
    return Content(_GAP).join(map(_render_hint, row))


def _render_hint(hint: KeyHint) -> Content:
    action = hint.action if "." in hint.action else f"screen.{hint.action}"
    click = Style.from_meta({"@click": action})
    cap, words = hint.parts()
    return Content.assemble((cap, Style(bold=True, reverse=True) + click), (words, click))
