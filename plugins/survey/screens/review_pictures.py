"""What of a doubt is shown: the cells with ink, as large as can be, or the whole question."""

from collections.abc import Sequence
from typing import Final

from plugins.survey.desk.cutting import Cutter, decode_crop
from plugins.survey.desk.reviewing import Item
from venue_kiosk.api_ui import Picture

_MOST_CELLS: Final = 4


def pictures_of(item: Item, cutter: Cutter) -> Sequence[Picture]:
    """Return the inked cells of a choice; the whole question where they are none or many."""
    if item.crop is None or item.key is None or not item.key.is_choice:
        return whole_picture(item)
    cells = cutter.cells(item.crop, item.key.key)
    inked = _inked(item) & cells.keys()
    labels = {each.code: each.label for each in item.key.choices}
    shown = [
        Picture(f"{code} {labels[code]}", cells[code]) for code in item.key.codes if code in inked
    ]
    return shown if 0 < len(shown) <= _MOST_CELLS else whole_picture(item)


def whole_picture(item: Item) -> Sequence[Picture]:
    """Return all that was kept of a doubt."""
    grey = decode_crop(item.crop) if item.crop is not None else None
    return [Picture("", grey)] if grey is not None else []


def _inked(item: Item) -> set[str]:
    """Return the options with ink, or those the reader proposes."""
    assert item.key is not None
    name = item.key.key
    inked = {
        mark.code
        for mark in item.reading.marks
        if mark.state != "empty"
        and name == (f"{mark.question}.{mark.row}" if mark.row else mark.question)
    }
    return inked or set(item.answer.codes if item.answer else ())
