"""The keys that do something now, with their words, in the last lines of a screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from venue_kiosk.i18n import Catalogue, _

_GAP: Final = Content(" ")


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
    also: str = ""
    """Another key that does the same; shown where there is room."""
    spare: bool = False
    """Left out before the bar grows into a second line."""


class KeyBar(Static):
    """Shows what can be done here; a newcomer works from these lines alone.

    One line if at all possible: first padding and second keys go, then spare hints. Otherwise
    keys that do not fit go on in the next line, each whole.
    """

    def __init__(self, hints: Sequence[KeyHint], **options: Any) -> None:
        super().__init__(markup=False, **options)
        self._hints = tuple(hints)

    def on_resize(self) -> None:
        """Set the lines anew for the new width."""
        self.retranslate()

    def show_keys(self, hints: Sequence[KeyHint]) -> None:
        """Show other keys from now on."""
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            self.retranslate()

    def retranslate(self) -> None:
        """Show the words in the current language."""
        rows = [_GAP.join(row) for row in _rows(self._hints, self.size.width)]
        self.update(Content("\n").join(rows))


def _rows(hints: Sequence[KeyHint], width: int) -> Sequence[Sequence[Content]]:
    """Return the lines of the roomiest bar that is one line, or of the closest one."""
    needed = [hint for hint in hints if not hint.spare]
    for shown, both, padding in (
        (hints, True, " "),
        (hints, True, ""),
        (hints, False, " "),
        (hints, False, ""),
        (needed, False, ""),
    ):
        row = [_render(hint, padding, both=both) for hint in shown]
        if _width(row) <= width:
            return [row]
    return list(_wrapped([_render(hint, "", both=False) for hint in hints], width))


def _wrapped(parts: Sequence[Content], width: int) -> Iterator[Sequence[Content]]:
    row: list[Content] = []
    for part in parts:
        if row and _width([*row, part]) > width:
            yield row
            row = []
        row.append(part)
    yield row


def _width(row: Sequence[Content]) -> int:
    return sum(part.cell_length for part in row) + max(0, len(row) - 1) * _GAP.cell_length


def _render(hint: KeyHint, padding: str, *, both: bool) -> Content:
    keys = f"{hint.key}/{hint.also}" if both and hint.also else hint.key
    action = hint.action if "." in hint.action else f"screen.{hint.action}"
    click = Style.from_meta({"@click": action})
    cap = f"{padding}{keys}{padding}"
    words = f" {hint.catalogue(hint.words)}{padding}"
    return Content.assemble((cap, Style(bold=True, reverse=True) + click), (words, click))
