"""The options of one key as a grid of answer cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plugins.survey.definition import Choice, Key
from plugins.survey.sheet.block import LINE, Block
from plugins.survey.sheet.measuring import break_evenly, ink_box, width
from plugins.survey.sheet.places import OptionPlace, Rect
from plugins.survey.sheet.type_scale import TypeScale

BEFORE_MARK: Final = 5.0
AFTER_MARK: Final = 4.4
AFTER_LABEL: Final = 2.0
"""Free of print around a number and after a label, so that a ring fits."""
_MOST_COLUMNS: Final = 8
_MOST_LINES: Final = 3
_TWO: Final = 2
_BREAK_COST: Final = (0.0, 0.0, 4.0, 20.0)
"""Millimetres that a label of so many lines costs."""
_NATURAL_BREAK: Final = 2.0
_BOX_SIDE: Final = 4.4
_LABEL_AIR: Final = 3.4


@dataclass(frozen=True, slots=True)
class _Cut:
    """How many columns, and each label in lines."""

    columns: int
    labels: Sequence[Sequence[str]]
    heights: Sequence[float]
    """Of each row of the grid."""

    mark_width: float

    def cost(self, unbroken: float) -> tuple[float, int]:
        """Low and with whole labels; a broken word costs more than a line of cells saves."""
        broken = sum(_BREAK_COST[len(each)] for each in self.labels)
        natural = sum(each[0][-1] in "・、 " for each in self.labels if len(each) == _TWO)
        ugly = broken - natural * _NATURAL_BREAK
        return sum(self.heights) + ugly * unbroken, self.columns


@dataclass(frozen=True, slots=True)
class _Place:
    """One option with its label in lines and the cell it gets."""

    key: Key
    option: Choice
    lines: Sequence[str]
    cell: Rect
    mark_width: float


def set_options(key: Key, room: float, scale: TypeScale, *, boxes: bool) -> Block | None:
    """Return the options in a block ``room`` wide; None where a label fits in no column."""
    cuts = [
        cut
        for columns in range(min(len(key.options), _MOST_COLUMNS), 0, -1)
        if (cut := _cut(key.options, columns, room, scale, boxes=boxes))
    ]
    if not cuts:
        return None
    cut = min(cuts, key=lambda each: each.cost(scale.unbroken))
    block, step = Block(), room / cut.columns
    for place, (option, lines) in enumerate(zip(key.options, cut.labels, strict=True)):
        line, column = divmod(place, cut.columns)
        top = sum(cut.heights[:line])
        cell = Rect(column * step, top, step, cut.heights[line])
        place_of = _Place(key, option, lines, cell, cut.mark_width)
        _set_option(block, place_of, scale, boxes=boxes)
    block.height = sum(cut.heights)
    return block


def _cut(
    options: Sequence[Choice], columns: int, room: float, scale: TypeScale, *, boxes: bool
) -> _Cut | None:
    wide = max(_mark_width(each, scale, boxes=boxes) for each in options)
    left = room / columns - BEFORE_MARK - wide - AFTER_MARK - AFTER_LABEL
    if left < 2 * scale.label:
        return None
    labels = [break_evenly(each.label, scale.label, left) for each in options]
    if any(len(lines) > _MOST_LINES for lines in labels) or any(
        width(line, scale.label) > left + 0.1 for lines in labels for line in lines
    ):
        return None
    heights = []
    for first in range(0, len(options), columns):
        lines = max(map(len, labels[first : first + columns]))
        tall = _LABEL_AIR + scale.label * (1 + (lines - 1) * LINE * 0.92)
        heights.append(max(scale.row, tall))
    return _Cut(columns, labels, heights, wide)


def _mark_width(option: Choice, scale: TypeScale, *, boxes: bool) -> float:
    return _BOX_SIDE if boxes else width(option.code, scale.number, bold=True)


def _set_option(block: Block, at: _Place, scale: TypeScale, *, boxes: bool) -> None:
    middle = at.cell.y + at.cell.height / 2
    if boxes:
        mark = Rect(at.cell.x + BEFORE_MARK, middle - _BOX_SIDE / 2, _BOX_SIDE, _BOX_SIDE)
        block.frame(*mark, grey=0)
    else:
        mark = _set_number(block, at.option.code, at.cell.x + BEFORE_MARK, middle, scale.number)
    x = at.cell.x + BEFORE_MARK + at.mark_width + AFTER_MARK
    pitch = scale.label * LINE * 0.92
    first = middle - pitch * (len(at.lines) - 1) / 2
    for place, words in enumerate(at.lines):
        block.write(words, x, first + place * pitch, size=scale.label)
    longest = max(width(words, scale.label) for words in at.lines)
    tall = scale.label + pitch * (len(at.lines) - 1)
    label = Rect(x, middle - tall / 2, longest, tall)
    block.options.append(
        OptionPlace(key=at.key, code=at.option.code, cell=at.cell, mark=mark, label=label)
    )


def _set_number(block: Block, code: str, x: float, middle: float, size: float) -> Rect:
    """Set an option's number around its middle; return where its ink is."""
    left, top, right, bottom = ink_box(code, size, bold=True)
    baseline = middle - (top + bottom) / 2
    block.write_at(code, x - left, baseline, size=size, bold=True)
    return Rect(x, baseline + top, right - left, bottom - top)
