"""Whether each option is marked, empty, crossed out, or for a person to judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal, TypeAlias

from plugins.survey.reading.ink import InkMap
from plugins.survey.reading.mark_shapes import MarkShape, Shape, describe
from plugins.survey.reading.option_ink import OptionInk, picture_of
from plugins.survey.reading.sharing import LEAST_MM2, share_out
from plugins.survey.sheet.places import OptionPlace, PagePlan

MarkState: TypeAlias = Literal["marked", "empty", "uncertain", "crossed_out"]

SURE_MM2: Final = 1.3
"""A mark of less ink is for a person: a light tick, or where a pen rested."""
_SURE_EXTENT_MM: Final = 2.2
_SPECK_MM2: Final = 0.5
_SPECK_MM: Final = 0.95
_DOT_MM: Final = 1.7
_DOT_TIMES: Final = 3.0
_DOT_NEEDS: Final = 2
"""Where at least so many marks are so many times as large, a dot is where a pen rested."""
_BLOT_MM: Final = 2.2
_CLEAR_MM: Final = 1.0
_ROUND: Final = 0.6
"""Share of its box that a blot fills at least; a disc fills 0.79."""
_FAINT_MM2: Final = 4.0
"""So much shade without a stroke may be pencil hardly pressed, or rubbed out."""
_PRESSED: Final = 0.25
"""Who makes marks this dark has rubbed out what is a shade without any stroke."""
_NUMBER_SHADE: Final = 2.6
"""Levels of 255 by which a number that nobody touched is hardly ever darker."""
_PALE_SHARE: Final = 0.5
_PALE: Final = 0.2
"""Marks half as dark as the others, and so pale, may have been rubbed out."""
_OTHER_PEN: Final = 1.6
"""Times as dark as the page's other marks: a tear, a stain, or somebody else's pen."""
_LITTLE: Final = 0.45
"""Of the sheet's usual mark: perhaps where a felt pen rested, or print, not a mark."""
_CRUMPLED_MM: Final = 0.15
_LITTLE_CRUMPLED: Final = 0.55
"""The same where cells lie so unevenly that print is hardly ever covered exactly."""
_DOUBLED: Final = {Shape.CROSS: (1.4, 1.2), Shape.FILL: (1.25, 1.2)}
"""Times the usual mark's ink and extent: who crosses or fills may strike out likewise."""
_MUCH: Final = 3.5
"""Times the sheet's usual mark: perhaps crossed out."""
_MUCH_MM2: Final = 16.0
_USUAL_NEEDS: Final = 3
_AROUND_MM: Final = 4.0


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
    shades: Sequence[float],
    cores: Sequence[float],
    *,
    uneven_mm: float = 0.0,
) -> list[Mark]:
    """Return the state of every option of a page.

    Args:
        ink: all ink of the page.
        plan: where its options are.
        lost: which options' print was not found.
        shades: how much darker each number is than printed, a check of its own: a stroke along
            the number's own lines leaves hardly any ink beside them.
        cores: the same of the middle of each number's height, of its paler side.
        uneven_mm: how differently neighbouring cells lie.
    """
    options = share_out(ink, plan)
    shapes: list[MarkShape | None] = [
        describe(
            picture_of(each, ink, plan, place, _AROUND_MM),
            plan.options[place],
            shades[place] / max(1.0, 255 * each.darkness),
            cores[place] / max(1.0, 255 * each.darkness),
        )
        if each.area >= SURE_MM2
        else None
        for place, each in enumerate(options)
    ]
    usual = _Usual.of(options, shapes, is_crumpled=uneven_mm > _CRUMPLED_MM)
    seen = map(_Seen, plan.options, options, shapes, lost, ink.faint, shades)
    return [_judge(each, usual) for each in seen]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was seen of one option."""

    place: OptionPlace
    ink: OptionInk
    shape: MarkShape | None
    is_lost: bool
    faint_mm2: float
    number_shade: float

    @property
    def is_on_number(self) -> bool:
        """Its number is darker than a number that nobody touched."""
        return self.number_shade >= _NUMBER_SHADE

    @property
    def is_clear_blot(self) -> bool:
        """All its ink is one small round blot, clear of its number."""
        if len(self.ink.strokes) != 1 or self.ink.extent > _BLOT_MM or self.is_on_number:
            return False
        blot, number = self.ink.strokes[0], self.place.mark
        is_right = blot.left > number.right + _CLEAR_MM
        is_left = blot.left + blot.width < number.x - _CLEAR_MM
        is_round = blot.area > _ROUND * blot.width * blot.height
        return is_round and (is_right or is_left)


@dataclass(frozen=True, slots=True)
class _Usual:
    """How whoever filled in this page marks."""

    area: float | None
    hull: float
    darkness: float
    shapes: Sequence[Shape]
    extent: float
    """Longest side of the usual mark in mm; 0 when there is none."""
    is_crumpled: bool

    @classmethod
    def of(
        cls,
        options: Sequence[OptionInk],
        shapes: Sequence[MarkShape | None],
        *,
        is_crumpled: bool,
    ) -> "_Usual":
        sure = [
            (option, shape)
            for option, shape in zip(options, shapes, strict=True)
            if shape and not option.is_shared
        ]
        return cls(
            area=median(o.area for o, _s in sure) if len(sure) >= _USUAL_NEEDS else None,
            hull=median(shape.hull_mm2 for _o, shape in sure) if sure else 0.0,
            darkness=median(o.darkness for o, _s in sure) if sure else 1.0,
            shapes=[shape.shape for _o, shape in sure],
            extent=median(o.extent for o, _s in sure) if len(sure) >= _DOT_NEEDS else 0.0,
            is_crumpled=is_crumpled,
        )

    def is_rare(self, shape: MarkShape) -> bool:
        """Tell whether other marks of the page mostly look different."""
        like = self.shapes.count(shape.shape)
        if shape.shape is Shape.CROSS and shape.hull_mm2 <= _DOUBLED[shape.shape][1] * self.hull:
            like += self.shapes.count(Shape.FILL)  # filled in hastily, with white left in it
        return like * 2 < len(self.shapes)

    def is_doubtful(self, seen: _Seen) -> bool:
        """Tell whether shade, without a stroke, may be a mark."""
        is_pressed = self.area is not None and self.darkness >= _PRESSED
        return seen.is_on_number or (seen.faint_mm2 >= _FAINT_MM2 and not is_pressed)

    def is_dot(self, seen: _Seen) -> bool:
        """Tell whether a pen only rested: the page's marks are many times as large."""
        is_small = seen.ink.extent < _DOT_MM and seen.shape is None
        return (is_small or seen.is_clear_blot) and self.extent > _DOT_TIMES * seen.ink.extent

    def is_doubled(self, area: float, shape: MarkShape) -> bool:
        """Tell whether a cross or fill holds more than the page's other marks do."""
        if self.area is None or shape.shape not in _DOUBLED:
            return False
        ink, hull = _DOUBLED[shape.shape]
        return area > ink * self.area and shape.hull_mm2 > hull * self.hull

    def is_little(self, area: float) -> bool:
        """Tell whether ink may be no mark, beside the page's other marks."""
        share = _LITTLE_CRUMPLED if self.is_crumpled else _LITTLE
        return self.area is not None and area < share * self.area


