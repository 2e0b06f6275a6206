"""Which counts are not shown: small ones, and those from which a small one follows."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from plugins.survey.tally.disclosure import Cell, Line, can_be_another


@dataclass(frozen=True, slots=True)
class Cover:
    """People each of whom is in at least one of the parts."""

    parts: tuple[Cell, ...]
    people: tuple[Cell, ...]
    """The shown numbers that tell how many people they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """All numbers of all tables of one run, as a reader of all of them sees them."""

    values: Mapping[Cell, int]
    lines: Sequence[Line]
    covers: Sequence[Cover] = ()
    always: AbstractSet[Cell] = frozenset()
    """Never hidden."""
    small_matters: AbstractSet[Cell] = frozenset()
    """Hidden when from 1 to below the limit."""
    known: AbstractSet[Cell] = frozenset()
    """Follow from what another table always shows; hiding them here protects nobody."""
    together: Sequence[tuple[Cell, Cell]] = ()
    """Where the first is hidden, the second is too."""


_NOTHING: Final[frozenset[Cell]] = frozenset()


def decide_hidden(published: Published, *, below: int) -> frozenset[Cell]:
    """Return the cells that are not shown; none when ``below`` is 0."""
    small = {cell for cell in published.small_matters if 0 < published.values[cell] < below}
    if not small:
        return _NOTHING
    hidden = set(small)
    while True:
        _complement(published, hidden)
        told = next(_worked_out(published, small, hidden), None)
        if told is None or not _hide_near(published, told, hidden):
            return frozenset(hidden)


def _complement(published: Published, hidden: set[Cell]) -> None:
    """Hide a second number wherever exactly one of a line is hidden."""
    changed = True
    while changed:
        before = len(hidden)
        hidden.update(second for first, second in published.together if first in hidden)
        for line in published.lines:
            inside = [cell for cell in line.cells if cell in hidden]
            if len(inside) == 1 or sum(cell not in published.known for cell in inside) == 1:
                _hide_one(published, line, hidden)
        for cover in published.covers:
            _blur(published, cover, hidden)
        changed = len(hidden) > before


def _hide_one(published: Published, line: Line, hidden: set[Cell]) -> bool:
    """Hide the smallest part above 0, else a 0, else the total."""
    free = [each for each in line.parts if each not in hidden and each not in published.always]
    above = [each for each in free if published.values[each] > 0]
    if above or free:
        hidden.add(min(above or free, key=lambda each: published.values[each]))
        return True
    if line.total in hidden or line.total in published.always:
        return False
    hidden.add(line.total)
    return True


def _blur(published: Published, cover: Cover, hidden: set[Cell]) -> None:
    """Hide a 0 where all people of a cover would have to be in its only hidden part."""
    shown = [each for each in cover.parts if each not in hidden]
    alone = len(cover.parts) - len(shown) == 1
    known = not any(each in hidden for each in cover.people)
    if alone and known and shown and not any(published.values[each] for each in shown):
        hidden.add(shown[0])


def _worked_out(
    published: Published, small: AbstractSet[Cell], hidden: set[Cell]
) -> Iterator[Cell]:
    secret = hidden - published.known
    for cell in sorted(small - published.known, key=repr):
        if not can_be_another(cell, values=published.values, hidden=secret, lines=published.lines):
            yield cell


def _hide_near(published: Published, cell: Cell, hidden: set[Cell]) -> bool:
    """Hide one more number of a line that ``cell`` stands in, or of any line."""
    near = [line for line in published.lines if cell in line.cells]
    return any(_hide_one(published, line, hidden) for line in [*near, *published.lines])
