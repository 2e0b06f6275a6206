"""What was seen of each option of a page, and how whoever filled it in usually marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from plugins.survey.reading.ink import InkMap
from plugins.survey.reading.mark_shapes import TOUCHED, MarkShape, Shape, describe
from plugins.survey.reading.number_shade import NumberShade
from plugins.survey.reading.option_ink import OptionInk, picture_of
from plugins.survey.sheet.places import OptionPlace, PagePlan

SURE_MM2: Final = 1.3
"""A mark of less ink is for a person: a light tick, or where a pen rested."""
_AROUND_MM: Final = 4.0
_NUMBER_SHADE: Final = 2.6
"""Levels of 255 by which a number that nobody touched is hardly ever darker."""
_COVERED: Final = 25.0
"""Levels paler than printed; in light, blur or folds a number is at most so much paler."""
_BLOT_MM: Final = 4.0
_REST_MM: Final = 2.2
"""A larger blot is for a person, whatever the page's marks are like."""
_CLEAR_MM: Final = 1.0
_ROUND: Final = 0.5
"""Share of its box that a blot fills at least; a disc fills 0.79."""
_DOT_MM: Final = 1.7
_DOT_TIMES: Final = 3.0
_DOT_NEEDS: Final = 2
"""Where at least so many marks are so many times as large, a dot is where a pen rested."""
_FAINT_MM2: Final = 4.0
"""So much shade without a stroke may be pencil hardly pressed, or rubbed out."""
_PRESSED: Final = 0.25
"""Who makes marks this dark has rubbed out what is a shade without any stroke."""
_LITTLE: Final = 0.45
"""Of the sheet's usual mark: perhaps where a felt pen rested, or print, not a mark."""
_CRUMPLED_MM: Final = 0.15
_LITTLE_CRUMPLED: Final = 0.55
"""The same where cells lie so unevenly that print is hardly ever covered exactly."""
_DOUBLED: Final = {Shape.CROSS: (1.4, 1.2), Shape.FILL: (1.25, 1.2)}
"""Times the usual mark's ink and extent: who crosses or fills may strike out likewise."""
_USUAL_NEEDS: Final = 3
_SURE_NEEDS: Final = 4
_NO_MORE: Final = 1.15
_UNTOUCHED: Final = 0.15
"""Share of a number's white; what strikes out goes through the number and adds to the ink."""
_MORE: Final = 1.25
"""Times the usual ring's ink, where a mark is at most ``_ALIKE`` times as long around."""
_ALIKE: Final = 1.35
_DENSER: Final = 1.2
"""Times the usual ring's ink for its length, whatever its length."""
_MORE_STROKES: Final = 1.4
_MUCH_MORE: Final = 1.7
"""Times the usual tick's, stroke's or cross's ink: with, and without, more in the number."""
_THROUGH: Final = 0.1
_RIGHT_THROUGH: Final = 0.2
"""Shares of a number's white by which a mark goes through it more than usual marks do."""
_SCATTERED: Final = 0.5
"""Of the usual ink for its length: specks far apart."""
_STRUCK_MM2: Final = 7.0
"""Less ink is hardly a mark with another one over it."""
_WIDE_RING_MM: Final = 40.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of one option."""

    place: OptionPlace
    ink: OptionInk
    shape: MarkShape | None
    is_lost: bool
    faint_mm2: float
    number: NumberShade

    @classmethod
    def of(
        cls,
        option: OptionInk,
        ink: InkMap,
        plan: PagePlan,
        place: int,
        number: NumberShade,
        *,
        is_lost: bool,
    ) -> "Seen":
        """Return what was seen of the option at a place in the plan."""
        shape = None
        if option.area >= SURE_MM2:
            picture = picture_of(option, ink, plan, place, _AROUND_MM)
            shape = describe(picture, plan.options[place], number.of_ink(option.darkness))
        return cls(plan.options[place], option, shape, is_lost, ink.faint[place], number)

    @property
    def around(self) -> float:
        """Length of its hull's edge, in mm."""
        return self.shape.around_mm if self.shape else 0.0

    @property
    def density(self) -> float:
        """Its ink in mm² for each mm around it."""
        return self.ink.area / max(self.around, 1.0)

    @property
    def through(self) -> float:
        """How much of the white of its number's paler side is inked."""
        return self.number.of_ink(self.ink.darkness).through

    @property
    def core(self) -> float:
        """The same of the middle of the number's height."""
        return self.number.of_ink(self.ink.darkness).core

    @property
    def is_on_number(self) -> bool:
        """Its number is darker than a number that nobody touched."""
        return self.number.whole >= _NUMBER_SHADE

    @property
    def is_covered(self) -> bool:
        """Its number is hardly there: under correction tape or white-out."""
        return self.number.whole <= -_COVERED

    @property
    def is_clear_blot(self) -> bool:
        """All its ink is one round blot, clear of its number."""
        if len(self.ink.strokes) != 1 or self.ink.extent > _BLOT_MM or self.is_on_number:
            return False
        blot, number = self.ink.strokes[0], self.place.mark
        is_right = blot.left > number.right + _CLEAR_MM
        is_left = blot.left + blot.width < number.x - _CLEAR_MM
        is_round = blot.area > _ROUND * blot.width * blot.height
        return is_round and (is_right or is_left)