def _judge(seen: _Seen, usual: _Usual) -> Mark:
    option, shape = seen.ink, seen.shape
    area = round(option.area, 2)
    if seen.is_lost:
        return Mark("uncertain", area, "print_not_found")
    if option.is_shared:
        return Mark("uncertain", area, "shared_ink")
    if shape is None:
        return _judge_little(seen, area, usual)
    kind = shape.shape
    if kind in {Shape.STRUCK, Shape.RING_AND_MORE}:
        return Mark("crossed_out", area, "crossed_out", kind)
    is_odd = kind in {Shape.FILL, Shape.CROSS} and usual.is_rare(shape)
    if is_odd or usual.is_doubled(option.area, shape):
        return Mark("crossed_out", area, "crossed_out", kind)
    if usual.area is not None and area > max(_MUCH * usual.area, _MUCH_MM2):
        return Mark("uncertain", area, "much_ink", kind)
    is_pale = option.darkness < min(_PALE, _PALE_SHARE * usual.darkness)
    if usual.area is not None and option.darkness > _OTHER_PEN * usual.darkness:
        return Mark("uncertain", area, "other", kind)
    if usual.is_dot(seen):
        return Mark("empty", area)
    if is_pale or usual.is_little(option.area) or option.extent < _SURE_EXTENT_MM:
        return Mark("uncertain", area, "faint", kind)
    return Mark("marked", area, None, kind)


def _judge_little(seen: _Seen, area: float, usual: _Usual) -> Mark:
    strokes = seen.ink.strokes
    specks = all(s.area < _SPECK_MM2 and max(s.width, s.height) < _SPECK_MM for s in strokes)
    if usual.is_doubtful(seen):
        is_mere_shade = not seen.is_on_number and not strokes
        return Mark("uncertain", area, "faint", is_mere_shade=is_mere_shade)
    if area < LEAST_MM2 or specks or usual.is_dot(seen):
        return Mark("empty", area)
    return Mark("uncertain", area, "faint")
