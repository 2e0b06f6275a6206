"""One question on paper: its text, then options, rows, digit boxes or a box for words."""

from collections.abc import Sequence
from typing import Final

from plugins.survey.definition import Definition, Key, Question
from plugins.survey.sheet.block import LINE, Block
from plugins.survey.sheet.measuring import break_evenly, break_lines, width
from plugins.survey.sheet.option_grid import set_options
from plugins.survey.sheet.places import BoxPlace, Rect
from plugins.survey.sheet.type_scale import TypeScale
from plugins.survey.sheet.words import note_of, words_of

ROOM: Final = 166.0
"""Width of the part of the page where questions stand."""
_UNDER_TEXT: Final = 1.0
_NUMBER_GAP: Final = 2.0
_DIGIT_WIDTH: Final = 9.0
_DIGIT_HEIGHT: Final = 11.0
_ROW_SHARES: Final = (0.2, 0.28, 0.36, 0.44)
"""How much of the width a row's words may take beside its options."""
_ROW_GAP: Final = 0.8
_LIGHT: Final = 80
_FRAME: Final = 45


def set_question(question: Question, definition: Definition, scale: TypeScale) -> Block | None:
    """Return the question as a block; None where a label fits in no column."""
    block = _heading(question, definition, scale)
    for part in _parts(question, scale, boxes=definition.mark == "box"):
        if part is None:
            return None
        block.add(part, 0, block.height)
        block.height += part.height
    return block


def _heading(question: Question, definition: Definition, scale: TypeScale) -> Block:
    block, size = Block(), scale.text
    indent = max(width(question.number, size, bold=True) + _NUMBER_GAP, 1.9 * size)
    note = note_of(question, words_of(definition))
    lines = list(break_lines(question.text, size, ROOM - indent, bold=True))
    block.write(question.number, 0, size * LINE / 2, size=size, bold=True)
    small = size * 0.86
    end = width(lines[-1], size, bold=True)
    for place, line in enumerate(lines):
        block.write(line, indent, size * LINE * (place + 0.5), size=size, bold=True)
    block.height = size * LINE * len(lines)
    if note and indent + end + width(note, small) <= ROOM:
        block.write(note, indent + end, block.height - size * LINE / 2, size=small)
    elif note:
        for line in break_lines(note, small, ROOM - indent):
            block.write(line, indent, block.height + size * LINE / 2, size=small)
            block.height += size * LINE
    block.height += _UNDER_TEXT
    return block


def _parts(question: Question, scale: TypeScale, *, boxes: bool) -> Sequence[Block | None]:
    (key, *_more) = question.keys
    if question.rows:
        return _rows(question, scale, boxes=boxes)
    match question.kind:
        case "single" | "scale" | "multiple":
            return [set_options(key, ROOM, scale, boxes=boxes)]
        case "number":
            return [_digit_boxes(key, scale)]
        case "text":
            return [_text_box(key)]


def _rows(question: Question, scale: TypeScale, *, boxes: bool) -> Sequence[Block | None]:
    """Set all rows alike: their words beside the options, or above where that is lower."""
    ways = [
        [_row_beside(key, scale, ROOM * share, boxes=boxes) for key in question.keys]
        for share in _ROW_SHARES
    ]
    ways.append([_row_above(key, scale, boxes=boxes) for key in question.keys])
    fitting = [way for way in ways if None not in way]
    return min(fitting or [[None]], key=lambda way: sum(each.height for each in way if each))


def _row_beside(key: Key, scale: TypeScale, share: float, *, boxes: bool) -> Block | None:
    row = key.row
    grid = set_options(key, ROOM - share, scale, boxes=boxes)
    if row is None or grid is None:
        return None
    indent = max(width(row.number, scale.label, bold=True) + _NUMBER_GAP, 1.5 * scale.label)
    lines = break_evenly(row.label, scale.label, share - indent - 1.0)
    pitch = scale.label * LINE * 0.92
    block = Block(height=max(grid.height, pitch * len(lines) + 2) + _ROW_GAP)
    block.line(0, 0, ROOM, 0, grey=_LIGHT)
    middle = block.height / 2
    first = middle - pitch * (len(lines) - 1) / 2
    block.write(row.number, 0, first, size=scale.label, bold=True)
    for place, line in enumerate(lines):
        block.write(line, indent, first + place * pitch, size=scale.label)
    block.add(grid, share, (block.height - grid.height) / 2)
    return block


def _row_above(key: Key, scale: TypeScale, *, boxes: bool) -> Block | None:
    row = key.row
    grid = set_options(key, ROOM, scale, boxes=boxes)
    if row is None or grid is None:
        return None
    block = Block()
    block.line(0, 0, ROOM, 0, grey=_LIGHT)
    indent = max(width(row.number, scale.label, bold=True) + _NUMBER_GAP, 1.5 * scale.label)
    pitch = scale.label * LINE
    block.write(row.number, 0, pitch / 2 + 1, size=scale.label, bold=True)
    for line in break_lines(row.label, scale.label, ROOM - indent):
        block.write(line, indent, block.height + pitch / 2 + 1, size=scale.label)
        block.height += pitch
    block.add(grid, 0, block.height + 1)
    block.height += grid.height + 1 + _ROW_GAP
    return block


def _digit_boxes(key: Key, scale: TypeScale) -> Block:
    digits = key.question.digits or 1
    block = Block(height=_DIGIT_HEIGHT + 1)
    place = Rect(10.0, 0.5, digits * _DIGIT_WIDTH, _DIGIT_HEIGHT - 1)
    block.frame(place.x - 0.3, place.y - 0.3, place.width + 0.6, place.height + 0.6, grey=_FRAME)
    for column in range(1, digits):
        block.line(place.x + column * _DIGIT_WIDTH, place.y, 0, place.height, grey=_LIGHT)
    block.write(key.question.unit, place.right + 3, block.height / 2, size=scale.label)
    block.boxes.append(BoxPlace(key=key, kind="number", rect=place, digits=digits))
    return block


def _text_box(key: Key) -> Block:
    height = key.question.height_mm or 0.0
    block = Block(height=height + 1)
    block.frame(0.2, 0.2, ROOM - 0.4, height + 0.6, grey=_FRAME)
    rect = Rect(0.6, 0.6, ROOM - 1.2, height - 0.2)
    block.boxes.append(BoxPlace(key=key, kind="text", rect=rect))
    return block