@dataclass(frozen=True, slots=True)
class Usual:
    """How whoever filled in a page marks."""

    area: float | None
    """Of the usual mark, in mm²; none where there are too few marks to tell."""
    hull: float
    darkness: float
    shapes: Sequence[Shape]
    extent: float
    """Longest side of the usual mark in mm; 0 when there is none."""
    around: float
    """Of the edge of the usual mark's hull, in mm."""
    density: float
    through: float
    """How much of the usual mark goes through the number, as a share of the number's white."""
    is_crumpled: bool

    @classmethod
    def of(cls, options: Sequence[Seen], uneven_mm: float) -> "Usual":
        """Return what is usual on a page whose neighbouring cells lie so unevenly."""
        sure = [(o.ink, o.shape) for o in options if o.shape and not o.ink.is_shared]
        return cls(
            area=median(ink.area for ink, _s in sure) if len(sure) >= _USUAL_NEEDS else None,
            hull=median(shape.hull_mm2 for _i, shape in sure) if sure else 0.0,
            darkness=median(ink.darkness for ink, _s in sure) if sure else 1.0,
            shapes=[shape.shape for _i, shape in sure],
            extent=median(ink.extent for ink, _s in sure) if len(sure) >= _DOT_NEEDS else 0.0,
            around=median(o.around for o in options if o.shape) if sure else 0.0,
            density=median(o.density for o in options if o.shape) if sure else 0.0,
            through=median(o.through for o in options if o.shape) if sure else 0.0,
            is_crumpled=uneven_mm > _CRUMPLED_MM,
        )

    def is_rare(self, shape: MarkShape) -> bool:
        """Tell whether other marks of the page mostly look different."""
        like = self.shapes.count(shape.shape)
        if shape.shape is Shape.CROSS and shape.hull_mm2 <= _DOUBLED[shape.shape][1] * self.hull:
            like += self.shapes.count(Shape.FILL)  # filled in hastily, with white left in it
        return like * 2 < len(self.shapes)

    def is_doubtful(self, seen: Seen) -> bool:
        """Tell whether shade, without a stroke, may be a mark."""
        is_pressed = self.area is not None and self.darkness >= _PRESSED
        return seen.is_on_number or (seen.faint_mm2 >= _FAINT_MM2 and not is_pressed)

    def is_dot(self, seen: Seen) -> bool:
        """Tell whether a pen only rested: the page's marks are many times as large."""
        extent = seen.ink.extent
        is_small = extent < _DOT_MM and seen.shape is None
        if seen.number.whole >= _NUMBER_SHADE / 2:
            return False  # it may be what is seen of a stroke along the number's own lines
        is_rest = extent <= _REST_MM and seen.is_clear_blot
        return (is_small or is_rest) and self.extent > _DOT_TIMES * extent

    def is_doubled(self, area: float, shape: MarkShape) -> bool:
        """Tell whether a cross or fill holds more than the page's other marks do."""
        if self.area is None or shape.shape not in _DOUBLED:
            return False
        ink, hull = _DOUBLED[shape.shape]
        return area > ink * self.area and shape.hull_mm2 > hull * self.hull

    def is_no_more_than_usual(self, seen: Seen) -> bool:
        """Tell whether a mark has no more ink than others, and nothing goes through its number.

        So a ring whose end overlaps its beginning is told from one that was crossed out.
        """
        return (
            self.area is not None
            and len(self.shapes) >= _SURE_NEEDS
            and seen.ink.area <= _NO_MORE * self.area
            and seen.density <= _NO_MORE * self.density
            and seen.core < TOUCHED
            and seen.through < _UNTOUCHED
        )

    def is_more_or_through(self, seen: Seen) -> bool:
        """Tell whether a mark goes through its number as others do not, or has more ink as well.

        Rings of one hand hardly differ in ink for their length, ticks and strokes do.
        """
        if self.area is None:
            return False
        more_through = seen.through - self.through
        times = seen.ink.area / self.area
        if self.through >= _THROUGH:  # ticks and strokes
            is_more = times > _MUCH_MORE or (more_through > _THROUGH and times > _MORE_STROKES)
            return is_more and seen.ink.area > _STRUCK_MM2
        if more_through > _RIGHT_THROUGH and seen.core > TOUCHED:
            return True
        is_wide = self.around > _WIDE_RING_MM  # around words as well: such rings graze numbers
        is_alike = seen.around <= _ALIKE * self.around
        is_more = seen.density > _DENSER * self.density or (is_alike and times > _MORE)
        return is_more and more_through > (_RIGHT_THROUGH if is_wide else _THROUGH)

    def is_scattered(self, seen: Seen) -> bool:
        """Tell whether ink is so thin for its extent that it may be what is left of the print."""
        return self.area is not None and seen.density < _SCATTERED * self.density

    def is_little(self, area: float) -> bool:
        """Tell whether ink may be no mark, beside the page's other marks."""
        share = _LITTLE_CRUMPLED if self.is_crumpled else _LITTLE
        return self.area is not None and area < share * self.area
