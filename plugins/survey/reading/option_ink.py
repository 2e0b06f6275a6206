"""The ink of one option: how much, how large, how dark, and what it looks like."""

from dataclasses import dataclass, field

from plugins.survey.reading.ink import InkMap, Stroke
from plugins.survey.reading.pixels import Grey, crop
from plugins.survey.sheet.places import PagePlan


@dataclass(slots=True)
class OptionInk:
    """The ink of one option."""

    strokes: list[Stroke] = field(default_factory=list)
    is_shared: bool = False
    """One of its strokes may mean another option, or none."""

    @property
    def area(self) -> float:
        """In mm²."""
        return sum(stroke.area for stroke in self.strokes)

    @property
    def extent(self) -> float:
        """Longest side, in mm, of what holds all strokes: print cuts one stroke into several."""
        if not self.strokes:
            return 0.0
        right = max(s.left + s.width for s in self.strokes) - min(s.left for s in self.strokes)
        down = max(s.top + s.height for s in self.strokes) - min(s.top for s in self.strokes)
        return max(right, down)

    @property
    def darkness(self) -> float:
        """How much darker than paper, up to 1."""
        return sum(s.darkness * s.area for s in self.strokes) / max(self.area, 0.001)


def picture_of(option: OptionInk, ink: InkMap, plan: PagePlan, place: int, grow: float) -> Grey:
    """Return 1 where an option's strokes are, in its cell and ``grow`` mm around it."""
    import numpy as np  # noqa: PLC0415 - only reading needs it

    around = crop(ink.strokes_at, plan.options[place].cell, grow)
    return np.isin(around, [stroke.label for stroke in option.strokes]).astype(np.uint8)
