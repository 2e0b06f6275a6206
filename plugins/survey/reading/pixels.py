"""The scale of a flattened page, and pictures in it."""

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from plugins.survey.sheet.places import PAGE_HEIGHT, PAGE_WIDTH, Rect

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Grey: TypeAlias = "npt.NDArray[np.uint8]"
"""Brightness; 255 is white."""
Numbers: TypeAlias = "npt.NDArray[Any]"

DOTS: Final = 6
"""Dots per millimetre of a flattened page: a pen of 0.3 mm is two dots wide."""
WIDTH: Final = round(PAGE_WIDTH * DOTS)
HEIGHT: Final = round(PAGE_HEIGHT * DOTS)
PAPER: Final = 225
"""Brightness of blank paper on a flattened page: noise can go both ways from it."""
DOTS_PER_MM2: Final = DOTS * DOTS


def slices(rect: Rect, grow: float = 0.0) -> tuple[slice, slice]:
    """Return the rows and columns of a rectangle, ``grow`` millimetres larger on each side."""
    left, top = (max(0, round((edge - grow) * DOTS)) for edge in (rect.x, rect.y))
    right = min(WIDTH, round((rect.right + grow) * DOTS))
    bottom = min(HEIGHT, round((rect.bottom + grow) * DOTS))
    return slice(top, bottom), slice(left, right)


def crop(picture: Any, rect: Rect, grow: float = 0.0) -> Any:
    """Return a view of a rectangle of a flattened page."""
    return picture[slices(rect, grow)]
