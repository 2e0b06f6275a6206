"""The verdict after a scan, readable four ways: word, sign, colour and sound."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias, get_args

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from venue_kiosk.i18n import _
from venue_kiosk.ui.sound import Sound
from venue_kiosk.ui.widgets.block_drawing import (
    FEWEST_ROWS,
    BlockDrawing,
    draw_number,
    draw_sign,
    side_by_side,
)
from venue_kiosk.ui.widgets.sentence import Sentence, break_lines

Look: TypeAlias = Literal["ok", "wait", "stop", "guide", "childcare", "idle"]
Sign: TypeAlias = Literal["○", "△", "■", "？", "i", ""]

LOOKS: Final[tuple[Look, ...]] = get_args(Look)

_MOST_ROWS: Final = 18
_PLEASANT_ROWS: Final = 7
_GAP: Final = 3
_FEWEST_WORD_CELLS: Final = 28
"""Twelve characters with their sign, and a little air."""
_PARTS: Final = ("big", "second", "name", "staff")


@dataclass(frozen=True, slots=True)
class VerdictView:
    """What to show; every text is in the language shown now."""

    sign: Sign
    big: str
    """One sentence of at most 12 full-width characters; a longer one is wrapped, never cut."""
    second: str = ""
    """For the guest: what comes next."""
    staff: str = ""
    """For whoever works the desk; stands small below a line."""
    look: Look = "idle"
    number: str | None = None
    """Digits to show large, such as a table number."""
    sound: Sound = "none"
    name: str = field(default="", repr=False)
    """Whose verdict it is; hidden after a few seconds, the verdict stays."""


class VerdictPanel(Vertical):
    """Shows one verdict until the next one comes; nothing in it blinks or times out but the name.

    The sign stands at the beginning of its line with a space behind it, because terminals differ
    in how wide they draw it, and once more as a large drawing where there is room: beside the
    words, or above them.
    """

    def __init__(
        self,
        *,
        on_sound: Callable[[Sound], None],
        hide_name_after: float = 3.0,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._on_sound = on_sound
        self._hide_name_after = hide_name_after
        self._shown = 0
        self._name_is_out = True
        self._view = VerdictView("", "")

    def compose(self) -> ComposeResult:
        """Lay out what guests read, and below it what staff read."""
        with Container(classes="verdict-row"):
            yield BlockDrawing(classes="verdict-sign")
            with Vertical(classes="verdict-words"):
                yield Sentence(classes="verdict-big")
                yield Sentence(classes="verdict-second")
            yield BlockDrawing(classes="verdict-number")
        with Vertical(classes="verdict-for-staff"):
            yield Sentence(classes="verdict-name")
            yield Sentence(classes="verdict-staff")

    def show(self, view: VerdictView) -> None:
        """Show ``view`` with its sound; the verdict before disappears."""
        self._shown += 1
        shown = self._shown
        self._name_is_out = False
        self._write(view)
        self._on_sound(view.sound)
        if view.name:
            self.set_timer(self._hide_name_after, lambda: self._hide_name(shown))

    def rewrite(self, view: VerdictView) -> None:
        """Show the same verdict again in another language: no sound, no name once it is hidden."""
        self._write(view)

    def on_resize(self) -> None:
        """Draw as large as there is room now."""
        self._draw()

    def _write(self, view: VerdictView) -> None:
        self._view = view
        for look in LOOKS:
            self.set_class(look == view.look, f"-{look}")
        for part, words in zip(_PARTS, self._words(), strict=True):
            line = self.query_one(f".verdict-{part}", Sentence)
            line.update(words)
            line.display = bool(words)
        # Its line stays when the name goes, so that nothing moves under somebody's eyes.
        self.query_one(".verdict-name").display = bool(view.name)
        below = self.query_one(".verdict-for-staff")
        below.display = bool(view.staff or view.name)
        below.border_title = " " + _("Staff") + " "
        self.border_title = _("Childcare") if view.look == "childcare" else None
        self._draw()

    def _words(self) -> tuple[str, str, str, str]:
        """Return the texts of ``_PARTS``."""
        view = self._view
        name = "" if self._name_is_out else view.name
        return f"{view.sign} {view.big}".strip(), view.second, name, view.staff

    def _hide_name(self, shown: int) -> None:
        if shown == self._shown:
            self._name_is_out = True
            self.query_one(".verdict-name", Sentence).update("")

    # -- how large ---------------------------------------------------------------------------

    def _draw(self) -> None:
        width, height = self._room()
        place, rows = _place_drawing(self._view, width, height)
        self.set_class(place == "beside", "-beside")
        self.set_class(place == "above", "-above")
        sign: Sequence[str] = draw_sign(self._view.sign, rows) if place else []
        number = draw_number(self._view.number or "", rows or FEWEST_ROWS)
        if place == "above":
            sign, number = side_by_side([sign, number], width), []
        self.query_one(".verdict-sign", BlockDrawing).draw(sign)
        self.query_one(".verdict-number", BlockDrawing).draw(number)

    def _room(self) -> tuple[int, int]:
        """Return the cells that sign and words have, with air on every side."""
        width = self.outer_size.width - 6
        below = 2 * bool(self._view.name or self._view.staff) + bool(self._view.name)
        below += _lines(self._view.staff, width)
        return width, self.outer_size.height - 2 - below


def _place_drawing(
    view: VerdictView, width: int, height: int
) -> tuple[Literal["beside", "above", ""], int]:
    """Return where the sign is drawn, and in how many rows; nowhere where there is no room."""
    beside = min(height, _MOST_ROWS, _rows_beside(view, width))
    words = 1 + _lines(f"{view.sign} {view.big}", width) + 1 + _lines(view.second, width)
    above = min(height - words, _MOST_ROWS, width // 2)
    if beside >= FEWEST_ROWS and (beside >= _PLEASANT_ROWS or beside >= above):
        return "beside", beside
    if above >= FEWEST_ROWS:
        return "above", above
    return "", 0


def _rows_beside(view: VerdictView, width: int) -> int:
    """Return how many rows a sign may have, so that words and number stand beside it."""
    for rows in range(_MOST_ROWS, 0, -1):
        number = draw_number(view.number or "", rows)
        cells = 2 * rows + _GAP + (len(number[0]) + _GAP if number else 0)
        if width - cells >= _FEWEST_WORD_CELLS:
            return rows
    return 0


def _lines(words: str, width: int) -> int:
    if cell_len(words) <= width:
        return int(bool(words))
    return len(break_lines(words, width))
