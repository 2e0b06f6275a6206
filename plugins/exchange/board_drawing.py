"""The table board as text: every table's card, as many lines as there is room for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.text import Text

_NARROWEST: Final = 10
_TALLEST: Final = 3
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One table's card: its sign says with its word what is wrong, never the colour alone."""

    table_no: int
    sign: str
    """``■`` a broken rule, ``△`` worth a look, a blank when all is well."""
    size: str
    mix: str
    why: str
    is_urgent: bool = False

    def lines(self, height: int) -> Sequence[str]:
        """Return its lines; where there are two, a remark takes the place of the mix."""
        head = f"{self.sign}{self.table_no:>3} {self.size}"
        if height < _TALLEST and self.sign.strip():
            return (head, self.why)
        return (head, self.mix, self.why)


@dataclass(frozen=True, slots=True)
class Grid:
    """How cards stand on a board of some size."""

    columns: int
    card_width: int
    card_height: int
    rows_shown: int

    def first_row(self, cursor: int) -> int:
        """Return the first row shown, so that the marked card is among them."""
        row = cursor // self.columns
        return max(0, row - self.rows_shown + 1)


def lay_out(count: int, width: int, height: int) -> Grid:
    """Return the roomiest grid that shows all cards, or as many rows as there is room for."""
    columns = max(1, min(max(1, count), width // _NARROWEST))
    rows = -(-count // columns)
    tall = next(
        (lines for lines in range(_TALLEST, _SHORTEST - 1, -1) if rows * lines <= height),
        _SHORTEST,
    )
    return Grid(columns, width // columns, tall, max(1, height // tall))


def draw_board(cards: Sequence[Card], grid: Grid, *, cursor: int, held: int | None) -> Text:
    """Return the rows of cards around the marked one; ``held`` is where somebody was taken from."""
    first = grid.first_row(cursor) * grid.columns
    shown = range(first, min(len(cards), first + grid.rows_shown * grid.columns))
    board = Text(no_wrap=True, overflow="ignore", end="")
    for start in range(first, len(shown) + first, grid.columns):
        row = [index for index in range(start, start + grid.columns) if index in shown]
        for line in range(grid.card_height):
            for index in row:
                board.append(*_part(cards[index], line, grid, _style(index, cards, cursor, held)))
            board.append("\n")
    return board


def _part(card: Card, line: int, grid: Grid, style: str) -> tuple[str, str]:
    return fit(card.lines(grid.card_height)[line], grid.card_width - 1) + " ", style


def _style(index: int, cards: Sequence[Card], cursor: int, held: int | None) -> str:
    if index == cursor:
        return "bold reverse"
    if cards[index].table_no == held:
        return "underline"
    return "bold" if cards[index].is_urgent else ""


def fit(words: str, width: int) -> str:
    """Return ``words`` in exactly ``width`` cells."""
    kept, cells = "", 0
    for sign in words:
        if cells + cell_len(sign) > width:
            break
        kept += sign
        cells += cell_len(sign)
    return kept + " " * (width - cells)
