"""Cutting what a person must judge out of a flattened page."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from plugins.survey.desk.store import WHOLE_PAGE
from plugins.survey.opencv import opencv
from plugins.survey.sheet.places import PAGE_HEIGHT, PAGE_WIDTH, PagePlan, Rect, SheetPlan

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Grey: TypeAlias = "npt.NDArray[np.uint8]"

_MARGIN_MM: Final = 2.0
_QUALITY: Final = 80
_PAGE_DOTS: Final = 720
"""Height of the small picture of a whole page."""


class Cutter:
    """Knows where each key's answer is on a sheet."""

    def __init__(self, plan: SheetPlan) -> None:
        self.plan = plan

    @cached_property
    def keys_by_page(self) -> Mapping[int, Sequence[str]]:
        """Return the names of the keys of each side, in printed order."""
        return {page.page: list(_rects(page)) for page in self.plan.pages}

    def cells(self, crop: bytes, key: str) -> Mapping[str, "Grey"]:
        """Return the cell of each option of ``key`` out of its crop, by code."""
        places = [each for page in self.plan.pages for each in page.options if each.key.name == key]
        picture = _decoded(crop)
        if picture is None or not places:
            return {}
        whole = _around_all([each.cell for each in places])
        dots = picture.shape[1] / (whole.width + 2 * _MARGIN_MM)
        return {each.code: _part(picture, each.cell, whole, dots) for each in places}

    def cut(
        self, picture: bytes, page: int, keys: Sequence[str], extra: Mapping[str, Rect]
    ) -> Mapping[str, bytes]:
        """Return a JPEG for each key, and for ``WHOLE_PAGE``; nothing of an unknown side.

        ``extra`` says where things are that the plan does not know.
        """
        plans = [each for each in self.plan.pages if each.page == page]
        flat = _decoded(picture)
        if not plans or flat is None:
            return {}
        rects = {**_rects(plans[0]), **extra}
        cuts: dict[str, bytes] = {}
        for key in keys:
            if key == WHOLE_PAGE:
                cuts[key] = _encoded(_small(flat))
            elif key in rects:
                cuts[key] = _encoded(_crop(flat, rects[key]))
        return cuts


def _rects(plan: PagePlan) -> dict[str, Rect]:
    places = [(each.key.name, each.cell) for each in plan.options]
    places += [(each.key.name, each.rect) for each in plan.boxes]
    rects: dict[str, Rect] = {}
    for name, rect in places:
        rects[name] = _around(rects[name], rect) if name in rects else rect
    return rects


def _around_all(rects: Sequence[Rect]) -> Rect:
    whole = rects[0]
    for rect in rects[1:]:
        whole = _around(whole, rect)
    return whole


def _part(picture: Any, cell: Rect, whole: Rect, dots: float) -> Any:
    left, top = cell.x - whole.x, cell.y - whole.y
    down, across = top + cell.height + 2 * _MARGIN_MM, left + cell.width + 2 * _MARGIN_MM
    return picture[
        round(top * dots) : round(down * dots), round(left * dots) : round(across * dots)
    ]


def decode_crop(crop: bytes) -> "Grey | None":
    """Return a crop as brightness; None when it is damaged."""
    picture: Grey | None = _decoded(crop)
    return picture


def _around(one: Rect, other: Rect) -> Rect:
    x, y = min(one.x, other.x), min(one.y, other.y)
    return Rect(x, y, max(one.right, other.right) - x, max(one.bottom, other.bottom) - y)


def _decoded(picture: bytes) -> Any:
    import numpy as np  # noqa: PLC0415 - only sheets need it

    cv2 = opencv()
    return cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_GRAYSCALE)


def _crop(flat: Any, rect: Rect) -> Any:
    across, down = flat.shape[1] / PAGE_WIDTH, flat.shape[0] / PAGE_HEIGHT
    top, left = max(0, rect.y - _MARGIN_MM) * down, max(0, rect.x - _MARGIN_MM) * across
    bottom, right = (rect.bottom + _MARGIN_MM) * down, (rect.right + _MARGIN_MM) * across
    return flat[int(top) : int(bottom) + 1, int(left) : int(right) + 1]


def _small(flat: Any) -> Any:
    cv2 = opencv()
    width = round(flat.shape[1] * _PAGE_DOTS / flat.shape[0])
    return cv2.resize(flat, (width, _PAGE_DOTS), interpolation=cv2.INTER_AREA)


def _encoded(picture: Any) -> bytes:
    cv2 = opencv()
    _done, content = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return bytes(content)
