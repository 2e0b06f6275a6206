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

    One line if at all possible: first second keys and padding go, then spare hints. Otherwise
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
    for shown, render in (
        (hints, _with_both_keys),
        (hints, _roomy),
        (hints, _close),
        (needed, _close),
    ):
        row = [render(hint) for hint in shown]
        if _width(row) <= width:
            return [row]
    return list(_wrapped([_close(hint) for hint in hints], width))


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


def _with_both_keys(hint: KeyHint) -> Content:
    cap = f"{hint.key}/{hint.also}" if hint.also else hint.key
    return _render(hint, f" {cap} ", " ")


def _roomy(hint: KeyHint) -> Content:
    return _render(hint, f" {hint.key} ", " ")


def _close(hint: KeyHint) -> Content:
    return _render(hint, hint.key, "")


def _render(hint: KeyHint, cap: str, end: str) -> Content:
    action = hint.action if "." in hint.action else f"screen.{hint.action}"
    click = Style.from_meta({"@click": action})
    words = f" {hint.catalogue(hint.words)}{end}"
    return Content.assemble((cap, Style(bold=True, reverse=True) + click), (words, click))
