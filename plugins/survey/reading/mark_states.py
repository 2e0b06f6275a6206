"""Whether each option is marked, empty, crossed out, or for a person to judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from plugins.survey.reading.ink import InkMap
from plugins.survey.reading.mark_shapes import MarkShape, Shape
from plugins.survey.reading.number_shade import NumberShade
from plugins.survey.reading.sharing import LEAST_MM2, share_out
from plugins.survey.reading.usual_marks import Seen, Usual
from plugins.survey.sheet.places import PagePlan

MarkState: TypeAlias = Literal["marked", "empty", "uncertain", "crossed_out"]

_SURE_EXTENT_MM: Final = 2.2
_SPECK_MM2: Final = 0.5
_SPECK_MM: Final = 0.95
_MUCH: Final = 3.5
"""Times the sheet's usual mark: perhaps crossed out."""
_MUCH_MM2: Final = 16.0
_PALE_SHARE: Final = 0.5
_PALE: Final = 0.2
"""Marks half as dark as the others, and so pale, may have been rubbed out."""
_OTHER_PEN: Final = 1.6
"""Times as dark as the page's other marks: a tear, a stain, or somebody else's pen."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What was found of one option."""

    state: MarkState
    ink_mm2: float
    reason: str | None = None
    """Why a person is asked, in the words of the readings' contract."""
    shape: Shape | None = None
    is_mere_shade: bool = False
    """Pale, without any stroke, and not on the number: pencil hardly pressed, or rubbed out."""


def judge_marks(
    ink: InkMap,
    plan: PagePlan,
    lost: Sequence[bool],
    numbers: Sequence[NumberShade],
    *,
    uneven_mm: float = 0.0,
) -> list[Mark]:
    """Return the state of every option of a page.

    Args:
        ink: all ink of the page.
        plan: where its options are.
        lost: which options' print was not found.
        numbers: how much darker each number is than printed, a check of its own: a stroke along
            the number's own lines leaves hardly any ink beside them.
        uneven_mm: how differently neighbouring cells lie.
    """
    found = zip(share_out(ink, plan), numbers, lost, strict=True)
    seen = [
        Seen.of(option, ink, plan, place, number, is_lost=is_lost)
        for place, (option, number, is_lost) in enumerate(found)
    ]
    usual = Usual.of(seen, uneven_mm)
    return [_judge(each, usual) for each in seen]


def _judge(seen: Seen, usual: Usual) -> Mark:
    option, shape = seen.ink, seen.shape
    area = round(option.area, 2)
    if seen.is_lost or seen.is_covered:
        return Mark("uncertain", area, "print_not_found")
    if option.is_shared:
        return Mark("uncertain", area, "shared_ink")
    if shape is None:
        return _judge_little(seen, area, usual)
    kind = shape.shape
    if _may_be_crossed_out(seen, shape, usual):
        return Mark("crossed_out", area, "crossed_out", kind)
    if usual.area is not None and area > max(_MUCH * usual.area, _MUCH_MM2):
        return Mark("uncertain", area, "much_ink", kind)
    is_pale = option.darkness < min(_PALE, _PALE_SHARE * usual.darkness)
    if usual.area is not None and option.darkness > _OTHER_PEN * usual.darkness:
        return Mark("uncertain", area, "other", kind)
    if usual.is_dot(seen):
        return Mark("empty", area)
    is_little = usual.is_little(option.area) or usual.is_scattered(seen) or seen.is_clear_blot
    if is_pale or is_little or option.extent < _SURE_EXTENT_MM:
        return Mark("uncertain", area, "faint", kind)
    return Mark("marked", area, None, kind)


def _may_be_crossed_out(seen: Seen, shape: MarkShape, usual: Usual) -> bool:
    """Tell whether a mark may have been crossed out, by its shape, its ink and its number."""
    if shape.shape is Shape.STRUCK or usual.is_more_or_through(seen):
        return True
    is_more = shape.shape in {Shape.LEVEL, Shape.RING_AND_MORE}
    is_odd = shape.shape in {Shape.FILL, Shape.CROSS} and usual.is_rare(shape)
    if is_more or is_odd:
        return not usual.is_no_more_than_usual(seen)
    return usual.is_doubled(seen.ink.area, shape)


def _judge_little(seen: Seen, area: float, usual: Usual) -> Mark:
    strokes = seen.ink.strokes
    specks = all(s.area < _SPECK_MM2 and max(s.width, s.height) < _SPECK_MM for s in strokes)
    if usual.is_doubtful(seen):
        is_mere_shade = not seen.is_on_number and not strokes
        return Mark("uncertain", area, "faint", is_mere_shade=is_mere_shade)
    if area < LEAST_MM2 or specks or usual.is_dot(seen):
        return Mark("empty", area)
    return Mark("uncertain", area, "faint")
