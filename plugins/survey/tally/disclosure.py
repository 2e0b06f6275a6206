"""Whether a hidden count can be worked out from everything that is shown."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final, TypeAlias

Cell: TypeAlias = Hashable
"""Names one published number; the same number in two tables is one cell."""

_MOST_STEPS: Final = 4_000
"""Tried before a count is taken for one that can be worked out; more is hidden then."""
_DEEPEST: Final = 12


@dataclass(frozen=True, slots=True)
class Line:
    """Published numbers that add up to another one."""

    parts: tuple[Cell, ...]
    total: Cell

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Parts and total."""
        return (*self.parts, self.total)


@dataclass(frozen=True, slots=True)
class _Term:
    line: int
    sign: int


@dataclass(slots=True)
class _Search:
    """Looks for other numbers that fit all lines: each hidden one may go up or down by one."""

    values: Mapping[Cell, int]
    members: Mapping[int, Sequence[tuple[Cell, int]]]
    terms: Mapping[Cell, Sequence[_Term]]
    steps: int = _MOST_STEPS
    moved: dict[Cell, int] = field(default_factory=dict)
    off: dict[int, int] = field(default_factory=dict)

    def moves(self, cell: Cell, by: int, depth: int) -> bool:
        """Say whether ``cell`` can change while every line is brought into balance again."""
        self.steps -= 1
        if self.values[cell] + by < 0 or self.steps < 0:
            return False
        self._shift(cell, by)
        self.moved[cell] = by
        if self._settles(depth):
            return True
        del self.moved[cell]
        self._shift(cell, -by)
        return False

    def _settles(self, depth: int) -> bool:
        open_lines = [line for line, off in self.off.items() if off]
        if not open_lines:
            return True
        if len(open_lines) > depth:
            return False
        line = min(open_lines, key=lambda each: len(self.members[each]))
        return any(self.moves(cell, by, depth - 1) for cell, by in self._answers(line))

    def _answers(self, line: int) -> Iterator[tuple[Cell, int]]:
        off = self.off[line]
        down = -1 if off > 0 else 1
        for cell, sign in self.members[line]:
            if cell not in self.moved:
                yield cell, down * sign

    def _shift(self, cell: Cell, by: int) -> None:
        for term in self.terms[cell]:
            self.off[term.line] = self.off.get(term.line, 0) + term.sign * by


def can_be_another(
    cell: Cell, *, values: Mapping[Cell, int], hidden: AbstractSet[Cell], lines: Sequence[Line]
) -> bool:
    """Say whether the hidden ``cell`` could have another value, all that is shown being known.

    True comes with a proof (other whole numbers ≥ 0 that fit every line); False may be caution.
    """
    members: dict[int, list[tuple[Cell, int]]] = {}
    terms: dict[Cell, list[_Term]] = {each: [] for each in hidden}
    for number, line in enumerate(lines):
        signed = [*((part, 1) for part in line.parts), (line.total, -1)]
        for each, sign in signed:
            if each in hidden:
                members.setdefault(number, []).append((each, sign))
                terms[each].append(_Term(number, sign))
    for depth in range(2, _DEEPEST, 2):
        for by in (1, -1):
            if _Search(values, members, terms).moves(cell, by, depth):
                return True
    return False
