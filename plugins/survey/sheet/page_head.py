"""What stands above and below the questions: title, introduction, an example of a mark."""

from typing import Final

from plugins.survey.definition import Definition
from plugins.survey.sheet.block import LINE, Block
from plugins.survey.sheet.measuring import break_lines, ink_box, width
from plugins.survey.sheet.places import PAGE_WIDTH, QR_PLACE, SERIAL_PLACE
from plugins.survey.sheet.type_scale import TypeScale
from plugins.survey.sheet.words import words_of

FOOT: Final = 279.0
"""Where the questions end."""
_LEFT: Final = 22.0
_ROOM: Final = 166.0
_TITLE: Final = 6.6
_TITLE_ROOM: Final = QR_PLACE.x - 4.5 - _LEFT
_SMALL: Final = 3.2
_HEAD_TOP: Final = 9.0
_HEAD_BOTTOM: Final = 30.5
_MOST_TITLE_LINES: Final = 2


def set_head(definition: Definition, page: int, scale: TypeScale) -> tuple[Block, float]:
    """Return the head of a page, and where its questions begin."""
    block = Block()
    size = _TITLE if page == 1 else _TITLE * 0.75
    lines = break_lines(definition.title, size, _TITLE_ROOM, bold=True)
    while len(lines) > _MOST_TITLE_LINES:
        size *= 0.9
        lines = break_lines(definition.title, size, _TITLE_ROOM, bold=True)
    for place, line in enumerate(lines):
        middle = _HEAD_TOP + size * LINE * (place + 0.6)
        block.write(line, _LEFT, middle, size=size, bold=True)
    top = SERIAL_PLACE.bottom + 1 if definition.serial == "batch" else _HEAD_BOTTOM
    if page > 1:
        return block, top
    size = scale.label * 0.92
    for line in break_lines(definition.intro, size, _ROOM):
        block.write(line, _LEFT, top + size * LINE / 2, size=size)
        top += size * LINE
    top = _set_example(block, definition, top + 1.5)
    return block, top + scale.gap


def _set_example(block: Block, definition: Definition, top: float) -> float:
    """Show what a good mark looks like; return where it ends."""
    words, size = words_of(definition), 4.0
    height, x = 9.5, _LEFT
    middle = top + height / 2
    block.frame(_LEFT, top, _ROOM, height, grey=70)
    block.write(words.example, x + 2, middle, size=size * 0.9)
    x += 2 + width(words.example, size * 0.9) + 6
    boxes = definition.mark == "box"
    for number in "123":
        left, up, right, down = ink_box(number, size, bold=True)
        if boxes:
            block.frame(x - 1, middle - 2.2, 4.4, 4.4, grey=0)
        else:
            block.write_at(number, x, middle - (up + down) / 2, size=size, bold=True)
        if number == "2":
            centre = x + 1.2 if boxes else x + (left + right) / 2
            block.drawings.append(
                {"kind": "ring", "x": centre - 3.5, "y": middle - 3.7, "width": 7.0}
                | {"height": 7.4, "stroke": 0.6, "grey": 0}
            )
        x += 11
    note = words.tick if boxes else words.correction
    room = _LEFT + _ROOM - x - 2
    small = size * 0.8
    lines = break_lines(note, small, room)
    for place, line in enumerate(lines):
        block.write(line, x, middle + (place - (len(lines) - 1) / 2) * small * 1.2, size=small)
    return top + height


def set_foot(definition: Definition, page: int, pages: int) -> Block:
    """Return the foot of a page: the marks do not tell whose sheet it is."""
    block, words = Block(), words_of(definition)
    block.write(words.code, _LEFT, 283.5, size=_SMALL * 0.9)
    side = words.side.format(page=page, pages=pages)
    if page < pages:
        side = f"{words.more}　{side}"
    block.write(side, PAGE_WIDTH - _LEFT - width(side, _SMALL), 287.5, size=_SMALL)
    return block
