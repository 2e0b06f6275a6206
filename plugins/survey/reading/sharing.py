"""Which option each stroke belongs to, and where one stroke concerns two."""

from typing import Final

from plugins.survey.reading.ink import InkMap, Stroke
from plugins.survey.reading.option_ink import OptionInk
from plugins.survey.reading.pixels import DOTS_PER_MM2, crop
from plugins.survey.sheet.places import PagePlan, Rect

LEAST_MM2: Final = 0.25
"""Less ink than this in a cell is nothing."""
_LINE_MM: Final = 40.0
_LINE_WIDTH_MM: Final = 4.0
_LONG_MM: Final = 100.0
"""Strokes so long and straight are folds or edges of shadows, or concern several options."""
_MANY_CELLS: Final = 3
_OWN_SHARE: Final = 0.5
"""A stroke with less than this in one cell belongs to none for sure."""
_OTHER_SHARE: Final = 0.3
_OTHER_MM2: Final = 1.0
_BEFORE_MM: Final = 0.8
_NO_SPECK_MM2: Final = 1.3
_NEAR_NUMBER_MM: Final = 1.3
_NEAR_NUMBER_MM2: Final = 0.3


def share_out(ink: InkMap, plan: PagePlan) -> list[OptionInk]:
    """Return the ink of every option of a page."""
    found = [OptionInk() for _option in plan.options]
    for stroke in ink.strokes:
        touched = [(place, area) for place, area in stroke.shares if area >= LEAST_MM2]
        if not touched:
            continue
        owner, area = touched[0]
        others = _others(stroke, ink, plan)
        if _crosses(stroke, touched) or area < _OWN_SHARE * stroke.area:
            others = [place for place, _area in touched]
        for place in {owner, *others}:
            found[place].strokes.append(stroke)
            found[place].is_shared |= bool(others)
    for option, place_of in zip(found, plan.options, strict=True):
        option.is_shared |= _lies_before(option, place_of.mark)
    return found


def _lies_before(option: OptionInk, number: Rect) -> bool:
    """Tell whether ink lies left of the number: an arrow to the words before it, or damage."""
    if option.area < _NO_SPECK_MM2:
        return False
    left = min(stroke.left for stroke in option.strokes)
    right = max(stroke.left + stroke.width for stroke in option.strokes)
    return (left + right) / 2 < number.x - _BEFORE_MM


def _crosses(stroke: Stroke, touched: list[tuple[int, float]]) -> bool:
    many = sum(area >= _OTHER_MM2 for _place, area in touched) >= _MANY_CELLS
    long, narrow = max(stroke.width, stroke.height), min(stroke.width, stroke.height)
    return many or long > _LONG_MM or (long > _LINE_MM and narrow < _LINE_WIDTH_MM)


def _others(stroke: Stroke, ink: InkMap, plan: PagePlan) -> list[int]:
    """Return the options beside the first that a stroke may mean as well."""
    return [
        place
        for place, area in stroke.shares[1:]
        if (area > _OTHER_MM2 and area > _OTHER_SHARE * stroke.area)
        or (area > _NEAR_NUMBER_MM2 and _reaches_number(stroke, ink, plan, place))
    ]


def _reaches_number(stroke: Stroke, ink: InkMap, plan: PagePlan, place: int) -> bool:
    around = crop(ink.strokes_at, plan.options[place].mark, _NEAR_NUMBER_MM)
    return float((around == stroke.label).sum()) / DOTS_PER_MM2 > _NEAR_NUMBER_MM2
