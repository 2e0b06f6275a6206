"""Which table each colour card goes to, by counting alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Colour: TypeAlias = Literal["blue", "yellow"]


COLOURS: Final[tuple[Colour, ...]] = ("blue", "yellow")


@dataclass(frozen=True, slots=True)
class TableCards:
    """How many cards of each colour belong to one table."""

    table_no: int
    blue: int
    yellow: int


def table_of_card(colour: Colour, number: int, tables: int) -> int:
    """Return the table of the ``number``-th card of a colour.

    Blue cards are dealt from the first table up, yellow ones from the last table down: each
    colour, and both together, differ by one at most, and one card more changes one table only.
    """
    place = (number - 1) % tables
    return place + 1 if colour == "blue" else tables - place


def share_cards(blue: int, yellow: int, tables: int) -> Sequence[TableCards]:
    """Return the cards of every table."""
    counts = [[0, 0] for _ in range(tables)]
    for colour, total in enumerate((blue, yellow)):
        for number in range(1, total + 1):
            counts[table_of_card(COLOURS[colour], number, tables) - 1][colour] += 1
    return [TableCards(n, *pair) for n, pair in enumerate(counts, 1)]
